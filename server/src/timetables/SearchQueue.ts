interface Waiting<Owner> {
  readonly owner: Owner;
  readonly work: () => Promise<void>;
}

/** Does a few things at a time, one of each owner, in the order in which they came: nobody takes all the places. */
export class SearchQueue<Owner> {
  readonly #most: number;
  readonly #waiting: Waiting<Owner>[] = [];
  readonly #running = new Set<Owner>();

  /** @param most how many at a time */
  constructor(most: number) {
    this.#most = most;
  }

  /** @param work never rejects */
  add(owner: Owner, work: () => Promise<void>): void {
    this.#waiting.push({ owner, work });
    this.#next();
  }

  #next(): void {
    if (this.#running.size >= this.#most) return;
    const at = this.#waiting.findIndex(({ owner }) => !this.#running.has(owner));
    const [next] = at === -1 ? [] : this.#waiting.splice(at, 1);
    if (next === undefined) return;
    this.#running.add(next.owner);
    void next.work().finally(() => {
      this.#running.delete(next.owner);
      this.#next();
    });
  }
}
