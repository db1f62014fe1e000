import type { Lesson } from '@pluriclasse/shared/api/lessons';
import { DataTable } from '../../components/DataTable.tsx';
import { Paper } from '../../components/Paper.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './asks.module.css';

/** The dates that one says yes to: by the clocks of each school, and what they take the place of at the own one. */
export function SeriesDates({ lessons }: { lessons: readonly Lesson[] }) {
  const { t } = useTranslation('asks');
  const when = useWhen();
  const { school: own } = useStaff();
  const [first] = lessons;
  if (first === undefined) return null;
  const signs = siteSigns(first.participants.map(({ school }) => school.name));
  const home = own?.schoolId ?? first.participants[0]?.school.schoolId;
  const homeZone = first.participants.find(({ school }) => school.schoolId === home)?.school.timeZone;
  return (
    <Paper title={t('dates.title', { count: lessons.length })}>
      <DataTable
        caption={t('dates.caption')}
        rows={lessons}
        rowKey={({ lessonId }) => lessonId}
        columns={[
          {
            key: 'day',
            head: t('dates.day'),
            names: true,
            cell: ({ startsAt }) => <span className={css.nowrap}>{when.day(startsAt, homeZone)}</span>,
          },
          ...first.participants.map(({ school }, n) => ({
            key: school.schoolId,
            head: (
              <span className={css.columnHead}>
                {signs[n] && <SiteMark sign={signs[n]} />}
                {school.name}
              </span>
            ),
            cell: ({ startsAt, endsAt }: Lesson) => (
              <span className={css.nowrap}>
                {when.time(startsAt, school.timeZone)}–{when.time(endsAt, school.timeZone)}
              </span>
            ),
          })),
          {
            key: 'takes',
            head: t('dates.takes'),
            cell: ({ sites }) => {
              const gives = sites.find(({ schoolId }) => schoolId === home)?.displaced ?? [];
              return gives.length === 0
                ? t('dates.nothing')
                : when.list([...new Set(gives.map(({ subject }) => subject))]);
            },
          },
        ]}
      />
    </Paper>
  );
}
