import type { SchoolId, SeatId } from '@pluriclasse/shared/ids';
import type { Seat } from '@pluriclasse/shared/signalling/state';

interface Ear {
  seatId: SeatId;
  schoolId: SchoolId;
  kind: Seat['kind'];
}

/**
 * Whether one seat plays another's sound. Seats of one school sit in one room and hear each other through the air: the
 * loudspeaker would only echo. A pupil at home is never in the room. A tablet is silent: the kit beside it plays.
 */
export function hears(me: Ear, other: Ear, inRoom: boolean): boolean {
  if (me.seatId === other.seatId || me.kind === 'companion') return false;
  if (me.kind === 'home' || other.kind === 'home') return true;
  return me.schoolId !== other.schoolId || !inRoom;
}
