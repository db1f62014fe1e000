/** Runs tasks of the same key one after the other, and those of different keys side by side. */
export class KeyedQueue<K> {
  readonly #tails = new Map<K, Promise<unknown>>();

  /** Settles as the task does; a task that fails does not hold up the next. */
  run<T>(key: K, task: () => Promise<T> | T): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const run = before.then(task, task);
    const tail = run.then(
      () => undefined,
      () => undefined,
    );
    this.#tails.set(key, tail);
    void tail.then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
    return run;
  }
}
