import { LessonFrame, type LessonPageProps } from '../LessonFrame.tsx';
import { LessonGate } from '../LessonGate.tsx';
import { Kit } from './Kit.tsx';
import { KitOut } from './KitOut.tsx';
import { KitWaiting } from './KitWaiting.tsx';

/** A classroom's screen: waits, joins by itself when the lesson opens, and is hardly ever touched. */
export function KitPage({ schoolId, ...page }: LessonPageProps & { schoolId: string }) {
  return (
    <LessonFrame {...page} kind="kit">
      <LessonGate lobby={<KitWaiting schoolId={schoolId} />} out={(reason) => <KitOut reason={reason} />}>
        <Kit />
      </LessonGate>
    </LessonFrame>
  );
}
