/**
 * The server's part in media, as a process of its own: the pool with one sfu node, and a socket in front of it, as
 * browsers would reach it through signalling. It starts the node as the launcher does.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveCalls } from '@pluriclasse/shared/calls';
import { controlCalls } from '@pluriclasse/shared/control/control';
import type { RoomListener } from '@pluriclasse/server/media/MediaRoomLink';
import { Server } from 'socket.io';
import { SfuNode } from '../../../support/sfu/SfuNode.ts';

const node = await SfuNode.create({ LOG_LEVEL: 'warn' });
const deaf: RoomListener = {
  consumerAdded() {},
  consumerClosed() {},
  consumerChanged() {},
  speaking() {},
  levelChanged() {},
  linksChanged() {},
  connectionChanged() {},
  recording() {},
  lost() {},
};
const room = await node.pool.openRoom('bench', deaf);
const offer = node.pool.offer();
const done = async (work: Promise<void>) => {
  await work;
  return {};
};

const http = createServer();
const io = new Server(http, { transports: ['websocket'], cors: { origin: '*' } });
io.on('connection', (socket) => {
  serveCalls(socket, controlCalls, {
    'node:read': () => ({ nodeId: 'bench', routerRtpCapabilities: offer, rooms: 1, peers: 0, load: 0 }),
    'node:clock': () => ({ clock: performance.now() }),
    'room:open': () => ({}),
    'room:close': () => ({}),
    'peer:open': (order) => room.openPeer(order),
    'peer:close': (order) => done(room.closePeer(order)),
    'transport:connect': (order) => done(room.connect(order)),
    'transport:restart-ice': (order) => room.restartIce(order),
    'producer:open': (order) => room.openProducer(order),
    'producer:close': (order) => done(room.closeProducer(order)),
    'producer:pause': (order) => done(room.pauseProducer(order)),
    'producer:resume': (order) => done(room.resumeProducer(order)),
    'room:record': () => ({}),
    'room:stop-recording': () => ({ tracks: [] }),
    'peer:view': (order) => done(room.setView(order)),
    'peer:set-receive-level': (order) => done(room.setReceiveLevel(order)),
  });
});
http.listen(0, '127.0.0.1', () => process.send?.({ port: (http.address() as AddressInfo).port })); // a TCP server's
process.once('disconnect', () => void node.close().finally(() => process.exit(0)));
