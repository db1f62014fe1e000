import type { SeatKind } from '@pluriclasse/shared/domain/roles';
import { AppError } from '@pluriclasse/shared/errors';
import type { SchoolId } from '@pluriclasse/shared/ids';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import type { Participant, Presence } from './ports.ts';

/** Who or what holds a seat: one seat for each of these in a lesson. A second tab takes the place of the first. */
export type Identity = `staff:${string}` | `device:${string}` | `pupil:${string}`;

export function identityOf(actor: Participant): Identity {
  switch (actor.kind) {
    case 'staff':
      return `staff:${actor.staffId}`;
    case 'kit':
    case 'companion':
      return `device:${actor.deviceId}`;
    case 'home':
      return `pupil:${actor.pupilId}`;
  }
}

export const seatKindOf = (actor: Participant): SeatKind => (actor.kind === 'staff' ? 'desk' : actor.kind);

/** @throws AppError `unauthenticated` for nobody. */
export function participant(actor: Actor): Participant {
  if (actor.kind === 'nobody') throw new AppError('unauthenticated', 'Nobody is signed in');
  return actor;
}

/** The school for which one sits in a lesson. Staff of the network alone sit in none. */
export function schoolOf(actor: Participant): SchoolId {
  if (actor.schoolId === undefined) throw new AppError('forbidden', 'Staff without a school take no seat');
  return actor.schoolId;
}

/** Who is written into the register for a seat. */
export function registered(actor: Participant): Pick<Presence, 'staffId' | 'pupilId' | 'deviceId'> {
  return {
    staffId: actor.kind === 'staff' ? actor.staffId : undefined,
    pupilId: actor.kind === 'companion' || actor.kind === 'home' ? actor.pupilId : undefined,
    deviceId: actor.kind === 'kit' || actor.kind === 'companion' ? actor.deviceId : undefined,
  };
}
