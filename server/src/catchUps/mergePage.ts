import { listPages } from '@pluriclasse/shared/board/document';
import { ownPageLimits } from '@pluriclasse/shared/capsule/ownPage';
import { AppError } from '@pluriclasse/shared/errors';
import * as Y from 'yjs';

/** How the board's door judges an update of its documents; a page of one's own is held to the same. */
export type CheckUpdate = (
  doc: Y.Doc,
  update: Uint8Array,
  mayLead: boolean,
) => { readonly verdict: 'sound'; readonly news: boolean } | { readonly verdict: 'gap' } | { readonly verdict: 'full' };

export interface Merged {
  /** Undefined where the update brought nothing new. */
  readonly state: Uint8Array | undefined;
  readonly missing: Uint8Array;
  readonly vector: Uint8Array;
}

/**
 * Joins what came with what is there, and says what the sender lacks.
 * @param vector what the sender has
 * @throws AppError `bad_request` for what is no page of a board; `conflict` with reason `page-gap` or `page-full`
 */
export function mergePage(
  check: CheckUpdate,
  before: Uint8Array | undefined,
  { update, vector }: { update: Uint8Array; vector: Uint8Array },
): Merged {
  const doc = new Y.Doc();
  try {
    doc.getMap('pages');
    if (before) Y.applyUpdate(doc, before);
    const checked = check(doc, update, true);
    if (checked.verdict === 'gap')
      throw new AppError('conflict', 'Something before it is not here', { reason: 'page-gap' });
    if (checked.verdict === 'full') throw full();
    if (checked.news) Y.applyUpdate(doc, update);
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
      throw new AppError('internal', 'A checked update left something pending');
    if (listPages(doc).length !== 1 || doc.getMap('pages').size !== 1)
      throw new AppError('bad_request', 'Not one page', { reason: 'no-page' });
    const state = checked.news ? Y.encodeStateAsUpdate(doc) : undefined;
    if (state && state.length > ownPageLimits.state) throw full();
    return { state, missing: missingOf(doc, vector), vector: Y.encodeStateVector(doc) };
  } finally {
    doc.destroy();
  }
}

const full = () => new AppError('conflict', 'The page is full', { reason: 'page-full' });

function missingOf(doc: Y.Doc, vector: Uint8Array): Uint8Array {
  try {
    return Y.encodeStateAsUpdate(doc, vector);
  } catch (cause) {
    throw new AppError('bad_request', 'Not a state vector', { cause });
  }
}
