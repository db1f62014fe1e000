import { leavePupil, type Me } from '@pluriclasse/shared/api/sessions';
import { ArrowLeft } from 'lucide-react';
import { lazy, useCallback, useState } from 'react';
import { Redirect, useLocation } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { TabletPage } from '../../features/lesson/tablet/TabletPage.tsx';
import { PupilSignIn } from '../../features/pupil-signin/PupilSignIn.tsx';
import { WaitPage } from '../../features/waiting/WaitPage.tsx';
import { callApi } from '../../lib/api.ts';
import { loadWords } from '../../lib/i18n.ts';
import { roleOfPath } from '../../lib/roleOfPath.ts';
import { useMe } from '../../lib/useMe.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { Before } from './Before.tsx';
import { NextLessonError } from './NextLessonError.tsx';
import { renderBoard } from './renderBoard.tsx';
import { useNextLesson } from './useNextLesson.ts';
import { useSchoolLanguage } from './useSchoolLanguage.ts';

/** Not needed by who comes for a lesson. */
const BetweenLessons = lazy(async () => {
  const [module] = await Promise.all([import('./BetweenLessons.tsx'), loadWords('catch-up')]);
  return module;
});

/** `/companion/<device>`: a class's tablet. Who are you, your four pictures, then the lesson. */
export default function CompanionRoute() {
  const as = roleOfPath(useLocation()[0]);
  const { state, reload, setMe } = useMe(as);
  const me = state.kind === 'known' && state.me.kind === 'companion' ? state.me : undefined;
  useSchoolLanguage(me?.school);
  if (state.kind !== 'known') return <Before state={state} onRetry={reload} />;
  if (me === undefined) return <Redirect to="/pair" replace />;
  if (me.pupil === null) return <PupilSignIn me={me} onSignedIn={setMe} />;
  return <WithPupil me={{ ...me, pupil: me.pupil }} as={as} onMe={setMe} />;
}

type CompanionMe = Extract<Me, { kind: 'companion' }>;
interface WithPupilProps {
  me: CompanionMe & { pupil: NonNullable<CompanionMe['pupil']> };
  as: ReturnType<typeof roleOfPath>;
  onMe: (me: Me) => void;
}

function WithPupil({ me, as, onMe }: WithPupilProps) {
  const { t } = useTranslation('waiting');
  const { next, askAgain } = useNextLesson(true);
  const [failure, setFailure] = useState<unknown>();
  // Who leaves the lesson leaves the tablet to the next child.
  const out = useCallback(async () => onMe(await callApi(leavePupil, {})), [onMe]);
  const leave = useCallback(() => {
    askAgain();
    out().catch(setFailure);
  }, [askAgain, out]);
  if (next.lesson !== null && next.ready) {
    return (
      <TabletPage
        key={next.lesson.lessonId}
        lessonId={next.lesson.lessonId}
        as={as}
        renderBoard={renderBoard}
        onGone={leave}
      />
    );
  }
  const notice = <NextLessonError error={failure ?? next.error} />;
  return (
    <BetweenLessons
      pupil={me.pupil}
      school={me.school}
      as={as}
      base={`/companion/${me.deviceId}`}
      next={next}
      notice={notice}
      acts={(leaveList) => (
        <Button size="big" icon={ArrowLeft} onClick={() => void leaveList(out).catch(setFailure)}>
          {t('notMe', { alias: me.pupil.alias })}
        </Button>
      )}
      otherwise={(acts) => (
        <WaitPage
          surface="tablet"
          school={me.school}
          name={me.pupil.alias}
          avatar={me.pupil.avatar}
          lesson={next.lesson}
          ahead={next.ahead}
          notice={notice}
          acts={acts}
        />
      )}
    />
  );
}
