import { registered } from '../identity.ts';
import type { LiveLesson } from '../LiveLesson.ts';
import type { Address, Connection, Visitor } from '../ports.ts';
import type { Seat, SeatState } from '../Seat.ts';
import { leave } from './leave.ts';

/** What a socket at this seat hears. */
function addressesOf(lesson: LiveLesson, seat: Seat): Address[] {
  const { lessonId } = lesson;
  return [
    { to: 'lesson', lessonId },
    { to: seat.kind === 'desk' ? 'teachers' : 'pupils', lessonId },
    { to: 'seat', seatId: seat.seatId },
  ];
}

/**
 * Sits a connection down at a seat, in one go with the snapshot that its caller takes next: what happened before is
 * told to the others first, what happens after reaches this connection too.
 */
export function sitDown(lesson: LiveLesson, seat: Seat, visitor: Visitor): void {
  const isNew = seat.state.kind === 'joining';
  const wasHere = lesson.here.length;
  seat.state = { kind: 'here', connection: visitor.connection };
  lesson.begin();
  if (isNew) lesson.change('lesson:seat-joined', { seat: seat.view });
  else lesson.seatChanged(seat);
  if (!seat.registered && seat.sitter !== undefined) {
    const { lessonId } = lesson;
    const { seatId, schoolId, kind } = seat;
    const presence = { lessonId, seatId, schoolId, kind, ...registered(seat.sitter.actor) };
    lesson.deps.attendance.arrived(presence, lesson.deps.now());
    seat.registered = true;
  }
  if (isNew) lesson.deps.meter.seats(seat.kind, 1);
  if (lesson.here.length !== wasHere) lesson.lobbyChanged();
  lesson.deps.announcer.flush();
  visitor.connection.enter(addressesOf(lesson, seat));
}

/** Takes the seat from the connection that holds it, if that is another one: a second tab, or a link long dead. */
export function takeOver(lesson: LiveLesson, seat: Seat, next: Connection): void {
  const held = seat.connection;
  if (held === undefined || held === next) return;
  lesson.deps.announcer.emit({ to: 'seat', seatId: seat.seatId }, 'lesson:out', { reason: 'replaced' });
  lesson.deps.announcer.flush();
  held.exit();
}

/** Keeps the place of a seat whose connection is gone. */
export function goAway(lesson: LiveLesson, seat: Seat): void {
  seat.state = awayFor(lesson, seat);
  lesson.seatChanged(seat);
}

/** Away from now on, with the timer that ends the grace. */
export function awayFor(lesson: LiveLesson, seat: Seat): SeatState {
  const { now, timings, log } = lesson.deps;
  const since = now();
  const timer = setTimeout(() => {
    void leave(lesson, seat, 'expired').catch((error: unknown) => log.error({ err: error }, 'seat did not expire'));
  }, timings.awayGrace);
  return { kind: 'away', since, until: since + timings.awayGrace, timer };
}

/** The connection dropped. A seat that another connection took over meanwhile is none of its business. */
export function dropped(lesson: LiveLesson, seat: Seat, connection: Connection): void {
  if (seat.state.kind !== 'here' || seat.state.connection !== connection) return;
  lesson.deps.log.info({ lessonId: lesson.lessonId, seatId: seat.seatId }, 'seat away');
  goAway(lesson, seat);
}
