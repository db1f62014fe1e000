import type { Lesson } from '@pluriclasse/shared/api/lessons';
import { CalendarDays, DoorOpen, Hourglass, LogIn, SquarePen } from 'lucide-react';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Hidden } from '../../components/Hidden.tsx';
import { Paper } from '../../components/Paper.tsx';
import { Scenery } from '../../components/Scenery.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './dashboard.module.css';

/** The lesson that comes next, with the one act of this page. */
export function NextLesson({ lesson, now }: { lesson: Lesson; now: number }) {
  const { t } = useTranslation('dashboard');
  const when = useWhen();
  const { school } = useStaff();
  const signs = siteSigns(lesson.participants.map((participant) => participant.school.name));
  const own = lesson.participants.find((participant) => participant.school.schoolId === school?.schoolId);
  const others = lesson.participants.filter((participant) => participant !== own);
  const zone = school?.timeZone;
  const today = when.day(lesson.startsAt, zone) === when.day(now, zone);
  const running = lesson.status === 'open' || lesson.startsAt <= now;
  const classes = own?.classes.map((classGroup) => classGroup.name) ?? [];
  const names = when.list(others.map((participant) => participant.school.name));
  return (
    <Paper title={t('next.region')} titleHidden flush className={css.next}>
      <div className={css.picture}>
        <Scenery scene="band" />
        <Chip
          state={running || today ? 'now' : 'plain'}
          icon={today || running ? Hourglass : CalendarDays}
          className={css.soon ?? ''}
        >
          {running ? t('next.now') : when.fromNow(lesson.startsAt, now)}
        </Chip>
      </div>
      <div className={css.body}>
        <p className={css.hour}>
          {!today && <span className={css.date}>{when.day(lesson.startsAt, zone)}</span>}
          {when.time(lesson.startsAt, zone)}
        </p>
        <div className={css.words}>
          <h3>{lesson.title}</h3>
          <p>{classes.length > 0 ? t('next.with', { classes: when.list(classes), names }) : names}</p>
          <ul className={css.hours} aria-label={t('next.hours')}>
            {lesson.participants.map((participant, n) => {
              const sign = signs[n];
              if (sign === undefined || participant === own) return null;
              return (
                <li key={participant.school.schoolId}>
                  <SiteMark sign={sign} />
                  <Hidden>{sign.name} </Hidden>
                  {when.time(lesson.startsAt, participant.school.timeZone)}
                </li>
              );
            })}
          </ul>
        </div>
        <div className={css.acts}>
          {lesson.may.join && (now >= lesson.lobbyAt || running) && (
            <ButtonLink kind="primary" size="big" icon={running ? LogIn : DoorOpen} href={`/lesson/${lesson.lessonId}`}>
              {running ? t('next.join') : t('next.lobby')}
            </ButtonLink>
          )}
          {lesson.may.edit && (
            <ButtonLink size="big" icon={SquarePen} href={`/lessons/${lesson.lessonId}`}>
              {t('next.plan')}
            </ButtonLink>
          )}
        </div>
      </div>
      {lesson.plan.length > 0 && (
        <ol className={css.plan} aria-label={t('next.phases')}>
          {lesson.plan.map((phase) => (
            <li key={phase.phaseId} style={{ flexGrow: phase.minutes }}>
              <b>{t('next.minutes', { count: phase.minutes })}</b>
              <span>{phase.title}</span>
            </li>
          ))}
        </ol>
      )}
    </Paper>
  );
}
