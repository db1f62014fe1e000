import * as z from 'zod/mini';
import { BoardPicture } from '../capsule/boardPicture.ts';
import { Chapter, Manifest } from '../capsule/manifest.ts';
import { Stretch } from '../capsule/stretches.ts';
import { CapsuleId, ClassGroupId, LessonId, SchoolId, StaffId } from '../ids.ts';
import { line } from '../text.ts';
import { Duration, Instant } from '../time.ts';
import { endpoint } from './http.ts';

/** `none`: nothing of this school's lessons is ever recorded. The strictest among a lesson's schools wins. */
export const RecordingMode = z.enum(['none', 'capsule']);
export type RecordingMode = z.infer<typeof RecordingMode>;

/**
 * `recording`: it is being written now. `ready`: it can be watched. `withdrawn`: a teacher or head took it back.
 * `expired`: its time was over. Of the last two nothing but this record is left, at the latest a day later.
 */
export const CapsuleState = z.enum(['recording', 'ready', 'withdrawn', 'expired']);
export type CapsuleState = z.infer<typeof CapsuleState>;

export const CapsuleBrief = z.object({
  capsuleId: CapsuleId,
  lessonId: z.nullable(LessonId),
  title: z.string(),
  startsAt: Instant,
  duration: Duration,
  state: CapsuleState,
  sites: z.array(z.object({ schoolId: SchoolId, name: z.string(), town: z.string(), order: z.int() })),
  /** Classes whose pupils may watch it. */
  classGroupIds: z.array(ClassGroupId),
  /** Bytes of sound and board: what a pupil takes along. */
  bytes: z.int(),
  expiresAt: Instant,
  /** Something of it is lost. */
  hasGaps: z.boolean(),
  mayEdit: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type CapsuleBrief = z.infer<typeof CapsuleBrief>;

/** A page's mark may stay without a name: then it is told by its number. */
export const NamedChapter = z.union([
  z.object({ at: Duration, title: line(80), page: Chapter.shape.page }),
  z.object({ at: Duration, title: z.literal(''), page: z.int().check(z.gte(1)) }),
]);

/** What a teacher changed of a capsule. Times are milliseconds of the recording, not of what viewers see. */
export const CapsuleEdit = z.object({
  /** Null: as it was recorded. */
  trim: z.nullable(Stretch),
  hidden: z.array(Stretch).check(z.maxLength(50)),
  /** Null: phases and pages give the chapters. */
  chapters: z.nullable(z.array(NamedChapter).check(z.maxLength(120))),
});
export type CapsuleEdit = z.infer<typeof CapsuleEdit>;

export const capsuleParam = { capsuleId: CapsuleId };
const one = z.object(capsuleParam);

/** Those that the actor may watch, newest first; a pupil's are those published to the class. */
export const listCapsules = endpoint('GET', '/api/capsules', { reply: z.object({ capsules: z.array(CapsuleBrief) }) });
export const readCapsule = endpoint('GET', '/api/capsules/:capsuleId', { params: one, reply: CapsuleBrief });
/** Its board in small, for lists; null where nothing is on it, or it was not made ready yet. */
export const readPicture = endpoint('GET', '/api/capsules/:capsuleId/picture', {
  params: one,
  reply: z.object({ picture: z.nullable(BoardPicture) }),
});
/** What a player begins with. Its links are bound to the session that asked. */
export const readManifest = endpoint('GET', '/api/capsules/:capsuleId/manifest', { params: one, reply: Manifest });

/** The whole time of the recording, for those who edit: its stretches, the edit, and the chapters that it would have. */
export const CapsuleDraft = z.object({
  revision: z.int(),
  /** Milliseconds since the recording's zero. */
  recorded: z.array(Stretch),
  edit: CapsuleEdit,
  chapters: z.array(Chapter),
});
export type CapsuleDraft = z.infer<typeof CapsuleDraft>;
export const readDraft = endpoint('GET', '/api/capsules/:capsuleId/draft', { params: one, reply: CapsuleDraft });
/** `revision` is the one that was edited; `conflict` if somebody else saved since. */
export const saveEdit = endpoint('PUT', '/api/capsules/:capsuleId/edit', {
  params: one,
  body: z.object({ revision: z.int(), edit: CapsuleEdit }),
  reply: CapsuleDraft,
});
export const renameCapsule = endpoint('PATCH', '/api/capsules/:capsuleId', {
  params: one,
  body: z.object({ title: line(120) }),
  reply: CapsuleBrief,
});
/** Whose pupils may watch it; classes of the capsule's schools only. An empty list takes it from all. */
export const publishCapsule = endpoint('PUT', '/api/capsules/:capsuleId/classes', {
  params: one,
  body: z.object({ classGroupIds: z.array(ClassGroupId).check(z.maxLength(40)) }),
  reply: CapsuleBrief,
});
/** Refused everywhere from now on; the bytes go within a day. There is no way back. */
export const withdrawCapsule = endpoint('POST', '/api/capsules/:capsuleId/withdraw', {
  params: one,
  reply: CapsuleBrief,
});

/**
 * Opens the teacher's studio, where one records alone over a board: it runs as a lesson of this id, into which nobody else
 * comes. Who has one open gets that one. `conflict` with reason `no-recording` when the school does not record.
 */
export const openStudio = endpoint('POST', '/api/capsules/alone', {
  body: z.object({ title: line(120) }),
  reply: z.object({ lessonId: LessonId }),
});

/** Who of other schools' staff looked at it, for the home school of those who are in it. */
export const Viewing = z.object({
  at: Instant,
  staffId: z.nullable(StaffId),
  name: z.nullable(z.string()),
  school: z.string(),
});
export type Viewing = z.infer<typeof Viewing>;
export const readViewings = endpoint('GET', '/api/capsules/:capsuleId/viewings', {
  params: one,
  reply: z.object({ viewings: z.array(Viewing) }),
});

/** How a school records, and how long it keeps capsules. */
export const RecordingRules = z.object({
  mode: RecordingMode,
  /** Days, or to the end of the school year. */
  keep: z.enum(['30-days', 'school-year']),
});
export type RecordingRules = z.infer<typeof RecordingRules>;
const school = z.object({ schoolId: SchoolId });
export const readRecordingRules = endpoint('GET', '/api/schools/:schoolId/recording', {
  params: school,
  reply: RecordingRules,
});
export const setRecordingRules = endpoint('PUT', '/api/schools/:schoolId/recording', {
  params: school,
  body: RecordingRules,
  reply: RecordingRules,
});
