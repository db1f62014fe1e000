import { LessonId } from '@pluriclasse/shared/ids';
import type { CapsuleRow } from './capsules.repository.ts';

/** What ran when it was recorded: a capsule that a teacher made alone has that one's id. Null once the lesson is deleted. */
export const ranIdOf = ({ capsuleId, lessonId, alone }: Pick<CapsuleRow, 'capsuleId' | 'lessonId' | 'alone'>) =>
  alone ? LessonId.parse(capsuleId) : lessonId;
