/**
 * The least that forwards with mediasoup: one worker, one router, everything consumed at once, no policy, nothing
 * observed. It answers the same calls as our server, so that the same endpoints use both, and repairs lost sound
 * (NACK for Opus) as we do: that is a feature and not what is measured.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, type Handlers } from '@pluriclasse/shared/calls';
import { controlCalls, type ControlCalls, type ControlConsumer } from '@pluriclasse/shared/control/control';
import { ConsumerId, ProducerId, TransportId } from '@pluriclasse/shared/ids';
import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import { mediaCodecs, routerRtpCapabilities } from '@pluriclasse/sfu/codecs';
import { createWorker, type types } from 'mediasoup';
import { Server } from 'socket.io';

const worker = await createWorker();
const listen = { ip: '127.0.0.1' };
const webRtcServer = await worker.createWebRtcServer({
  listenInfos: [
    { protocol: 'udp', ...listen },
    { protocol: 'tcp', ...listen },
  ],
});
const router = await worker.createRouter({ mediaCodecs });
const transports = new Map<string, types.WebRtcTransport>();
const sends = new Map<string, types.WebRtcTransport>();
const producers: { producer: types.Producer; from: string; source: MediaSource }[] = [];

async function createTransport() {
  const transport = await router.createWebRtcTransport({
    webRtcServer,
    preferUdp: true,
    initialAvailableOutgoingBitrate: 1_500_000,
  });
  transports.set(transport.id, transport);
  const { iceParameters, iceCandidates, dtlsParameters } = transport;
  return {
    transport,
    info: { transportId: TransportId.parse(transport.id), iceParameters, iceCandidates, dtlsParameters },
  };
}

const never = () => ({});
const handlers: Handlers<ControlCalls> = {
  'node:read': () => ({ nodeId: 'bare', routerRtpCapabilities, rooms: 1, peers: 0, load: 0 }),
  'peer:open': async ({ peerKey, maySend, rtpCapabilities }) => {
    const receive = await createTransport();
    const send = maySend.length === 0 ? null : await createTransport();
    if (send !== null) sends.set(peerKey, send.transport);
    const consumers = await Promise.all(
      producers.map(async ({ producer, from, source }): Promise<ControlConsumer> => {
        const consumer = await receive.transport.consume({
          producerId: producer.id,
          rtpCapabilities: rtpCapabilities as types.RtpCapabilities, // the endpoint's own, made by mediasoup-client
          enableRtx: true,
        });
        const { kind, rtpParameters, producerPaused } = consumer;
        const consumerId = ConsumerId.parse(consumer.id);
        return {
          consumerId,
          producerId: ProducerId.parse(producer.id),
          from,
          source,
          kind,
          rtpParameters,
          producerPaused,
        };
      }),
    );
    return { send: send?.info ?? null, receive: receive.info, consumers };
  },
  'transport:connect': async ({ transportId, dtlsParameters: { role = 'auto', fingerprints } }) => {
    await transports.get(transportId)?.connect({ dtlsParameters: { role, fingerprints } });
    return {};
  },
  'producer:open': async ({ peerKey, kind, source, rtpParameters }) => {
    const transport = sends.get(peerKey);
    if (transport === undefined) throw new Error('No such sender');
    const producer = await transport.produce({ kind, rtpParameters: rtpParameters as types.RtpParameters }); // as above
    producers.push({ producer, from: peerKey, source });
    return { producerId: ProducerId.parse(producer.id) };
  },
  'transport:restart-ice': () => {
    throw new Error('Not here');
  },
  'node:clock': () => ({ clock: performance.now() }),
  'room:open': never,
  'room:close': never,
  'peer:close': never,
  'producer:close': never,
  'producer:pause': never,
  'producer:resume': never,
  'room:record': never,
  'room:stop-recording': () => ({ tracks: [] }),
  'peer:view': never,
  'peer:set-receive-level': never,
};

const http = createServer();
const io = new Server(http, { transports: ['websocket'], cors: { origin: '*' } });
io.on('connection', (socket) => {
  socket.onAny((name: string, request: unknown, acknowledge: (reply: unknown) => void) => {
    void answer(controlCalls, handlers, name, request).then(acknowledge);
  });
});
http.listen(0, '127.0.0.1', () => process.send?.({ port: (http.address() as AddressInfo).port })); // a TCP server's
process.once('disconnect', () => {
  worker.close();
  process.exit(0);
});
