import type { ReplyData, Request } from '@pluriclasse/shared/calls';
import { AppError } from '@pluriclasse/shared/errors';
import type { SignallingCalls } from '@pluriclasse/shared/signalling/protocol';
import { identityOf, participant } from '../identity.ts';
import type { LiveLesson } from '../LiveLesson.ts';
import { permit } from '../permit.ts';
import { stateFor } from '../views.ts';
import type { Visitor } from '../ports.ts';
import { requireOpen } from './join.ts';
import { sitDown, takeOver } from './seating.ts';

type Call = 'lesson:return';

/**
 * Sits down again at a seat whose media still flows, with a new connection.
 * @throws AppError `not_found` when the seat is no more or its peer is gone: one joins again.
 */
export function comeBack(
  lesson: LiveLesson,
  visitor: Visitor,
  { resume }: Request<SignallingCalls, Call>,
): Promise<ReplyData<SignallingCalls, Call>> {
  const actor = participant(visitor.actor);
  permit(actor, 'lesson:join', lesson.subject);
  const identity = identityOf(actor);
  return lesson.queue.run(identity, () => {
    requireOpen(lesson);
    const seat = lesson.seats.get(resume.seatId);
    if (
      seat === undefined ||
      seat.identity !== identity ||
      !seat.visible ||
      seat.media !== 'open' ||
      !lesson.media.open
    )
      throw new AppError('not_found', 'The place or its media is gone');
    takeOver(lesson, seat, visitor.connection);
    seat.sitter = { actor, as: visitor.as, sessionId: visitor.sessionId };
    sitDown(lesson, seat, visitor);
    const { seatId } = seat;
    lesson.deps.log.info({ lessonId: lesson.lessonId, seatId }, 'seat back');
    return {
      seatId,
      serverTime: lesson.deps.now(),
      state: stateFor(lesson, seat),
      consumers: [...seat.consumers.values()],
      level: seat.level,
    };
  });
}
