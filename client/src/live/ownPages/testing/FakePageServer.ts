import type { KeptOwnPage } from '@pluriclasse/shared/api/ownPages';
import { AppError } from '@pluriclasse/shared/errors';
import type { OwnPageId } from '@pluriclasse/shared/ids';
import * as Y from 'yjs';
import type { PageServer } from '../PageSync.ts';

/** For tests: keeps pages as the product's server does, and can be cut off. */
export class FakePageServer implements PageServer {
  readonly docs = new Map<OwnPageId, { page: KeptOwnPage; doc: Y.Doc }>();
  readonly removed = new Set<OwnPageId>();
  /** Bytes of each update that came. */
  readonly came: number[] = [];
  cut: 'not' | 'before' | 'answer' = 'not';
  gone = false;

  async list(): Promise<readonly KeptOwnPage[]> {
    this.#reach();
    return [...this.docs.values()].map(({ page }) => page);
  }

  async sync(page: Parameters<PageServer['sync']>[0], update: Uint8Array, vector: Uint8Array) {
    this.#reach();
    const { ownPageId, title, at, takenAt } = page;
    if (this.removed.has(ownPageId)) throw new AppError('conflict', 'Removed', { reason: 'page-removed' });
    this.came.push(update.length);
    const known = this.docs.get(ownPageId);
    const doc = known?.doc ?? new Y.Doc();
    const before = Y.encodeStateAsUpdate(doc).length;
    Y.applyUpdate(doc, update);
    if (doc.store.pendingStructs !== null) throw new AppError('conflict', 'Gap', { reason: 'page-gap' });
    const news = Y.encodeStateAsUpdate(doc).length !== before;
    const version = (known?.page.version ?? 0) + (news ? 1 : 0);
    const kept = { ownPageId, title, at, takenAt, changedAt: takenAt, version };
    this.docs.set(ownPageId, { page: kept, doc });
    if (this.cut === 'answer') throw new AppError('unavailable', 'Cut', { reason: 'offline' });
    return { page: kept, missing: Y.encodeStateAsUpdate(doc, vector), vector: Y.encodeStateVector(doc) };
  }

  async remove(ownPageId: OwnPageId): Promise<void> {
    this.#reach();
    this.docs.delete(ownPageId);
    this.removed.add(ownPageId);
  }

  #reach(): void {
    if (this.gone) throw new AppError('not_found', 'Gone');
    if (this.cut === 'before') throw new AppError('unavailable', 'Cut', { reason: 'offline' });
  }
}
