import * as z from 'zod/mini';
import { CefrLevel, DevicePurpose, Language, StaffRole } from '../domain/roles.ts';
import { ClassGroupId, DeviceId, InvitationId, PupilId, RoomId, SchoolId, StaffId } from '../ids.ts';
import { Email, line } from '../text.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';
import { ClassBrief, Device, PupilBrief, SchoolBrief } from './sessions.ts';

const school = z.object({ schoolId: SchoolId });
const classGroup = z.object({ classGroupId: ClassGroupId });
const pupil = z.object({ pupilId: PupilId });

export const Room = z.object({ roomId: RoomId, name: z.string() });
export type Room = z.infer<typeof Room>;
export const School = z.extend(SchoolBrief, { rooms: z.array(Room) });
export type School = z.infer<typeof School>;

const schoolFields = {
  name: line(80),
  town: line(80),
  /** IANA name, checked against the runtime's list by the service. */
  timeZone: z.string().check(z.maxLength(64)),
  language: Language,
};
/** All schools that one may read: the network's for coordinators and admins, else the own. */
export const listSchools = endpoint('GET', '/api/schools', { reply: z.object({ schools: z.array(SchoolBrief) }) });
export const createSchool = endpoint('POST', '/api/schools', { body: z.object(schoolFields), reply: School });
export const readSchool = endpoint('GET', '/api/schools/:schoolId', { params: school, reply: School });
export const updateSchool = endpoint('PATCH', '/api/schools/:schoolId', {
  params: school,
  body: z.partial(z.object(schoolFields)),
  reply: School,
});
export const createRoom = endpoint('POST', '/api/schools/:schoolId/rooms', {
  params: school,
  body: z.object({ name: line(60) }),
  reply: Room,
});
export const updateRoom = endpoint('PATCH', '/api/schools/:schoolId/rooms/:roomId', {
  params: z.object({ schoolId: SchoolId, roomId: RoomId }),
  body: z.object({ name: line(60) }),
  reply: Room,
});
/** `conflict` while a class meets there or a kit stands there. */
export const deleteRoom = endpoint('DELETE', '/api/schools/:schoolId/rooms/:roomId', {
  params: z.object({ schoolId: SchoolId, roomId: RoomId }),
});

export const ClassGroup = z.extend(ClassBrief, {
  schoolId: SchoolId,
  /** School years, 1–13. */
  grades: z.array(z.int()),
  roomId: z.nullable(RoomId),
  pupilCount: z.int(),
  /** Since when it is put away; null for a class that meets. */
  putAwayAt: z.nullable(Instant),
});
export type ClassGroup = z.infer<typeof ClassGroup>;
const classFields = {
  name: line(60),
  grades: z.array(z.int().check(z.gte(1), z.lte(13))).check(z.maxLength(13)),
  level: z.nullable(CefrLevel),
  roomId: z.nullable(RoomId),
};
export const listClasses = endpoint('GET', '/api/schools/:schoolId/classes', {
  params: school,
  /** `away` are those put away: no page offers them for anything new. */
  reply: z.object({ classes: z.array(ClassGroup), away: z.array(ClassGroup) }),
});
export const createClass = endpoint('POST', '/api/schools/:schoolId/classes', {
  params: school,
  body: z.object(classFields),
  reply: ClassGroup,
});
export const updateClass = endpoint('PATCH', '/api/classes/:classGroupId', {
  params: classGroup,
  body: z.partial(z.object(classFields)),
  reply: ClassGroup,
});

/**
 * Puts a class away at the end of its year: its pupils can't sign in, and nothing new is planned with it. Its tablets and
 * codes stay its own and rest. `conflict` with reason `lesson_runs` while it is in one.
 */
export const putClassAway = endpoint('POST', '/api/classes/:classGroupId/away', {
  params: classGroup,
  reply: ClassGroup,
});
/** Takes it back as it was. `conflict` when another class has its name by now. */
export const takeClassBack = endpoint('DELETE', '/api/classes/:classGroupId/away', {
  params: classGroup,
  reply: ClassGroup,
});

