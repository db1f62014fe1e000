import { boardClose, isFinalClose } from '@pluriclasse/shared/board/closeCodes';
import { type Ephemeron, decodeBatch, encodeEphemeron } from '@pluriclasse/shared/board/ephemera';
import { type Frame, boardSubprotocol, decodeFrame, encodeFrame } from '@pluriclasse/shared/board/frames';
import { newPageId } from '@pluriclasse/shared/board/newId';
import { type BoardPeer, type BoardRights, ServerNote, parseNote } from '@pluriclasse/shared/board/notes';
import type { PageId } from '@pluriclasse/shared/board/objects';
import * as Y from 'yjs';
import type { DocumentLink, LinkEvents, LinkState } from './DocumentLink.ts';
import type { KeptChanges } from './KeptChanges.ts';
import { retryDelay } from './retryDelay.ts';
import { Unsent } from './Unsent.ts';

export interface BoardLinkOptions {
  /** ws(s)://…/boards/<boardId>?seat=<seatId> */
  readonly url: string;
  readonly kept: KeptChanges;
  readonly events: LinkEvents;
  readonly WebSocket?: typeof WebSocket;
  readonly random?: () => number;
}

/** Origins of transactions that came over the link; everything else was done here. */
const REMOTE = { from: 'server' };
const KEPT = { from: 'an earlier visit' };

/** How ws closes on a message beyond its limit (RFC 6455, 7.4.1). */
const MESSAGE_TOO_BIG = 1009;
const SILENCE_MS = 12_000;

/**
 * A board's document and its connection. It speaks the y-websocket protocol with our own frames beside it; it keeps what the
 * server has not acknowledged, sends it when it is asked, and starts anew from the server's state when a change
 * was refused.
 */
export class BoardLink implements DocumentLink {
  readonly #options: BoardLinkOptions;
  readonly #unsent: Unsent;
  #doc = new Y.Doc();
  #ws: WebSocket | undefined;
  #state: LinkState = { kind: 'connecting', again: false };
  #rights: BoardRights | undefined;
  #you: number | undefined;
  readonly #peers = new Map<number, BoardPeer>();
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #pulse: ReturnType<typeof setTimeout> | undefined;
  #synced = false;
  /** The server asked for what we have before we had all of it. */
  #asked: Uint8Array | undefined;
  /** The server has got all we had: each further change goes out at once. */
  #streaming = false;
  #healed = false;
  #wasOpen = false;
  /** It was cut off, and not all that was drawn meanwhile is stored yet. */
  #behind = false;
  #caughtUpAt: number | undefined;

  constructor(options: BoardLinkOptions) {
    this.#options = options;
    this.#unsent = new Unsent(options.kept, newPageId());
    this.#listen();
  }

  get doc(): Y.Doc {
    return this.#doc;
  }
  get state(): LinkState {
    return this.#state;
  }
  /** Undefined until the server has said them. */
  get rights(): BoardRights | undefined {
    return this.#rights;
  }
  /** The others at the board, by the number that their ephemera carry. */
  get peers(): ReadonlyMap<number, BoardPeer> {
    return this.#peers;
  }
  /** Changes made here that the server has not stored yet. */
  get unsent(): number {
    return this.#unsent.count;
  }

  /** When, after a cut, the last of what was drawn meanwhile was stored (epoch milliseconds). */
  get caughtUpAt(): number | undefined {
    return this.#caughtUpAt;
  }

