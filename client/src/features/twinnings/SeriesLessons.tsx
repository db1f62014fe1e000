import type { Lesson } from '@pluriclasse/shared/api/lessons';
import { Ban, CalendarDays, CircleAlert, CircleCheck, CircleDashed, Hourglass } from 'lucide-react';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Chip } from '../../components/Chip.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Hidden } from '../../components/Hidden.tsx';
import { Paper } from '../../components/Paper.tsx';
import type { SiteSign } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { lessonNames } from '../../components/lessonNames.ts';
import { useAnswerWords } from '../../components/useAnswerWords.ts';
import { zoneCity } from '../../lib/timeZones.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './twinnings.module.css';

export interface SeriesLessonsProps {
  lessons: readonly Lesson[];
  signs: ReadonlyMap<string, SiteSign>;
}

/** The dated lessons of a series, by the clocks of each school, and where each stands. */
export function SeriesLessons({ lessons, signs }: SeriesLessonsProps) {
  const { t } = useTranslation('twinnings');
  const when = useWhen();
  const [first] = lessons;
  if (first === undefined) return null;
  const zone = first.participants[0]?.school.timeZone;
  return (
    <Paper title={t('lessons.title')}>
      <DataTable
        caption={t('lessons.title')}
        rows={lessons}
        rowKey={({ lessonId }) => lessonId}
        columns={[
          {
            key: 'date',
            head: t('lessons.date'),
            names: true,
            cell: ({ startsAt }) => <span className={css.nowrap}>{when.day(startsAt, zone)}</span>,
          },
          ...first.participants.map(({ school }) => {
            const sign = signs.get(school.schoolId);
            return {
              key: school.schoolId,
              head: (
                <span className={css.columnHead} title={school.name}>
                  {sign && <SiteMark sign={sign} named />}
                  {zoneCity(school.timeZone)}
                </span>
              ),
              cell: ({ startsAt, status }: Lesson) =>
                status === 'cancelled' ? '–' : when.time(startsAt, school.timeZone),
            };
          }),
          { key: 'state', head: t('lessons.state'), cell: (lesson) => <StateOf lesson={lesson} /> },
          {
            key: 'acts',
            head: <Hidden>{t('lessons.acts')}</Hidden>,
            cell: ({ lessonId, blocked }) => (
              <ButtonLink size="dense" kind={blocked ? 'primary' : 'quiet'} href={`/lessons/${lessonId}`}>
                {blocked && blocked.alternatives.length > 0
                  ? t('lessons.others', { count: blocked.alternatives.length })
                  : t('lessons.plan')}
              </ButtonLink>
            ),
          },
        ]}
      />
    </Paper>
  );
}

function StateOf({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation('twinnings');
  const { blocker } = useAnswerWords(lessonNames(lesson));
  const [first] = lesson.blocked?.blockers ?? [];
  if (lesson.status === 'cancelled') {
    const reason = lesson.cancelled?.reason;
    return (
      <Chip state="slow" icon={Ban}>
        {reason ? t('lessons.cancelledWhy', { reason }) : t('lessons.cancelled')}
      </Chip>
    );
  }
  if (lesson.status === 'ended')
    return (
      <Chip icon={CircleCheck} state="good">
        {t('lessons.ended')}
      </Chip>
    );
  if (lesson.status === 'open')
    return (
      <Chip icon={Hourglass} state="now">
        {t('lessons.open')}
      </Chip>
    );
  if (lesson.blocked) {
    return (
      <Chip state="trouble" icon={CircleAlert}>
        {first ? t('lessons.blockedWhy', { why: blocker(first) }) : t('lessons.blocked')}
      </Chip>
    );
  }
  if (lesson.move)
    return (
      <Chip state="slow" icon={CalendarDays}>
        {t('lessons.moves')}
      </Chip>
    );
  return lesson.agreed === 'confirmed' ? (
    <Chip state="good" icon={CircleCheck}>
      {t('lessons.confirmed')}
    </Chip>
  ) : (
    <Chip icon={CircleDashed}>{t('lessons.proposed')}</Chip>
  );
}
