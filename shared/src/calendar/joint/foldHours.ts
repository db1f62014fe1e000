import { Numbers } from './Lists.ts';
import type { Hours } from './problem.ts';

const MS_A_WEEK = 604_800_000;
/** 1970-01-01 was a Thursday: weeks are cut at Monday's midnight, when no school is kept. */
const MONDAY = 3 * 86_400_000;

/**
 * Dated hours folded onto one week: parts, each a slot of the week (from–to, in milliseconds) and the weeks in which it
 * is held, a bit for each. Two hours overlap exactly when a part of one has a slot that overlaps a part's of the other
 * and a week in common. A weekly lesson of a year is one part, or some where clocks change.
 */
export class FoldedHours {
  /** Of each part: its slot of the week. */
  readonly start: number[] = [];
  readonly end: number[] = [];
  readonly #firstWeek: number;
  readonly #words: number;
  readonly #bits = new Numbers(1 << 14);

  /** @param first the first instant of all that will be folded */
  constructor(first: number, last: number) {
    this.#firstWeek = weekOf(first);
    this.#words = (weekOf(last) - this.#firstWeek + 32) >> 5;
  }

  /** The parts of these hours: those from the number returned on. */
  fold(hours: Hours): number {
    const from = this.start.length;
    let [before, length, week, part] = [NaN, NaN, 0, from];
    for (let at = 0; at + 1 < hours.length; at += 2) {
      const start = hours[at]!;
      const end = hours[at + 1]!;
      const weeksOn = (start - before) / MS_A_WEEK;
      if (end - start === length && weeksOn === Math.floor(weeksOn)) week += weeksOn;
      else {
        week = weekOf(start);
        length = end - start;
        part = this.#findPart(from, start - origin(week), Math.min(end - origin(week), MS_A_WEEK));
      }
      this.#hold(part, week);
      before = start;
      // What goes on past Sunday's midnight holds in the weeks after, too.
      for (let next = week + 1; end > origin(next); next++) {
        this.#hold(this.#findPart(from, 0, Math.min(end - origin(next), MS_A_WEEK)), next);
      }
    }
    return from;
  }

  overlap(one: number, other: number): boolean {
    return this.start[one]! < this.end[other]! && this.start[other]! < this.end[one]! && this.shareWeek(one, other);
  }

  /** Whether two parts are held in one week. */
  shareWeek(one: number, other: number): boolean {
    const bits = this.#bits.values;
    const words = this.#words;
    for (let word = 0; word < words; word++) {
      if ((bits[one * words + word]! & bits[other * words + word]!) !== 0) return true;
    }
    return false;
  }

  /** The weeks of a part, to be narrowed down by `keepCommon`. */
  weeksOf(part: number): Int32Array {
    return this.#bits.values.slice(part * this.#words, (part + 1) * this.#words);
  }

  /** Takes from `weeks` those in which a part is not held; leaves them as they are and says no when none would stay. */
  keepCommon(weeks: Int32Array, part: number): boolean {
    const bits = this.#bits.values;
    const from = part * this.#words;
    let any = 0;
    for (let word = 0; word < weeks.length; word++) any |= weeks[word]! & bits[from + word]!;
    if (any === 0) return false;
    for (let word = 0; word < weeks.length; word++) weeks[word]! &= bits[from + word]!;
    return true;
  }

  #findPart(from: number, start: number, end: number): number {
    let part = from;
    while (part < this.start.length && (this.start[part] !== start || this.end[part] !== end)) part++;
    if (part === this.start.length) {
      this.start.push(start);
      this.end.push(end);
      for (let word = 0; word < this.#words; word++) this.#bits.push(0);
    }
    return part;
  }

  #hold(part: number, week: number): void {
    const turn = week - this.#firstWeek;
    this.#bits.values[part * this.#words + (turn >> 5)]! |= 1 << (turn & 31);
  }
}

const weekOf = (instant: number): number => Math.floor((instant + MONDAY) / MS_A_WEEK);
const origin = (week: number): number => week * MS_A_WEEK - MONDAY;
