import { addPage, listPages } from '@pluriclasse/shared/board/document';
import { boardLimits } from '@pluriclasse/shared/board/limits';
import { AppError } from '@pluriclasse/shared/errors';
import type { BoardId, SeatId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import * as Y from 'yjs';
import type { BoardLog } from './BoardLog.ts';
import type { BoardRepository, BoardWriter } from './BoardRepository.ts';
import { checkUpdate } from './check/checkUpdate.ts';

export interface BoardDocumentDeps {
  readonly repository: BoardRepository;
  readonly log: BoardLog;
  /** How long entries stay in the log after a snapshot covers them: a lesson's log is cut into a capsule later. */
  readonly keepLogFor: number;
  readonly now: Now;
  /** Entries after which a new snapshot is made. */
  readonly snapshotEvery: number;
}

export interface Author {
  readonly seatId: SeatId;
  readonly writer: string;
  readonly mayLead: boolean;
}

export type Taken =
  /** It is in the document; `stored` resolves when it is durable. `news` is false if it changed nothing. */
  | { readonly verdict: 'taken'; readonly news: boolean; readonly stored: Promise<void> }
  | { readonly verdict: 'gap' | 'full' };

/** The writer of what the server itself puts on a board. */
const SERVER = 'server';

/** One board's document, alone writing it and its log. */
export class BoardDocument {
  readonly boardId: BoardId;
  readonly #deps: BoardDocumentDeps;
  readonly #doc: Y.Doc;
  readonly #writers: Map<number, string>;
  #seq: number;
  /** Bytes that the state takes at most: exact after a snapshot, then growing with each update. */
  #bytes: number;
  #sinceSnapshot: number;
  #snapshot: Promise<void> | undefined;
  /** Resolves when all that the document holds is durable. */
  #stored: Promise<void> = Promise.resolve();

  private constructor(boardId: BoardId, deps: BoardDocumentDeps, doc: Y.Doc, writers: readonly BoardWriter[]) {
    this.boardId = boardId;
    this.#deps = deps;
    this.#doc = doc;
    this.#writers = new Map(writers.map(({ client, writer }) => [client, writer]));
    this.#seq = this.#bytes = this.#sinceSnapshot = 0;
  }

  /** Reads the board from storage; a new one gets its first page. */
  static async create(boardId: BoardId, deps: BoardDocumentDeps): Promise<BoardDocument> {
    const { snapshot, entries, writers } = await deps.repository.load(boardId);
    const doc = new Y.Doc();
    doc.getMap('pages');
    if (snapshot) Y.applyUpdate(doc, snapshot.state);
    for (const { update } of entries) Y.applyUpdate(doc, update);
    const board = new BoardDocument(boardId, deps, doc, writers);
    board.#seq = entries.at(-1)?.seq ?? snapshot?.seq ?? 0;
    board.#bytes = entries.reduce((sum, { update }) => sum + update.length, snapshot?.state.length ?? 0);
    board.#sinceSnapshot = entries.length;
    if (listPages(doc).length === 0) await board.#seed();
    return board;
  }

  get stored(): Promise<void> {
    return this.#stored;
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#doc);
  }

  /** What one who has this state vector lacks. Send it only after `stored` as it is now: none may see what could be lost. */
  missing(stateVector: Uint8Array): Uint8Array {
    try {
      return Y.encodeStateAsUpdate(this.#doc, stateVector);
    } catch (error) {
      throw new AppError('bad_request', 'Not a state vector', { cause: error });
    }
  }

  /**
   * Checks an update, and if it is sound applies it and hands it to the log.
   * @throws AppError `bad_request` or `forbidden`; the document is then as it was.
   */
  take(update: Uint8Array, author: Author): Taken {
    const checked = checkUpdate(this.#doc, update, author.mayLead);
    if (checked.verdict !== 'sound') return { verdict: checked.verdict };
    if (!checked.news) return { verdict: 'taken', news: false, stored: this.#stored };
    if (checked.clients.length > 0 && this.#isFull(update.length)) return { verdict: 'full' };
    const writers = this.#claim(checked.clients, author.writer);
    Y.applyUpdate(this.#doc, update, author.seatId);
    if (this.#doc.store.pendingStructs !== null || this.#doc.store.pendingDs !== null) {
      throw new AppError('internal', 'A checked update left something pending');
    }
    return { verdict: 'taken', news: true, stored: this.#append(update, author.seatId, writers) };
  }

  /** Makes a snapshot if the log has grown since the last one. Its failure loses nothing. */
  compact(least = 1): Promise<void> {
    if (this.#snapshot || this.#sinceSnapshot < least) return this.#snapshot ?? Promise.resolve();
    this.#snapshot = this.#makeSnapshot().finally(() => (this.#snapshot = undefined));
    return this.#snapshot;
  }

  destroy(): void {
    this.#doc.destroy();
  }

  async #makeSnapshot(): Promise<void> {
    const [seq, state, durable] = [this.#seq, Y.encodeStateAsUpdate(this.#doc), this.#stored];
    this.#bytes = state.length;
    this.#sinceSnapshot = 0;
    await durable;
    await this.#deps.repository.saveSnapshot(this.boardId, seq, state);
    await this.#deps.repository.prune(this.boardId, new Date(this.#deps.now() - this.#deps.keepLogFor));
  }

  #append(update: Uint8Array, seatId: SeatId | null, writers: readonly BoardWriter[]): Promise<void> {
    this.#bytes += update.length;
    this.#sinceSnapshot++;
    // A copy: the bytes may be a view on a larger network buffer, which must not live as long as the queue.
    const at = this.#deps.now();
    const entry = { boardId: this.boardId, seq: ++this.#seq, at, update: update.slice(), seatId, writers };
    this.#stored = this.#deps.log.append(entry);
    if (this.#sinceSnapshot >= this.#deps.snapshotEvery) this.compact().catch(() => undefined);
    return this.#stored;
  }

  /** Binds Yjs clients to the first who writes in their name. @throws AppError if one belongs to someone else. */
  #claim(clients: readonly number[], writer: string): BoardWriter[] {
    if (clients.some((client) => (this.#writers.get(client) ?? writer) !== writer)) {
      throw new AppError('forbidden', 'Drawing in the name of another');
    }
    const fresh = clients.filter((client) => !this.#writers.has(client)).map((client) => ({ client, writer }));
    for (const { client } of fresh) this.#writers.set(client, writer);
    return fresh;
  }

  #isFull(more: number): boolean {
    if (this.#bytes + more <= boardLimits.document) return false;
    this.#bytes = Y.encodeStateAsUpdate(this.#doc).length;
    return this.#bytes + more > boardLimits.document;
  }

  async #seed(): Promise<void> {
    this.#doc.transact(() => addPage(this.#doc));
    const writers = this.#claim([this.#doc.clientID], SERVER);
    await this.#append(Y.encodeStateAsUpdate(this.#doc), null, writers);
  }
}
