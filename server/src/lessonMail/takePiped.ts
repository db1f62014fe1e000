import type { Log } from '../log.ts';
import type { LessonReplies } from './lessonReplies.service.ts';
import { asRefusal, sentenceFor } from './MailIn.ts';
import { tokenOf } from './replyAddress.ts';

/** What mail servers understand of a program that they hand mails to (sysexits.h). */
export const exitCodes = { taken: 0, refused: 65, nobody: 67, later: 75 } as const;

/** Headers in which mail servers say for whom a mail came. */
const RECIPIENT = /^(?:delivered-to|x-original-to|envelope-to|to|cc):(.*(?:\r?\n[ \t].*)*)/gim;

/**
 * Takes a mail that a mail server hands over by a pipe.
 * @param recipients whom it is for, as the mail server says; none: what stands in the mail
 * @returns what to say, which a mail server puts into its own refusal, and how to end
 */
export async function takePiped(
  replies: Pick<LessonReplies, 'receive'>,
  recipients: readonly string[],
  raw: Buffer,
  log: Log,
): Promise<{ sentence: string; exitCode: number }> {
  const token = (recipients.length > 0 ? recipients : recipientsIn(raw)).map(tokenOf).find((one) => one !== undefined);
  try {
    const sentence = sentenceFor(token === undefined ? 'nobody' : await replies.receive(token, raw));
    return { sentence, exitCode: exitCodes.taken };
  } catch (error) {
    const { message, responseCode } = asRefusal(error, log);
    if (responseCode < 500) return { sentence: message, exitCode: exitCodes.later };
    return { sentence: message, exitCode: message.startsWith('5.1.1') ? exitCodes.nobody : exitCodes.refused };
  }
}

function recipientsIn(raw: Buffer): string[] {
  const [head = ''] = raw.toString('latin1').split(/\r?\n\r?\n/, 1);
  return [...head.matchAll(RECIPIENT)].flatMap(([, list = '']) => list.match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? []);
}
