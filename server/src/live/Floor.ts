import {
  addVoice,
  emptyLedger,
  handsLowered,
  offerFloor,
  spokenBy,
  turnBegan,
  type FloorLedger,
} from '@pluriclasse/shared/domain/floor';
import { AppError } from '@pluriclasse/shared/errors';
import { HandId, TurnId, type SchoolId } from '@pluriclasse/shared/ids';
import type { FloorState, Hand, Turn } from '@pluriclasse/shared/signalling/state';
import { randomUUID } from 'node:crypto';
import type { StoredLesson } from './StoredLesson.ts';

/** Who takes part: all schools, and those of them that only watch. */
export interface FloorSites {
  readonly schools: readonly SchoolId[];
  readonly watching: readonly SchoolId[];
}

/** Who may speak in one lesson: hands, the running turn, and what each school has spoken. Rules: domain/floor. */
export class Floor {
  #open = true;
  #hands: readonly Hand[] = [];
  #turn: Turn | null = null;
  #ledger: FloorLedger = emptyLedger;
  readonly #sites: () => FloorSites;

  constructor(sites: () => FloorSites, stored?: StoredLesson['floor']) {
    this.#sites = sites;
    if (stored === undefined) return;
    this.#open = stored.open;
    this.#hands = stored.hands;
    this.#turn = stored.turn;
    this.#ledger = stored.ledger;
  }

  get state(): FloorState {
    return { open: this.#open, turn: this.#turn, watching: [...this.watching], talk: this.talk, ...this.#offer };
  }

  get stored(): StoredLesson['floor'] {
    return { open: this.#open, hands: [...this.#hands], turn: this.#turn, ledger: this.#ledger };
  }

  get talk(): FloorState['talk'] {
    return this.#sites().schools.map((schoolId) => ({ schoolId, spoken: spokenBy(this.#ledger, schoolId) }));
  }

  get watching(): readonly SchoolId[] {
    return this.#sites().watching;
  }

  get turn(): Turn | null {
    return this.#turn;
  }

  hand(handId: HandId): Hand | undefined {
    return this.#hands.find((hand) => hand.handId === handId);
  }

  /** One hand a pupil or class: raised again, it keeps its place and nothing changes. */
  raise(schoolId: SchoolId, pupil: Hand['pupil'], now: number): { hand: Hand; raised: boolean } {
    const up = this.#hands.find((hand) => hand.schoolId === schoolId && hand.pupil?.pupilId === pupil?.pupilId);
    if (up !== undefined) return { hand: up, raised: false };
    const hand: Hand = { handId: HandId.parse(randomUUID()), schoolId, pupil, raisedAt: now };
    this.#hands = [...this.#hands, hand];
    return { hand, raised: true };
  }

  /** Whether a hand went down. */
  lower(which: (hand: Hand) => boolean): boolean {
    const left = this.#hands.filter((hand) => !which(hand));
    if (left.length === this.#hands.length) return false;
    this.#hands = left;
    this.#ledger = handsLowered(this.#ledger, left);
    return true;
  }

  /** Gives the turn to a hand that is up. */
  give(handId: HandId, now: number): void {
    const hand = this.hand(handId);
    if (hand === undefined) throw new AppError('not_found', 'That hand is down');
    this.#begin(hand, now);
  }

  /** Gives the turn to a school's class as a whole; its own hand, if it is up, goes down by that. */
  giveSchool(schoolId: SchoolId, now: number): void {
    this.#begin(this.raise(schoolId, null, now).hand, now);
  }

  /** Ends the turn and gives the first hand its turn, if one is up. */
  pass(now: number): void {
    this.endTurn();
    const next = this.#offer.queue[0];
    if (next !== undefined) this.#begin(next, now);
  }

  /** Whether a turn ran. */
  endTurn(): boolean {
    const ran = this.#turn !== null;
    this.#turn = null;
    return ran;
  }

  /** Whether that changed. Hands that are up stay when the floor closes. */
  setOpen(open: boolean): boolean {
    const changed = this.#open !== open;
    this.#open = open;
    return changed;
  }

  get open(): boolean {
    return this.#open;
  }

  /** Adds voice, in milliseconds, to schools that are heard; the running turn counts its own school's. */
  hear(schools: Iterable<SchoolId>, milliseconds: number): void {
    for (const schoolId of schools) {
      this.#ledger = addVoice(this.#ledger, schoolId, milliseconds);
      if (this.#turn?.hand.schoolId === schoolId)
        this.#turn = { ...this.#turn, spoken: this.#turn.spoken + milliseconds };
    }
  }

  get #offer(): Pick<FloorState, 'queue' | 'reason'> {
    return offerFloor(this.#hands, this.#ledger, this.watching);
  }

  #begin(hand: Hand, now: number): void {
    this.#hands = this.#hands.filter((other) => other.handId !== hand.handId);
    this.#ledger = turnBegan(this.#ledger, hand, this.#hands);
    this.#turn = { turnId: TurnId.parse(randomUUID()), hand, since: now, spoken: 0 };
  }
}
