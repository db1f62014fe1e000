import type { Request } from '@pluriclasse/shared/calls';
import type { SignallingCalls } from '@pluriclasse/shared/signalling/protocol';
import type { Joined } from '../signalling/liveServer.ts';
import type { SeatSocket } from '../signalling/SeatSocket.ts';

/** Joins as a browser does that can receive all that the node offers; comes back to a place if one is given. */
export async function joinLesson(
  { lessonId }: Pick<Request<SignallingCalls, 'lesson:join'>, 'lessonId'>,
  socket: SeatSocket,
  place?: Joined,
): Promise<{ joined: Joined }> {
  const { media } = await socket.call('lesson:watch', { lessonId });
  const reply = await socket.call('lesson:join', {
    lessonId,
    rtpCapabilities: media.routerRtpCapabilities,
    ...(place && { resume: { seatId: place.seatId, revision: place.state.revision } }),
  });
  if (reply.status !== 'joined') throw new Error('It waits at the door');
  return { joined: reply };
}

/** What a browser says of its microphone. */
export const microphone = (ssrc: number) => ({
  source: 'microphone' as const,
  kind: 'audio' as const,
  paused: false,
  rtpParameters: {
    mid: '0',
    codecs: [
      { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2, parameters: {}, rtcpFeedback: [] },
    ],
    headerExtensions: [],
    encodings: [{ ssrc }],
    rtcp: { cname: `seat-${ssrc}` },
  },
});
