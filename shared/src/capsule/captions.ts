import * as z from 'zod/mini';
import { composed, line } from '../text.ts';
import { Duration } from '../time.ts';
import { lengthOf, normalise, toPresented, within, without, type Stretch } from './stretches.ts';

/** Cues of one capsule: an hour in which every second brings a new one has fewer. */
export const MOST_CUES = 3_000;
/** UTF-16 units of one cue, and of all: ten times what is said in an hour. */
export const LONGEST_CUE = 500;
const MOST_LETTERS = 600_000;
export const LONGEST_SPEAKER = 60;

/** A language as HTML and WebVTT name it (BCP 47), such as `en`, `en-GB`, `ro`. */
export const LanguageTag = z.string().check(z.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/));
export type LanguageTag = z.infer<typeof LanguageTag>;

/** Words as captions hold them: composed, lines without air around them, none of them empty. */
export const tidyWords = (text: string): string =>
  composed(text)
    .split(/\r\n?|\n/)
    .map((one) => one.replace(/[^\S\n]+/g, ' ').trim())
    .filter((one) => one !== '')
    .join('\n');

/** Words that were spoken: milliseconds, and who spoke them where somebody said so. */
export const CaptionCue = z
  .object({
    from: Duration,
    to: Duration,
    speaker: z.nullable(line(LONGEST_SPEAKER)),
    text: z
      .string()
      // A megabyte is not even tidied.
      .check(
        z.maxLength(4 * LONGEST_CUE, { abort: true }),
        z.overwrite(tidyWords),
        z.minLength(1),
        z.maxLength(LONGEST_CUE),
        z.regex(/^(?:[^\p{Cc}]|\n)*$/u),
      ),
  })
  .check(z.refine(({ from, to }) => from < to));
export type CaptionCue = z.infer<typeof CaptionCue>;

/**
 * What is said in a capsule, in order. As it is kept its times are those of the recording, so that what is trimmed or
 * hidden later goes from it too; what viewers get is in their time.
 */
export const Captions = z.object({
  language: LanguageTag,
  cues: z.array(CaptionCue).check(
    z.maxLength(MOST_CUES),
    z.refine((cues) => cues.reduce((sum, { text }) => sum + text.length, 0) <= MOST_LETTERS),
  ),
});
export type Captions = z.infer<typeof Captions>;

export const inOrder = (cues: readonly CaptionCue[]): CaptionCue[] =>
  cues.toSorted((a, b) => a.from - b.from || a.to - b.to);

/** A recording, and what of it is delivered; both normalised, in the recording's time. */
export interface Delivered {
  readonly recorded: readonly Stretch[];
  readonly kept: readonly Stretch[];
}

/**
 * What viewers get of a cue. Nobody knows which of its words fall into a part that is cut, so a cue that is cut in part
 * is not given at all. What was never recorded cuts nothing.
 */
export type CueFate = 'kept' | 'partly' | 'cut';

export function fateOf(cue: Stretch, { recorded, kept }: Delivered): CueFate {
  const left = lengthOf(within([cue], kept));
  if (left === 0) return 'cut';
  return left < lengthOf(within([cue], recorded)) ? 'partly' : 'kept';
}

/** A cue's time as viewers have it: what is left of it, joined; undefined when nothing is. */
export function presentedTime(cue: Stretch, { kept }: Pick<Delivered, 'kept'>): Stretch | undefined {
  const left = within([cue], kept);
  const [first] = left;
  if (first === undefined) return undefined;
  const from = toPresented(kept, first.from);
  return { from, to: from + lengthOf(left) };
}

/** What viewers may read, in their time and in order. */
export function presentCues(cues: readonly CaptionCue[], delivered: Delivered): CaptionCue[] {
  return inOrder(
    cues.flatMap((cue) => {
      const time = fateOf(cue, delivered) === 'kept' ? presentedTime(cue, delivered) : undefined;
      return time === undefined ? [] : [{ ...cue, ...time }];
    }),
  );
}

/**
 * Back: when something was recorded that viewers have from `from` to `to`. Where a part is cut in between, it is the
 * longer side of it; undefined for what lies outside.
 */
export function recordedTime({ from, to }: Stretch, { recorded, kept }: Delivered): Stretch | undefined {
  const sides: Stretch[][] = [];
  let before = 0;
  for (const one of kept) {
    const length = one.to - one.from;
    const piece = {
      from: one.from + Math.max(0, from - before),
      to: one.from + Math.min(length, to - before),
    };
    before += length;
    if (piece.from >= piece.to) continue;
    const side = sides.at(-1);
    const last = side?.at(-1);
    const isCut = last && lengthOf(within([{ from: last.to, to: piece.from }], recorded)) > 0;
    if (side === undefined || isCut) sides.push([piece]);
    else side.push(piece);
  }
  const longest = sides.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0];
  const [first, last] = [longest?.[0], longest?.at(-1)];
  return first && last && { from: first.from, to: last.to };
}

/** The longest stretch of a cue's time that viewers get, to which its words may be fitted; undefined when none is left. */
export function keptPart(cue: Stretch, { recorded, kept }: Delivered): Stretch | undefined {
  const cut = without(normalise(recorded), kept);
  return without([cue], cut).toSorted((a, b) => lengthOf(within([b], kept)) - lengthOf(within([a], kept)))[0];
}
