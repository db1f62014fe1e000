/**
 * Proves a worker by a real produce and consume: sound from one peer connection to another, through ICE, DTLS and SRTP.
 * A worker that starts is not yet one that works; some die at the first DTLS handshake.
 *
 * Run as a program: exits with 0 when the sound arrived, with 1 otherwise.
 */
import wrtc from '@roamhq/wrtc';
import { createWorker } from 'mediasoup';
import { Device } from 'mediasoup-client';

const ARRIVES_WITHIN_MS = 20_000;
const LOUDNESS = 8000;
const FRAME_MS = 10;
const RATE = 48_000;
const codec = { kind: 'audio', mimeType: 'audio/opus', clockRate: RATE, channels: 2 };

for (const name of ['RTCPeerConnection', 'RTCSessionDescription', 'RTCIceCandidate', 'MediaStream'])
  globalThis[name] = wrtc[name];

async function connect(router, device, direction) {
  const remote = await router.createWebRtcTransport({ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }] });
  const { id, iceParameters, iceCandidates, dtlsParameters } = remote;
  const local = device[direction]({ id, iceParameters, iceCandidates, dtlsParameters });
  local.on('connect', ({ dtlsParameters: mine }, done, failed) =>
    remote.connect({ dtlsParameters: mine }).then(done, failed),
  );
  return { remote, local };
}

function hum() {
  const source = new wrtc.nonstandard.RTCAudioSource();
  const samples = new Int16Array((RATE * FRAME_MS) / 1000).map(
    (_, index) => Math.sin((index * 2 * Math.PI) / 48) * LOUDNESS,
  );
  const timer = setInterval(
    () => source.onData({ samples, sampleRate: RATE, bitsPerSample: 16, channelCount: 1 }),
    FRAME_MS,
  );
  return { track: source.createTrack(), stop: () => clearInterval(timer) };
}

async function prove() {
  const worker = await createWorker({ logLevel: 'error' });
  const died = new Promise((_, reject) => worker.once('died', () => reject(new Error('the worker died'))));
  const router = await worker.createRouter({ mediaCodecs: [codec] });
  const device = await Device.factory({ handlerName: 'Chrome111' });
  await device.load({ routerRtpCapabilities: router.rtpCapabilities });
  const sending = await connect(router, device, 'createSendTransport');
  const receiving = await connect(router, device, 'createRecvTransport');
  sending.local.on('produce', ({ kind, rtpParameters }, done, failed) => {
    sending.remote.produce({ kind, rtpParameters }).then(({ id }) => done({ id }), failed);
  });
  const sound = hum();
  const { id: producerId } = await Promise.race([sending.local.produce({ track: sound.track }), died]);
  const { id, kind, rtpParameters } = await receiving.remote.consume({
    producerId,
    rtpCapabilities: device.recvRtpCapabilities,
  });
  const consumer = await Promise.race([receiving.local.consume({ id, producerId, kind, rtpParameters }), died]);
  await Promise.race([arrived(consumer.track), died]);
  sound.stop();
}

/** Decoded sound, loud enough not to be the silence that fills gaps. */
function arrived(track) {
  const sink = new wrtc.nonstandard.RTCAudioSink(track);
  return new Promise((resolve) => {
    sink.ondata = ({ samples }) => samples.some((sample) => Math.abs(sample) > LOUDNESS / 4) && resolve();
  });
}

setTimeout(() => {
  console.error('no sound arrived');
  process.exit(1);
}, ARRIVES_WITHIN_MS);
try {
  await prove();
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
