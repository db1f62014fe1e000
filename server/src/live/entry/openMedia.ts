import { can } from '@pluriclasse/shared/domain/permissions';
import { MediaSource } from '@pluriclasse/shared/domain/roles';
import type { RequestInput } from '@pluriclasse/shared/calls';
import type { SignallingCalls } from '@pluriclasse/shared/signalling/protocol';
import type { MediaRoomLink } from '../../media/MediaRoomLink.ts';
import type { LiveLesson } from '../LiveLesson.ts';
import type { Participant } from '../ports.ts';
import type { Seat } from '../Seat.ts';

type JoinRequest = RequestInput<SignallingCalls, 'lesson:join'>;
type Opened = Awaited<ReturnType<MediaRoomLink['openPeer']>>;

/** Makes the seat's peer at the node, after closing the one it may still have. */
export async function openMedia(
  lesson: LiveLesson,
  seat: Seat,
  actor: Participant,
  request: Pick<JoinRequest, 'rtpCapabilities' | 'sendDtls' | 'receiveDtls'>,
): Promise<Opened> {
  const link = await lesson.media.ensure();
  const peerKey = seat.seatId;
  if (seat.media === 'open') {
    const sent = [...seat.streams.keys()];
    seat.mediaGone();
    await link.closePeer({ peerKey });
    for (const source of sent) lesson.stageChanged(lesson.stage.streamStopped(seat.seatId, source));
  }
  const lessonSubject = lesson.subject;
  return link.openPeer({
    peerKey,
    // A pupil at home has a link of its own; all others of a school share one, and one room's air.
    siteKey: seat.kind === 'home' ? seat.seatId : seat.schoolId,
    ...(seat.kind === 'home' ? {} : { earshotKey: seat.schoolId }),
    rtpCapabilities: request.rtpCapabilities,
    maySend: MediaSource.options.filter((source) =>
      can(actor, 'media:send', { kind: 'stream', lesson: lessonSubject, source }),
    ),
    // Only a member of staff at a desk is an adult: what this says may be recorded (DESIGN §7.1).
    adult: seat.kind === 'desk',
    hears: seat.kind !== 'companion',
    receiveLevel: seat.receiveLevel,
    ...(request.sendDtls === undefined ? {} : { sendDtls: request.sendDtls }),
    ...(request.receiveDtls === undefined ? {} : { receiveDtls: request.receiveDtls }),
  });
}
