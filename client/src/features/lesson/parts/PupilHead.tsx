import { Avatar } from '../../../components/Avatar.tsx';
import { clockText } from '../../../components/clockText.ts';
import { cx } from '../../../components/cx.ts';
import { PhasePath } from '../../../components/PhasePath.tsx';
import { SiteMark } from '../../../components/SiteMark.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useMySeat, useSite } from '../hooks/useLesson.ts';
import { nameOf } from '../nameOf.ts';
import { RecordingSign } from './RecordingSign.tsx';
import { usePhase } from './usePhase.ts';
import css from './PupilHead.module.css';

/** Who I am, which phase runs and how long it lasts; `stacked` where there is no width for one line. */
export function PupilHead({ className, stacked = false }: { className?: string | undefined; stacked?: boolean }) {
  const { t } = useTranslation('lesson');
  const me = useMySeat();
  const site = useSite()(me.schoolId);
  const { phase, n, count, left, progress, minutes, current } = usePhase();
  return (
    <header className={cx(stacked && css.stacked, className)}>
      <div className={css.me}>
        <SiteMark sign={site.sign} className={css.mark} />
        {me.occupant.kind === 'pupil' && <Avatar avatar={me.occupant.avatar} className={css.avatar} />}
        <p>
          <b>{nameOf(me.occupant)}</b>
          <span>{site.name}</span>
        </p>
      </div>
      <section className={css.plan} aria-label={t('regions.plan')}>
        {phase ? (
          <>
            <div className={css.phase}>
              <p className={css.title}>
                <span>{phase.title}</span>
                <RecordingSign short />
              </p>
              <PhasePath
                minutes={minutes}
                current={current}
                progress={progress}
                label={t('plan.phaseOf', { n, count })}
              />
            </div>
            <p className={css.clock} role="timer" aria-label={t('plan.clock')}>
              {clockText(left)}
            </p>
          </>
        ) : (
          <RecordingSign short />
        )}
      </section>
    </header>
  );
}
