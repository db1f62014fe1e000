import type { SchoolId, SeatId } from '@pluriclasse/shared/ids';
import type { Seat, StageState, Turn } from '@pluriclasse/shared/signalling/state';

/** What takes the largest place on this screen. */
export type StageTarget =
  | { kind: 'board' }
  | { kind: 'picture'; seatId: SeatId; source: 'camera' | 'screen' | 'document' }
  | { kind: 'nobody' };

export interface StageInput {
  stage: StageState;
  turn: Turn | null;
  seats: readonly Seat[];
  /** Seats that are heard now, loudest first. */
  speaking: readonly SeatId[];
  me: { seatId: SeatId; schoolId: SchoolId; kind: Seat['kind'] };
}

/** What the choice remembers from one moment to the next. Times are milliseconds of any one clock. */
export interface StageMemory {
  target: StageTarget;
  /** Who would take the stage, and since when that is so. */
  rival: { seatId: SeatId; since: number } | undefined;
}

/** So long must someone hold the floor before the stage changes: not at each cough. */
export const holdFor = 1500;

export const emptyStage: StageMemory = { target: { kind: 'nobody' }, rival: undefined };

/**
 * Decides the stage: what teachers set (board, a screen, a document), else the school that holds the floor, by turn or,
 * without a turn, by voice. Pure: ask again when something changes, and at `wakeAt`.
 */
export function chooseStage(memory: StageMemory, input: StageInput, now: number): StageMemory & { wakeAt?: number } {
  const set = setByTeachers(input);
  if (set) return { target: set, rival: undefined };

  const shown = shownSeat(memory, input);
  const wanted = wantedSeat(input, shown);
  if (wanted === undefined) return { target: shown ? camera(shown) : firstPlace(input), rival: undefined };
  if (shown === undefined) return { target: camera(wanted), rival: undefined };
  if (shown.seatId === wanted.seatId) return { target: camera(shown), rival: undefined };

  const since = memory.rival?.seatId === wanted.seatId ? memory.rival.since : now;
  if (now - since >= holdFor) return { target: camera(wanted), rival: undefined };
  return { target: camera(shown), rival: { seatId: wanted.seatId, since }, wakeAt: since + holdFor };
}

const camera = (seat: Seat): StageTarget => ({ kind: 'picture', seatId: seat.seatId, source: 'camera' });
/** Schools whose classroom is in the lesson now. */
export function classroomsHere(seats: readonly Seat[]): Set<SchoolId> {
  return new Set(
    seats.filter(({ kind, presence }) => kind === 'kit' && presence.kind === 'here').map(({ schoolId }) => schoolId),
  );
}

const sends = (seat: Seat, source: Seat['streams'][number]['source']) =>
  seat.streams.some((stream) => stream.source === source);

function setByTeachers({ stage, seats }: StageInput): StageTarget | undefined {
  if (stage.show === 'people') return undefined;
  if (stage.show === 'board') return { kind: 'board' };
  const seat = seats.find(({ seatId }) => seatId === stage.seatId);
  return seat && sends(seat, stage.show) ? { kind: 'picture', seatId: seat.seatId, source: stage.show } : undefined;
}

/**
 * Whom this screen may show large. A classroom looks at the others: its own room it sees without a screen, and another
 * school by its classroom, whoever there has the microphone.
 */
function candidates({ seats, me }: StageInput): Seat[] {
  const rooms = classroomsHere(seats);
  return seats.filter(
    (seat) =>
      (seat.kind === 'kit' || seat.kind === 'desk') &&
      seat.presence.kind === 'here' &&
      seat.seatId !== me.seatId &&
      !(me.kind === 'kit' && (seat.schoolId === me.schoolId || (seat.kind === 'desk' && rooms.has(seat.schoolId)))),
  );
}

/** A school is shown by its classroom, else by whoever of it has a camera. */
function pictureOf(schoolId: SchoolId, seats: readonly Seat[]): Seat | undefined {
  const own = seats.filter((seat) => seat.schoolId === schoolId);
  return own.find(({ kind }) => kind === 'kit') ?? own.find((seat) => sends(seat, 'camera')) ?? own[0];
}

function shownSeat({ target }: StageMemory, input: StageInput): Seat | undefined {
  if (target.kind !== 'picture' || target.source !== 'camera') return undefined;
  return candidates(input).find(({ seatId }) => seatId === target.seatId);
}

/** Who holds the floor: the turn's school, else the loudest who can be shown; whoever is shown and speaks stays. */
function wantedSeat(input: StageInput, shown: Seat | undefined): Seat | undefined {
  const seats = candidates(input);
  if (input.turn) return pictureOf(input.turn.hand.schoolId, seats);
  if (shown && input.speaking.some((id) => id === shown.seatId || standIn(id, input, [shown]) === shown)) return shown;
  const heard = input.speaking.flatMap(
    (id) => seats.find(({ seatId }) => seatId === id) ?? standIn(id, input, seats) ?? [],
  );
  return heard[0];
}

/** Another school's seat without a place on this screen is shown by its school. */
function standIn(id: SeatId, { seats, me }: StageInput, shown: readonly Seat[]): Seat | undefined {
  const seat = seats.find(({ seatId }) => seatId === id);
  return seat && seat.schoolId !== me.schoolId ? pictureOf(seat.schoolId, shown) : undefined;
}

/** Before anybody spoke: another school's classroom, another school's teacher, else whoever is there. */
function firstPlace(input: StageInput): StageTarget {
  const seats = candidates(input);
  const foreign = seats.filter(({ schoolId }) => schoolId !== input.me.schoolId);
  const first =
    foreign.find(({ kind }) => kind === 'kit') ?? foreign[0] ?? seats.find(({ kind }) => kind === 'kit') ?? seats[0];
  return first ? camera(first) : { kind: 'nobody' };
}
