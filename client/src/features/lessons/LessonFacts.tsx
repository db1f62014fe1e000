import type { Lesson } from '@pluriclasse/shared/api/lessons';
import { Paper } from '../../components/Paper.tsx';
import { PlanList } from '../../components/PlanList.tsx';
import { useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { Hours } from './Hours.tsx';
import css from './lessons.module.css';

/** A lesson for those who can't change it, or when nothing of it can change any more; `why` says which. */
export function LessonFacts({ lesson, why }: { lesson: Lesson; why: string }) {
  const { t } = useTranslation('lessons');
  const when = useWhen();
  const { school } = useStaff();
  const { startsAt, endsAt, participants, plan, status } = lesson;
  const zone = school?.timeZone ?? participants[0]?.school.timeZone;
  return (
    <div className={css.columns}>
      <Paper title={t('columns.hour')} titleHidden>
        <p className={css.date}>{when.longDay(startsAt, zone)}</p>
        <p className={css.hour}>
          {when.time(startsAt, zone)}–{when.time(endsAt, zone)}
        </p>
        {zone !== undefined && (
          <p className={css.note}>
            <Hours startsAt={startsAt} zone={zone} participants={participants} />
          </p>
        )}
      </Paper>
      <Paper title={t('plan.title')} className={css.stack}>
        {plan.length === 0 ? (
          <p className={css.note}>{t('plan.none')}</p>
        ) : (
          <PlanList
            label={t('plan.title')}
            current={status === 'ended' ? plan.length : -1}
            stops={plan.map(({ phaseId, title, minutes }) => ({
              key: phaseId,
              title,
              time: t('plan.short', { count: minutes }),
            }))}
          />
        )}
      </Paper>
      <p className={css.note}>{why}</p>
    </div>
  );
}
