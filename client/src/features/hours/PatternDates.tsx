import type { DatedLesson, FailedDate, SchedulePattern } from '@pluriclasse/shared/calendar/answer';
import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import { CalendarX, CircleCheck, Route } from 'lucide-react';
import type { ReactNode } from 'react';
import { Chip } from '../../components/Chip.tsx';
import { DataTable } from '../../components/DataTable.tsx';
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

interface DateRow {
  readonly day: string;
  readonly lesson: DatedLesson | undefined;
  readonly failure: FailedDate | undefined;
}

/** Every date of an hour: who leads it where and what it takes the place of, or why it can't be; and what would mend it. */
export function PatternDates({ pattern, signs, names, acts }: PatternDatesProps) {
  const { t } = useTranslation('hours');
  const { nameOf, blocker, relaxation, weekday, list } = useAnswerWords(names);
  const when = useWhen();
  const { lessons, failures, local, slots, relaxations } = pattern;
  const dates: DateRow[] = [
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
      <DataTable
        caption={t('dateTable')}
        rows={dates}
        rowKey={({ day, failure }) => `${day} ${failure ? 'fails' : 'holds'}`}
        columns={[
          {
            key: 'date',
            head: t('columns.date'),
            names: true,
            cell: ({ day }) => <span className={css.nowrap}>{when.day(toDayNumber(day) * 86_400_000, 'UTC')}</span>,
          },
          ...local.map(({ schoolId }) => {
            const sign = signs.get(schoolId);
            return {
              key: schoolId,
              head: (
                <span className={css.columnHead}>
                  {sign && <SiteMark sign={sign} />}
                  {nameOf(schoolId)}
                </span>
              ),
              cell: ({ lesson }: DateRow) => (lesson ? atSchool(lesson, schoolId) : '–'),
            };
          }),
          { key: 'state', head: t('columns.state'), cell: ({ failure }) => stateOf(failure) },
        ]}
      />
    </Paper>
  );

  function atSchool(lesson: DatedLesson, schoolId: string): ReactNode {
    const site = lesson.sites.find((one) => one.schoolId === schoolId);
    if (site === undefined) return '–';
    const gives = displacedBy({ lessons: [lesson] }, schoolId);
    const more = [
      ...site.staffIds.map(nameOf),
      ...(site.roomId === null ? [] : [nameOf(site.roomId)]),
      ...(gives.length === 0 ? [] : [t('insteadOf', { subjects: list(gives.map(({ subject }) => subject)) })]),
    ].filter(Boolean);
    return (
      <>
        {`${site.start}–${site.end}`}
        <span className={css.small}>{more.join(' · ')}</span>
      </>
    );
  }

  function stateOf(failure: FailedDate | undefined): ReactNode {
    if (failure === undefined) {
      return (
        <Chip state="good" icon={CircleCheck}>
          {t('holds')}
        </Chip>
      );
    }
    const [first, ...others] = failure.blockers;
    return (
      <>
        <Chip state="slow" icon={CalendarX}>
          {first ? blocker(first) : t('cant')}
        </Chip>
        {others.map((one) => (
          <span key={JSON.stringify(one)} className={css.small}>
            {blocker(one)}
          </span>
        ))}
      </>
    );
  }
}
