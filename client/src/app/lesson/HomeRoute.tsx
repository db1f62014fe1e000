import { signOut, type Me } from '@pluriclasse/shared/api/sessions';
import { LogIn, LogOut } from 'lucide-react';
import { lazy, useCallback, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { HomeSignIn } from '../../features/home-signin/HomeSignIn.tsx';
import { HomePage } from '../../features/lesson/home/HomePage.tsx';
import { WaitPage } from '../../features/waiting/WaitPage.tsx';
import { callApi } from '../../lib/api.ts';
import { loadWords } from '../../lib/i18n.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { forgetMe } from '../../live/offline/rememberedMe.ts';
import { Before } from './Before.tsx';
import { NextLessonError } from './NextLessonError.tsx';
import { putOff } from './putOff.ts';
import { renderBoard } from './renderBoard.tsx';
import { useAtHome } from './useAtHome.ts';
import { useNextLesson } from './useNextLesson.ts';
import { useSchoolLanguage } from './useSchoolLanguage.ts';

/** Not needed by who comes for a lesson. */
const BetweenLessons = lazy(async () => {
  const [module] = await Promise.all([import('./BetweenLessons.tsx'), loadWords('catch-up')]);
  return module;
});

/** `/home`: a pupil at home, by a printed code. */
export default function HomeRoute() {
  const { state, reload, setMe } = useAtHome();
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
  const [outOf, setOutOf] = useState(() => [...putOff].at(-1));
  const lesson = next.ready ? next.lesson : null;
  const gone = useCallback(() => {
    if (lesson !== null) putOff.add(lesson.lessonId);
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
  const comeIn = () => {
    putOff.clear();
    setOutOf(undefined);
  };
  const out = () => {
    putOff.clear();
    forgetMe();
    onOut();
  };
  const notice = <NextLessonError error={failure ?? next.error} />;
  return (
    <BetweenLessons
      pupil={me.pupil}
      school={me.school}
      as="home"
      atHome={me}
      base="/home"
      next={next}
      notice={notice}
      onComeIn={lesson === null ? undefined : comeIn}
      acts={(leave) => (
        <Button size="big" icon={LogOut} onClick={() => void leave(() => callApi(signOut, {})).then(out, setFailure)}>
          {t('signOut')}
        </Button>
      )}
      otherwise={(acts) => (
        <WaitPage
          surface="home"
          school={me.school}
          name={me.pupil.alias}
          avatar={me.pupil.avatar}
          lesson={next.lesson}
          ahead={next.ahead}
          notice={notice}
          acts={
            <>
              {lesson !== null && (
                <Button kind="primary" size="big" icon={LogIn} onClick={comeIn}>
                  {t('comeIn')}
                </Button>
              )}
              {acts}
            </>
          }
        />
      )}
    />
  );
}
