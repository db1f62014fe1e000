import type { SchedulePattern } from '@pluriclasse/shared/calendar/answer';
import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import { CalendarX, CircleCheck, Route } from 'lucide-react';
import type { ReactNode } from 'react';
import { Chip } from '../../components/Chip.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Paper } from '../../components/Paper.tsx';
import type { SiteSign } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useWhen } from '../../lib/when.ts';
import css from './hours.module.css';
import { displacedBy } from './reasons.ts';
import { useAnswerWords } from '../../components/useAnswerWords.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

export interface PatternDatesProps {
  pattern: SchedulePattern;
  signs: ReadonlyMap<string, SiteSign>;
  names: Readonly<Record<string, string>>;
  acts?: ReactNode;
}

/** Every date of an hour: who leads it where and what it takes the place of, or why it can't be; and what would mend it. */
export function PatternDates({ pattern, signs, names, acts }: PatternDatesProps) {
  const { t } = useTranslation('hours');
  const { nameOf, blocker, relaxation, weekday, list } = useAnswerWords(names);
  const when = useWhen();
  const { lessons, failures, local, slots, relaxations } = pattern;
  const dates = [
    ...lessons.map((lesson) => ({ day: lesson.sites[0]?.day ?? '', lesson, failure: undefined })),
    ...failures.map((failure) => ({ day: failure.day, lesson: undefined, failure })),
  ].toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return (
    <Paper title={t('datesOf', { day: list(slots.map((slot) => weekday(slot.weekday))) })} aside={acts}>
      {relaxations.length > 0 && (
        <section aria-label={t('couldChange')} className={css.relaxations}>
          <h3>{t('couldChange')}</h3>
          <ul>
            {relaxations.map((one) => (
              <li key={JSON.stringify(one)}>
                <Icon of={Route} />
                <span>{relaxation(one)}</span>
                <b>{t('gain', { count: one.gain })}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
      {/* A table wider than the page is scrolled by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={css.scroll} tabIndex={0} role="group" aria-label={t('dateTable')}>
        <table className={css.dates}>
          <thead>
            <tr>
              <th scope="col">{t('columns.date')}</th>
              {local.map(({ schoolId }) => {
                const sign = signs.get(schoolId);
                return (
                  <th key={schoolId} scope="col">
                    <span className={css.columnHead}>
                      {sign && <SiteMark sign={sign} />}
                      {nameOf(schoolId)}
                    </span>
                  </th>
                );
              })}
              <th scope="col">{t('columns.state')}</th>
            </tr>
          </thead>
          <tbody>
            {dates.map(({ day, lesson, failure }) => (
              <tr key={day}>
                <th scope="row">{when.day(toDayNumber(day) * 86_400_000, 'UTC')}</th>
                {local.map(({ schoolId }) => {
                  const site = lesson?.sites.find((one) => one.schoolId === schoolId);
                  if (!site || !lesson) return <td key={schoolId}>–</td>;
                  const gives = displacedBy({ lessons: [lesson] }, schoolId);
                  const more = [
                    ...site.staffIds.map(nameOf),
                    ...(site.roomId === null ? [] : [nameOf(site.roomId)]),
                    ...(gives.length === 0
                      ? []
                      : [t('insteadOf', { subjects: list(gives.map(({ subject }) => subject)) })]),
                  ].filter(Boolean);
                  return (
                    <td key={schoolId}>
                      {`${site.start}–${site.end}`}
                      <span className={css.small}>{more.join(' · ')}</span>
                    </td>
                  );
                })}
                <td>
                  {failure ? (
                    <>
                      <Chip state="slow" icon={CalendarX}>
                        {failure.blockers[0] ? blocker(failure.blockers[0]) : t('cant')}
                      </Chip>
                      {failure.blockers.slice(1).map((one) => (
                        <span key={JSON.stringify(one)} className={css.small}>
                          {blocker(one)}
                        </span>
                      ))}
                    </>
                  ) : (
                    <Chip state="good" icon={CircleCheck}>
                      {t('holds')}
                    </Chip>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Paper>
  );
}
