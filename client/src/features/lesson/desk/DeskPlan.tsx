import { ArrowLeft, ArrowRight, ChevronDown, ChevronUp, Clock, Timer } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { clockText } from '../../../components/clockText.ts';
import { cx } from '../../../components/cx.ts';
import { Icon } from '../../../components/Icon.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { PhaseClock } from '../../../components/PhaseClock.tsx';
import { PhasePath } from '../../../components/PhasePath.tsx';
import { PlanList } from '../../../components/PlanList.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import { useActs } from '../hooks/useActs.ts';
import { useLesson, useMySeat, useSites } from '../hooks/useLesson.ts';
import { usePhase } from '../parts/usePhase.ts';
import css from './DeskPlan.module.css';

const extension = 1;

/** The clock of the phase, its path, and the plan; any teacher goes on or back. */
export function DeskPlan() {
  const { t } = useTranslation('lesson');
  const { order } = useActs();
  const { plan } = useLesson();
  const { phase, n, count, left, progress, minutes, current } = usePhase();
  const [unfolded, setUnfolded] = useState(false);
  const label = t('plan.phaseOf', { n, count });
  return (
    <section className={css.plan} aria-label={t('regions.plan')}>
      {phase ? (
        <>
          <div className={css.clock}>
            <p className={css.note}>{label}</p>
            <p className={css.phase}>{phase.title}</p>
            <PhaseClock
              left={left}
              label={t('plan.clock')}
              words={{ left: t('plan.left'), lastMinute: t('plan.lastMinute'), over: t('plan.over') }}
            />
            <PhasePath minutes={minutes} current={current} progress={progress} label={label} className={css.path} />
          </div>
          <div className={css.acts}>
            <IconButton
              icon={ArrowLeft}
              label={t('plan.back')}
              disabled={current === 0}
              onClick={() => order('plan:back', { from: current })}
            />
            <Button
              icon={Timer}
              className={css.grow}
              aria-label={t('plan.extendLabel', { minutes: extension })}
              onClick={() => order('plan:extend', { minutes: extension })}
            >
              {t('plan.extend', { minutes: extension })}
            </Button>
            <Button
              kind="primary"
              className={css.next}
              disabled={current >= count - 1}
              onClick={() => order('plan:next', { from: current })}
            >
              {current >= count - 1 ? t('plan.last') : t('plan.next')} {current < count - 1 && <Icon of={ArrowRight} />}
            </Button>
            <Button
              className={css.fold}
              icon={unfolded ? ChevronUp : ChevronDown}
              aria-expanded={unfolded}
              onClick={() => setUnfolded(!unfolded)}
            >
              {unfolded ? t('plan.hide') : t('plan.show')}
            </Button>
          </div>
          <PlanList
            className={cx(css.list, unfolded && css.unfolded)}
            label={t('regions.plan')}
            current={current}
            stops={plan.phases.map((one, index) => ({
              key: one.phaseId,
              title: one.title,
              time: index === current ? clockText(left) : t('plan.minutes', { count: one.minutes }),
            }))}
          />
        </>
      ) : (
        <p className={css.note}>{t('plan.noPlan')}</p>
      )}
      <Ends />
    </section>
  );
}

/** When the lesson ends here, and what the clocks show elsewhere then. */
function Ends() {
  const { t } = useTranslation('lesson');
  const when = useWhen();
  const { endsAt } = useLesson();
  const me = useMySeat();
  const sites = useSites();
  const here = when.time(endsAt, sites.find(({ schoolId }) => schoolId === me.schoolId)?.timeZone);
  const elsewhere = sites
    .map((site) => ({ town: site.name, time: when.time(endsAt, site.timeZone) }))
    .filter(({ time }) => time !== here);
  return (
    <p className={cx(css.note, css.ends)}>
      <Icon of={Clock} />
      <span>
        {[
          t('plan.ends', { time: here }),
          ...elsewhere.map(({ time, town }) => t('plan.endsElsewhere', { time, town })),
        ].join(' · ')}
      </span>
    </p>
  );
}
