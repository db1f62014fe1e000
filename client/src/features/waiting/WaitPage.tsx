import type { Lesson } from '@pluriclasse/shared/api/lessons';
import type { SchoolBrief } from '@pluriclasse/shared/api/sessions';
import type { ReactNode } from 'react';
import { Avatar } from '../../components/Avatar.tsx';
import { Scenery } from '../../components/Scenery.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useNow } from '../../lib/useNow.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './waiting.module.css';

export interface WaitPageProps {
  surface: 'kit' | 'tablet' | 'home';
  school: SchoolBrief;
  /** The room, the class, or the pupil. */
  name: string;
  avatar?: string;
  /** The next lesson that is known, if any. */
  lesson: Lesson | null;
  /** Milliseconds that the server's clock is ahead of this one. */
  ahead: number;
  acts?: ReactNode;
  /** What goes on or went wrong. */
  notice?: ReactNode;
}

/** Between lessons: the hour by the school's clock, and when the next lesson is. It opens by itself. */
export function WaitPage({ surface, school, name, avatar, lesson, ahead, acts, notice }: WaitPageProps) {
  const { t } = useTranslation('waiting');
  const when = useWhen();
  const now = useNow(1000) + ahead;
  const [sign] = siteSigns([school.name]);
  usePageTitle(t('title'));
  return (
    <main className={css.page} data-surface={surface}>
      <Scenery scene="landscape" className={css.scene} />
      <header className={css.head}>
        {avatar === undefined ? (
          sign && <SiteMark sign={sign} className={css.mark} />
        ) : (
          <Avatar avatar={avatar} sign={sign} className={css.avatar} />
        )}
        <div>
          <h1>{name}</h1>
          <p>{school.name}</p>
        </div>
      </header>
      <p className={css.hour}>
        <time>{when.time(now, school.timeZone)}</time>
      </p>
      <div className={css.next} role="status">
        {lesson === null ? (
          <p>{t('none')}</p>
        ) : (
          <>
            <p className={css.kick}>{t('next')}</p>
            <p className={css.title}>{lesson.title}</p>
            <p>{when.dayTime(lesson.startsAt, school.timeZone)}</p>
          </>
        )}
        <p className={css.note}>{t('byItself')}</p>
        {notice}
      </div>
      {acts && <div className={css.acts}>{acts}</div>}
    </main>
  );
}