  /** Takes up what an earlier visit could not send, then connects. */
  async start(): Promise<void> {
    for (const update of await this.#unsent.load()) Y.applyUpdate(this.#doc, update, KEPT);
    if (this.#state.kind === 'connecting') this.#connect();
  }

  /** Tries to come back now: the browser says that there is a network again. */
  retryNow(): void {
    if (this.#state.kind !== 'waiting') return;
    clearTimeout(this.#retry);
    this.#connect();
  }

  say(it: Ephemeron): void {
    if (this.#state.kind === 'open') this.#send({ kind: 'ephemera', bytes: encodeEphemeron(it) });
  }

  /** Brings everyone to a page; only teachers may. */
  bring(page: PageId): void {
    this.#send({ kind: 'note', json: JSON.stringify({ note: 'bring', page }) });
  }

  /** Ends the connection; safe twice. What is unsent stays kept. */
  close(): void {
    this.#become({ kind: 'closed', code: 1000 });
    clearTimeout(this.#retry);
    clearTimeout(this.#pulse);
    this.#drop();
    this.#doc.destroy();
  }

  #listen(): void {
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === REMOTE || origin === KEPT) return;
      this.#unsent.add(update);
      if (this.#streaming) this.#sendChange({ kind: 'update', update });
      this.#options.events.changed();
    });
  }

  #connect(): void {
    this.#become({ kind: 'connecting', again: this.#wasOpen });
    const ws = new (this.#options.WebSocket ?? WebSocket)(this.#options.url, [boardSubprotocol]);
    ws.binaryType = 'arraybuffer';
    this.#ws = ws;
    this.#synced = this.#streaming = false;
    this.#asked = undefined;
    this.#unsent.restart();
    ws.onopen = () => this.#send({ kind: 'ask', stateVector: Y.encodeStateVector(this.#doc) });
    ws.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => this.#receive(decodeFrame(new Uint8Array(data)));
    ws.onclose = ({ code }) => this.#lost(code);
    this.#watch();
  }

  #receive(frame: Frame): void {
    this.#watch();
    switch (frame.kind) {
      case 'answer':
        Y.applyUpdate(this.#doc, frame.update, REMOTE);
        return this.#inStep();
      case 'update':
        return Y.applyUpdate(this.#doc, frame.update, REMOTE);
      case 'ask':
        this.#asked = frame.stateVector;
        return this.#answer();
      case 'saved':
        this.#unsent.saved(frame.count);
        this.#catchUp();
        return this.#options.events.changed();
      case 'ephemera':
        return this.#options.events.ephemera(decodeBatch(frame.bytes).filter(({ peer }) => peer !== this.#you));
      case 'note':
        this.#note(parseNote(ServerNote, frame.json));
        return this.#options.events.changed();
      case 'awareness':
      case 'queryAwareness':
    }
  }

  #inStep(): void {
    this.#synced = true;
    this.#attempt = 0;
    this.#wasOpen = true;
    this.#catchUp();
    this.#become({ kind: 'open' });
    this.#answer();
  }

  #catchUp(): void {
    if (!this.#behind || this.#unsent.count > 0) return;
    this.#behind = false;
    this.#caughtUpAt = Date.now();
  }

  /** Sends all that the server has not got, once it asks and we have its own state. */
  #answer(): void {
    if (this.#asked === undefined || !this.#synced) return;
    this.#sendChange({ kind: 'answer', update: Y.encodeStateAsUpdate(this.#doc, this.#asked) });
    this.#asked = undefined;
    this.#streaming = true;
  }

  #note(note: ServerNote): void {
    switch (note.note) {
      case 'welcome':
        this.#you = note.you;
        this.#rights = note.rights;
        this.#peers.clear();
        for (const peer of note.peers) this.#peers.set(peer.peer, peer);
        if (note.page) this.#options.events.brought(note.page);
        return;
      case 'rights':
        this.#rights = note.rights;
        // What is drawn from now on waits until the server asks for it.
        if (!note.rights.mayDraw) this.#streaming = false;
        return;
      case 'joined':
        this.#peers.set(note.peer.peer, note.peer);
        return;
      case 'left':
        this.#peers.delete(note.peer);
        return;
      case 'page':
        return this.#options.events.brought(note.page);
      case 'refused':
        return this.#startAnew(note.reason);
    }
  }

  /** A change that was refused can't be taken out of a Yjs document: a new one is filled from the server. */
  #startAnew(reason: 'locked' | 'full' | 'invalid'): void {
    const old = this.#doc;
    this.#unsent.forget();
    this.#doc = new Y.Doc();
    this.#synced = false;
    // There is nothing left that the server would have to ask for.
    this.#streaming = this.#rights?.mayDraw === true;
    this.#listen();
    this.#send({ kind: 'ask', stateVector: Y.encodeStateVector(this.#doc) });
    this.#options.events.replaced(this.#doc, reason);
    old.destroy();
  }

  #lost(code: number): void {
    this.#drop();
    this.#peers.clear();
    this.#behind = this.#wasOpen;
    clearTimeout(this.#pulse);
    if (this.#state.kind === 'closed') return;
    // Something kept from before may be what the server can't take: once, it is given up rather than the board.
    if ((code === boardClose.invalid || code === MESSAGE_TOO_BIG) && !this.#healed) {
      this.#healed = true;
      this.#startAnew('invalid');
    } else if (isFinalClose(code)) return this.#become({ kind: 'closed', code });
    const wait = retryDelay(this.#attempt++, this.#options.random);
    this.#retry = setTimeout(() => this.#connect(), wait);
    this.#become({ kind: 'waiting', at: Date.now() + wait });
  }

  /** A link may die without a word: after a silence we ask, and after another one we come back. */
  #watch(): void {
    clearTimeout(this.#pulse);
    this.#pulse = setTimeout(() => {
      this.#send({ kind: 'queryAwareness' });
      this.#pulse = setTimeout(() => this.#lost(1006), SILENCE_MS);
    }, SILENCE_MS);
  }

  #drop(): void {
    const ws = this.#ws;
    this.#ws = undefined;
    this.#streaming = false;
    if (ws === undefined) return;
    ws.onopen = ws.onmessage = ws.onclose = null;
    ws.close();
  }

  #sendChange(frame: Frame): void {
    this.#send(frame);
    this.#unsent.sent();
  }

  #send(frame: Frame): void {
    if (this.#ws?.readyState === 1) this.#ws.send(encodeFrame(frame));
  }

  #become(state: LinkState): void {
    if (this.#state.kind === 'closed') return;
    this.#state = state;
    this.#options.events.changed();
  }
}
