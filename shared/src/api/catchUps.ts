import * as z from 'zod/mini';
import { Check, ClosingTask } from '../capsule/checks.ts';
import { CatchUpEvent, CatchUpProgress, CatchUpState, CheckMark, TaskDone } from '../capsule/progress.ts';
import { CapsuleId, CheckId, ClassGroupId, PupilId } from '../ids.ts';
import { Duration, Instant } from '../time.ts';
import { endpoint } from './http.ts';
import { KeptOwnPage } from './ownPages.ts';
import { PupilBrief } from './sessions.ts';

/** A capsule as a pupil finds it in the list: one of the class's, and how far the pupil is with it. */
export const CatchUpBrief = z.object({
  capsuleId: CapsuleId,
  title: z.string(),
  startsAt: Instant,
  duration: Duration,
  /** Of sound and board: what taking it along costs. */
  bytes: z.int(),
  expiresAt: Instant,
  /** The pupil was not there; others of the class may watch it too. */
  missed: z.boolean(),
  state: CatchUpState,
  /** Milliseconds of it that were seen. */
  seen: Duration,
  checks: z.object({ all: z.int(), done: z.int() }),
  task: z.enum(['none', 'open', 'done']),
});
export type CatchUpBrief = z.infer<typeof CatchUpBrief>;

/** All that a pupil needs beside the capsule itself, with a link or without. */
export const CatchUp = z.object({
  brief: CatchUpBrief,
  /** The capsule's revision, whose times these are. */
  revision: z.int(),
  /** In order of `at`, in the viewers' time; with what is right, see `Check`. */
  checks: z.array(Check),
  task: z.nullable(ClosingTask),
  progress: CatchUpProgress,
});
export type CatchUp = z.infer<typeof CatchUp>;

const capsule = z.object({ capsuleId: CapsuleId });

/** A pupil's own: those missed first, then newest first. */
export const listCatchUps = endpoint('GET', '/api/catch-ups', {
  reply: z.object({ catchUps: z.array(CatchUpBrief).check(z.maxLength(200)) }),
});
export const readCatchUp = endpoint('GET', '/api/catch-ups/:capsuleId', { params: capsule, reply: CatchUp });
/**
 * What a pupil did. Each event counts once, whatever is sent again and in whatever order; what is about a check that is
 * not there any more counts nothing.
 */
export const sendCatchUpEvents = endpoint('POST', '/api/catch-ups/:capsuleId/events', {
  params: capsule,
  body: z.object({
    /** Who did it. A page that another tab has signed out must not give it to the next child. */
    pupilId: PupilId,
    events: z.array(CatchUpEvent).check(z.minLength(1), z.maxLength(100)),
  }),
  reply: CatchUp,
  maxBytes: 512 * 1024,
});

/** What a teacher asks within a capsule. Times are milliseconds of the recording. */
export const CheckSheet = z.object({ checks: z.array(Check).check(z.maxLength(30)), task: z.nullable(ClosingTask) });
export type CheckSheet = z.infer<typeof CheckSheet>;
export const KeptCheckSheet = z.extend(CheckSheet, {
  /** Rises with each save; not the capsule's. */
  revision: z.int(),
});
export type KeptCheckSheet = z.infer<typeof KeptCheckSheet>;
export const readChecks = endpoint('GET', '/api/capsules/:capsuleId/checks', {
  params: capsule,
  reply: KeptCheckSheet,
});
/** `revision` is the one that was edited; `conflict` with reason `stale` if somebody else saved since. */
export const saveChecks = endpoint('PUT', '/api/capsules/:capsuleId/checks', {
  params: capsule,
  body: z.object({ revision: z.int(), sheet: CheckSheet }),
  reply: KeptCheckSheet,
  maxBytes: 256 * 1024,
});

/**
 * What the register knows of a pupil. `there`: at a tablet or at home. `with-class`: the class was there by its kit alone,
 * which counts as there. `not-seen`: others of the class were at a tablet or at home, or nobody of the school came.
 * `unknown`: there was no lesson.
 */
export const Presence = z.enum(['there', 'with-class', 'not-seen', 'unknown']);
export type Presence = z.infer<typeof Presence>;

export const PupilCatchUp = z.object({
  pupil: PupilBrief,
  classGroupId: ClassGroupId,
  presence: Presence,
  /** What a teacher said; null: the register decides. */
  marked: z.nullable(z.boolean()),
  missed: z.boolean(),
  state: CatchUpState,
  seen: Duration,
  checks: z.array(z.object({ checkId: CheckId, mark: z.nullable(CheckMark), tries: z.int() })),
  task: z.nullable(TaskDone),
  /** Pages that the pupil took to work on. */
  pages: z.array(KeptOwnPage),
});
export type PupilCatchUp = z.infer<typeof PupilCatchUp>;

/** Pupils of the own school in classes that have the capsule or were in its lesson. By class and alias, never by result. */
export const CatchUpClass = z.object({
  classGroupId: ClassGroupId,
  name: z.string(),
  /** Whether its pupils may watch it. */
  published: z.boolean(),
  pupils: z.array(PupilCatchUp),
});
export type CatchUpClass = z.infer<typeof CatchUpClass>;
export const CatchUpFollow = z.object({
  duration: Duration,
  checks: z.array(Check),
  task: z.nullable(ClosingTask),
  classes: z.array(CatchUpClass),
  /** Whether the reader may say who was absent. */
  mayMark: z.boolean(),
});
export type CatchUpFollow = z.infer<typeof CatchUpFollow>;
export const followCatchUps = endpoint('GET', '/api/capsules/:capsuleId/catch-ups', {
  params: capsule,
  reply: CatchUpFollow,
});
/** Says who was absent, whatever the register knows; null takes it back. */
export const markAbsent = endpoint('PUT', '/api/capsules/:capsuleId/catch-ups/:pupilId', {
  params: z.object({ capsuleId: CapsuleId, pupilId: PupilId }),
  body: z.object({ missed: z.nullable(z.boolean()) }),
  reply: CatchUpFollow,
});
