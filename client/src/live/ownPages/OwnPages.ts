import type { OwnPage } from '@pluriclasse/shared/capsule/ownPage';
import { ownPageLimits } from '@pluriclasse/shared/capsule/ownPage';
import { AppError } from '@pluriclasse/shared/errors';
import { OwnPageId, type CapsuleId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import * as Y from 'yjs';
import { Store, type Readable } from '../Store.ts';
import type { OwnPageStore, StoredPage } from './OwnPageStore.ts';
import { bringInStep, isNews, UNDO_MS, type PageServer } from './PageSync.ts';

export interface OwnPageView extends OwnPage {
  readonly changedAt: number;
  /** `here`: it stays on this device. `waits`: it goes to the server with the next link. */
  readonly kept: 'here' | 'waits' | 'sent';
}
export interface OwnPagesView {
  readonly pages: readonly OwnPageView[];
  /** Known by now, and whether this browser keeps anything. */
  readonly state: 'loading' | 'ready' | 'not-kept';
}

export interface OwnPagesDeps {
  readonly store: OwnPageStore;
  /** Absent: pages stay in this browser. */
  readonly server: PageServer | undefined;
  readonly now: Now;
  readonly newId: () => string;
  /** Runs something later. @returns how to stop it */
  readonly after: (ms: number, run: () => void) => () => void;
}
export interface OwnPagesOf {
  readonly owner: string;
  readonly capsuleId: CapsuleId;
  readonly expiresAt: number;
}

/** A page that is open. */
export interface OpenPage {
  readonly page: OwnPageView;
  readonly doc: Y.Doc;
  close(): void;
}

/** Origin of what comes from the server, or lay here already; all else was drawn now. */
const KEPT = { from: 'kept' };
/** Until what was drawn is sent, and until the next try where there was no link. Milliseconds. */
const SOON = 1_500;
const AGAIN = 20_000;

/** One person's pages of one capsule, in this browser and, for a pupil, at the server. */
export class OwnPages {
  readonly #of: OwnPagesOf;
  readonly #deps: OwnPagesDeps;
  readonly #view = new Store<OwnPagesView>({ pages: [], state: 'loading' });
  readonly #open = new Map<OwnPageId, Y.Doc>();
  /** Writes go one after the other. */
  #writing: Promise<unknown> = Promise.resolve();
  #running: Promise<void> | undefined;
  #again = false;
  #stopTimer: (() => void) | undefined;
  #closed = true;

  constructor(of: OwnPagesOf, deps: OwnPagesDeps) {
    this.#of = of;
    this.#deps = deps;
  }

  get view(): Readable<OwnPagesView> {
    return this.#view;
  }

  /** Looks what is here, and keeps in step with the server from now on. */
  start(): void {
    this.#closed = false;
    void this.#look().then(() => this.sync());
  }

  /** Safe twice; it may be started again. */
  close(): void {
    this.#closed = true;
    this.#stopTimer?.();
  }

  /**
   * Takes a page.
   * @param update a board's document of one page, see `copyPage`
   * @throws AppError `conflict` with reason `too-many-pages`; `unavailable` with reason `no_room` where this browser
   *   keeps nothing
   */
  async take(page: Pick<OwnPage, 'title' | 'at'>, update: Uint8Array): Promise<OwnPageId> {
    const { now, newId, store } = this.#deps;
    if ((await this.#mine()).filter(isThere).length >= ownPageLimits.pages)
      throw new AppError('conflict', 'There are as many pages as one may have', { reason: 'too-many-pages' });
    const ownPageId = OwnPageId.parse(newId());
    const taken = { ...page, ownPageId, takenAt: now() };
    await store.create({ ...this.#newPage(taken), edits: 1 }, update).catch((cause: unknown) => {
      throw new AppError('unavailable', 'This browser keeps nothing', { reason: 'no_room', cause });
    });
    await this.#look();
    void this.sync();
    return ownPageId;
  }

  /** @returns undefined for one that is not here */
  async open(ownPageId: OwnPageId): Promise<OpenPage | undefined> {
    const page = await this.#find(ownPageId);
    const update = page && isThere(page) ? await this.#deps.store.load(page) : undefined;
    if (page === undefined || update === undefined) return undefined;
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update, KEPT);
    doc.on('update', (change: Uint8Array, origin: unknown) => {
      if (origin !== KEPT) this.#keep(page, change);
    });
    this.#open.set(ownPageId, doc);
    // Counts that were cut off by a reload.
    if (page.edits === page.sent && page.theirs && isNews(update, page.theirs)) this.#keep(page, update);
    const close = () => {
      if (this.#open.get(ownPageId) === doc) this.#open.delete(ownPageId);
      doc.destroy();
      void this.sync();
    };
    return { page: viewOf(page, this.#deps.server !== undefined), doc, close };
  }

  /** What is on a page, for a small picture of it. */
  async stateOf(ownPageId: OwnPageId): Promise<Uint8Array | undefined> {
    await this.#writing;
    const { owner } = this.#of;
    return this.#deps.store.load({ owner, ownPageId }).catch(() => undefined);
  }

  /** Takes a page away; `restore` brings it back for some seconds. */
  async remove(ownPageId: OwnPageId): Promise<void> {
    const removedAt = this.#deps.now();
    await this.#change(ownPageId, (page) => ({ ...page, removedAt }));
    this.#later(UNDO_MS);
  }
  restore(ownPageId: OwnPageId): Promise<void> {
    return this.#change(ownPageId, (page) => ({ ...page, removedAt: undefined }));
  }

  /** Brings this device and the server in step. Resolves when it is done or can't be now; never rejects. */
  sync(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** As `sync`, without being started, and without another try. */
  async syncOnce(): Promise<void> {
    await this.#syncOnce().catch((error: unknown) => (isGone(error) ? this.#forgetAll() : undefined));
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      this.#stopTimer?.();
      try {
        await this.#syncOnce();
        await this.#waitForRemoved();
      } catch (error) {
        if (isGone(error)) await this.#forgetAll();
        else this.#later(AGAIN);
      }
      await this.#look();
    }
  }

  async #syncOnce(): Promise<void> {
    const { server, store, now } = this.#deps;
    await this.#writing;
    const mine = await this.#mine();
    if (server === undefined) {
      const over = mine.filter(({ removedAt }) => removedAt !== undefined && removedAt + UNDO_MS <= now());
      for (const page of over) await store.remove(page);
      return;
    }
    await bringInStep(mine, {
      store,
      server,
      now,
      newPage: (page) => ({ ...this.#newPage(page), version: page.version, changedAt: page.changedAt }),
      onBrought: (ownPageId, update) => {
        const doc = this.#open.get(ownPageId);
        if (doc) Y.applyUpdate(doc, update, KEPT);
      },
      onGone: (ownPageId) => this.#open.delete(ownPageId),
    });
  }

  /** What was just taken away goes when there is no way back any more. */
  async #waitForRemoved(): Promise<void> {
    if ((await this.#mine()).some(({ removedAt }) => removedAt !== undefined)) this.#later(UNDO_MS);
  }

  /** The capsule is gone: what was drawn on it goes with it. */
  async #forgetAll(): Promise<void> {
    for (const page of await this.#mine()) await this.#deps.store.remove(page);
  }

  #keep(page: StoredPage, update: Uint8Array): void {
    const changedAt = this.#deps.now();
    const written = this.#deps.store.add(page, update, (now) => ({ ...now, edits: now.edits + 1, changedAt }));
    this.#writing = Promise.all([this.#writing, written]).then(
      () => this.#view.update((view) => ({ ...view, pages: view.pages.map((one) => touched(one, page, changedAt)) })),
      () => this.#view.update((view) => ({ ...view, state: 'not-kept' })),
    );
    this.#later(SOON);
  }

  #later(ms: number): void {
    this.#stopTimer?.();
    if (!this.#closed) this.#stopTimer = this.#deps.after(ms, () => void this.sync());
  }

  async #change(ownPageId: OwnPageId, change: (page: StoredPage) => StoredPage): Promise<void> {
    await this.#deps.store.change({ owner: this.#of.owner, ownPageId }, change);
    await this.#look();
  }

  async #mine(): Promise<StoredPage[]> {
    const { owner, capsuleId } = this.#of;
    return (await this.#deps.store.list(owner)).filter((page) => page.capsuleId === capsuleId);
  }

  async #find(ownPageId: OwnPageId): Promise<StoredPage | undefined> {
    return (await this.#mine()).find((page) => page.ownPageId === ownPageId);
  }

  async #look(): Promise<void> {
    try {
      const there = (await this.#mine()).filter(isThere).toSorted((a, b) => a.takenAt - b.takenAt);
      const pages = there.map((page) => viewOf(page, this.#deps.server !== undefined));
      this.#view.set({ pages, state: 'ready' });
    } catch {
      this.#view.set({ pages: [], state: 'not-kept' });
    }
  }

  #newPage({ ownPageId, title, at, takenAt }: OwnPage): StoredPage {
    const { owner, capsuleId, expiresAt } = this.#of;
    const counts = { edits: 0, sent: 0, version: 0, refused: false };
    const unknown = { theirs: undefined, removedAt: undefined };
    return { owner, capsuleId, expiresAt, ownPageId, title, at, takenAt, changedAt: takenAt, ...counts, ...unknown };
  }
}

const isGone = (error: unknown): boolean => error instanceof AppError && error.code === 'not_found';

const isThere = ({ removedAt }: StoredPage): boolean => removedAt === undefined;

const viewOf = (page: StoredPage, sends: boolean): OwnPageView => {
  const { ownPageId, title, at, takenAt, changedAt, edits, sent, refused } = page;
  const kept = !sends || refused ? 'here' : edits > sent ? 'waits' : 'sent';
  return { ownPageId, title, at, takenAt, changedAt, kept };
};

const touched = (view: OwnPageView, { ownPageId }: StoredPage, changedAt: number): OwnPageView =>
  view.ownPageId === ownPageId ? { ...view, changedAt, kept: view.kept === 'sent' ? 'waits' : view.kept } : view;
