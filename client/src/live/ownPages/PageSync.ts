import type { KeptOwnPage } from '@pluriclasse/shared/api/ownPages';
import { AppError } from '@pluriclasse/shared/errors';
import type { OwnPageId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import * as Y from 'yjs';
import { passes } from '../../lib/passes.ts';
import type { OwnPageStore, StoredPage } from './OwnPageStore.ts';

/** A pupil's pages of one capsule at the server. Methods throw AppError. */
export interface PageServer {
  list(): Promise<readonly KeptOwnPage[]>;
  sync(
    page: Pick<StoredPage, 'ownPageId' | 'title' | 'at' | 'takenAt'>,
    update: Uint8Array,
    vector: Uint8Array,
  ): Promise<{ page: KeptOwnPage; missing: Uint8Array; vector: Uint8Array }>;
  remove(ownPageId: OwnPageId): Promise<void>;
}

interface Deps {
  readonly store: OwnPageStore;
  readonly server: PageServer;
  readonly now: Now;
  /** For a page that another device took. */
  readonly newPage: (page: KeptOwnPage) => StoredPage;
  /** Something came that may lie open here. Stored already. */
  readonly onBrought: (ownPageId: OwnPageId, update: Uint8Array) => void;
  readonly onGone: (ownPageId: OwnPageId) => void;
}

/** So long there is a way back from taking a page away. Milliseconds. */
export const UNDO_MS = 6_000;

const nothing = Y.encodeStateAsUpdate(new Y.Doc());
/** As Yjs writes it: no structs, no deletions. */
const isEmpty = (update: Uint8Array): boolean => update.length === nothing.length;
const noVector = Y.encodeStateVector(new Y.Doc());

/**
 * Brings pages on this device and at the server in step, once. What was drawn here goes there, what was drawn elsewhere
 * comes here; what was taken away on either side goes on the other. Done twice it changes nothing.
 * @throws AppError what may pass; `not_found` when the capsule is gone
 */
export async function bringInStep(mine: readonly StoredPage[], deps: Deps): Promise<void> {
  const { store, server, now } = deps;
  const theirs = await server.list();
  for (const page of mine) {
    const there = theirs.find(({ ownPageId }) => ownPageId === page.ownPageId);
    if (page.removedAt !== undefined) {
      if (page.removedAt + UNDO_MS > now()) continue;
      if (there) await server.remove(page.ownPageId);
      await store.remove(page);
    } else if (there === undefined && page.version > 0) {
      await forget(page, deps);
    } else if (!page.refused && (page.edits > page.sent || page.version !== there?.version)) {
      await bring(page, deps);
    }
  }
  for (const there of theirs) {
    if (mine.some(({ ownPageId }) => ownPageId === there.ownPageId)) continue;
    const { page, missing, vector } = await server.sync(there, nothing, noVector);
    await store.create({ ...deps.newPage(page), theirs: vector }, missing);
  }
}

async function bring(page: StoredPage, deps: Deps): Promise<void> {
  const { store, server, onBrought } = deps;
  const whole = await store.load(page);
  if (whole === undefined) return;
  const update = page.theirs ? Y.diffUpdate(whole, page.theirs) : whole;
  try {
    const reply = await server.sync(page, update, Y.encodeStateVectorFromUpdate(whole));
    // It has lost what it had, such as by a backup.
    if (page.theirs && isNews(whole, reply.vector)) return await bring({ ...page, theirs: undefined }, deps);
    const inStep = (now: StoredPage) => ({
      ...now,
      sent: Math.max(now.sent, page.edits),
      version: reply.page.version,
      theirs: reply.vector,
    });
    if (isEmpty(reply.missing)) return await store.change(page, inStep);
    await store.add(page, reply.missing, inStep);
    onBrought(page.ownPageId, reply.missing);
  } catch (error) {
    const reason = error instanceof AppError && !passes(error) ? error.reason : undefined;
    if (reason === 'page-removed') return forget(page, deps);
    if (reason === 'page-gap' && page.theirs) return bring({ ...page, theirs: undefined }, deps);
    if (reason === undefined) throw error;
    // Too large, one too many, or nothing that the server reads: the others go on.
    await store.change(page, (now) => ({ ...now, refused: true }));
  }
}

async function forget(page: StoredPage, { store, onGone }: Deps): Promise<void> {
  await store.remove(page);
  onGone(page.ownPageId);
}

/** Whether an update holds what one who has that state vector lacks. */
export function isNews(update: Uint8Array, vector: Uint8Array): boolean {
  const known = Y.decodeStateVector(vector);
  const here = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update));
  return [...here].some(([client, clock]) => clock > (known.get(client) ?? 0));
}
