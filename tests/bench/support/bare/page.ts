/**
 * The bare page: a camera that is already on, one request to join, everything shown at once. As short as a join can
 * honestly be made with mediasoup-client, so that it is a hard measure and no straw man.
 */
import { Device, type types } from 'mediasoup-client';
import type { BareCall, BareCalls } from './messages.ts';

const socket = new WebSocket(location.href.replace('http', 'ws'));
const waiting = new Map<number, (reply: never) => void>();
let calls = 0;
const device = new Device();
let transports: types.Transport[] = [];

function call<C extends BareCall>(name: C, request: BareCalls[C]['request']): Promise<BareCalls[C]['reply']> {
  return new Promise((resolve) => {
    waiting.set(++calls, resolve);
    socket.send(JSON.stringify({ id: calls, name, request }));
  });
}

function onConnect(transport: types.Transport): types.Transport {
  transport.on('connect', ({ dtlsParameters }, callback) => {
    // Of one shape on both ends; the two libraries only type it apart.
    const own = dtlsParameters as BareCalls['connect']['request']['dtlsParameters'];
    void call('connect', { transportId: transport.id, dtlsParameters: own }).then(callback);
  });
  transports.push(transport);
  return transport;
}

async function show(receive: types.Transport, options: types.ConsumerOptions): Promise<void> {
  const consumer = await receive.consume(options);
  const element = document.createElement(consumer.kind);
  element.autoplay = true;
  element.id = consumer.id;
  element.srcObject = new MediaStream([consumer.track]);
  document.querySelector('#videos')?.append(element);
}

async function join(stream: MediaStream): Promise<void> {
  const rtpCapabilities = device.recvRtpCapabilities as BareCalls['join']['request']['rtpCapabilities']; // as above
  const reply = await call('join', { rtpCapabilities });
  const receive = onConnect(device.createRecvTransport(reply.receive));
  const send = onConnect(device.createSendTransport(reply.send));
  send.on('produce', ({ kind, rtpParameters }, callback) => {
    const own = rtpParameters as BareCalls['produce']['request']['rtpParameters']; // as above
    void call('produce', { kind, rtpParameters: own }).then(({ producerId }) => callback({ id: producerId }));
  });
  onConsumer = (options) => void show(receive, options);
  await Promise.all(reply.consumers.map((options) => show(receive, options)));
  for (const track of stream.getTracks()) {
    const encodings = [{ scaleResolutionDownBy: 4 }, { scaleResolutionDownBy: 2 }, { scaleResolutionDownBy: 1 }];
    await send.produce({ track, stopTracks: false, ...(track.kind === 'video' ? { encodings } : {}) });
  }
  document.body.dataset['sending'] = 'yes';
}

async function leave(stream: MediaStream): Promise<void> {
  for (const transport of transports) transport.close();
  // Chromium gives no picture to a page that opens a camera while another page holds it and shows it to nobody.
  for (const track of stream.getTracks()) track.stop();
  transports = [];
  document.querySelector('#videos')?.replaceChildren();
  await call('leave', {});
  delete document.body.dataset['sending'];
}

let onConsumer: (options: types.ConsumerOptions) => void = () => {};
socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
  const message = JSON.parse(data) as { id?: number; reply: never; consumer?: types.ConsumerOptions; closed?: string };
  if (message.consumer !== undefined) onConsumer(message.consumer);
  if (message.closed !== undefined) document.getElementById(message.closed)?.remove();
  if (message.id !== undefined) waiting.get(message.id)?.(message.reply);
});
async function prepare(): Promise<void> {
  await device.load(await call('capabilities', {}));
  const video = { width: { ideal: 1280 }, height: { ideal: 720 } };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video });
  document.querySelector('#join')?.addEventListener('click', () => void join(stream));
  document.querySelector('#leave')?.addEventListener('click', () => void leave(stream));
  document.body.dataset['ready'] = 'yes';
}
socket.addEventListener('open', () => void prepare());
