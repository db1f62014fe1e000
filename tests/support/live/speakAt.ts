import { ToneSource } from '../sfu/sources.ts';
import { WrtcPeer } from '../sfu/WrtcPeer.ts';
import type { Joined } from '../signalling/liveServer.ts';
import type { SeatSocket } from '../signalling/SeatSocket.ts';

/** A seat that joined sends a tone from its microphone, by a real WebRTC stack. @returns what ends it */
export async function speakAt(
  socket: SeatSocket,
  { seatId, media }: Joined,
  routerRtpCapabilities: Record<string, unknown>,
  hertz: number,
): Promise<() => void> {
  const tone = new ToneSource(hertz);
  const room = {
    // It only sends.
    openPeer: () => Promise.resolve({ send: media.send, receive: media.receive, consumers: [] }),
    openProducer: ({ source, kind, rtpParameters, paused }: Parameters<WrtcRoom['openProducer']>[0]) =>
      socket.call('media:produce', { source, kind, rtpParameters, paused }),
    connect: async ({ transportId, dtlsParameters }: Parameters<WrtcRoom['connect']>[0]) => {
      await socket.call('media:connect', { transportId, dtlsParameters });
    },
  };
  const peer = await WrtcPeer.create(room, routerRtpCapabilities, { peerKey: seatId });
  await peer.produce('microphone', { track: tone.track });
  return () => {
    peer.close();
    tone.close();
  };
}

type WrtcRoom = Parameters<typeof WrtcPeer.create>[0];
