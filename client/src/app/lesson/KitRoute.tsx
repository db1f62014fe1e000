import { roleOfPath } from '../../lib/roleOfPath.ts';
import { Redirect, useLocation } from 'wouter';
import { KitPage } from '../../features/lesson/kit/KitPage.tsx';
import { WaitPage } from '../../features/waiting/WaitPage.tsx';
import { useMe } from '../../lib/useMe.ts';
import { Before } from './Before.tsx';
import { NextLessonError } from './NextLessonError.tsx';
import { renderBoard } from './renderBoard.tsx';
import { useNextLesson } from './useNextLesson.ts';
import { useSchoolLanguage } from './useSchoolLanguage.ts';

/** `/kit/<device>`: a classroom's screen. Nobody touches it: it waits, joins and comes back by itself. */
export default function KitRoute() {
  const as = roleOfPath(useLocation()[0]);
  const { state, reload } = useMe(as);
  const kit = state.kind === 'known' && state.me.kind === 'kit' ? state.me : undefined;
  const { next, askAgain } = useNextLesson(kit !== undefined);
  useSchoolLanguage(kit?.school);
  if (state.kind !== 'known') return <Before state={state} onRetry={reload} />;
  if (kit === undefined) return <Redirect to="/pair" replace />;
  if (next.lesson !== null && next.ready) {
    return (
      <KitPage
        key={next.lesson.lessonId}
        lessonId={next.lesson.lessonId}
        as={as}
        schoolId={kit.school.schoolId}
        renderBoard={renderBoard}
        onGone={askAgain}
      />
    );
  }
  return (
    <WaitPage
      surface="kit"
      school={kit.school}
      name={kit.room.name}
      lesson={next.lesson}
      ahead={next.ahead}
      notice={<NextLessonError error={next.error} />}
    />
  );
}
