import type { Lesson } from '@pluriclasse/shared/api/lessons';
import {
  Ban,
  CalendarClock,
  CalendarDays,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  Hourglass,
  type LucideIcon,
} from 'lucide-react';
import { Link } from 'wouter';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Chip, type ChipProps } from '../../components/Chip.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Hidden } from '../../components/Hidden.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './lessons.module.css';

type Standing = Lesson['status'] | 'proposed' | 'moving' | 'blocked';
const states: Record<Standing, { icon: LucideIcon; state: NonNullable<ChipProps['state']> }> = {
  scheduled: { icon: CalendarDays, state: 'plain' },
  proposed: { icon: CircleDashed, state: 'plain' },
  moving: { icon: CalendarClock, state: 'plain' },
  blocked: { icon: CircleAlert, state: 'trouble' },
  open: { icon: Hourglass, state: 'now' },
  ended: { icon: CircleCheck, state: 'good' },
  cancelled: { icon: Ban, state: 'slow' },
};

/** How it stands with a lesson: of one to come also whether its hour is settled. */
function standingOf({ status, agreed, blocked, move }: Lesson): Standing {
  if (status !== 'scheduled') return status;
  if (blocked !== null) return 'blocked';
  if (move !== null) return 'moving';
  return agreed === 'proposed' ? 'proposed' : 'scheduled';
}

export function LessonTable({ lessons }: { lessons: readonly Lesson[] }) {
  const { t } = useTranslation('lessons');
  const when = useWhen();
  const zone = useStaff().school?.timeZone;
  return (
    <DataTable
      caption={t('title')}
      rows={lessons}
      rowKey={(lesson) => lesson.lessonId}
      columns={[
        {
          key: 'day',
          head: t('columns.day'),
          cell: (lesson) => <span className={css.nowrap}>{when.day(lesson.startsAt, zone)}</span>,
        },
        { key: 'hour', head: t('columns.hour'), cell: (lesson) => when.time(lesson.startsAt, zone) },
        {
          key: 'title',
          head: t('columns.title'),
          names: true,
          cell: (lesson) => <Link href={`/lessons/${lesson.lessonId}`}>{lesson.title}</Link>,
        },
        { key: 'schools', head: t('columns.schools'), cell: (lesson) => <Schools lesson={lesson} /> },
        {
          key: 'state',
          head: t('columns.state'),
          cell: (lesson) => {
            const standing = standingOf(lesson);
            const { state, icon } = states[standing];
            return (
              <Chip state={state} icon={icon} className={css.nowrap ?? ''}>
                {t(`states.${standing}`)}
              </Chip>
            );
          },
        },
        { key: 'acts', head: <Hidden>{t('columns.acts')}</Hidden>, cell: (lesson) => <Acts lesson={lesson} /> },
      ]}
    />
  );
}

function Schools({ lesson }: { lesson: Lesson }) {
  const names = lesson.participants.map((participant) => participant.school.name);
  return (
    <span className={css.marks} title={names.join(', ')}>
      {siteSigns(names).map((sign) => (
        <SiteMark key={sign.name} sign={sign} named />
      ))}
    </span>
  );
}

function Acts({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation('lessons');
  if (lesson.status === 'open' && lesson.may.join) {
    return (
      <ButtonLink size="dense" href={`/lesson/${lesson.lessonId}`}>
        {t('join')}
      </ButtonLink>
    );
  }
  if (lesson.status === 'ended' && lesson.may.attendance) {
    return (
      <ButtonLink size="dense" href={`/lessons/${lesson.lessonId}/attendance`}>
        {t('attendance')}
      </ButtonLink>
    );
  }
  return null;
}
