import type { ReplyData, Request } from '@pluriclasse/shared/calls';
import { AppError } from '@pluriclasse/shared/errors';
import type { mediaCalls } from '@pluriclasse/shared/signalling/media';
import type { Place } from '../Guest.ts';
import type { LiveLesson } from '../LiveLesson.ts';
import type { Seat } from '../Seat.ts';

type Calls = typeof mediaCalls;

/**
 * Opens a stream of a seat, in the seat's turn. What was paused when the seat lost its media starts paused whatever
 * the browser asks, so that nobody is heard unawares after coming back; `lesson:seat-changed` says so.
 */
export async function produce(
  { lesson, seat }: Place,
  { source, kind, rtpParameters, paused }: Request<Calls, 'media:produce'>,
): Promise<ReplyData<Calls, 'media:produce'>> {
  const { link } = lesson.media;
  if (seat.media !== 'open') throw new AppError('unavailable', 'The seat has no media');
  if (source === 'screen') await takeScreen(lesson, seat);
  const startsPaused = paused || seat.muted.has(source);
  const opened = await link.openProducer({ peerKey: seat.seatId, source, kind, rtpParameters, paused: startsPaused });
  if (!seat.visible || seat.media !== 'open') throw new AppError('conflict', 'The seat was left meanwhile');
  seat.muted.delete(source);
  seat.streams.set(source, { paused: startsPaused });
  lesson.seatChanged(seat);
  lesson.stageChanged(lesson.stage.streamStarted(seat.seatId, source));
  return opened;
}

/**
 * One screen at a time: while its teacher is here a second one is refused, so that nobody's screen vanishes by a
 * colleague's mistake; the screen of one whose link dropped gives way.
 */
async function takeScreen(lesson: LiveLesson, seat: Seat): Promise<void> {
  const other = lesson.present.find((one) => one !== seat && one.streams.has('screen'));
  if (other === undefined) return;
  if (other.state.kind === 'here')
    throw new AppError('conflict', 'Another screen is shown', { reason: 'screen-shared' });
  await lesson.media.link.closeProducer({ peerKey: other.seatId, source: 'screen' });
  other.streams.delete('screen');
  lesson.seatChanged(other);
  lesson.stageChanged(lesson.stage.streamStopped(other.seatId, 'screen'));
}
