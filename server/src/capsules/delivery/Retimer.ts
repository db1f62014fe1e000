import { toPresented, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import { goingOn, isHeard, isQuiet, packetMs, silence } from './opus.ts';

/** A packet as it is recorded, of one of the files that make up a voice. */
export interface VoicePacket {
  /** Milliseconds since the recording's epoch. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** A packet as it is delivered. */
export interface TimedPacket {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** So far a packet may stand from where it was said: jitter of clocks, less than an eye sees beside a mouth. */
const TOLERANCE = 20;
/** The shortest silence that Opus has. */
const SHORTEST = 2.5;
/** Whoever sends by DTX says so every 400 ms; one such packet may be lost. */
const QUIET = 900;
/** Lost packets that a decoder makes up for. */
const LOST = 100;
/** Another file of the same voice takes over once this one has been silent so long. */
const TAKES_OVER = 1_000;
/** Pauses that belong to speaking, and what is too short to be speech. */
const PAUSE = 600;
const SHORT = 120;

/**
 * Puts packets of one voice onto the time of its viewers so that they follow each other without a gap from 0 to the end:
 * what lies outside the kept stretches is left out, what is missing is filled with tiny packets of nothing. A player then
 * needs to know nothing of mute, pauses or late comers, and its own clock is the lesson's.
 */
export class Retimer {
  readonly #kept: readonly Stretch[];
  readonly #heard: { from: number; to: number }[] = [];
  #at = 0;
  #before: Uint8Array | undefined;
  #file = -1;
  #stretch: Stretch | undefined;
  #spoke = -Infinity;

  constructor(kept: readonly Stretch[]) {
    this.#kept = kept;
  }

  /** When somebody speaks, in the time of viewers. */
  get heard(): Stretch[] {
    return this.#heard
      .map(({ from, to }) => ({ from: Math.round(from), to: Math.round(to) }))
      .filter(({ from, to }) => to - from >= SHORT);
  }

  /**
   * Takes packets in the order in which they were recorded.
   * @param file which of the voice's files this is of: of two at once the one that began is heard
   */
  *take(packet: VoicePacket, file = 0): Generator<TimedPacket> {
    const ms = packetMs(packet.bytes);
    // A packet may hold a copy of the one before (FEC): the first after a cut would say what was cut.
    const stretch = this.#kept.find(({ from, to }) => packet.at >= (from && from + ms) && packet.at + ms <= to);
    if (ms === 0 || stretch === undefined) return;
    if (file !== this.#file && packet.at < this.#spoke + TAKES_OVER) return;
    const at = toPresented(this.#kept, packet.at);
    // Said again, or said by a clock that runs too slow: what is out already can't be taken back.
    if (at < this.#at - TOLERANCE) return;
    const goesOn = file === this.#file && stretch === this.#stretch && packet.at - this.#spoke < QUIET;
    if (at > this.#at + (goesOn ? TOLERANCE : SHORTEST)) yield* this.#fill(at, goesOn);
    this.#stretch = stretch;
    this.#file = file;
    this.#spoke = packet.at;
    if (isHeard(packet.bytes)) this.#hear(ms);
    yield this.#put(packet.bytes, ms);
    this.#before = packet.bytes;
  }

  /** Silence until the end. */
  *end(until: number): Generator<TimedPacket> {
    yield* this.#fill(until, false);
  }

  *#fill(until: number, goesOn: boolean): Generator<TimedPacket> {
    const before = this.#before;
    const ms = until - this.#at;
    if (before && goesOn && (isQuiet(before) || ms <= LOST)) {
      for (const bytes of goingOn(ms, before)) yield this.#put(bytes, packetMs(bytes));
      if (until - this.#at <= TOLERANCE) return;
    }
    for (const bytes of silence(until - this.#at)) yield this.#put(bytes, packetMs(bytes));
  }

  #put(bytes: Uint8Array, ms: number): TimedPacket {
    const at = this.#at;
    this.#at += ms;
    return { at, bytes };
  }

  #hear(ms: number): void {
    const last = this.#heard.at(-1);
    if (last && this.#at - last.to <= PAUSE) last.to = this.#at + ms;
    else this.#heard.push({ from: this.#at, to: this.#at + ms });
  }
}
