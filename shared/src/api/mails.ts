import * as z from 'zod/mini';
import { MailId } from '../ids.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';

/** `refused`: the mail server will never take it; `given-up`: days went by, or there is nobody to send it to. */
export const MailState = z.enum(['waiting', 'sent', 'refused', 'given-up']);
export type MailState = z.infer<typeof MailState>;

/**
 * Why the last try came to nothing. Of the mail server as a whole: `server_away`, `tls`, `login`, `sender`; of this mail:
 * `recipient`, `content`, `put_off` (the server asks to try later), `left` (no more of the staff), `too_old`.
 */
export const MailFailure = z.enum([
  'server_away',
  'tls',
  'login',
  'sender',
  'recipient',
  'content',
  'put_off',
  'left',
  'too_old',
]);
export type MailFailure = z.infer<typeof MailFailure>;

/** A mail as administrators see it: never what is in it. */
export const MailRow = z.object({
  mailId: MailId,
  kind: z.string(),
  /** Null once there is no such person any more. */
  to: z.nullable(z.object({ name: z.nullable(z.string()), email: z.string() })),
  state: MailState,
  failure: z.nullable(MailFailure),
  /** The mail server's own words. */
  answer: z.nullable(z.string()),
  tries: z.int(),
  createdAt: Instant,
  /** When it is tried next, while it waits. */
  nextTryAt: Instant,
  endedAt: z.nullable(Instant),
});
export type MailRow = z.infer<typeof MailRow>;

/** Mails that are not sent, or all, the newest first; only administrators. */
export const listMails = endpoint('GET', '/api/mails', {
  query: z.object({ state: z.optional(MailState) }),
  reply: z.object({
    /** Whether a mail server is set: without one all mails wait. */
    configured: z.boolean(),
    counts: z.object({ waiting: z.int(), sent: z.int(), refused: z.int(), 'given-up': z.int() }),
    mails: z.array(MailRow),
  }),
});
/** Sends again what was refused or given up. @throws conflict `mail_waiting` for one that waits or is sent. */
export const sendMailAgain = endpoint('POST', '/api/mails/:mailId/send-again', {
  params: z.object({ mailId: MailId }),
  reply: MailRow,
});
