import type { Event } from '@pluriclasse/shared/calls';
import type { SignallingEvents } from '@pluriclasse/shared/signalling/protocol';
import type { LiveLesson } from '../LiveLesson.ts';
import type { Seat } from '../Seat.ts';

export type OutReason = Event<SignallingEvents, 'lesson:out'>['reason'];

/**
 * Takes a seat out of the lesson: by itself (no reason), or because a teacher, the end or the grace said so. Safe twice.
 * One whose grace is over may have come back while this waited for its turn: then it stays.
 */
export function leave(lesson: LiveLesson, seat: Seat, reason?: OutReason): Promise<void> {
  return lesson.queue.run(seat.identity, () => vacate(lesson, seat, reason));
}

/** As `leave`, for those whose turn in the queue it is. */
export async function vacate(lesson: LiveLesson, seat: Seat, reason?: OutReason): Promise<void> {
  const before = seat.state;
  if (before.kind === 'left' || (reason === 'expired' && before.kind !== 'away')) return;
  const wasVisible = seat.visible;
  const wasHere = lesson.here.length;
  const connection = seat.connection;
  const { announcer, attendance, boards, log, meter, now } = lesson.deps;
  const { seatId } = seat;
  seat.state = { kind: 'left' };
  lesson.seats.delete(seatId);
  if (reason !== undefined) announcer.emit({ to: 'seat', seatId }, 'lesson:out', { reason });
  announcer.flush();
  connection?.exit();
  boards.seatLeft(seatId);

  if (wasVisible) lesson.change('lesson:seat-left', { seatId });
  lowerHandsOf(lesson, seat);
  for (const source of seat.streams.keys()) lesson.stageChanged(lesson.stage.streamStopped(seatId, source));
  if (seat.registered) attendance.left(lesson.lessonId, seatId, before.kind === 'away' ? before.since : now());
  lesson.recording.seatLeft();
  if (wasVisible) meter.seats(seat.kind, -1);
  if (lesson.here.length !== wasHere) lesson.lobbyChanged();
  log.info({ lessonId: lesson.lessonId, seatId, reason: reason ?? 'left' }, 'seat left');

  if (seat.media === 'open' && lesson.media.open) await lesson.media.link.closePeer({ peerKey: seatId });
}

/** A pupil's hand goes down with the last seat that is the pupil's. */
function lowerHandsOf(lesson: LiveLesson, seat: Seat): void {
  const { occupant } = seat;
  if (occupant.kind !== 'pupil') return;
  const elsewhere = lesson.present.some(
    (other) => other.occupant.kind === 'pupil' && other.occupant.pupilId === occupant.pupilId,
  );
  if (!elsewhere && lesson.floor.lower((hand) => hand.pupil?.pupilId === occupant.pupilId)) lesson.floorChanged();
}
