import * as z from 'zod/mini';
import { nothing } from '../calls.ts';
import { SchoolId } from '../ids.ts';
import { Instant } from '../time.ts';

/** Whether the lesson is recorded, for everyone in it to see. It begins and ends by a teacher's order only. */
export const RecordingState = z.discriminatedUnion('kind', [
  /** Where one of the schools does not record, `may` is false for all; `refusing` are those schools. */
  z.object({ kind: z.literal('off'), may: z.boolean(), refusing: z.array(SchoolId) }),
  z.object({
    kind: z.literal('on'),
    since: Instant,
    /** Something can't be written now; the lesson goes on, and so does what can. */
    trouble: z.nullable(z.enum(['disk-full', 'not-writable', 'lost'])),
  }),
]);
export type RecordingState = z.infer<typeof RecordingState>;

export const recordingCalls = {
  /** Adults' sound and picture and the board are kept from now on. `conflict` when a school does not record. */
  'recording:start': { request: nothing, reply: nothing },
  'recording:stop': { request: nothing, reply: nothing },
} as const;

export const recordingEvents = {
  'recording:changed': z.object({ revision: z.int(), recording: RecordingState }),
} as const;
