import { leavePupil, type Me } from '@pluriclasse/shared/api/sessions';
import { ArrowLeft } from 'lucide-react';
import { useCallback, useState } from 'react';
import { Redirect, useLocation } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { TabletPage } from '../../features/lesson/tablet/TabletPage.tsx';
import { PupilSignIn } from '../../features/pupil-signin/PupilSignIn.tsx';
import { WaitPage } from '../../features/waiting/WaitPage.tsx';
import { callApi } from '../../lib/api.ts';
import { roleOfPath } from '../../lib/roleOfPath.ts';
import { useMe } from '../../lib/useMe.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { Before } from './Before.tsx';
import { NextLessonError } from './NextLessonError.tsx';
import { renderBoard } from './renderBoard.tsx';
import { useNextLesson } from './useNextLesson.ts';
import { useSchoolLanguage } from './useSchoolLanguage.ts';

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
  const leave = useCallback(() => {
    askAgain();
    callApi(leavePupil, {}).then(onMe, setFailure);
  }, [askAgain, onMe]);
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
  return (
    <WaitPage
      surface="tablet"
      school={me.school}
      name={me.pupil.alias}
      avatar={me.pupil.avatar}
      lesson={next.lesson}
      ahead={next.ahead}
      notice={<NextLessonError error={failure ?? next.error} />}
      acts={
        <Button size="big" icon={ArrowLeft} onClick={leave}>
          {t('notMe', { alias: me.pupil.alias })}
        </Button>
      }
    />
  );
}
