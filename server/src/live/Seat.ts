import type { MediaSource, SeatKind } from '@pluriclasse/shared/domain/roles';
import type { ConsumerId, SchoolId, SeatId } from '@pluriclasse/shared/ids';
import type { ConsumerInfo, SeatLevel } from '@pluriclasse/shared/signalling/media';
import type { LinkQuality, Occupant, ReceiveLevel, Seat as SeatView } from '@pluriclasse/shared/signalling/state';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type { Identity } from './identity.ts';
import type { Connection, Participant } from './ports.ts';
import type { StoredSeat } from './StoredLesson.ts';

/** How a seat stands. `joining`: its media is being made, nobody sees it yet. */
export type SeatState =
  | { readonly kind: 'joining'; readonly connection: Connection }
  | { readonly kind: 'here'; readonly connection: Connection }
  | { readonly kind: 'away'; readonly since: number; readonly until: number; readonly timer: NodeJS.Timeout }
  | { readonly kind: 'left' };

/** Who takes a seat, and as whom it was recognised. Unknown after a restart until it comes back. */
export interface Sitter {
  readonly actor: Participant;
  readonly as: SpeakingAs;
  readonly sessionId: string;
}

/** One connected device in a live lesson. What it sends and receives is known here; the streams themselves are not. */
export class Seat {
  readonly seatId: SeatId;
  readonly identity: Identity;
  readonly schoolId: SchoolId;
  readonly kind: SeatKind;
  readonly joinedAt: number;
  occupant: Occupant;
  sitter: Sitter | undefined;
  #state: SeatState;
  /** Whether the register knows that it is here. */
  registered = false;
  /** Whether the node has a peer for it. */
  media: 'none' | 'open' = 'none';
  readonly streams = new Map<MediaSource, { paused: boolean }>();
  /** Sources that come back paused: they were when the seat lost its media. */
  readonly muted: Set<MediaSource>;
  /** Everything it may receive now, for a socket that comes back. */
  readonly consumers = new Map<ConsumerId, ConsumerInfo>();
  /** What the person chose to receive, and what the link allows of it. */
  receiveLevel: ReceiveLevel;
  actualLevel: ReceiveLevel;
  /** Own pictures that its link is too narrow for. */
  stopSending: readonly MediaSource[] = [];
  /** As the node measures it. */
  measured: LinkQuality = 'good';
  /** Whether the node reaches the seat at all. */
  reached = true;

  constructor(given: Omit<StoredSeat, 'identity'> & { identity: Identity; state: SeatState; sitter?: Sitter }) {
    this.seatId = given.seatId;
    this.identity = given.identity;
    this.schoolId = given.schoolId;
    this.kind = given.kind;
    this.joinedAt = given.joinedAt;
    this.occupant = given.occupant;
    this.receiveLevel = given.receiveLevel;
    this.actualLevel = given.receiveLevel;
    this.muted = new Set(given.muted);
    this.#state = given.state;
    this.sitter = given.sitter;
  }

  get state(): SeatState {
    return this.#state;
  }

  /** One is away only until one stands otherwise: the timer of the grace goes with the state. */
  set state(next: SeatState) {
    if (this.#state.kind === 'away') clearTimeout(this.#state.timer);
    this.#state = next;
  }

  /** The socket it sits at, while it does. */
  get connection(): Connection | undefined {
    return this.state.kind === 'here' || this.state.kind === 'joining' ? this.state.connection : undefined;
  }

  /** A seat that the node can't reach has a bad link, whatever was measured before. */
  get link(): LinkQuality {
    return this.reached ? this.measured : 'bad';
  }

  /** Whether everyone in the lesson sees it. */
  get visible(): boolean {
    return this.state.kind === 'here' || this.state.kind === 'away';
  }

  /** Forgets the streams of a peer that is gone, but not which of them were paused. */
  mediaGone(): void {
    for (const [source, { paused }] of this.streams) {
      if (paused && !this.stopSending.includes(source)) this.muted.add(source);
      else this.muted.delete(source);
    }
    this.stopSending = [];
    this.streams.clear();
    this.consumers.clear();
    this.media = 'none';
    this.measured = 'good';
    this.reached = true;
    this.actualLevel = this.receiveLevel;
  }

  get level(): SeatLevel {
    return { chosen: this.receiveLevel, actual: this.actualLevel, stopSending: [...this.stopSending] };
  }

  get view(): SeatView {
    return {
      seatId: this.seatId,
      schoolId: this.schoolId,
      kind: this.kind,
      occupant: this.occupant,
      presence: this.state.kind === 'away' ? { kind: 'away', until: this.state.until } : { kind: 'here' },
      streams: [...this.streams].map(([source, { paused }]) => ({ source, paused })),
      receiveLevel: this.actualLevel,
      link: this.link,
      joinedAt: this.joinedAt,
    };
  }

  get stored(): StoredSeat {
    const paused = [...this.streams]
      .filter(([source, stream]) => stream.paused && !this.stopSending.includes(source))
      .map(([source]) => source);
    const playing = new Set([...this.streams].filter(([, stream]) => !stream.paused).map(([source]) => source));
    return {
      seatId: this.seatId,
      identity: this.identity,
      schoolId: this.schoolId,
      kind: this.kind,
      occupant: this.occupant,
      joinedAt: this.joinedAt,
      receiveLevel: this.receiveLevel,
      muted: [...new Set([...this.muted, ...paused])].filter((source) => !playing.has(source)),
    };
  }
}
