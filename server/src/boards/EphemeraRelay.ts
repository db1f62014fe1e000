import { type Sent, decodeEphemeron, encodeBatch } from '@pluriclasse/shared/board/ephemera';
import { encodeFrame } from '@pluriclasse/shared/board/frames';

/** How long ephemera gather: 25 frames a second look alive, and 30 seats cost 25 frames each instead of 900. */
const GATHER_MS = 40;
/** A batch that outgrows this is sent without waiting. */
const MOST_BYTES = 32 * 1024;

/** Gathers the ephemera of a board's seats and sends them on in one frame for all, which is encoded once. */
export class EphemeraRelay {
  readonly #send: (frame: Uint8Array) => void;
  /** Pointers by peer: only the last one counts. */
  readonly #pointers = new Map<number, Sent>();
  #strokes: Sent[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (frame: Uint8Array) => void) {
    this.#send = send;
  }

  /** @throws AppError `bad_request` if it is none. */
  take(peer: number, bytes: Uint8Array, mayDraw: boolean): void {
    const { kind } = decodeEphemeron(bytes);
    const sent = { peer, bytes: bytes.slice() };
    if (kind === 'pointer' || kind === 'gone') this.#pointers.set(peer, sent);
    else if (mayDraw) this.#strokes.push(sent);
    else return;
    this.#bytes += bytes.length;
    if (this.#bytes > MOST_BYTES) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#strokes = [];
    this.#pointers.clear();
  }

  #flush(): void {
    const batch = [...this.#strokes, ...this.#pointers.values()];
    this.close();
    this.#bytes = 0;
    if (batch.length > 0) this.#send(encodeFrame({ kind: 'ephemera', bytes: encodeBatch(batch) }));
  }
}
