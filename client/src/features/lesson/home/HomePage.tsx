import { LessonFrame, type LessonPageProps } from '../LessonFrame.tsx';
import { LessonGate } from '../LessonGate.tsx';
import { Lobby } from '../lobby/Lobby.tsx';
import { Home } from './Home.tsx';

/** A pupil at home: looks at sound and way first, knocks, then sound and board. */
export function HomePage({ schoolId, ...page }: LessonPageProps & { schoolId: string }) {
  return (
    <LessonFrame {...page} kind="home">
      <LessonGate lobby={<Lobby schoolId={schoolId} />}>
        <Home />
      </LessonGate>
    </LessonFrame>
  );
}
