import type { Handlers } from '@pluriclasse/shared/calls';
import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import { AppError } from '@pluriclasse/shared/errors';
import type { mediaCalls } from '@pluriclasse/shared/signalling/media';
import type { MediaRoomLink } from '../../media/MediaRoomLink.ts';
import type { Guest, Place } from '../Guest.ts';
import type { LiveLesson } from '../LiveLesson.ts';
import { permit } from '../permit.ts';
import { produce } from './produce.ts';

export function mediaOrders(guest: Guest): Handlers<typeof mediaCalls> {
  return {
    'media:probe': async () => {
      const { watched: lesson, probe, visitor } = guest;
      permit(visitor.actor, 'lesson:watch', lesson.subject);
      return { probe: await probe.open(lesson), iceServers: lesson.deps.iceServers() };
    },
    'media:connect': async ({ transportId, dtlsParameters }) => {
      const { seat, link } = atNode(guest.place);
      await link.connect({ peerKey: seat.seatId, transportId, dtlsParameters });
      return {};
    },
    'media:restart-ice': ({ transportId }) => {
      const { seat, link } = atNode(guest.place);
      return link.restartIce({ peerKey: seat.seatId, transportId });
    },
    'media:produce': (request) => {
      const { place } = guest;
      permit(place.actor, 'media:send', { kind: 'stream', lesson: place.lesson.subject, source: request.source });
      return inTurn(place, () => produce(place, request));
    },
    'media:stop': ({ source }) => {
      const { place } = guest;
      return inTurn(place, async () => {
        const { lesson, seat, link } = atNode(place);
        if (!seat.streams.has(source)) return {};
        await link.closeProducer({ peerKey: seat.seatId, source });
        streamStopped(place, source);
        lesson.seatChanged(seat);
        return {};
      });
    },
    'media:pause': ({ source }) => setPaused(guest.place, source, true),
    'media:resume': ({ source }) => {
      const { place } = guest;
      permit(place.actor, 'media:send', { kind: 'stream', lesson: place.lesson.subject, source });
      return setPaused(place, source, false);
    },
    'media:view': async ({ tiles }) => {
      const { seat, link } = atNode(guest.place);
      await link.setView({
        peerKey: seat.seatId,
        tiles: tiles.map(({ seatId, ...tile }) => ({ from: seatId, ...tile })),
      });
      return {};
    },
    'media:set-receive-level': async ({ level }) => {
      const { lesson, seat, link } = atNode(guest.place);
      await link.setReceiveLevel({ peerKey: seat.seatId, level });
      seat.receiveLevel = level;
      lesson.touch(lesson.deps.timings.save);
      return {};
    },
  };
}

function atNode(place: Place): Place & { link: MediaRoomLink } {
  return { ...place, link: place.lesson.media.link };
}

/** Runs after what this seat asked for before. */
function inTurn<T>({ lesson, seat }: Place, task: () => Promise<T>): Promise<T> {
  return lesson.queue.run(seat.identity, task);
}

function streamStopped({ lesson, seat }: Place, source: MediaSource): void {
  seat.streams.delete(source);
  seat.muted.delete(source);
  lesson.stageChanged(lesson.stage.streamStopped(seat.seatId, source));
}

function setPaused(place: Place, source: MediaSource, paused: boolean): Promise<Record<string, never>> {
  return inTurn(place, async () => {
    const { seat } = place;
    if (!seat.streams.has(source)) throw new AppError('not_found', `No ${source} is sent`);
    await pauseStream(place, source, paused);
    return {};
  });
}

/** Pauses or resumes a stream at the node, and tells it. Call it in the seat's turn. */
export async function pauseStream(
  { lesson, seat }: { lesson: LiveLesson; seat: Place['seat'] },
  source: MediaSource,
  paused: boolean,
): Promise<void> {
  const stream = seat.streams.get(source);
  if (stream === undefined || stream.paused === paused) return;
  const { link } = lesson.media;
  const order = { peerKey: seat.seatId, source };
  await (paused ? link.pauseProducer(order) : link.resumeProducer(order));
  if (seat.streams.get(source) !== stream) return;
  stream.paused = paused;
  lesson.seatChanged(seat);
}
