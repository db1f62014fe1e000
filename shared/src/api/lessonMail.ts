import * as z from 'zod/mini';
import { LessonId, SchoolId, StaffId } from '../ids.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';

/** How a teacher answered to a lesson's invitation. */
export const ReplyState = z.enum(['invited', 'accepted', 'tentative', 'declined']);
export type ReplyState = z.infer<typeof ReplyState>;

export const LessonReply = z.object({
  staffId: StaffId,
  name: z.string(),
  schoolId: z.nullable(SchoolId),
  state: ReplyState,
  /** When it was answered; null: not yet. */
  at: z.nullable(Instant),
});
export type LessonReply = z.infer<typeof LessonReply>;

/** Who was invited to a lesson by e-mail, and what they answered. An hour that moved asks anew. */
export const listReplies = endpoint('GET', '/api/lessons/:lessonId/replies', {
  params: z.object({ lessonId: LessonId }),
  reply: z.object({ replies: z.array(LessonReply) }),
});

/** What of one's own lessons comes by e-mail. */
export const LessonMail = z.object({
  /** Invitations that a calendar program understands, when a lesson is fixed, moved or called off. */
  invitations: z.boolean(),
  /** The day before, at 16:00 by the clocks of one's school. */
  reminders: z.boolean(),
});
export type LessonMail = z.infer<typeof LessonMail>;

export const readLessonMail = endpoint('GET', '/api/me/lesson-mail', { reply: LessonMail });
export const updateLessonMail = endpoint('PATCH', '/api/me/lesson-mail', {
  body: z.partial(LessonMail),
  reply: LessonMail,
});
