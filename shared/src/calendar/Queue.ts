/** A heap: what comes first by an order leaves first; of equals, who came first. */
export class Queue<T> {
  readonly #order: (a: T, b: T) => number;
  readonly #heap: { readonly value: T; readonly turn: number }[] = [];
  #turns = 0;

  constructor(order: (a: T, b: T) => number) {
    this.#order = order;
  }

  push(value: T): void {
    const item = { value, turn: this.#turns++ };
    let at = this.#heap.length;
    this.#heap.push(item);
    for (let up = (at - 1) >> 1; at > 0 && this.#isBefore(item, this.#heap[up]); up = (at - 1) >> 1) {
      this.#swap(at, up);
      at = up;
    }
  }

  pop(): T | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (this.#heap.length === 0) return first.value;
    this.#heap[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        const other = this.#heap[child];
        if (other && this.#isBefore(other, this.#heap[least])) least = child;
      }
      if (least === at) return first.value;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(a: { value: T; turn: number }, b: { value: T; turn: number } | undefined): boolean {
    if (b === undefined) return true;
    const order = this.#order(a.value, b.value);
    return order < 0 || (order === 0 && a.turn < b.turn);
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return;
    this.#heap[a] = other;
    this.#heap[b] = one;
  }
}
