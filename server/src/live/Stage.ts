import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import type { SeatId } from '@pluriclasse/shared/ids';
import type { StageState } from '@pluriclasse/shared/signalling/state';

const people: StageState = { show: 'people' };

/** What takes the largest place. A screen or document that starts takes it; when it stops, what was there returns. */
export class Stage {
  #state: StageState;
  #before: StageState = people;

  constructor(stored: StageState = people) {
    // A stream does not survive its server: its seat shows it anew.
    this.#state = 'seatId' in stored ? people : stored;
  }

  get state(): StageState {
    return this.#state;
  }

  /** Whether that changed. */
  set(next: StageState): boolean {
    if (same(next, this.#state)) return false;
    if (!('seatId' in this.#state)) this.#before = this.#state;
    this.#state = next;
    return true;
  }

  /** A seat began to send this. Whether the stage changed. */
  streamStarted(seatId: SeatId, source: MediaSource): boolean {
    return source === 'screen' || source === 'document' ? this.set({ show: source, seatId }) : false;
  }

  /** A seat stopped sending this. Whether the stage changed. */
  streamStopped(seatId: SeatId, source: MediaSource): boolean {
    if (!('seatId' in this.#state) || this.#state.seatId !== seatId || this.#state.show !== source) return false;
    this.#state = this.#before;
    return true;
  }
}

const same = (a: StageState, b: StageState): boolean =>
  a.show === b.show && ('seatId' in a ? a.seatId : null) === ('seatId' in b ? b.seatId : null);
