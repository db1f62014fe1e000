import { useEffect, useState, type CSSProperties } from 'react';
import { clockText } from '../../../components/clockText.ts';
import { cx } from '../../../components/cx.ts';
import { PhasePath } from '../../../components/PhasePath.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useLesson } from '../hooks/useLesson.ts';
import { Signposts } from '../parts/Signposts.tsx';
import { usePhase } from '../parts/usePhase.ts';
import css from './KitBand.module.css';

/** Who speaks, who is next, how long: always here, always this large. */
export function KitBand() {
  const { t } = useTranslation('lesson');
  return (
    <div className={css.band}>
      <section className={css.floor} aria-label={t('regions.floor')}>
        <Signposts
          className={css.signs}
          named={({ name, from, hand }) => (
            <>
              <span
                className={css.name}
                style={{ '--letters': name.length } as CSSProperties /* knows no custom properties */}
              >
                {name}
              </span>
              {hand.pupil && <span className={css.from}>{from}</span>}
            </>
          )}
        />
      </section>
      <Clock />
    </div>
  );
}

const titleFor = 3000;

/** Digits and path; a new phase's title stands across them for three seconds. */
function Clock() {
  const { t } = useTranslation('lesson');
  const { plan } = useLesson();
  const { phase, n, count, left, progress, minutes, current } = usePhase();
  const [shown, setShown] = useState(plan.current);
  const running = plan.current;
  const fresh = shown !== running;
  useEffect(() => {
    if (!fresh) return;
    const timer = setTimeout(() => setShown(running), titleFor);
    return () => clearTimeout(timer);
  }, [fresh, running]);
  return (
    <section className={cx(css.clock, fresh && css.fresh)} aria-label={t('regions.plan')}>
      {phase && fresh && <p className={css.newPhase}>{phase.title}</p>}
      {phase && !fresh && (
        <>
          <p className={css.time} role="timer" aria-label={t('plan.clock')}>
            {clockText(left)}
          </p>
          <p className={css.phase}>{phase.title}</p>
          <PhasePath
            className={css.path}
            minutes={minutes}
            current={current}
            progress={progress}
            label={t('plan.phaseOf', { n, count })}
          />
        </>
      )}
    </section>
  );
}
