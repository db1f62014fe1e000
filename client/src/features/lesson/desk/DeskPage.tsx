import type { SchoolId } from '@pluriclasse/shared/ids';
import { LessonFrame, type LessonPageProps } from '../LessonFrame.tsx';
import { LessonGate } from '../LessonGate.tsx';
import { Lobby } from '../lobby/Lobby.tsx';
import { Desk } from './Desk.tsx';

export interface DeskPageProps extends LessonPageProps {
  /** The teacher's school. */
  schoolId: SchoolId | undefined;
}

/** A teacher's laptop: lobby, then the lesson. */
export function DeskPage({ schoolId, ...page }: DeskPageProps) {
  return (
    <LessonFrame {...page} kind="desk">
      <LessonGate lobby={<Lobby schoolId={schoolId} />}>
        <Desk />
      </LessonGate>
    </LessonFrame>
  );
}
