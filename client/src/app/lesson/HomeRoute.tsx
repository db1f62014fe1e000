import { signOut, type Me } from '@pluriclasse/shared/api/sessions';
import { LogIn, LogOut } from 'lucide-react';
import { useCallback, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { HomeSignIn } from '../../features/home-signin/HomeSignIn.tsx';
import { HomePage } from '../../features/lesson/home/HomePage.tsx';
import { WaitPage } from '../../features/waiting/WaitPage.tsx';
import { callApi } from '../../lib/api.ts';
import { useMe } from '../../lib/useMe.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { Before } from './Before.tsx';
import { NextLessonError } from './NextLessonError.tsx';
import { renderBoard } from './renderBoard.tsx';
import { useNextLesson } from './useNextLesson.ts';
import { useSchoolLanguage } from './useSchoolLanguage.ts';

/** `/home`: a pupil at home, by a printed code. */
export default function HomeRoute() {
  const { state, reload, setMe } = useMe('home');
  const me = state.kind === 'known' && state.me.kind === 'home' ? state.me : undefined;
  useSchoolLanguage(me?.school);
  if (state.kind !== 'known') return <Before state={state} onRetry={reload} />;
  if (me === undefined) return <HomeSignIn onSignedIn={setMe} />;
  return <AtHome me={me} onOut={() => setMe({ kind: 'nobody' })} />;
}

function AtHome({ me, onOut }: { me: Extract<Me, { kind: 'home' }>; onOut: () => void }) {
  const { t } = useTranslation('waiting');
  const { next, askAgain } = useNextLesson(true);
  const [failure, setFailure] = useState<unknown>();
  // Who has left the lesson is not drawn in again, but may come in again.
  const [outOf, setOutOf] = useState<string>();
  const lesson = next.ready ? next.lesson : null;
  const gone = useCallback(() => {
    setOutOf(lesson?.lessonId);
    askAgain();
  }, [askAgain, lesson]);
  if (lesson !== null && lesson.lessonId !== outOf) {
    return (
      <HomePage
        key={lesson.lessonId}
        lessonId={lesson.lessonId}
        as="home"
        schoolId={me.school.schoolId}
        renderBoard={renderBoard}
        onGone={gone}
      />
    );
  }
  return (
    <WaitPage
      surface="home"
      school={me.school}
      name={me.pupil.alias}
      avatar={me.pupil.avatar}
      lesson={next.lesson}
      ahead={next.ahead}
      notice={<NextLessonError error={failure ?? next.error} />}
      acts={
        <>
          {lesson !== null && (
            <Button kind="primary" size="big" icon={LogIn} onClick={() => setOutOf(undefined)}>
              {t('comeIn')}
            </Button>
          )}
          <Button size="big" icon={LogOut} onClick={() => void callApi(signOut, {}).then(onOut, setFailure)}>
            {t('signOut')}
          </Button>
        </>
      }
    />
  );
}
