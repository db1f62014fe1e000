import { type BoardCloseCode, boardClose } from '@pluriclasse/shared/board/closeCodes';
import { type Frame, boardSubprotocol, decodeFrame, encodeFrame } from '@pluriclasse/shared/board/frames';
import type { ServerNote } from '@pluriclasse/shared/board/notes';
import { AppError } from '@pluriclasse/shared/errors';
import type { RawData, WebSocket } from 'ws';
import type { BoardSeat } from './BoardAccess.ts';
import { TokenBucket } from './TokenBucket.ts';

/** A hand at 120 Hz with coalesced messages makes 30 a second; a page of text pasted in, some more. */
const MESSAGES_PER_SECOND = 200;
const BYTES_PER_SECOND = 1024 * 1024;
const BYTES_AT_ONCE = 8 * 1024 * 1024;
/** A socket this far behind gets no ephemera, and one that far behind has to come back for the whole state. */
const NO_EPHEMERA_ABOVE = 128 * 1024;
const TOO_SLOW_ABOVE = 4 * 1024 * 1024;

/** One seat's connection to one board: parses what comes, and never lets a slow one fill the server's memory. */
export class BoardSocket {
  readonly seat: BoardSeat;
  /** Number of this socket on its board. */
  readonly peer: number;
  /** Whether it understands our own frames; any other Yjs client gets the y-websocket protocol alone. */
  readonly speaksOurs: boolean;
  readonly #ws: WebSocket;
  readonly #messages = new TokenBucket(MESSAGES_PER_SECOND, 2 * MESSAGES_PER_SECOND);
  readonly #bytes = new TokenBucket(BYTES_PER_SECOND, BYTES_AT_ONCE);
  #alive = true;
  /** Answers and updates received. */
  changes = 0;

  constructor(ws: WebSocket, seat: BoardSeat, peer: number) {
    this.#ws = ws;
    this.seat = seat;
    this.peer = peer;
    this.speaksOurs = ws.protocol === boardSubprotocol;
    ws.on('pong', () => (this.#alive = true));
    // An error is always followed by `close`, which is where it is handled.
    ws.on('error', () => undefined);
  }

  /** @param receive is called with each frame; what it throws closes the socket. */
  listen(receive: (frame: Frame) => void, left: () => void): void {
    this.#ws.on('message', (data, isBinary) => {
      this.#alive = true;
      try {
        const frame = this.#parse(data, isBinary);
        if (frame) receive(frame);
      } catch (error) {
        this.close(closeCodeOf(error));
      }
    });
    this.#ws.on('close', left);
  }

  send(bytes: Uint8Array): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    if (this.#ws.bufferedAmount > TOO_SLOW_ABOVE) this.close(boardClose.tooSlow);
    else this.#ws.send(bytes);
  }

  sendEphemera(bytes: Uint8Array): void {
    if (this.speaksOurs && this.#ws.bufferedAmount <= NO_EPHEMERA_ABOVE) this.send(bytes);
  }

  note(note: ServerNote): void {
    if (this.speaksOurs) this.send(encodeFrame({ kind: 'note', json: JSON.stringify(note) }));
  }

  saved(count: number): void {
    if (this.speaksOurs) this.send(encodeFrame({ kind: 'saved', count }));
  }

  close(code: BoardCloseCode): void {
    this.#ws.close(code);
  }

  /** Drops the connection if nothing was heard since the last call, else asks for a sign of life. */
  checkAlive(): void {
    if (!this.#alive) return this.#ws.terminate();
    this.#alive = false;
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.ping();
  }

  terminate(): void {
    this.#ws.terminate();
  }

  #parse(data: RawData, isBinary: boolean): Frame | undefined {
    // After `close` was sent, what still arrives is of no account.
    if (this.#ws.readyState !== this.#ws.OPEN) return undefined;
    // `binaryType` is left at nodebuffer, so that a message is one Buffer.
    if (!isBinary || !(data instanceof Uint8Array)) throw new AppError('bad_request', 'Not binary');
    const states = [this.#messages.take(1), this.#bytes.take(data.length)];
    if (states.includes('flood')) throw new AppError('too_many', 'Flood');
    const frame = decodeFrame(data);
    return frame.kind === 'ephemera' && states.includes('over') ? undefined : frame;
  }
}

/** The code that says an error; what is no AppError is the server's own fault, and one may come back. */
export function closeCodeOf(error: unknown): BoardCloseCode {
  if (!(error instanceof AppError)) return boardClose.failed;
  switch (error.code) {
    case 'bad_request':
    case 'conflict':
      return boardClose.invalid;
    case 'unauthenticated':
      return boardClose.unauthenticated;
    case 'forbidden':
      return boardClose.forbidden;
    case 'not_found':
      return boardClose.notFound;
    case 'too_many':
      return boardClose.flood;
    case 'unavailable':
      return boardClose.away;
    case 'internal':
      return boardClose.failed;
  }
}
