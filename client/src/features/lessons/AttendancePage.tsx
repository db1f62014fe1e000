import { readAttendance, readLesson, type AttendanceSpan, type Lesson } from '@pluriclasse/shared/api/lessons';
import { LessonId } from '@pluriclasse/shared/ids';
import { Link, useParams } from 'wouter';
import { DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './lessons.module.css';

export default function AttendancePage() {
  const { t } = useTranslation('lessons');
  const parsed = LessonId.safeParse(useParams<{ lessonId: string }>().lessonId);
  usePageTitle(t('attend.title'));
  return parsed.success ? <Attendance lessonId={parsed.data} /> : <EmptyState level={1} title={t('gone')} />;
}

function Attendance({ lessonId }: { lessonId: LessonId }) {
  const { t } = useTranslation('lessons');
  const when = useWhen();
  const lesson = useRead(readLesson, { params: { lessonId } });
  const spans = useRead(readAttendance, { params: { lessonId } });
  const zone = useStaff().school?.timeZone;
  return (
    <>
      <Link href={`/lessons/${lessonId}`} className={css.up}>
        {lesson.data?.title ?? t('columns.title')}
      </Link>
      <PageHead title={t('attend.title')} note={lesson.data && when.dayTime(lesson.data.startsAt, zone)} />
      <Paper title={t('attend.title')} titleHidden>
        <ReadState read={spans}>
          {({ spans: all }) =>
            all.length === 0 ? (
              <p className={css.none}>{t('attend.none')}</p>
            ) : (
              <Spans spans={all} lesson={lesson.data} />
            )
          }
        </ReadState>
      </Paper>
    </>
  );
}

function Spans({ spans, lesson }: { spans: readonly AttendanceSpan[]; lesson: Lesson | undefined }) {
  const { t } = useTranslation('lessons');
  const when = useWhen();
  const zone = useStaff().school?.timeZone;
  const schoolOf = (span: AttendanceSpan) =>
    lesson?.participants.find((participant) => participant.school.schoolId === span.schoolId)?.school.name ?? '–';
  return (
    <DataTable
      caption={t('attend.title')}
      rows={spans}
      rowKey={(span) => `${span.seatId} ${span.from}`}
      columns={[
        { key: 'who', head: t('attend.who'), names: true, cell: (span) => span.name },
        { key: 'school', head: t('attend.school'), cell: schoolOf },
        { key: 'as', head: t('attend.as'), cell: (span) => t(`attend.kinds.${span.kind}`) },
        { key: 'from', head: t('attend.from'), cell: (span) => when.time(span.from, zone) },
        {
          key: 'to',
          head: t('attend.to'),
          cell: (span) => (span.to === null ? t('attend.still') : when.time(span.to, zone)),
        },
      ]}
    />
  );
}
