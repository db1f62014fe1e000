import type { EncodedFrame, TrackFormat } from '@pluriclasse/shared/capsule/file/EncodedFrame';
import { mp4Fragment, mp4Head } from '@pluriclasse/shared/capsule/file/writeMp4';
import { webmCluster, webmHead } from '@pluriclasse/shared/capsule/file/writeWebm';
import { opusDuration } from './frames/assembleOpus.ts';
import type { WrittenPiece } from './TrackFile.ts';

/** What is lost when all goes down at once, ms. */
const PIECE_LENGTH = 1_000;
/** How long the last picture of all is shown at most, ms: browsers send one a second of a screen that stands still. */
const LONGEST_PICTURE = 1_100;
/** After so long, ms, a picture that begins anew leaves a gap before it. */
const LONGEST_REST = 3_000;
/** From a cluster's first frame to its last at most, ms. */
const LONGEST_CLUSTER = 4_000;

/** Gathers a track's frames to pieces: each about a second, a key frame always first in its own. */
export class PieceBuilder {
  readonly head: Uint8Array;
  readonly #format: TrackFormat;
  readonly #give: (piece: WrittenPiece) => void;
  #frames: EncodedFrame[] = [];
  /** When the first of them came. */
  #since = 0;
  #sequence = 0;
  /** How long the last picture that has a next one was shown, ms; about a 30th of a second before. */
  #step = 33;
  #last = -Infinity;

  constructor(format: TrackFormat, give: (piece: WrittenPiece) => void) {
    this.#format = format;
    this.#give = give;
    this.head = format.codec === 'h264' ? mp4Head(format) : webmHead(format);
  }

  /** @param now of any clock that only goes on; the same for `tick` */
  add(frame: EncodedFrame, now: number): void {
    const first = this.#frames[0];
    const isPicture = this.#format.codec !== 'opus';
    const begins = isPicture && frame.key;
    const isFull = first !== undefined && frame.at - first.at > LONGEST_CLUSTER;
    const rest = frame.at - this.#last;
    // A camera that is turned off shows nothing; one whose link or machine stalls has its last picture on every screen.
    const stays = isPicture && !(begins && rest > LONGEST_REST);
    if (begins || isFull) this.flush(stays ? frame.at : this.#ended());
    if (rest > 0 && rest <= LONGEST_PICTURE) this.#step = rest;
    this.#last = frame.at;
    if (this.#frames.length === 0) this.#since = now;
    this.#frames.push(frame);
  }

  /**
   * The newest picture waits for the next one, however long that takes, which says how long it was shown: after a picture
   * that ends too early a browser shows nothing more until a key frame.
   */
  tick(now: number): void {
    const newest = this.#frames.at(-1);
    if (newest === undefined || now - this.#since < PIECE_LENGTH) return;
    if (this.#format.codec === 'opus') return this.flush();
    if (this.#frames.length === 1) return;
    this.#frames.pop();
    this.flush(newest.at);
    this.#frames = [newest];
    this.#since = now;
  }

  /** @param to when the last frame ends: a while after it, unless that is known */
  flush(to = this.#ended()): void {
    const frames = this.#frames;
    if (frames.length === 0) return;
    this.#frames = [];
    const { codec } = this.#format;
    const bytes =
      codec === 'h264' ? mp4Fragment(frames, to, ++this.#sequence) : webmCluster(frames, to, codec !== 'opus');
    this.#give({ bytes, from: frames[0]?.at ?? to, to });
  }

  /** When the last frame ends if none is known to follow. */
  #ended(): number {
    const last = this.#frames.at(-1);
    if (last === undefined) return 0;
    const length =
      this.#format.codec === 'opus'
        ? Math.max(1, Math.round(opusDuration(last.parts[0] ?? new Uint8Array())))
        : this.#step;
    return last.at + length;
  }
}
