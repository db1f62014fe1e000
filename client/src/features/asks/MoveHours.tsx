import { readLesson, type Lesson } from '@pluriclasse/shared/api/lessons';
import type { LessonId } from '@pluriclasse/shared/ids';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useRead } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './asks.module.css';

export interface MoveHoursProps {
  lessonId: LessonId;
  /** Whether what is proposed for the lesson now is what the question is about. */
  open: boolean;
}

/** From when to when a lesson would move, by the clocks of each school. */
export function MoveHours({ lessonId, open }: MoveHoursProps) {
  const read = useRead(readLesson, { params: { lessonId } });
  return <ReadState read={read}>{(lesson) => <Hours lesson={lesson} open={open} />}</ReadState>;
}

function Hours({ lesson, open }: { lesson: Lesson; open: boolean }) {
  const { t } = useTranslation('asks');
  const when = useWhen();
  const { lessonId, participants } = lesson;
  const move = open ? lesson.move : null;
  const signs = siteSigns(participants.map(({ school }) => school.name));
  const rows = participants.map(({ school }, n) => ({ school, sign: signs[n] }));
  const said = ({ startsAt, endsAt }: Pick<Lesson, 'startsAt' | 'endsAt'>, zone: string) => (
    <span className={css.nowrap}>
      {when.dayTime(startsAt, zone)}–{when.time(endsAt, zone)}
    </span>
  );
  return (
    <Paper title={t('hours.title')} className={css.stack}>
      <DataTable
        caption={t('hours.title')}
        rows={rows}
        rowKey={({ school }) => school.schoolId}
        columns={[
          {
            key: 'school',
            head: t('hours.school'),
            names: true,
            cell: ({ school, sign }) => (
              <span className={css.columnHead}>
                {sign && <SiteMark sign={sign} />}
                {school.name}
              </span>
            ),
          },
          { key: 'from', head: t('hours.from'), cell: ({ school }) => said(lesson, school.timeZone) },
          ...(move
            ? [
                {
                  key: 'to',
                  head: t('hours.to'),
                  cell: ({ school }: (typeof rows)[number]) => <strong>{said(move, school.timeZone)}</strong>,
                },
              ]
            : []),
        ]}
      />
      <ButtonLink href={`/lessons/${lessonId}`}>{t('hours.lesson')}</ButtonLink>
    </Paper>
  );
}
