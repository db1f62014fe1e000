import type { ReplyData, Request } from '@pluriclasse/shared/calls';
import { entrance } from '@pluriclasse/shared/domain/entrance';
import { AppError } from '@pluriclasse/shared/errors';
import { SeatId } from '@pluriclasse/shared/ids';
import type { SignallingCalls } from '@pluriclasse/shared/signalling/protocol';
import type { Occupant } from '@pluriclasse/shared/signalling/state';
import { randomUUID } from 'node:crypto';
import { identityOf, participant, schoolOf, seatKindOf, type Identity } from '../identity.ts';
import type { LiveLesson } from '../LiveLesson.ts';
import { permit } from '../permit.ts';
import type { Participant, Visitor } from '../ports.ts';
import { consumerInfo } from '../RoomEvents.ts';
import { Seat } from '../Seat.ts';
import { stateFor } from '../views.ts';
import { knock } from './knock.ts';
import { vacate } from './leave.ts';
import { openMedia } from './openMedia.ts';
import { goAway, sitDown, takeOver } from './seating.ts';

export type JoinRequest = Request<SignallingCalls, 'lesson:join'>;
type JoinReply = ReplyData<SignallingCalls, 'lesson:join'>;

/** More devices than any lesson of schools has; a bound on what one lesson may cost. */
const mostSeats = 150;

/**
 * Takes a seat, or asks to be let in.
 * @throws AppError `forbidden`; `conflict` with reason `early` or `ended`; `unavailable` while no media node is there.
 */
export function join(lesson: LiveLesson, visitor: Visitor, request: JoinRequest): Promise<JoinReply> {
  const actor = participant(visitor.actor);
  permit(actor, 'lesson:join', lesson.subject);
  const identity = identityOf(actor);
  const asked = performance.now();
  return lesson.queue.run(identity, async () => {
    requireOpen(lesson);
    const occupant = await lesson.deps.occupants.occupantOf(actor);
    const known = await seatToComeBackTo(lesson, identity, occupant);
    if (known === undefined && mustWait(lesson, actor, identity)) return knock(lesson, visitor, actor, occupant);
    const reply = await enter(lesson, visitor, actor, known ?? newSeat(lesson, visitor, actor, occupant), request);
    lesson.deps.meter.joined(seatKindOf(actor), (performance.now() - asked) / 1000);
    return reply;
  });
}

export function requireOpen(lesson: LiveLesson): void {
  const { phase } = lesson;
  if (phase !== 'open') throw new AppError('conflict', `The lesson is not open: ${phase}`, { reason: phase });
}

/** The seat that this one holds or left its link of. A tablet that another pupil took gets a seat of its own. */
async function seatToComeBackTo(lesson: LiveLesson, identity: Identity, occupant: Occupant): Promise<Seat | undefined> {
  const seat = lesson.present.find((one) => one.identity === identity);
  if (seat === undefined || sameOccupant(seat.occupant, occupant)) return seat;
  await vacate(lesson, seat, 'replaced');
  return undefined;
}

const sameOccupant = (a: Occupant, b: Occupant): boolean =>
  a.kind === b.kind && (a.kind !== 'pupil' || b.kind !== 'pupil' || a.pupilId === b.pupilId);

function mustWait(lesson: LiveLesson, actor: Participant, identity: Identity): boolean {
  const { doorstep, teachersHere } = lesson;
  const kind = seatKindOf(actor);
  const letIn = doorstep.isLetIn(identity);
  return entrance({ kind, letIn, sentOut: doorstep.wasSentOut(identity), teachersHere }) === 'wait';
}

function newSeat(lesson: LiveLesson, { connection }: Visitor, actor: Participant, occupant: Occupant): Seat {
  if (lesson.seats.size >= mostSeats) throw new AppError('too_many', 'The lesson is full');
  const identity = identityOf(actor);
  const kind = seatKindOf(actor);
  const seat = new Seat({
    seatId: lesson.doorstep.promised(identity) ?? SeatId.parse(randomUUID()),
    identity,
    schoolId: schoolOf(actor),
    kind,
    occupant,
    joinedAt: lesson.deps.now(),
    // A tablet stands beside its classroom's big screen: pictures would come twice over the school's one link.
    receiveLevel: kind === 'companion' ? 'sound' : 'all',
    muted: [],
    state: { kind: 'joining', connection },
  });
  lesson.seats.set(seat.seatId, seat);
  return seat;
}

async function enter(
  lesson: LiveLesson,
  visitor: Visitor,
  actor: Participant,
  seat: Seat,
  request: JoinRequest,
): Promise<JoinReply> {
  try {
    takeOver(lesson, seat, visitor.connection);
    seat.sitter = { actor, as: visitor.as, sessionId: visitor.sessionId };
    const opened = await openMedia(lesson, seat, actor, request);
    seat.media = 'open';
    for (const consumer of opened.consumers) seat.consumers.set(consumer.consumerId, consumerInfo(consumer));
    if (!visitor.connection.open) throw new AppError('unavailable', 'The link dropped while joining');
    requireOpen(lesson);
    sitDown(lesson, seat, visitor);
    lesson.deps.log.info({ lessonId: lesson.lessonId, seatId: seat.seatId, kind: seat.kind }, 'seat joined');
    return {
      status: 'joined',
      seatId: seat.seatId,
      serverTime: lesson.deps.now(),
      state: stateFor(lesson, seat),
      media: {
        send: opened.send,
        receive: opened.receive,
        consumers: [...seat.consumers.values()],
      },
    };
  } catch (error) {
    await standUp(lesson, seat);
    throw error;
  }
}

/** Undoes a join that failed: a new seat was never there, one that came back is away again. */
async function standUp(lesson: LiveLesson, seat: Seat): Promise<void> {
  if (seat.visible) {
    if (seat.state.kind === 'here') goAway(lesson, seat);
    return;
  }
  lesson.seats.delete(seat.seatId);
  seat.state = { kind: 'left' };
  if (seat.media === 'open' && lesson.media.open) await lesson.media.link.closePeer({ peerKey: seat.seatId });
}
