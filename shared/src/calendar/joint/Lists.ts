/** Many lists of small numbers in two arrays: list `n` is `items` from `start[n]` to `start[n + 1]`. */
export interface Lists {
  readonly start: Int32Array;
  readonly items: Int32Array;
}

/** Sorts pairs into lists: `items[k]` goes to list `keys[k]`, in the order given. */
export function groupBy(keys: ArrayLike<number>, items: ArrayLike<number>, count: number, lists: number): Lists {
  const start = new Int32Array(lists + 1);
  for (let at = 0; at < count; at++) start[keys[at]! + 1]!++;
  for (let list = 0; list < lists; list++) start[list + 1]! += start[list]!;
  const next = start.slice(0, lists);
  const sorted = new Int32Array(count);
  for (let at = 0; at < count; at++) sorted[next[keys[at]!]!++] = items[at]!;
  return { start, items: sorted };
}

/** A list of numbers that grows. */
export class Numbers {
  values: Int32Array;
  length = 0;

  constructor(capacity = 1024) {
    this.values = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  toArray(): Int32Array {
    return this.values.slice(0, this.length);
  }
}
