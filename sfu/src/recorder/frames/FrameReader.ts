import type { RtpPacket } from '../rtp/parseRtp.ts';
import type { Assemble, Frame } from './Frame.ts';

/** A picture of more packets is none: its sender never ends it. Some megabytes. */
export const MOST_PACKETS = 4_096;

export interface FrameListener {
  /** A frame that can be decoded after those before it, with its RTP time. */
  frame(frame: Frame, timestamp: number): void;
  /** Something is lost: no frame comes until the sender makes a key frame. */
  needsKey(): void;
}

/**
 * Finds the frames of one track among its packets, which come in order. After a loss pictures are left out until the next
 * key frame, since they were drawn upon what is not there; packets of sound stand alone.
 */
export class FrameReader {
  readonly #assemble: Assemble;
  readonly #sound: boolean;
  readonly #listener: FrameListener;
  #payloads: Buffer[] = [];
  #timestamp: number | undefined;
  /** The frame at hand misses a packet. */
  #broken = false;
  #waits = true;

  constructor(kind: 'sound' | 'picture', assemble: Assemble, listener: FrameListener) {
    this.#sound = kind === 'sound';
    this.#assemble = assemble;
    this.#listener = listener;
  }

  /** Whether no frame comes until the sender makes a key frame. */
  get waits(): boolean {
    return this.#waits;
  }

  push(packet: RtpPacket, afterGap: boolean): void {
    if (this.#sound) return this.#give([packet.payload], packet.timestamp);
    if (afterGap) {
      this.#payloads = [];
      this.#broken = this.#timestamp === packet.timestamp;
      this.#lose();
    }
    if (packet.timestamp !== this.#timestamp) {
      // The one before had no marker, but nothing of it is missing.
      if (this.#timestamp !== undefined && this.#payloads.length > 0) this.#give(this.#payloads, this.#timestamp);
      this.#payloads = [];
      this.#broken = false;
      this.#timestamp = packet.timestamp;
    }
    if (this.#broken) return;
    this.#payloads.push(packet.payload);
    if (this.#payloads.length > MOST_PACKETS) {
      this.#payloads = [];
      this.#broken = true;
      return this.#lose();
    }
    if (!packet.marker) return;
    const payloads = this.#payloads;
    this.#payloads = [];
    this.#give(payloads, packet.timestamp);
  }

  #give(payloads: readonly Buffer[], timestamp: number): void {
    const frame = this.#assemble(payloads);
    if (frame === undefined) return this.#lose();
    if (this.#waits && !frame.key) return;
    this.#waits = false;
    this.#listener.frame(frame, timestamp);
  }

  #lose(): void {
    if (this.#sound || this.#waits) return;
    this.#waits = true;
    this.#listener.needsKey();
  }
}