export const Pupil = z.extend(PupilBrief, {
  classGroupId: ClassGroupId,
  hasPattern: z.boolean(),
  hasHomeCode: z.boolean(),
});
export type Pupil = z.infer<typeof Pupil>;
const pupilFields = { alias: line(24), avatar: z.string().check(z.minLength(1), z.maxLength(20)) };
export const listPupils = endpoint('GET', '/api/classes/:classGroupId/pupils', {
  params: classGroup,
  reply: z.object({ classGroup: ClassGroup, pupils: z.array(Pupil) }),
});
export const createPupil = endpoint('POST', '/api/classes/:classGroupId/pupils', {
  params: classGroup,
  body: z.object(pupilFields),
  reply: Pupil,
});
export const updatePupil = endpoint('PATCH', '/api/pupils/:pupilId', {
  params: pupil,
  body: z.partial(z.object(pupilFields)),
  reply: Pupil,
});
export const deletePupil = endpoint('DELETE', '/api/pupils/:pupilId', { params: pupil });
/** Forgets the four pictures; the pupil chooses anew at the next visit. */
export const resetPattern = endpoint('DELETE', '/api/pupils/:pupilId/pattern', { params: pupil, reply: Pupil });
/** Makes a new home code (the old one ends) and shows it this once. */
export const printHomeCode = endpoint('POST', '/api/pupils/:pupilId/home-code', {
  params: pupil,
  reply: z.object({ pupil: PupilBrief, code: z.string() }),
});

export const StaffMember = z.object({
  staffId: StaffId,
  name: z.string(),
  email: z.string(),
  roles: z.array(StaffRole),
});
export type StaffMember = z.infer<typeof StaffMember>;
/** Somebody who has left the school. */
export const FormerMember = z.extend(StaffMember, { leftAt: Instant });
export type FormerMember = z.infer<typeof FormerMember>;
export const Invitation = z.object({
  invitationId: InvitationId,
  email: z.string(),
  roles: z.array(StaffRole),
  expiresAt: Instant,
});
export type Invitation = z.infer<typeof Invitation>;
export const listStaff = endpoint('GET', '/api/schools/:schoolId/staff', {
  params: school,
  /** Invitations and former members are shown to those who may invite. */
  reply: z.object({
    staff: z.array(StaffMember),
    invitations: z.array(Invitation),
    former: z.array(FormerMember),
  }),
});
const member = z.object({ schoolId: SchoolId, staffId: StaffId });
/**
 * Takes a colleague out at once: sessions end, links that wait are void, the name stays where it stands. `conflict` with
 * reason `last_manager` for the only one there who may manage the school.
 */
export const removeStaff = endpoint('DELETE', '/api/schools/:schoolId/staff/:staffId', { params: member });
/** Takes somebody back who has left. `conflict` when the address has another account by now. */
export const takeStaffBack = endpoint('POST', '/api/schools/:schoolId/staff/:staffId/back', {
  params: member,
  reply: StaffMember,
});
/** Answers the link to hand over; it is shown this once. Its token stands behind `#`, which no server ever sees. */
export const inviteStaff = endpoint('POST', '/api/schools/:schoolId/invitations', {
  params: school,
  body: z.object({ email: Email, name: line(80), roles: z.array(StaffRole).check(z.minLength(1), z.maxLength(4)) }),
  reply: z.object({ invitation: Invitation, link: z.string() }),
});
export const withdrawInvitation = endpoint('DELETE', '/api/schools/:schoolId/invitations/:invitationId', {
  params: z.object({ schoolId: SchoolId, invitationId: InvitationId }),
});
/** A link with which a member of staff sets a new password. */
export const inviteNewPassword = endpoint('POST', '/api/schools/:schoolId/staff/:staffId/new-password', {
  params: member,
  reply: z.object({ link: z.string(), expiresAt: Instant }),
});

export const WaitingDevice = z.object({
  deviceId: DeviceId,
  code: z.string(),
  since: Instant,
  description: z.string(),
});
export type WaitingDevice = z.infer<typeof WaitingDevice>;
/** The school's devices, and those that wait now behind the same public address. */
export const listDevices = endpoint('GET', '/api/schools/:schoolId/devices', {
  params: school,
  reply: z.object({ devices: z.array(Device), waiting: z.array(WaitingDevice) }),
});
/** Pairs by the code that the device shows, or as picked from those that wait here. Rate-limited against guessing. */
export const pairDevice = endpoint('POST', '/api/schools/:schoolId/devices', {
  params: school,
  body: z.object({
    code: z.optional(z.string().check(z.trim(), z.toUpperCase(), z.maxLength(12))),
    /** In place of a code. */
    deviceId: z.optional(DeviceId),
    name: line(40),
    purpose: DevicePurpose,
    roomId: z.optional(RoomId),
    classGroupId: z.optional(ClassGroupId),
  }),
  reply: Device,
});
export const updateDevice = endpoint('PATCH', '/api/schools/:schoolId/devices/:deviceId', {
  params: z.object({ schoolId: SchoolId, deviceId: DeviceId }),
  body: z.object({ name: line(40) }),
  reply: Device,
});
/** Takes the device out at once: its session ends and its sockets close. */
export const revokeDevice = endpoint('DELETE', '/api/schools/:schoolId/devices/:deviceId', {
  params: z.object({ schoolId: SchoolId, deviceId: DeviceId }),
});
