import type { Check, Given } from './checks.ts';
import { acceptedIn } from './gaps.ts';

/**
 * Whether two words are the same to a kind reader: it looks past upper case, accents, the shape of apostrophes and
 * quotes, hyphens, spaces that are too many and marks at the end. An apostrophe behind a last vowel is an accent
 * (`e'` is `è`, as Italian keyboards make one type it). An apostrophe within a word counts: `we're` is not `were`.
 */
export const sameWords = (one: string, other: string): boolean => plain(one) === plain(other);

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[‘’‛`´ʼ′]/g, "'")
    .replace(/[“”„«»"]/g, '')
    .replace(/[-‐‑–—\s]+/gu, ' ')
    .replace(/[.,;:!?…]+( |$)/g, '$1')
    .replace(/([aeiou])'(?= |$)/g, '$1')
    .trim();
}

/** How well an answer fits. `parts` says it of each gap, option or place, for showing where it does not fit yet. */
export interface Grade {
  readonly right: boolean;
  readonly parts: readonly boolean[];
}

/**
 * Grades an answer. Each side does it by itself: the pupil's browser at once, the server for the teacher.
 *
 * @returns undefined for an answer to a check of another kind, and for a check that nobody grades
 */
export function grade(check: Check, given: Given): Grade | undefined {
  if (check.kind === 'choice' && given.kind === 'choice') {
    const chosen = new Set(given.chosen);
    return whole(check.options.map(({ right }, at) => right === chosen.has(at)));
  }
  if (check.kind === 'gap' && given.kind === 'gap') {
    const accepted = acceptedIn(check.text);
    return whole(accepted.map((words, at) => words.some((word) => sameWords(word, given.words[at] ?? ''))));
  }
  if (check.kind === 'order' && given.kind === 'order') {
    const { items } = check;
    const once = new Set(given.order).size === items.length;
    // Two items of the same words may stand in each other's place.
    const fits = (item: string, at: number) => items[given.order[at] ?? -1] === item;
    return whole(items.map((item, at) => once && fits(item, at)));
  }
  return undefined;
}

const whole = (parts: boolean[]): Grade => ({ right: parts.every(Boolean), parts });
