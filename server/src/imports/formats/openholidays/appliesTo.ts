import type { ReadClosure, Subdivision } from '../reading.ts';

/** Who inherits from whom. */
export class SubdivisionTree {
  readonly #parents: ReadonlyMap<string, string | null>;
  readonly #named = new WeakMap<ReadClosure, ReadonlySet<string>>();
  readonly #children: ReadonlyMap<string | null, readonly Subdivision[]>;

  constructor(subdivisions: readonly Subdivision[]) {
    this.#parents = new Map(subdivisions.map(({ code, parent }) => [code, parent]));
    this.#children = Map.groupBy(subdivisions, ({ parent }) => parent);
  }

  /**
   * Whether a holiday is of a subdivision: it names it, something that it lies in, or all of its members. A holiday
   * that names nobody is the whole country's.
   */
  applies(closure: ReadClosure, code: string): boolean {
    if (closure.country !== code.slice(0, 2)) return false;
    if (closure.subdivisions.length === 0) return true;
    let named = this.#named.get(closure);
    if (named === undefined) this.#named.set(closure, (named = new Set(closure.subdivisions)));
    return this.#isInOne(code, named) || this.#hasAll(code, named, 0);
  }

  /** Of each subdivision, how many holidays are. Those that name the same ones are looked at together. */
  count(closures: readonly ReadClosure[]): Map<string, number> {
    const groups = Map.groupBy(closures, ({ country, subdivisions }) => `${country} ${subdivisions.join()}`);
    const codes = Map.groupBy(this.#parents.keys(), (code) => code.slice(0, 2));
    const counts = new Map<string, number>();
    for (const [first, ...others] of groups.values()) {
      const named = new Set(first?.subdivisions);
      for (const code of codes.get(first?.country ?? '') ?? []) {
        if (named.size > 0 && !this.#isInOne(code, named) && !this.#hasAll(code, named, 0)) continue;
        counts.set(code, (counts.get(code) ?? 0) + 1 + others.length);
      }
    }
    return counts;
  }

  #isInOne(code: string, named: ReadonlySet<string>): boolean {
    let at: string | null = code;
    for (let depth = 0; at !== null && depth < 8; depth++) {
      if (named.has(at)) return true;
      at = this.#parents.get(at) ?? null;
    }
    return false;
  }

  #hasAll(code: string, named: ReadonlySet<string>, depth: number): boolean {
    const members = this.#children.get(code) ?? [];
    return (
      depth < 4 &&
      members.length > 0 &&
      members.every((member) => named.has(member.code) || this.#hasAll(member.code, named, depth + 1))
    );
  }
}
