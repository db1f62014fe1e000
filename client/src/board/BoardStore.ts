import { addPage, pagesOf, removeObjects, removePage } from '@pluriclasse/shared/board/document';
import { boardLimits } from '@pluriclasse/shared/board/limits';
import type { ObjectId, PageId } from '@pluriclasse/shared/board/objects';
import type { Point } from '@pluriclasse/shared/board/page';
import * as Y from 'yjs';
import type { BoardView } from './BoardView.ts';
import { LiveState } from './canvas/LiveState.ts';
import type { DocumentLink, LinkEvents } from './link/DocumentLink.ts';
import { Scene, type SceneChange } from './scene/Scene.ts';
import type { Measure } from './scene/textLayout.ts';
import { EraserTool } from './tools/EraserTool.ts';
import { chosen, moveObjects, stayOnPage } from './tools/moveObjects.ts';
import { PenTool } from './tools/PenTool.ts';
import { SelectTool } from './tools/SelectTool.ts';
import { TextTool } from './tools/TextTool.ts';
import type { Desk, Tool, ToolName } from './tools/Tool.ts';
import { newWriting, openWriting, write } from './Writer.ts';

/** Who draws the page, if it is drawn at all. */
export interface BoardScreen {
  changed(changes: readonly SceneChange[]): void;
  /** Something that moves has changed. */
  refresh(): void;
  /** What rests and what is carried have changed places. */
  lifted(ids: ReadonlySet<ObjectId>): void;
}

const emptySelection: ReadonlySet<ObjectId> = new Set();
/** A step of undo lasts until the next `begin`, however long the gesture takes. */
const WHOLE_GESTURE = Number.MAX_SAFE_INTEGER;

const SOON_MS = 30;

type Own = Omit<BoardView, 'link' | 'rights' | 'unsent' | 'caughtUpAt' | 'canDraw' | 'canUndo' | 'canRedo' | 'pages'>;

