import { CircleCheck, Square, Target } from 'lucide-react';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { gapOf, type Plan } from './progress.ts';
import css from './together.module.css';

/** Nearer than is said: no share of it is shown. */
const SAME = 0.00005;

/** How far a plan has come: before there is one how many twinnings were looked at, then how near it is to the best. */
export function PlanProgress({ plan, onStop }: { plan: Plan; onStop: () => void }) {
  const { t, language } = useTranslation('together');
  const { state, failure, looked, wishes, tried } = plan;
  const gap = gapOf(plan);
  const running = state === 'running';
  const isBest = gap !== null && gap < SAME;
  const percent = (share: number) =>
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: share < 0.001 ? 2 : 1 }).format(share);
  const words = (): string => {
    if (state === 'failed') return t(`progress.failures.${failure ?? 'broken'}`);
    if (gap === null) {
      if (!running) return t('progress.nothing');
      return looked === 0 ? t('progress.reading') : t('progress.looked', { count: looked, of: String(wishes) });
    }
    if (isBest) return t('progress.best');
    return t('progress.within', { share: percent(gap) });
  };
  return (
    <div className={css.progress}>
      <p role="status">
        <Icon of={isBest ? CircleCheck : Target} />
        <span>
          <b>{words()}</b>{' '}
          {gap !== null && state !== 'failed' && (
            <span className={css.note}>
              {isBest && running ? t('progress.writing') : t(`progress.${state}`, { count: tried })}
            </span>
          )}
        </span>
      </p>
      {running && gap === null && (
        <div className={css.bar}>
          <Progress value={wishes === 0 ? 0 : looked / wishes} label={t('progress.label')} />
        </div>
      )}
      {running && (
        <Button icon={Square} size="dense" onClick={onStop}>
          {t('stop')}
        </Button>
      )}
    </div>
  );
}
