import type { ClassGroupId, DeviceId, PupilId, RoomId, SchoolId, StaffId } from '../ids.ts';
import type { StaffRole } from './roles.ts';

/** Who asks. The doors make it out of a session and nothing else. */
export type Actor = Nobody | StaffActor | KitActor | CompanionActor | HomeActor;

export interface Nobody {
  readonly kind: 'nobody';
}
export interface StaffActor {
  readonly kind: 'staff';
  readonly staffId: StaffId;
  /** Undefined for those who belong to the network and to no school. */
  readonly schoolId: SchoolId | undefined;
  readonly roles: readonly StaffRole[];
}
/** The camera and screen of a room. */
export interface KitActor {
  readonly kind: 'kit';
  readonly deviceId: DeviceId;
  readonly schoolId: SchoolId;
  readonly roomId: RoomId;
}
/** A tablet of a class; `pupilId` once a pupil has taken it. */
export interface CompanionActor {
  readonly kind: 'companion';
  readonly deviceId: DeviceId;
  readonly schoolId: SchoolId;
  readonly classGroupId: ClassGroupId;
  readonly pupilId: PupilId | undefined;
}
/** A pupil at home, signed in by a printed code. */
export interface HomeActor {
  readonly kind: 'home';
  readonly pupilId: PupilId;
  readonly schoolId: SchoolId;
  readonly classGroupId: ClassGroupId;
}

export const nobody: Nobody = { kind: 'nobody' };
