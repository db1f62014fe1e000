/**
 * A bare mediasoup script: one worker, one router, one room, no checks. It is what a lesson's join is measured against.
 * Run as a process of its own, as the product's node is; says its address as one line of JSON and ends with its parent.
 */
import { createServer } from 'node:http';
import * as mediasoup from 'mediasoup';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { BarePeer } from './BarePeer.ts';
import { bundlePage } from './bundlePage.ts';

const html = `<!doctype html><title>Bare</title><button id="join">Join</button><button id="leave">Leave</button>
<div id="videos"></div><script type="module" src="/page.js"></script>`;

const script = await bundlePage();
const workerBin = process.env['MEDIASOUP_WORKER_BIN'];
const worker = await mediasoup.createWorker(workerBin === undefined ? {} : { workerBin });
const router = await worker.createRouter({
  mediaCodecs: [
    { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
    { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  ],
});
const protocols = process.env['BARE_PROTOCOLS'] === 'tcp' ? (['tcp'] as const) : (['udp', 'tcp'] as const);
const webRtcServer = await worker.createWebRtcServer({
  listenInfos: protocols.map((protocol) => ({ protocol, ip: '127.0.0.1' })),
});

const http = createServer((request, response) => {
  const isScript = request.url === '/page.js';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? script : html);
});
const peers = new Set<BarePeer>();
new WebSocketServer({ server: http }).on('connection', (socket) => {
  const peer = new BarePeer({ socket, router, webRtcServer, peers });
  socket.on('close', () => peer.leave());
});
http.listen(0, '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo; // it listens on TCP
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
});
process.on('disconnect', () => process.exit());
