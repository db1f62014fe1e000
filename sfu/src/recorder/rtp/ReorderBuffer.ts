/** How long a packet that is missing is waited for, ms: some repeats of it on a far and lossy way. */
export const PATIENCE = 1_500;
/** So many packets later what is missing is waited for no more, lest memory grow. */
const MOST_HELD = 4_096;
/** A sequence number so far from the last is no late packet: the sender began anew. */
const LEAP = 3_000;

export interface Sequenced {
  /** 16 bits. */
  readonly sequence: number;
}

/** Gives packets on in order: late ones in their place, double ones once, what never comes as a gap. */
export class ReorderBuffer<T extends Sequenced> {
  readonly #deliver: (packet: T, afterGap: boolean) => void;
  /** By number, in the order in which they came. */
  readonly #held = new Map<number, { packet: T; came: number }>();
  /** The number, counted on beyond 16 bits, that is delivered next; undefined before the first packet. */
  #next: number | undefined;
  /** When the first of those came that wait for `#next`: each gap is waited for from when it showed, not from the last one. */
  #since = 0;

  /** @param deliver `afterGap`: at least one packet before it is lost. */
  constructor(deliver: (packet: T, afterGap: boolean) => void) {
    this.#deliver = deliver;
  }

  /** @param now milliseconds of any clock that only goes on; the same for `expire` */
  push(packet: T, now: number): void {
    this.#next ??= packet.sequence;
    const distance = ((packet.sequence - this.#next + 0x18000) & 0xffff) - 0x8000;
    if (distance === 0 && this.#held.size === 0) {
      this.#next += 1;
      return this.#deliver(packet, false);
    }
    if (Math.abs(distance) > LEAP) return this.#begin(packet);
    if (distance < 0) return; // it was given up, or it is there already
    const number = this.#next + distance;
    if (this.#held.has(number)) return;
    if (this.#held.size === 0) this.#since = now;
    this.#held.set(number, { packet, came: now });
    if (distance === 0) this.#drain(false);
    else if (this.#held.size > MOST_HELD) this.#skip();
  }

  /** Gives up what has been waited for too long. */
  expire(now: number): void {
    while (this.#held.size > 0 && now - this.#since >= PATIENCE) this.#skip();
  }

  /** Gives on all that is held; nothing is waited for any more. */
  flush(): void {
    while (this.#held.size > 0) this.#skip();
  }

  #begin(packet: T): void {
    this.flush();
    this.#next = packet.sequence + 1;
    this.#deliver(packet, true);
  }

  #skip(): void {
    this.#next = Math.min(...this.#held.keys());
    this.#drain(true);
  }

  #drain(afterGap: boolean): void {
    let gap = afterGap;
    while (this.#next !== undefined) {
      const held = this.#held.get(this.#next);
      if (held === undefined) break;
      this.#held.delete(this.#next);
      this.#next += 1;
      this.#deliver(held.packet, gap);
      gap = false;
    }
    const [first] = this.#held.values();
    this.#since = first?.came ?? 0;
  }
}
