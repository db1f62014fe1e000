import type { Handlers } from '@pluriclasse/shared/calls';
import { AppError } from '@pluriclasse/shared/errors';
import type { SeatId } from '@pluriclasse/shared/ids';
import type { lessonCalls } from '@pluriclasse/shared/signalling/lesson';
import { leave } from '../entry/leave.ts';
import { turnAway } from '../entry/knock.ts';
import type { Guest, Place } from '../Guest.ts';
import type { LiveLesson } from '../LiveLesson.ts';
import { permit } from '../permit.ts';
import type { Seat } from '../Seat.ts';
import { takingPart } from './floor.ts';
import { pauseStream } from './media.ts';

type LeadCalls = Pick<
  typeof lessonCalls,
  'seat:let-in' | 'seat:send-out' | 'seat:mute' | 'site:mute' | 'stage:set' | 'board:set-locked'
>;

/** What teachers do to others' seats and to what everyone sees: every teacher of a school in the lesson may. */
export function leadOrders(guest: Guest): Handlers<LeadCalls> {
  return {
    'seat:let-in': ({ seatId }) => {
      const { lesson, actor } = guest.place;
      permit(actor, 'seat:let-in', lesson.subject);
      const waiting = lesson.doorstep.find(seatId);
      if (waiting === undefined) throw new AppError('not_found', 'Nobody waits for that seat');
      lesson.doorstep.letIn(waiting);
      lesson.waitingChanged();
      lesson.deps.announcer.emit({ to: 'seat', seatId }, 'lesson:let-in', { seatId });
      return {};
    },
    'seat:send-out': async ({ seatId }) => {
      const { place } = guest;
      const { lesson } = place;
      permit(place.actor, 'seat:send-out', {
        kind: 'seat',
        seatId,
        lesson: lesson.subject,
        own: seatId === place.seat.seatId,
      });
      const waiting = lesson.doorstep.find(seatId);
      if (waiting !== undefined) {
        lesson.doorstep.goAway(waiting.identity);
        lesson.waitingChanged();
        turnAway(lesson, waiting, 'refused');
        return {};
      }
      const seat = seatIn(lesson, seatId);
      lesson.doorstep.sendOut(seat.identity);
      await leave(lesson, seat, 'sent-out');
      return {};
    },
    'seat:mute': async ({ seatId }) => {
      const { place } = guest;
      const { lesson } = place;
      permit(place.actor, 'seat:mute', {
        kind: 'seat',
        seatId,
        lesson: lesson.subject,
        own: seatId === place.seat.seatId,
      });
      await mute(lesson, seatIn(lesson, seatId));
      return {};
    },
    'site:mute': async ({ schoolId }) => {
      const { place } = guest;
      permit(place.actor, 'lesson:lead', place.lesson.subject);
      takingPart(place, schoolId);
      const seats = place.lesson.present.filter((seat) => seat.schoolId === schoolId);
      await Promise.all(seats.map((seat) => mute(place.lesson, seat)));
      return {};
    },
    'stage:set': ({ stage }) => {
      const { place } = guest;
      const { lesson } = place;
      permit(place.actor, 'lesson:lead', lesson.subject);
      if ('seatId' in stage && !seatIn(lesson, stage.seatId).streams.has(stage.show))
        throw new AppError('conflict', `That seat shows no ${stage.show}`, { reason: 'not-shown' });
      lesson.stageChanged(lesson.stage.set(stage));
      return {};
    },
    'board:set-locked': ({ locked }) => {
      const { lesson, actor } = guest.place;
      permit(actor, 'board:lead', lesson.subject);
      if (lesson.boardLocked === locked) return {};
      lesson.boardLocked = locked;
      lesson.change('lesson:board-locked', { locked });
      lesson.deps.boards.setLocked(lesson.planned.boardId, locked);
      return {};
    },
  };
}

function seatIn(lesson: LiveLesson, seatId: SeatId): Place['seat'] {
  const seat = lesson.seats.get(seatId);
  if (seat === undefined || !seat.visible) throw new AppError('not_found', 'No such seat in the lesson');
  return seat;
}

/** The node stops its microphone; only the seat itself speaks again. One that sends none yet begins muted. */
function mute(lesson: LiveLesson, seat: Seat): Promise<void> {
  return lesson.queue.run(seat.identity, async () => {
    if (!seat.streams.has('microphone')) seat.muted.add('microphone');
    await pauseStream({ lesson, seat }, 'microphone', true);
  });
}
