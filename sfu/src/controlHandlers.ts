import type { Handlers } from '@pluriclasse/shared/calls';
import type { ControlCalls } from '@pluriclasse/shared/control/control';
import { ProducerId } from '@pluriclasse/shared/ids';
import { routerRtpCapabilities } from './codecs.ts';
import type { LoadMeter } from './LoadMeter.ts';
import type { MediaNode } from './MediaNode.ts';
import type { MediaPeer } from './MediaPeer.ts';
import { monotonic } from './recorder/monotonic.ts';
import type { Tell } from './tell.ts';

/** What a server may order of the node. */
export function createHandlers(
  node: MediaNode,
  load: LoadMeter,
  nodeId: string,
  owner: { id: string; tellOf: (roomKey: string) => Tell },
): Handlers<ControlCalls> {
  const getPeer = (at: { roomKey: string; peerKey: string }): MediaPeer => node.getRoom(at.roomKey).getPeer(at.peerKey);
  return {
    'node:read': () => ({
      nodeId,
      routerRtpCapabilities,
      rooms: node.rooms.length,
      peers: node.rooms.reduce((total, room) => total + room.peers.size, 0),
      load: load.now,
    }),
    'node:clock': () => ({ clock: monotonic() }),
    'room:open': async ({ roomKey }) => {
      await node.openRoom(roomKey, owner.id, owner.tellOf(roomKey));
      return {};
    },
    'room:close': ({ roomKey }) => {
      node.closeRoom(roomKey);
      return {};
    },
    'peer:open': (order) => node.getRoom(order.roomKey).openPeer(order),
    'peer:close': ({ roomKey, peerKey }) => {
      node.getRoom(roomKey).closePeer(peerKey);
      return {};
    },
    'transport:connect': async (order) => {
      await getPeer(order).connect(order.transportId, order.dtlsParameters);
      return {};
    },
    'transport:restart-ice': async (order) => ({ iceParameters: await getPeer(order).restartIce(order.transportId) }),
    'producer:open': async (order) => {
      const stream = await node.getRoom(order.roomKey).openProducer(order);
      return { producerId: ProducerId.parse(stream.id) };
    },
    'producer:close': (order) => {
      node.getRoom(order.roomKey).closeProducer(order);
      return {};
    },
    'producer:pause': async (order) => {
      await getPeer(order).getStream(order.source).pause();
      return {};
    },
    'producer:resume': async (order) => {
      await getPeer(order).getStream(order.source).resume();
      return {};
    },
    'room:record': async (order) => {
      await node.getRoom(order.roomKey).record(order);
      return {};
    },
    'room:stop-recording': async ({ roomKey }) => ({ tracks: await node.getRoom(roomKey).stopRecording() }),
    'peer:view': (order) => {
      node.getRoom(order.roomKey).setView(order);
      return {};
    },
    'peer:set-receive-level': (order) => {
      node.getRoom(order.roomKey).setReceiveLevel(order);
      return {};
    },
  };
}
