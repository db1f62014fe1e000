export type Unsubscribe = () => void;

/** A value that tells when it changes; made for React's useSyncExternalStore, but knows nothing of React. */
export interface Readable<T> {
  readonly get: () => T;
  readonly subscribe: (listener: () => void) => Unsubscribe;
}

/** One owner writes, everyone reads. A value that is the same (Object.is) tells nobody. */
export class Store<T> implements Readable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  readonly get = (): T => this.#value;

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value));
  }

  readonly subscribe = (listener: () => void): Unsubscribe => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
