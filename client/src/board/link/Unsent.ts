import type { KeptChanges } from './KeptChanges.ts';

/**
 * The changes made here that the server has not acknowledged. The server counts the changes that it gets on a
 * socket; `covers` remembers up to which of ours each of them reached.
 */
export class Unsent {
  readonly #kept: KeptChanges;
  /** Tells this page's keys from those of another tab or an earlier visit. */
  readonly #visit: string;
  #rows: { readonly number: number; readonly key: string }[] = [];
  #number = 0;
  #covers: number[] = [];

  constructor(kept: KeptChanges, visit: string) {
    this.#kept = kept;
    this.#visit = visit;
  }

  get count(): number {
    return this.#rows.length;
  }

  /** What an earlier visit could not send. */
  async load(): Promise<Uint8Array[]> {
    const changes = await this.#kept.load();
    this.#rows.push(...changes.map(({ key }) => ({ number: ++this.#number, key })));
    return changes.map(({ update }) => update);
  }

  add(update: Uint8Array): void {
    const number = ++this.#number;
    const key = `${this.#visit}-${String(number).padStart(8, '0')}`;
    this.#rows.push({ number, key });
    this.#kept.put({ key, update });
  }

  /** All so far has been put on the wire, in one more change. */
  sent(): void {
    this.#covers.push(this.#number);
  }

  /** A new socket: the server counts from nought. */
  restart(): void {
    this.#covers = [];
  }

  /** The server has stored the first `count` changes of this socket. */
  saved(count: number): void {
    const upTo = this.#covers[count - 1];
    if (upTo !== undefined) this.#drop(({ number }) => number <= upTo);
  }

  /** Gives up what was not acknowledged. */
  forget(): void {
    this.#drop(() => true);
  }

  #drop(which: (row: { readonly number: number }) => boolean): void {
    const dropped = this.#rows.filter(which);
    this.#rows = this.#rows.filter((row) => !which(row));
    this.#kept.drop(dropped.map(({ key }) => key));
  }
}
