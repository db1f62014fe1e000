import {
  CaptionCue,
  fateOf,
  keptPart,
  LONGEST_CUE,
  MOST_CUES,
  presentedTime,
  recordedTime,
  type Captions,
  type Delivered,
} from '@pluriclasse/shared/capsule/captions';
import { lengthOf, type Stretch } from '@pluriclasse/shared/capsule/stretches';

/** A cue as it is written: its words may be none yet. Times are of the recording. */
export interface WrittenCue extends CaptionCue {
  /** Its name while the page stands. */
  readonly key: string;
}
export interface Written {
  readonly language: string;
  /** In order. */
  readonly cues: readonly WrittenCue[];
}

/** Milliseconds of a new cue, and the shortest that a split leaves. */
const NEW_MS = 3_000;
const SHORTEST_MS = 100;

const byTime = (cues: readonly WrittenCue[]): WrittenCue[] => cues.toSorted((a, b) => a.from - b.from || a.to - b.to);

const known = new WeakMap<CaptionCue, CaptionCue | null>();

/** The cue as it can be kept; null while it can't, such as without words. */
function keepable(cue: WrittenCue): CaptionCue | null {
  const before = known.get(cue);
  if (before !== undefined) return before;
  const found = CaptionCue.safeParse(cue).data ?? null;
  known.set(cue, found);
  return found;
}

/** What can be saved of it; what has no words yet waits. */
export const saved = ({ language, cues }: Written): Captions => ({
  language,
  cues: cues.flatMap((cue) => keepable(cue) ?? []),
});

/** Whether two say the same. */
export const isSame = (a: Captions, b: Captions): boolean => plain(a) === plain(b);
const plain = ({ language, cues }: Captions) =>
  JSON.stringify([language, cues.map(({ from, to, speaker, text }) => [from, to, speaker, text])]);

let count = 0;
const newKey = () => `cue ${(count += 1)}`;

/** Captions to write on. @param before whose cues keep their names where their times are the same */
export function written({ language, cues }: Captions, before?: Written): Written {
  const names = new Map(before?.cues.map(({ from, to, speaker, key }) => [`${from} ${to} ${speaker}`, key]));
  return {
    language,
    cues: cues.map((cue) => {
      const name = `${cue.from} ${cue.to} ${cue.speaker}`;
      const key = names.get(name) ?? newKey();
      names.delete(name);
      return { ...cue, key };
    }),
  };
}

const put = (all: Written, cues: readonly WrittenCue[]): Written => ({ ...all, cues: byTime(cues) });

export const changeCue = (all: Written, key: string, change: Partial<Omit<WrittenCue, 'key'>>): Written =>
  put(
    all,
    all.cues.map((cue) => (cue.key === key ? { ...cue, ...change } : cue)),
  );

export const removeCue = (all: Written, key: string): Written =>
  put(
    all,
    all.cues.filter((cue) => cue.key !== key),
  );

/** Several at once, such as those of a file. */
export const addCues = (all: Written, cues: readonly CaptionCue[]): Written =>
  put(all, [...all.cues, ...cues.map((cue) => ({ ...cue, key: newKey() }))].slice(0, MOST_CUES));

/**
 * A new cue without words at a moment of viewers, up to the next one.
 * @returns undefined where there is no room: at the very end, or with as many as a capsule holds
 */
export function addCue(all: Written, at: number, delivered: Delivered): { all: Written; key: string } | undefined {
  const whole = lengthOf(delivered.kept);
  const next = all.cues
    .map((cue) => presentedTime(cue, delivered)?.from ?? 0)
    .filter((from) => from > at + SHORTEST_MS)
    .reduce((first, from) => Math.min(first, from), Infinity);
  const time = recordedTime({ from: at, to: Math.min(at + NEW_MS, next, whole) }, delivered);
  if (time === undefined || all.cues.length >= MOST_CUES) return undefined;
  const key = newKey();
  const speaker = all.cues.findLast(({ from }) => from <= time.from)?.speaker ?? null;
  return { all: put(all, [...all.cues, { ...time, speaker, text: '', key }]), key };
}

/**
 * Moves a cue's beginning or end to a moment of viewers. A beginning that comes behind the end takes it along.
 * @returns undefined where that can't be
 */
export function timeCue(cue: Stretch, end: keyof Stretch, at: number, delivered: Delivered): Stretch | undefined {
  const now = presentedTime(cue, delivered);
  if (now === undefined) return undefined;
  const wanted = end === 'to' ? { ...now, to: at } : { from: at, to: at < now.to ? now.to : at + now.to - now.from };
  return wanted.from < wanted.to ? recordedTime(wanted, delivered) : undefined;
}

/** Two of one, at a place in its words; the time is shared out by letters. */
export function splitCue(all: Written, key: string, place: number): { all: Written; key: string } | undefined {
  const cue = all.cues.find((one) => one.key === key);
  const [before, after] = [cue?.text.slice(0, place).trim(), cue?.text.slice(place).trim()];
  if (!cue || !before || !after || cue.to - cue.from < 2 * SHORTEST_MS) return undefined;
  const part = before.length / (before.length + after.length);
  const at = Math.round(cue.from + (cue.to - cue.from) * part);
  const middle = Math.min(cue.to - SHORTEST_MS, Math.max(cue.from + SHORTEST_MS, at));
  const second = { ...cue, key: newKey(), from: middle, text: after };
  const others = all.cues.filter((one) => one.key !== key);
  return { all: put(all, [...others, { ...cue, to: middle, text: before }, second]), key: second.key };
}

/** One of two that follow each other; undefined where there is no next one, or too much would be said. */
export function joinCue(all: Written, key: string, delivered: Delivered): Written | undefined {
  const at = all.cues.findIndex((one) => one.key === key);
  const [cue, next] = [all.cues[at], all.cues[at + 1]];
  if (!cue || !next) return undefined;
  const text = [cue.text.trim(), next.text.trim()].filter((one) => one !== '').join('\n');
  const joined = { ...cue, to: Math.max(cue.to, next.to), text };
  const [mine, theirs, both] = [cue, next, joined].map((one) => fateOf(one, delivered));
  if (text.length > LONGEST_CUE || (mine === 'kept' && theirs === 'kept' && both !== 'kept')) return undefined;
  return put(
    all,
    all.cues.flatMap((one) => (one === next ? [] : one === cue ? [joined] : [one])),
  );
}

/** A cue that is cut in part, fitted to what viewers get of it. */
export function fitCue(all: Written, key: string, delivered: Delivered): Written {
  const cue = all.cues.find((one) => one.key === key);
  const part = cue && keptPart(cue, delivered);
  return part ? changeCue(all, key, part) : all;
}

/** Those who are named so far, by name. */
export const speakersOf = ({ cues }: Written): string[] =>
  [...new Set(cues.flatMap(({ speaker }) => speaker ?? []))].toSorted((a, b) => a.localeCompare(b));
