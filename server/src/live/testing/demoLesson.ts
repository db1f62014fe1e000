import type { CompanionActor, HomeActor, KitActor, StaffActor } from '@pluriclasse/shared/domain/actor';
import type { StaffRole } from '@pluriclasse/shared/domain/roles';
import {
  BoardId,
  ClassGroupId,
  DeviceId,
  LessonId,
  PhaseId,
  PupilId,
  RoomId,
  SchoolId,
  StaffId,
} from '@pluriclasse/shared/ids';
import type { Occupant, Site } from '@pluriclasse/shared/signalling/state';
import type { LessonPlan, Participant } from '../ports.ts';

/** Ids that tell what they are: the first digits name the kind, the last the number. */
const id = (kind: number, n: number) =>
  `00000000-0000-4000-8${String(kind).padStart(3, '0')}-${String(n).padStart(12, '0')}`;

export const lessonId = LessonId.parse(id(1, 1));
export const schools = [1, 2, 3].map((n) => SchoolId.parse(id(2, n))) as [SchoolId, SchoolId, SchoolId];
export const classes = [1, 2, 3].map((n) => ClassGroupId.parse(id(3, n))) as [ClassGroupId, ClassGroupId, ClassGroupId];
export const pupilId = (n: number): PupilId => PupilId.parse(id(4, n));

const site = (n: 0 | 1): Site => ({
  schoolId: schools[n],
  name: `School ${n + 1}`,
  town: `Town ${n + 1}`,
  timeZone: 'Europe/Rome',
  order: n,
  classes: [{ classGroupId: classes[n], name: `Class ${n + 1}`, level: 'A1' }],
  pupils: 4,
});

/** A lesson of the first two schools, from now on for 45 minutes, in two phases. The third takes no part. */
export const lessonPlan = (now: number): LessonPlan => ({
  lessonId,
  title: 'Weather',
  startsAt: now,
  endsAt: now + 45 * 60_000,
  over: 'no',
  agreed: 'confirmed',
  boardId: BoardId.parse(id(5, 1)),
  sites: [site(0), site(1)],
  watching: [],
  phases: [1, 2].map((n) => ({ phaseId: PhaseId.parse(id(6, n)), title: `Phase ${n}`, minutes: 10 })),
});

export const teacher = (school: number, n = 1): StaffActor => staff(school, ['teacher'], n);
export const staff = (school: number, roles: readonly StaffRole[], n = 1): StaffActor => ({
  kind: 'staff',
  staffId: StaffId.parse(id(7, 10 * school + n)),
  schoolId: schools[school - 1],
  roles,
});
export const kit = (school: 1 | 2 | 3): KitActor => ({
  kind: 'kit',
  deviceId: DeviceId.parse(id(8, school)),
  schoolId: schools[school - 1] as SchoolId,
  roomId: RoomId.parse(id(9, school)),
});
export const companion = (school: 1 | 2 | 3, pupil: number | undefined, n = 1): CompanionActor => ({
  kind: 'companion',
  deviceId: DeviceId.parse(id(8, 100 * school + n)),
  schoolId: schools[school - 1] as SchoolId,
  classGroupId: classes[school - 1] as ClassGroupId,
  pupilId: pupil === undefined ? undefined : pupilId(pupil),
});
export const home = (school: 1 | 2 | 3, pupil: number): HomeActor => ({
  kind: 'home',
  pupilId: pupilId(pupil),
  schoolId: schools[school - 1] as SchoolId,
  classGroupId: classes[school - 1] as ClassGroupId,
});

export async function occupantOf(actor: Participant): Promise<Occupant> {
  switch (actor.kind) {
    case 'staff':
      return { kind: 'staff', staffId: actor.staffId, name: 'A teacher' };
    case 'kit':
      return { kind: 'room', name: 'A room' };
    case 'companion':
    case 'home': {
      const { pupilId: pupil, classGroupId } = actor;
      if (pupil === undefined) throw new Error('A tablet that nobody took was let in');
      return { kind: 'pupil', pupilId: pupil, alias: 'Fox', avatar: 'fox', classGroupId };
    }
  }
}
