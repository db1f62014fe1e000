import type { PlannedHour, PlannedWish } from '@pluriclasse/shared/api/plans';
import { Undo2 } from 'lucide-react';
import { Link } from 'wouter';
import { Button } from '../../../components/Button.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { useWeekdays } from '../../../components/useAnswerWords.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import { changesOf, lessonsOf } from './changes.ts';
import css from './together.module.css';
import type { Planned } from './twinnings.ts';

export interface ChangesProps {
  before: readonly PlannedWish[];
  after: readonly PlannedWish[];
  twinnings: ReadonlyMap<string, Planned>;
  onBack: () => void;
}

/** What became of a plan by giving one twinning another hour. */
export function Changes({ before, after, twinnings, onBack }: ChangesProps) {
  const { t } = useTranslation('together');
  const weekday = useWeekdays();
  const { list } = useWhen();
  const hourOf = (hour: PlannedHour | null): string => {
    if (hour === null) return t('swap.none');
    const when = list(hour.slots.map(({ weekday: day, start }) => `${weekday(day)} ${start.replace(/^0/, '')}`));
    return t('swap.hour', { when, count: hour.lessons });
  };
  const changes = changesOf(before, after);
  return (
    <Paper
      title={t('swap.title')}
      aside={
        <Button size="dense" icon={Undo2} onClick={onBack}>
          {t('swap.back')}
        </Button>
      }
    >
      <ul className={css.changes}>
        {changes.map(({ wishId, from, to }) => (
          <li key={wishId}>
            <Link href={`/twinnings/${wishId}`}>{twinnings.get(wishId)?.group.name ?? t('table.gone')}</Link>{' '}
            {t('swap.change', { from: hourOf(from), to: hourOf(to) })}
          </li>
        ))}
      </ul>
      <p className={css.note}>{t('swap.sum', { count: lessonsOf(after), before: String(lessonsOf(before)) })}</p>
    </Paper>
  );
}
