import type { Packing } from './pack.ts';

export const NONE = -1;

/**
 * A choice while it is being made, never one with a conflict. It knows who holds which resource when, so that what an
 * option would push out is found without knowing all conflicts: few claims of chosen options are on any one resource.
 */
export class Choice {
  readonly packing: Packing;
  /** The option of each wish, or `NONE`. */
  readonly of: Int32Array;
  /** In millionths, whole. */
  value = 0;
  /** By resource: the parts that are claimed, and by which wish. */
  readonly #held: { readonly parts: number[]; readonly wishes: number[] }[];
  /** For each wish the count of the last look in which it was found. */
  readonly #found: Int32Array;
  #looks = 0;

  constructor(packing: Packing) {
    this.packing = packing;
    this.of = new Int32Array(packing.wishCount).fill(NONE);
    this.#held = packing.claims.resources.map(() => ({ parts: [], wishes: [] }));
    this.#found = new Int32Array(packing.wishCount);
  }

  /** Wishes that would lose their option to this one. */
  findLosers(option: number): number[] {
    const { claims, wishOf } = this.packing;
    const { folded, start, resource, part } = claims;
    const wish = wishOf[option]!;
    const look = ++this.#looks;
    const found: number[] = [];
    for (let at = start[option]!; at < start[option + 1]!; at++) {
      const { parts, wishes } = this.#held[resource[at]!]!;
      for (let other = 0; other < parts.length; other++) {
        const loser = wishes[other]!;
        if (loser === wish || this.#found[loser] === look || !folded.overlap(part[at]!, parts[other]!)) continue;
        this.#found[loser] = look;
        found.push(loser);
      }
    }
    return found;
  }

  /** Whether it could be chosen beside what other wishes have. */
  isFree(option: number): boolean {
    const { claims, wishOf } = this.packing;
    const { folded, start, resource, part } = claims;
    const wish = wishOf[option]!;
    for (let at = start[option]!; at < start[option + 1]!; at++) {
      const { parts, wishes } = this.#held[resource[at]!]!;
      for (let other = 0; other < parts.length; other++) {
        if (wishes[other] !== wish && folded.overlap(part[at]!, parts[other]!)) return false;
      }
    }
    return true;
  }

  /** The best that could be chosen for a wish beside what others have, or `NONE`. */
  bestFree(wish: number): number {
    const { first } = this.packing;
    for (let option = first[wish]!; option < first[wish + 1]!; option++) if (this.isFree(option)) return option;
    return NONE;
  }

  /** What a wish has is worth; 0 for nothing. */
  valueOf(wish: number): number {
    const option = this.of[wish]!;
    return option === NONE ? 0 : this.packing.value[option]!;
  }

  /** Chooses a free option for its wish, in place of what that has. */
  put(option: number): void {
    const { claims, wishOf, value } = this.packing;
    const wish = wishOf[option]!;
    this.drop(wish);
    this.of[wish] = option;
    this.value += value[option]!;
    for (let at = claims.start[option]!; at < claims.start[option + 1]!; at++) {
      const held = this.#held[claims.resource[at]!]!;
      held.parts.push(claims.part[at]!);
      held.wishes.push(wish);
    }
  }

  drop(wish: number): void {
    const { claims, value } = this.packing;
    const option = this.of[wish]!;
    if (option === NONE) return;
    this.of[wish] = NONE;
    this.value -= value[option]!;
    for (let at = claims.start[option]!; at < claims.start[option + 1]!; at++) {
      const { parts, wishes } = this.#held[claims.resource[at]!]!;
      const place = wishes.indexOf(wish);
      const [lastPart, lastWish] = [parts.pop()!, wishes.pop()!]; // one of these is the wish's own
      if (place === parts.length) continue;
      parts[place] = lastPart;
      wishes[place] = lastWish;
    }
  }
}
