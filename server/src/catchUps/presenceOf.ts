import type { Presence } from '@pluriclasse/shared/api/catchUps';
import type { SeatKind } from '@pluriclasse/shared/domain/roles';
import type { ClassGroupId, LessonId, PupilId, SchoolId } from '@pluriclasse/shared/ids';

interface WhoWasThere {
  readonly lessonId: LessonId;
  readonly schoolId: SchoolId;
  readonly kind: SeatKind;
  readonly pupilId: PupilId | null;
  readonly classGroupId: ClassGroupId | null;
}
interface OfPupil {
  readonly pupilId: PupilId;
  readonly classGroupId: ClassGroupId;
  readonly schoolId: SchoolId;
}

/**
 * What the register knows of a pupil. Where children of the class sat at tablets or at home, who sat at none was not
 * there; where only the room's kit or the teacher's desk was, the class counts as there, and a teacher says who was not.
 */
export function presenceOf(pupil: OfPupil, lessonId: LessonId | null, register: readonly WhoWasThere[]): Presence {
  if (lessonId === null) return 'unknown';
  const there = register.filter((row) => row.lessonId === lessonId && row.schoolId === pupil.schoolId);
  if (there.some((row) => row.pupilId === pupil.pupilId)) return 'there';
  if (there.some((row) => row.classGroupId === pupil.classGroupId)) return 'not-seen';
  return there.some(({ kind }) => kind === 'kit' || kind === 'desk') ? 'with-class' : 'not-seen';
}

/** A teacher's word stands above the register. */
export const isMissed = (presence: Presence, marked: boolean | null): boolean => marked ?? presence === 'not-seen';
