import * as z from 'zod/mini';
import { CheckId } from '../ids.ts';
import { line, lines } from '../text.ts';
import { Duration } from '../time.ts';
import { readGaps } from './gaps.ts';

/**
 * A check: a question at a moment of a capsule. Checks help whoever missed a lesson to notice what is not clear yet;
 * they are no test. So what is right travels with the question: a phone without a link says at once whether an answer
 * fits. Hashes would only pretend to hide it, since a choice of four is guessed by trying four. No mark and no order of
 * pupils is ever made of the answers.
 */
const every = { checkId: CheckId, at: Duration, ask: line(200) };
/** A word on why it is so, shown once answered. */
const why = { why: z.optional(line(300)) };

export const ChoiceCheck = z
  .object({
    ...every,
    ...why,
    kind: z.literal('choice'),
    options: z.array(z.object({ text: line(120), right: z.boolean() })).check(z.minLength(2), z.maxLength(6)),
  })
  .check(z.refine(({ options }) => options.some(({ right }) => right)));
/** A text with what belongs into its gaps, see `readGaps`. */
export const GapCheck = z.object({
  ...every,
  ...why,
  kind: z.literal('gap'),
  text: lines(600).check(z.refine((text) => readGaps(text) !== undefined)),
});
/** Items in their right order; whoever shows them mixes them first. */
export const OrderCheck = z.object({
  ...every,
  ...why,
  kind: z.literal('order'),
  items: z.array(line(120)).check(z.minLength(2), z.maxLength(8)),
});
/**
 * "Say it and compare with the teacher", whose words begin at `from`. What the pupil says stays in the browser; only
 * that it was done is sent.
 */
export const SayCheck = z
  .object({ ...every, kind: z.literal('say'), from: Duration })
  .check(z.refine(({ from, at }) => from <= at));

export const Check = z.discriminatedUnion('kind', [ChoiceCheck, GapCheck, OrderCheck, SayCheck]);
export type Check = z.infer<typeof Check>;
export type CheckKind = Check['kind'];

/** What is done when all is seen: a text that the pupil writes, or something on paper. */
export const ClosingTask = z.object({ ask: lines(600).check(z.minLength(1)), how: z.enum(['write', 'paper']) });
export type ClosingTask = z.infer<typeof ClosingTask>;

/** What a pupil answers. Numbers are places in the check's own list, from 0. */
export const Given = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('choice'), chosen: z.array(place()).check(z.maxLength(6)) }),
  z.object({ kind: z.literal('gap'), words: z.array(word()).check(z.maxLength(8)) }),
  z.object({ kind: z.literal('order'), order: z.array(place()).check(z.maxLength(8)) }),
]);
export type Given = z.infer<typeof Given>;

function place() {
  return z.int().check(z.gte(0), z.lte(7));
}
/** As it was typed, spaces too; nothing that a database or a screen can't hold. */
function word() {
  return z.string().check(z.maxLength(120), z.regex(/^[^\p{Cc}\p{Cs}]*$/u));
}
