import { ConsumerId } from '@pluriclasse/shared/ids';
import { lessonCalls } from '@pluriclasse/shared/signalling/lesson';
import { SignalLink } from '../../../live/link/SignalLink.ts';
import { LiveSeat, type LiveSeatOptions } from '../../../live/LiveSeat.ts';
import { uuid } from '../../../live/testing/lesson.ts';
import { drawRoom } from './drawRoom.ts';
import { FakeServer } from '../../../live/testing/FakeServer.ts';
import { sceneLesson, sceneRecording, type Scene, type SceneRecording } from './scenes.ts';

const seatOf = { desk: 1, kit: 2, companion: 6, home: 8 } as const;
const colours = ['#e9dfc8', '#efdccb', '#dfe6e2', '#d6e6ea'];

const transport = (id: string) => ({
  transportId: id,
  iceParameters: { usernameFragment: 'preview', password: 'preview', iceLite: true },
  iceCandidates: [],
  dtlsParameters: { role: 'auto', fingerprints: [{ algorithm: 'sha-256', value: '00:00' }] },
});
const routerRtpCapabilities = {
  codecs: [
    {
      kind: 'audio',
      mimeType: 'audio/opus',
      preferredPayloadType: 100,
      clockRate: 48000,
      channels: 2,
      parameters: {},
      rtcpFeedback: [],
    },
    {
      kind: 'video',
      mimeType: 'video/VP8',
      preferredPayloadType: 101,
      clockRate: 90000,
      parameters: {},
      rtcpFeedback: [],
    },
  ],
  headerExtensions: [],
};

/** A seat in a scene, without a server: what is shown comes from `scenes`, pictures are drawn. */
export function previewSeat(
  scene: Scene,
  lobby: 'open' | 'early' | undefined,
  recording: SceneRecording | undefined,
): (options: LiveSeatOptions) => LiveSeat {
  return (options) => {
    const now = Date.now();
    const state = { ...sceneLesson(scene, now), recording: sceneRecording(recording, now) };
    const seatId = uuid(seatOf[options.kind]);
    const phase = lobby ?? 'open';
    const startsAt = phase === 'early' ? now + 12 * 60_000 : state.startsAt;
    const { lessonId, title, endsAt, sites, plan } = state;
    let { revision } = state;
    const server = new FakeServer({
      'lesson:watch': () =>
        lessonCalls['lesson:watch'].reply.parse({
          lobby: {
            lessonId,
            title,
            startsAt,
            endsAt,
            phase,
            sites,
            here: [uuid(101), uuid(102)],
            plan: { ...plan, current: 0 },
            recording: state.recording,
          },
          media: { routerRtpCapabilities, iceServers: [] },
          serverTime: Date.now(),
        }),
      'lesson:join': () =>
        lessonCalls['lesson:join'].reply.parse({
          status: 'joined',
          seatId,
          serverTime: Date.now(),
          state,
          media: { send: null, receive: transport('receive'), consumers: [] },
        }),
      'recording:start': () => {
        const started = sceneRecording('on', Date.now() + 12 * 60_000);
        server.tell('recording:changed', { revision: (revision += 1), recording: started });
        return {};
      },
      'recording:stop': () => {
        server.tell('recording:changed', { revision: (revision += 1), recording: sceneRecording('off', 0) });
        return {};
      },
      'clock:read': () => ({ serverTime: Date.now() }),
    });
    const seat = new LiveSeat({ ...options, link: new SignalLink(options.as, { socket: server }) });
    const stop = seat.session.state.subscribe(() => {
      if (seat.session.state.get().kind !== 'in') return;
      stop();
      for (const [n, other] of state.seats.entries()) {
        if (other.seatId === seatId || !other.streams.some(({ source }) => source === 'camera')) continue;
        const site = state.sites.find(({ schoolId }) => schoolId === other.schoolId);
        const track = drawRoom(site?.name ?? '', colours[n % colours.length] ?? '#ddd');
        if (track) seat.session.remote.put(ConsumerId.parse(`preview-${n}`), other.seatId, 'camera', track);
      }
      if (scene !== 'quiet' && scene !== 'empty')
        server.tell('media:speaking', { speakers: [{ seatId: uuid(scene === 'turn' ? 2 : 3), volume: -20 }] });
      if (scene === 'narrow') server.tell('media:receive-level', { chosen: 'all', actual: 'sound', stopSending: [] });
      if (scene === 'away') server.disconnect();
    });
    return seat;
  };
}