/** One seat's board: the document, the link, the tools, and what the screen around them shows. */
export class BoardStore {
  readonly live = new LiveState();
  readonly link: DocumentLink;
  readonly #measure: Measure;
  readonly #listeners = new Set<() => void>();
  readonly #screens = new Set<BoardScreen>();
  readonly #tools: Readonly<Record<ToolName, Tool>>;
  #scene: Scene;
  #undo: Y.UndoManager;
  #view: BoardView | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #own: Own = {
    refused: undefined,
    page: undefined,
    tool: 'pen',
    color: 'blue',
    width: 10,
    size: 56,
    selection: emptySelection,
    writing: undefined,
    revision: 0,
  };

  /** @param open the board's document, and those who are at it; the store closes it */
  constructor(open: (events: LinkEvents) => DocumentLink, measure: Measure) {
    this.#measure = measure;
    this.link = open({
      changed: () => this.#tellSoon(),
      replaced: (doc, refused) => this.#take(doc, refused),
      brought: (page) => this.#set({ page, selection: emptySelection }),
      ephemera: (batch) => {
        this.live.take(batch, performance.now());
        this.refresh();
      },
    });
    this.#scene = this.#watch(this.link.doc);
    this.#undo = this.#newUndo(this.link.doc);
    const desk = this.#desk();
    this.#tools = {
      pen: new PenTool(desk),
      eraser: new EraserTool(desk),
      text: new TextTool(desk),
      select: new SelectTool(desk),
    };
  }

  get scene(): Scene {
    return this.#scene;
  }
  get tool(): Tool {
    return this.#tools[this.#own.tool];
  }

  /** For useSyncExternalStore: the same object until something has changed. */
  readonly get = (): BoardView => (this.#view ??= this.#look());
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  show(screen: BoardScreen): () => void {
    this.#screens.add(screen);
    return () => this.#screens.delete(screen);
  }

  choose(look: Partial<Pick<BoardView, 'tool' | 'color' | 'width' | 'size'>>): void {
    if (look.tool !== undefined && look.tool !== this.#own.tool) {
      this.tool.cancel();
      this.endWriting();
    }
    const selection = look.tool !== undefined && look.tool !== 'select' ? emptySelection : this.#own.selection;
    this.#set({ ...look, selection });
    this.refresh();
  }

  dismiss(): void {
    this.#set({ refused: undefined });
  }

  // Pages

  goTo(page: PageId): void {
    this.tool.cancel();
    this.endWriting();
    this.#set({ page, selection: emptySelection });
  }
  /** Adds a page after the one that is shown, and goes there. */
  addPage(): void {
    const { doc } = this.link;
    if (this.#scene.pages().length >= boardLimits.pages) return;
    this.#undo.stopCapturing();
    this.goTo(doc.transact(() => addPage(doc, this.get().page)));
  }
  removePage(): void {
    const { page, pages } = this.get();
    if (page === undefined || pages.length < 2) return;
    this.#undo.stopCapturing();
    this.link.doc.transact(() => removePage(this.link.doc, page));
  }
  clearPage(): void {
    this.#begin();
    this.#change((parts) => removeObjects(parts, [...parts.objects.keys()] as ObjectId[])); // only ids are keys there
  }
  bringAll(): void {
    const { page } = this.get();
    if (page) this.link.bring(page);
  }

  // What is chosen

  select(ids: ReadonlySet<ObjectId>): void {
    this.#set({ selection: ids });
    this.refresh();
  }
  moveSelection(dx: number, dy: number): void {
    const { page, selection } = this.get();
    const objects = page ? chosen(this.#scene.inOrder(page), selection) : [];
    if (objects.length === 0) return;
    this.#begin();
    const [x, y] = stayOnPage(objects, dx, dy);
    this.#change((parts) => moveObjects(parts, objects, x, y));
  }
  removeSelection(): void {
    const { selection } = this.get();
    if (selection.size === 0) return;
    this.#begin();
    this.#change((parts) => removeObjects(parts, selection));
  }

  // Writing

  /** Opens the editor on a text that is there, or on a new one at a point. */
  write(at: Point, existing?: ObjectId): void {
    const { page, canDraw, color, size } = this.get();
    if (page === undefined || !canDraw) return;
    this.endWriting();
    this.#begin();
    const text = existing && this.#scene.get(page, existing);
    const writing =
      text?.kind === 'text'
        ? openWriting(page, text)
        : newWriting(page, at, { color, size, z: this.#scene.above(page) });
    this.#set({ writing });
    this.#lift([writing.id]);
  }
  type(text: string): void {
    const { writing } = this.#own;
    const parts = writing && this.#scene.parts(writing.page);
    if (!writing || !parts) return;
    // Somebody took it away while it was being typed in.
    if (!writing.isNew && !parts.objects.has(writing.id)) return this.endWriting();
    this.link.doc.transact(() => write(parts, writing, text));
    this.#set({ writing: { ...writing, text, isNew: false } });
  }
  /** Closes the editor; a text without letters goes away. */
  endWriting(): void {
    const { writing } = this.#own;
    if (writing === undefined) return;
    this.#set({ writing: undefined });
    const parts = this.#scene.parts(writing.page);
    if (parts?.objects.has(writing.id) && parts.words.get(writing.id)?.toJSON().trim() === '') {
      this.link.doc.transact(() => removeObjects(parts, [writing.id]));
    }
    this.#lift([writing.id]);
  }

  // Undo of one's own work alone

  undo(): void {
    this.endWriting();
    this.#undo.undo();
    this.#tell();
  }
  redo(): void {
    this.endWriting();
    this.#undo.redo();
    this.#tell();
  }

  close(): void {
    clearTimeout(this.#soon);
    this.#undo.destroy();
    this.link.close();
    this.#listeners.clear();
    this.#screens.clear();
  }

  #desk(): Desk {
    return {
      scene: () => this.#scene,
      live: this.live,
      page: () => this.#page(),
      pen: () => ({ color: this.#own.color, width: this.#own.width }),
      selection: () => this.#own.selection,
      begin: () => this.#begin(),
      change: (change) => this.#change(change),
      select: (ids) => this.select(ids),
      lift: (ids) => this.#lift(ids),
      write: (at, existing) => this.write(at, existing),
      say: (it) => this.link.say(it),
      refresh: () => this.refresh(),
    };
  }

  #page(): PageId {
    const { page } = this.get();
    if (page === undefined) throw new Error('A tool without a page');
    return page;
  }

  #begin(): void {
    this.#undo.stopCapturing();
  }

  #change(change: Parameters<Desk['change']>[0]): void {
    const { page, canDraw } = this.get();
    const parts = page && this.#scene.parts(page);
    if (parts && canDraw) this.link.doc.transact(() => change(parts));
  }

  #watch(doc: Y.Doc): Scene {
    return new Scene(doc, this.#measure, (changes) => this.#changed(changes));
  }

  #newUndo(doc: Y.Doc): Y.UndoManager {
    // By default it tracks changes without an origin: those made here, and not those of the link.
    const undo = new Y.UndoManager(pagesOf(doc), { captureTimeout: WHOLE_GESTURE });
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const)
      undo.on(event, () => this.#tell());
    return undo;
  }

  #take(doc: Y.Doc, refused: BoardView['refused']): void {
    this.tool.cancel();
    this.#undo.destroy();
    this.#scene = this.#watch(doc);
    this.#undo = this.#newUndo(doc);
    this.#set({ refused, selection: emptySelection, writing: undefined });
    this.#show((screen) => screen.changed([]));
  }

  #changed(changes: readonly SceneChange[]): void {
    for (const { ids } of changes) if (ids !== 'all') this.live.finish(ids);
    this.#view = undefined;
    const { page, selection, writing } = this.get();
    const parts = page && this.#scene.parts(page);
    const still = new Set([...selection].filter((id) => parts?.objects.has(id)));
    const words = writing && this.#scene.parts(writing.page)?.words.get(writing.id);
    this.#own = {
      ...this.#own,
      revision: this.#own.revision + 1,
      selection: still.size === selection.size ? selection : still,
      writing: words ? { ...writing, text: words.toJSON() } : writing,
    };
    this.#tellSoon();
    this.#show((screen) => screen.changed(changes));
    this.refresh();
  }

  #lift(ids: Iterable<ObjectId>): void {
    this.#show((screen) => screen.lifted(new Set(ids)));
  }
  /** Something that moves has changed: it is drawn with the next frame. */
  refresh(): void {
    this.#show((screen) => screen.refresh());
  }
  #show(run: (screen: BoardScreen) => void): void {
    for (const screen of this.#screens) run(screen);
  }

  #set(change: Partial<Own>): void {
    this.#own = { ...this.#own, ...change };
    this.#tell();
  }
  /** What many hands change many times a second is shown some times a second: each showing costs the whole frame. */
  #tellSoon(): void {
    this.#view = undefined;
    this.#soon ??= setTimeout(() => this.#tell(), SOON_MS);
  }

  #tell(): void {
    clearTimeout(this.#soon);
    this.#view = this.#soon = undefined;
    // Locked, or sent out, in the midst of a word.
    if (this.#own.writing && !this.get().canDraw) return this.endWriting();
    for (const listener of this.#listeners) listener();
  }

  #look(): BoardView {
    const pages = this.#scene.pages();
    const page = this.#own.page && pages.includes(this.#own.page) ? this.#own.page : pages[0];
    const { rights, state, unsent, caughtUpAt } = this.link;
    return {
      ...this.#own,
      page,
      pages,
      link: state,
      rights,
      unsent,
      caughtUpAt,
      canDraw: rights?.mayDraw === true && page !== undefined && state.kind !== 'closed',
      canUndo: this.#undo.canUndo(),
      canRedo: this.#undo.canRedo(),
    };
  }
}
