import type { types } from 'mediasoup';

/** Bit/s: enough to show room for a few small pictures, and little beside sound on a narrow link (some 1.5 kB a probe). */
const LEAST_PROBE = 600_000;
/** Over what the worker believes at its least, 30 kbit/s. */
const LEAST_LIMIT = 100_000;
/** libwebrtc probes only if the limit before was above its estimate too (ProbeController::OnMaxTotalAllocatedBitrate). */
const ABOVE = 1.2;
/** What mediasoup takes for no limit and for no floor. */
const NONE = 0;

/** What is known of a way beside the worker's own estimate of it. */
export interface Guidance {
  /** Whether there is a picture for which the worker sees no room. */
  readonly wanted: boolean;
  /** Whether the way has been found narrow; the limit stays until it no longer is. */
  readonly narrow: boolean;
  /** Bit/s that the worker believes in. No limit may be below: it would be the estimate from then on. */
  readonly estimate: number;
  /** Bit/s that the way is trusted to carry (see trust.ts): the worker believes in no less. */
  readonly floor: number;
}

/** The part of a transport that is guided. */
export type GuidedTransport = Pick<types.WebRtcTransport, 'setMaxOutgoingBitrate' | 'setMinOutgoingBitrate' | 'closed'>;

/**
 * Corrects the worker's estimate of a way where the worker can't know better.
 *
 * Sound carries no transport-wide sequence numbers, so without pictures the estimate stands still, however wide the way
 * has become; and the worker probes only when a limit rises over the estimate (libwebrtc's
 * ProbeController::SetBitrates). So it is made to probe by a rising limit. And a receiver that is busy for a second looks
 * to it like a link without room, and old losses like new ones: a floor keeps it from starving the smallest pictures
 * where nothing is lost.
 */
export class EstimateGuide {
  readonly #transport: GuidedTransport;
  #limit = NONE;
  #floor = NONE;

  constructor(transport: GuidedTransport) {
    this.#transport = transport;
  }

  /** To be called at every look. */
  async look({ wanted, narrow, estimate, floor }: Guidance): Promise<void> {
    await this.#setFloor(floor);
    if (wanted) await this.#probe(estimate);
    else if (this.#limit !== NONE && !narrow) await this.#setLimit(NONE);
  }

  /** At once, between two looks: a floor, and a probe, since the worker hears of its own new estimate by feedback alone. */
  async lift(floor: number): Promise<void> {
    await this.#setFloor(floor);
    await this.#probe(floor);
  }

  async #probe(estimate: number): Promise<void> {
    const before = Math.max(LEAST_LIMIT, Math.ceil(ABOVE * Math.max(estimate, this.#floor)));
    await Promise.all([this.#setLimit(before), this.#setLimit(Math.max(LEAST_PROBE, 2 * before))]);
  }

  /** The worker refuses a floor above the limit: the limit goes. */
  async #setFloor(floor: number): Promise<void> {
    if (floor === this.#floor) return;
    this.#floor = floor;
    const lift = this.#limit !== NONE && floor > this.#limit ? this.#setLimit(NONE) : undefined;
    await Promise.all([lift, this.#order(this.#transport.setMinOutgoingBitrate(floor))]);
  }

  #setLimit(limit: number): Promise<void> {
    this.#limit = limit;
    return this.#order(this.#transport.setMaxOutgoingBitrate(limit));
  }

  async #order(order: Promise<void>): Promise<void> {
    await order.catch((error: unknown) => {
      if (!this.#transport.closed) throw error;
    });
  }
}
