import type { Event } from '@pluriclasse/shared/calls';
import type { SchoolId, SeatId } from '@pluriclasse/shared/ids';
import type { SignallingEvents } from '@pluriclasse/shared/signalling/protocol';
import type { LessonState, ReceiveLevel, Seat } from '@pluriclasse/shared/signalling/state';
import { Store, type Readable } from '../Store.ts';
import { applyEvent, type LessonEvent } from './applyEvent.ts';

/** More than happens in a lesson while a join's reply is on its way. */
const KEPT = 60;

/** Voice so far, by school and in the running turn, in milliseconds. */
export interface Talk {
  bySchool: ReadonlyMap<SchoolId, number>;
  turn: number | null;
}
export type Level = Event<SignallingEvents, 'media:receive-level'>;

/**
 * What this seat knows of the lesson. What changes often and is soon forgotten (voices, talk, levels) stands apart, so
 * that it redraws only what shows it.
 */
export class LessonStore {
  readonly #lesson = new Store<LessonState | undefined>(undefined);
  readonly #seatId = new Store<SeatId | undefined>(undefined);
  readonly #speaking = new Store<ReadonlyMap<SeatId, number>>(new Map());
  readonly #talk = new Store<Talk>({ bySchool: new Map(), turn: null });
  readonly #level = new Store<Level>({ chosen: 'all', actual: 'all', stopSending: [] });
  /** The last events, whether or not they fitted then. */
  #recent: LessonEvent[] = [];

  get lesson(): Readable<LessonState | undefined> {
    return this.#lesson;
  }
  get seatId(): Readable<SeatId | undefined> {
    return this.#seatId;
  }
  /** Seats that are heard now, with dBvo, loudest first. */
  get speaking(): Readable<ReadonlyMap<SeatId, number>> {
    return this.#speaking;
  }
  get talk(): Readable<Talk> {
    return this.#talk;
  }
  get level(): Readable<Level> {
    return this.#level;
  }

  /** This seat, once one is in. */
  me(): Seat | undefined {
    const id = this.#seatId.get();
    return this.#lesson.get()?.seats.find(({ seatId }) => seatId === id);
  }

  /**
   * Takes the whole state of a join, or of a return. Events that overtook it are not lost.
   * @param level known at a return only: a new join begins as wide as was chosen
   */
  replace(seatId: SeatId, reply: LessonState, level?: Level): void {
    const state = this.#recent.reduce(follow, reply);
    this.#seatId.set(seatId);
    this.#speaking.set(new Map());
    this.#talk.set({ bySchool: talkOf(state), turn: state.floor.turn?.spoken ?? null });
    const me = state.seats.find((seat) => seat.seatId === seatId);
    const chosen = me?.receiveLevel ?? this.#level.get().chosen;
    this.#level.set(level ?? { chosen, actual: chosen, stopSending: [] });
    this.#lesson.set(state);
  }

  /**
   * Applies an event that follows the state one has.
   * @returns `gap` when one was missed: the state must then be fetched anew. An older event changes nothing.
   */
  apply(change: LessonEvent): 'applied' | 'old' | 'gap' {
    const state = this.#lesson.get();
    this.#recent = [...this.#recent.slice(-KEPT), change];
    if (state === undefined || change.event.revision <= state.revision) return 'old';
    if (change.event.revision > state.revision + 1) return 'gap';
    if (change.name === 'floor:changed') this.#takeTalk(change.event.floor.turn?.spoken ?? null);
    this.#lesson.set(applyEvent(state, change));
    return 'applied';
  }

  setSpeaking(speakers: Event<SignallingEvents, 'media:speaking'>['speakers']): void {
    if (speakers.length === 0 && this.#speaking.get().size === 0) return;
    this.#speaking.set(new Map(speakers.map(({ seatId, volume }) => [seatId, volume])));
  }

  setTalk({ talk, turn }: Event<SignallingEvents, 'floor:talk'>): void {
    this.#talk.set({ bySchool: new Map(talk.map(({ schoolId, spoken }) => [schoolId, spoken])), turn });
  }

  setLevel(level: Level): void {
    this.#level.set(level);
  }

  /** Before the server has answered: the choice is the person's. */
  chooseLevel(chosen: ReceiveLevel): void {
    this.#level.update((level) => ({ ...level, chosen }));
  }

  setLinks(links: Event<SignallingEvents, 'media:link'>['links']): void {
    this.#lesson.update((state) => {
      if (state === undefined) return state;
      const bySeat = new Map(links.map(({ seatId, link }) => [seatId, link]));
      const changed = state.seats.some(({ seatId, link }) => (bySeat.get(seatId) ?? link) !== link);
      if (!changed) return state;
      return { ...state, seats: state.seats.map((seat) => ({ ...seat, link: bySeat.get(seat.seatId) ?? seat.link })) };
    });
  }

  #takeTalk(turn: number | null): void {
    this.#talk.update((talk) => ({ ...talk, turn }));
  }
}

/** The state after an event that follows it, else as it was. */
function follow(state: LessonState, change: LessonEvent): LessonState {
  return change.event.revision === state.revision + 1 ? applyEvent(state, change) : state;
}

function talkOf(state: LessonState): Map<SchoolId, number> {
  return new Map(state.floor.talk.map(({ schoolId, spoken }) => [schoolId, spoken]));
}
