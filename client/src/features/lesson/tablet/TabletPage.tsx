import { LessonFrame, type LessonPageProps } from '../LessonFrame.tsx';
import { LessonGate } from '../LessonGate.tsx';
import { ComingIn } from '../parts/ComingIn.tsx';
import { Tablet } from './Tablet.tsx';

/** A class's tablet: no lobby, since it sends nothing. */
export function TabletPage(page: LessonPageProps) {
  return (
    <LessonFrame {...page} kind="companion">
      <LessonGate lobby={<ComingIn />}>
        <Tablet />
      </LessonGate>
    </LessonFrame>
  );
}
