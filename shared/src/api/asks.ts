import * as z from 'zod/mini';
import { AskAnswer, AskKind, AskStep } from '../domain/approval.ts';
import { AskId, LessonId, SeriesId, StaffId, TwinningId } from '../ids.ts';
import { line } from '../text.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';
import { SchoolBrief } from './sessions.ts';

const person = z.nullable(z.object({ staffId: StaffId, name: z.string() }));

/** One question to one person or school, and its answer. */
export const Ask = z.object({
  askId: AskId,
  kind: AskKind,
  step: AskStep,
  twinningId: TwinningId,
  seriesId: z.nullable(SeriesId),
  lessonId: z.nullable(LessonId),
  /** Name of the twinning, title of the series or lesson. */
  title: z.string(),
  school: SchoolBrief,
  /** Who is asked; null: any head, or any teacher or head, of the school. */
  person,
  /** Nobody of the school can answer (it has no head): an administrator may. */
  headless: z.boolean(),
  askedAt: Instant,
  askedBy: person,
  remindedAt: z.nullable(Instant),
  answer: z.nullable(AskAnswer),
  answeredAt: z.nullable(Instant),
  answeredBy: person,
  reason: z.nullable(z.string()),
  /** The matter was settled without this answer: nobody is asked any more. */
  closedAt: z.nullable(Instant),
  may: z.object({ answer: z.boolean(), remind: z.boolean() }),
});
export type Ask = z.infer<typeof Ask>;

/** Open questions: those that the actor can answer, and the others of twinnings that one may read. */
export const listAsks = endpoint('GET', '/api/asks', {
  reply: z.object({ mine: z.array(Ask), others: z.array(Ask) }),
});
const one = z.object({ askId: AskId });
export const readAsk = endpoint('GET', '/api/asks/:askId', { params: one, reply: Ask });
/**
 * Safe twice with the same answer. `conflict` with reason `answered` when it was answered otherwise, `settled` when the
 * matter no longer stands; `bad_request` with reason `reason_missing` for a no without a reason.
 */
export const answerAsk = endpoint('POST', '/api/asks/:askId/answer', {
  params: one,
  body: z.object({ answer: AskAnswer, reason: z.nullable(line(300)) }),
  reply: Ask,
});
/** Asks again, now. `too_many` within an hour of the last time. */
export const remindAsk = endpoint('POST', '/api/asks/:askId/remind', { params: one, reply: Ask });
