import { joinSeen } from '@pluriclasse/shared/capsule/progress';
import type { Stretch } from '@pluriclasse/shared/capsule/stretches';

/** Further than this between two looks is a jump, not playing: looks come each second, and nobody plays thrice as fast. */
const JUMP = 3000;

/** Finds out what was played, from where the player is when one looks. All in milliseconds of the capsule. */
export class SeenMeter {
  #seen: Stretch[] = [];
  #last: number | undefined;

  look(at: number, playing: boolean): void {
    const last = this.#last;
    this.#last = playing ? Math.round(at) : undefined;
    if (last === undefined) return;
    const to = Math.round(at);
    if (to > last && to - last <= JUMP) this.#seen = joinSeen(this.#seen, [{ from: last, to }]);
  }

  /** What was played since the last time one asked. */
  take(): Stretch[] {
    const seen = this.#seen;
    this.#seen = [];
    return seen;
  }
}
