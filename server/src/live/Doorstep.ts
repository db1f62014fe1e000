import type { SeatId } from '@pluriclasse/shared/ids';
import type { Waiting } from '@pluriclasse/shared/signalling/state';
import type { Identity } from './identity.ts';
import type { Connection } from './ports.ts';

/** Someone at the door, and the socket at which the answer is awaited. */
export interface Knocking extends Waiting {
  readonly identity: Identity;
  readonly connection: Connection;
}

/** Who waits at the door of one lesson, whom a teacher let in, whom one sent out. */
export class Doorstep {
  readonly #waiting = new Map<Identity, Knocking>();
  /** With the seat that was promised while waiting, if one was. */
  readonly #letIn = new Map<string, SeatId | undefined>();
  readonly #sentOut: Set<string>;

  constructor(stored: { letIn: readonly string[]; sentOut: readonly string[] } = { letIn: [], sentOut: [] }) {
    for (const identity of stored.letIn) this.#letIn.set(identity, undefined);
    this.#sentOut = new Set(stored.sentOut);
  }

  get waiting(): Waiting[] {
    return [...this.#waiting.values()].map(({ seatId, schoolId, kind, occupant, since }) => ({
      seatId,
      schoolId,
      kind,
      occupant,
      since,
    }));
  }

  get knocking(): Knocking[] {
    return [...this.#waiting.values()];
  }

  get stored(): { letIn: string[]; sentOut: string[] } {
    return { letIn: [...this.#letIn.keys()], sentOut: [...this.#sentOut] };
  }

  isLetIn(identity: Identity): boolean {
    return this.#letIn.has(identity);
  }

  wasSentOut(identity: Identity): boolean {
    return this.#sentOut.has(identity);
  }

  /** The seat promised to one who waited. */
  promised(identity: Identity): SeatId | undefined {
    return this.#letIn.get(identity);
  }

  find(seatId: SeatId): Knocking | undefined {
    return this.knocking.find((one) => one.seatId === seatId);
  }

  knock(one: Knocking): void {
    this.#waiting.set(one.identity, one);
  }

  of(identity: Identity): Knocking | undefined {
    return this.#waiting.get(identity);
  }

  goAway(identity: Identity): void {
    this.#waiting.delete(identity);
  }

  letIn({ identity, seatId }: Knocking): void {
    this.#waiting.delete(identity);
    this.#sentOut.delete(identity);
    this.#letIn.set(identity, seatId);
  }

  sendOut(identity: Identity): void {
    this.#letIn.delete(identity);
    this.#sentOut.add(identity);
  }
}
