import type { PageId } from '@pluriclasse/shared/board/objects';

/** Hands on several pages at once must not turn the viewer's pages to and fro: one stays so long after a stroke. */
const STAYS = 8_000;

/** Which page a viewer looks at: where a teacher brought everyone, else where something is drawn. */
export class PageShown {
  #page: PageId | undefined;
  #since = -Infinity;

  brought(page: PageId, at: number): void {
    this.#page = page;
    this.#since = at;
  }

  drawn(page: PageId, at: number): void {
    if (page !== this.#page && at - this.#since < STAYS) return;
    this.#page = page;
    this.#since = at;
  }

  /** @param first of those that are there */
  now(isThere: (page: PageId) => boolean, first: () => PageId | undefined): PageId | undefined {
    if (this.#page === undefined || !isThere(this.#page)) this.#page = first();
    return this.#page;
  }
}
