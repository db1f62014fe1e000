import { speakingInterval } from '@pluriclasse/shared/domain/talk';
import type { SeatId } from '@pluriclasse/shared/ids';

/** A stretch in which a seat was heard; instants by the server's clock. */
export interface Voice {
  readonly seatId: SeatId;
  readonly from: number;
  readonly to: number;
}

/** A breath between two sentences does not end a stretch. In milliseconds. */
const breath = 1_500;
/** What goes on longer is told in pieces, so that a crash loses little. */
const longest = 60_000;

/** Makes stretches of voice out of the reports of who is heard. */
export class Voices {
  readonly #open = new Map<SeatId, { from: number; to: number }>();

  /** Takes a report. @returns stretches that are over */
  hear(seatIds: readonly SeatId[], now: number): Voice[] {
    const over = [...this.#open].filter(
      ([, { from, to }]) => now - speakingInterval - to > breath || now - from > longest,
    );
    for (const [seatId] of over) this.#open.delete(seatId);
    for (const seatId of seatIds) {
      const open = this.#open.get(seatId);
      if (open === undefined) this.#open.set(seatId, { from: now - speakingInterval, to: now });
      else open.to = now;
    }
    return over.map(asVoice);
  }

  /** @returns what is open, which then is over */
  end(): Voice[] {
    const over = [...this.#open].map(asVoice);
    this.#open.clear();
    return over;
  }
}

const asVoice = ([seatId, { from, to }]: [SeatId, { from: number; to: number }]): Voice => ({ seatId, from, to });
