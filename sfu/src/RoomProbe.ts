import type { types } from 'mediasoup';

/** Bit/s: enough to show room for a few small pictures, and little beside sound on a narrow link (some 1.5 kB a probe). */
const PROBE = 600_000;
const BEFORE = 100_000;
/** What mediasoup takes for no limit. */
const UNLIMITED = 0;

/**
 * Makes the worker look for room on a way where it has given up every picture. Sound carries no transport-wide
 * sequence numbers, so its estimate stands still from then on, however wide the way has become; and it probes only when
 * the limit rises over the estimate (libwebrtc's ProbeController::SetBitrates).
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
   * @param starved whether a picture is to flow for which the worker sees no room
   * @param narrow whether the way has been found narrow; the limit stays until it no longer is
   */
  async look(starved: boolean, narrow: boolean): Promise<void> {
    if (starved) {
      this.#limited = true;
      await Promise.all([this.#limit(BEFORE), this.#limit(PROBE)]);
    } else if (this.#limited && !narrow) {
      this.#limited = false;
      await this.#limit(UNLIMITED);
    }
  }
}
