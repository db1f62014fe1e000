import type { ReplyData } from '@pluriclasse/shared/calls';
import { SeatId } from '@pluriclasse/shared/ids';
import type { SignallingCalls } from '@pluriclasse/shared/signalling/protocol';
import type { Occupant } from '@pluriclasse/shared/signalling/state';
import { randomUUID } from 'node:crypto';
import type { Knocking } from '../Doorstep.ts';
import { identityOf, schoolOf, seatKindOf } from '../identity.ts';
import type { LiveLesson } from '../LiveLesson.ts';
import type { Connection, Participant, Visitor } from '../ports.ts';
import type { OutReason } from './leave.ts';

/** Waits at the door. One who knocks again keeps the place in the row; an older tab of the same one is sent away. */
export function knock(
  lesson: LiveLesson,
  { connection }: Visitor,
  actor: Participant,
  occupant: Occupant,
): ReplyData<SignallingCalls, 'lesson:join'> {
  const identity = identityOf(actor);
  const before = lesson.doorstep.of(identity);
  if (before !== undefined && before.connection !== connection) turnAway(lesson, before, 'replaced');
  const seatId = before?.seatId ?? SeatId.parse(randomUUID());
  const since = before?.since ?? lesson.deps.now();
  const kind = seatKindOf(actor);
  lesson.doorstep.knock({ seatId, identity, schoolId: schoolOf(actor), kind, occupant, since, connection });
  lesson.waitingChanged();
  connection.enter([{ to: 'seat', seatId }]);
  return { status: 'waiting', seatId };
}

/** Tells one who waits that there is no place, and lets the socket go. */
export function turnAway(lesson: LiveLesson, { seatId, connection }: Knocking, reason: OutReason): void {
  lesson.deps.announcer.emit({ to: 'seat', seatId }, 'lesson:out', { reason });
  lesson.deps.announcer.flush();
  connection.exit();
}

/** The one at this connection does not wait any more. */
export function stopWaiting(lesson: LiveLesson, connection: Connection): void {
  const one = lesson.doorstep.knocking.find((other) => other.connection === connection);
  if (one === undefined) return;
  lesson.doorstep.goAway(one.identity);
  lesson.waitingChanged();
}
