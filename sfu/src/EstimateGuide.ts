import type { types } from 'mediasoup';

/** Bit/s: enough to show room for a few small pictures, and little beside sound on a narrow link (some 1.5 kB a probe). */
const LEAST_PROBE = 600_000;
/** Over what the worker believes at its least, 30 kbit/s. */
const LEAST_LIMIT = 100_000;
/** What mediasoup takes for no limit. */
const UNLIMITED = 0;

/**
 * Makes the worker look for room on a way where it has given up a picture. Sound carries no transport-wide sequence
 * numbers, so without pictures its estimate stands still, however wide the way has become; and it probes only when a
 * limit rises over the estimate (libwebrtc's ProbeController::SetBitrates).
 */
export class RoomProbe {
  readonly #limit: (bitrate: number) => Promise<void>;
  #limited = false;

  constructor(transport: Pick<types.WebRtcTransport, 'setMaxOutgoingBitrate' | 'closed'>) {
    this.#limit = (bitrate) =>
      transport.setMaxOutgoingBitrate(bitrate).catch((error: unknown) => {
        if (!transport.closed) throw error;
      });
  }

  /**
   * To be called at every look.
   * @param wanted whether there is a picture for which the worker sees no room
   * @param narrow whether the way has been found narrow; the limit stays until it no longer is
   * @param estimate bit/s that the worker believes in. No limit may be below: it would be the estimate from then on.
   */
  async look(wanted: boolean, narrow: boolean, estimate: number): Promise<void> {
    if (wanted) {
      this.#limited = true;
      const before = Math.max(LEAST_LIMIT, Math.ceil(estimate));
      await Promise.all([this.#limit(before), this.#limit(Math.max(LEAST_PROBE, 2 * before))]);
    } else if (this.#limited && !narrow) {
      this.#limited = false;
      await this.#limit(UNLIMITED);
    }
  }
}
