import { listPages, pagesOf } from '@pluriclasse/shared/board/document';
import type { PageId } from '@pluriclasse/shared/board/objects';
import type { BoardReel } from '@pluriclasse/shared/capsule/reel';
import { toPresented, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import { setImmediate } from 'node:timers/promises';
import * as Y from 'yjs';
import type { PageTurn } from './pageMarks.ts';
import { PageShown } from './PageShown.ts';
import { Replay } from './Replay.ts';

export interface BoardPast {
  /** The board when recording began, as one Yjs update; undefined: empty. */
  readonly base: Uint8Array | undefined;
  /** What was done to it since, in order. `at`: milliseconds since the recording's epoch. */
  readonly updates: readonly { readonly at: number; readonly update: Uint8Array }[];
  /** Where a teacher brought everyone, in order. */
  readonly brought: readonly { readonly at: number; readonly page: PageId }[];
}

/** Changes done at a time: lessons that run now are not held up. */
const AT_ONCE = 50;

/**
 * What viewers see happen on the board. Outside the kept stretches the document goes on without anybody looking; at the
 * seam viewers get what is different then. So what was drawn and wiped meanwhile is nowhere in it.
 * @param onTurn told of each page that is looked at from now on, in the recording's time, in what is cut too
 */
export async function compileReel(
  { base, updates, brought }: BoardPast,
  kept: readonly Stretch[],
  onTurn: (turn: PageTurn) => void = () => undefined,
): Promise<BoardReel> {
  const doc = new Y.Doc();
  const replay = new Replay(doc);
  const shown = new PageShown();
  if (base) Y.applyUpdate(doc, base);
  // The log's own order is what Yjs needs; a clock that was set back must not change it.
  let latest = -Infinity;
  const events = [
    ...updates.map(({ at, update }) => ({ at: (latest = Math.max(latest, at)), update, page: undefined })),
    ...brought.map(({ at, page }) => ({ at, update: undefined, page })),
  ].toSorted((a, b) => a.at - b.at);
  let next = 0;
  /** Does what happened before `until`, each with `seen`. */
  const goOn = async (until: number, seen: (at: number, event: (typeof events)[number]) => void) => {
    for (let event = events[next]; event !== undefined && event.at < until; event = events[++next]) {
      if (event.update) Y.applyUpdate(doc, event.update);
      seen(event.at, event);
      if (next % AT_ONCE === 0) await setImmediate();
    }
  };
  const pageNow = () =>
    shown.now(
      (id) => pagesOf(doc).has(id),
      () => listPages(doc)[0],
    );
  const show = (at: number) => {
    const page = pageNow();
    if (page !== undefined) replay.show(at, page);
  };
  let turned: PageId | undefined;
  const see = (at: number, brought: PageId | undefined) => {
    if (brought) shown.brought(brought, at);
    for (const drawn of replay.drawnOn()) shown.drawn(drawn, at);
    const page = pageNow();
    if (page !== undefined && page !== turned) onTurn({ at, page, number: listPages(doc).indexOf(page) + 1 });
    turned = page ?? turned;
  };
  see(0, undefined);
  for (const { from, to } of kept) {
    await goOn(from, (at, { page }) => see(at, page));
    const seam = toPresented(kept, from);
    replay.catchUp(seam);
    show(seam);
    await goOn(to, (at, { page }) => {
      see(at, page);
      const seen = toPresented(kept, at);
      replay.tell(seen);
      show(seen);
    });
  }
  await goOn(Infinity, (at, { page }) => see(at, page));
  doc.destroy();
  return { steps: replay.steps };
}
