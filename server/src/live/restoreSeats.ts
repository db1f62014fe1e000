import type { LiveLesson } from './LiveLesson.ts';
import type { Identity } from './identity.ts';
import { awayFor } from './entry/seating.ts';
import { Seat } from './Seat.ts';
import type { StoredSeat } from './StoredLesson.ts';

/** Puts the seats of a lesson that another server ran back as away: each has the whole grace to come back. */
export function restoreSeats(lesson: LiveLesson, stored: readonly StoredSeat[]): void {
  for (const one of stored) {
    // `identity` was written by this very code; nothing but equality is asked of it.
    const seat = new Seat({ ...one, identity: one.identity as Identity, state: { kind: 'left' } });
    lesson.seats.set(seat.seatId, seat);
    seat.state = awayFor(lesson, seat);
    lesson.deps.meter.seats(seat.kind, 1);
  }
}
