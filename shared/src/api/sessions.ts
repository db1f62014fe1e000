import * as z from 'zod/mini';
import { CefrLevel, DevicePurpose, Language, StaffRole } from '../domain/roles.ts';
import { ClassGroupId, DeviceId, PupilId, RoomId, SchoolId, StaffId } from '../ids.ts';
import { Email, line, NewPassword } from '../text.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';

export const SchoolBrief = z.object({
  schoolId: SchoolId,
  name: z.string(),
  town: z.string(),
  timeZone: z.string(),
  language: Language,
});
export type SchoolBrief = z.infer<typeof SchoolBrief>;

export const PupilBrief = z.object({ pupilId: PupilId, alias: z.string(), avatar: z.string() });
export type PupilBrief = z.infer<typeof PupilBrief>;
export const ClassBrief = z.object({ classGroupId: ClassGroupId, name: z.string(), level: z.nullable(CefrLevel) });
export type ClassBrief = z.infer<typeof ClassBrief>;

/** Who one is, as the server sees it. */
export const Me = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nobody') }),
  z.object({
    kind: z.literal('staff'),
    staffId: StaffId,
    name: z.string(),
    email: z.string(),
    roles: z.array(StaffRole),
    language: Language,
    school: z.nullable(SchoolBrief),
  }),
  z.object({
    kind: z.literal('kit'),
    deviceId: DeviceId,
    school: SchoolBrief,
    room: z.object({ roomId: RoomId, name: z.string() }),
  }),
  z.object({
    kind: z.literal('companion'),
    deviceId: DeviceId,
    school: SchoolBrief,
    classGroup: ClassBrief,
    pupil: z.nullable(PupilBrief),
  }),
  z.object({ kind: z.literal('home'), school: SchoolBrief, classGroup: ClassBrief, pupil: PupilBrief }),
  /** A device that shows its code and waits. */
  z.object({ kind: z.literal('unpaired'), deviceId: DeviceId, code: z.string(), codeExpiresAt: Instant }),
]);
export type Me = z.infer<typeof Me>;

export const readMe = endpoint('GET', '/api/me', { reply: Me });
/** Wrong address and wrong password answer alike: `unauthenticated`. Rate-limited by address and by account. */
export const signIn = endpoint('POST', '/api/sign-in', {
  body: z.object({ email: Email, password: z.string().check(z.minLength(1), z.maxLength(200)) }),
  reply: Me,
});
/** Ends the session one speaks as (staff or home). */
export const signOut = endpoint('POST', '/api/sign-out', {});
/** A pupil's printed code; `XXXX-XXXX`, no O, I, 0, 1. */
export const signInAtHome = endpoint('POST', '/api/home-sign-in', {
  body: z.object({ code: z.string().check(z.trim(), z.minLength(4), z.maxLength(40)) }),
  reply: Me,
});

/** What an invitation offers. The token travels in a body, never in an address. */
export const readInvitation = endpoint('POST', '/api/invitations/read', {
  body: z.object({ token: z.string().check(z.minLength(20), z.maxLength(100)) }),
  reply: z.object({
    purpose: z.enum(['join', 'first-admin', 'new-password']),
    email: z.nullable(z.string()),
    name: z.nullable(z.string()),
    school: z.nullable(SchoolBrief),
    expiresAt: Instant,
  }),
});
/** Takes the invitation: sets name and password and signs in. `email` only where the invitation has none. */
export const acceptInvitation = endpoint('POST', '/api/invitations/accept', {
  body: z.object({
    token: z.string().check(z.minLength(20), z.maxLength(100)),
    name: line(80),
    password: NewPassword,
    email: z.optional(Email),
  }),
  reply: Me,
});
export const updateMe = endpoint('PATCH', '/api/me', {
  body: z.object({ name: z.optional(line(80)), language: z.optional(Language) }),
  reply: Me,
});
export const changePassword = endpoint('POST', '/api/me/password', {
  body: z.object({ current: z.string().check(z.minLength(1), z.maxLength(200)), next: NewPassword }),
});

/** Makes this browser a device that waits to be paired; sets its cookie and answers its code (five characters). */
export const startPairing = endpoint('POST', '/api/devices/waiting', {
  reply: z.object({ deviceId: DeviceId, code: z.string(), codeExpiresAt: Instant }),
});
/** The companion's pupils, with whether a pattern is set and whether another tablet has the pupil now. */
export const companionPupils = endpoint('GET', '/api/companion/pupils', {
  reply: z.object({
    pupils: z.array(z.extend(PupilBrief, { hasPattern: z.boolean(), inUse: z.boolean() })),
    /** Nine pictures, shuffled for each visit. */
    pictures: z.array(z.string()),
  }),
});
/** Four pictures, in order. The first time they become the pupil's pattern. Rate-limited per pupil. */
export const choosePupil = endpoint('POST', '/api/companion/pupil', {
  body: z.object({ pupilId: PupilId, pattern: z.array(z.string().check(z.maxLength(20))).check(z.length(4)) }),
  reply: Me,
});
export const leavePupil = endpoint('DELETE', '/api/companion/pupil', { reply: Me });

export const Device = z.object({
  deviceId: DeviceId,
  purpose: DevicePurpose,
  name: z.string(),
  roomId: z.nullable(RoomId),
  classGroupId: z.nullable(ClassGroupId),
  lastSeenAt: z.nullable(Instant),
  online: z.boolean(),
});
export type Device = z.infer<typeof Device>;
