import type { MediaRoomLink } from '@pluriclasse/server/media/MediaRoomLink';
import type { ReplyData } from '@pluriclasse/shared/calls';
import type { ControlCalls, ControlConsumer } from '@pluriclasse/shared/control/control';
import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import type { ProducerId } from '@pluriclasse/shared/ids';
import type { TransportInfo } from '@pluriclasse/shared/signalling/media';
import wrtc from '@roamhq/wrtc';
import { Device, type types } from 'mediasoup-client';

Object.assign(globalThis, wrtc);

type Opened = ReplyData<ControlCalls, 'peer:open'>;
/** What a peer needs of a room's link. */
export type PeerRoom = Pick<MediaRoomLink, 'openPeer' | 'openProducer' | 'connect'>;
export type PeerOrder = Parameters<MediaRoomLink['openPeer']>[0];

/** A seat with a real WebRTC stack, on the server's link to the node. */
export class WrtcPeer {
  readonly key: string;
  readonly opened: Opened;
  readonly #room: PeerRoom;
  readonly #device: Device;
  #send: types.Transport | undefined;
  #receive: types.Transport | undefined;

  private constructor(key: string, room: PeerRoom, device: Device, opened: Opened) {
    this.key = key;
    this.#room = room;
    this.#device = device;
    this.opened = opened;
  }

  /** What the lobby prepares: a device that knows what it can receive. `offer`: the node's capabilities. */
  static async loadDevice(offer: Record<string, unknown>): Promise<Device> {
    const device = new Device({ handlerName: 'Chrome111' });
    await device.load({ routerRtpCapabilities: offer as types.RtpCapabilities }); // the node's own, made by mediasoup
    return device;
  }

  static async create(
    room: PeerRoom,
    offer: Record<string, unknown> | Device,
    order: Partial<PeerOrder> & { peerKey: string },
  ): Promise<WrtcPeer> {
    const device = offer instanceof Device ? offer : await WrtcPeer.loadDevice(offer);
    const opened = await room.openPeer({
      siteKey: order.peerKey,
      rtpCapabilities: { ...device.recvRtpCapabilities },
      maySend: ['microphone', 'camera', 'screen'],
      adult: true,
      receiveLevel: 'all',
      ...order,
    });
    return new WrtcPeer(order.peerKey, room, device, opened);
  }

  async produce(source: MediaSource, options: types.ProducerOptions): Promise<types.Producer> {
    this.#send ??= this.#createSend();
    return this.#send.produce({ ...options, appData: { source } });
  }

  async consume(info: ControlConsumer): Promise<types.Consumer> {
    if (this.#receive === undefined) {
      this.#receive = this.#device.createRecvTransport(options(this.opened.receive));
      this.#connect(this.#receive);
    }
    const rtpParameters = info.rtpParameters as types.RtpParameters; // the node's own
    return this.#receive.consume({ id: info.consumerId, producerId: info.producerId, kind: info.kind, rtpParameters });
  }

  /** What the receiving end's peer connection counts; undefined before the first `consume`. */
  async readReceived(): Promise<RTCStatsReport | undefined> {
    return this.#receive?.getStats();
  }

  close(): void {
    this.#send?.close();
    this.#receive?.close();
  }

  #createSend(): types.Transport {
    if (this.opened.send === null) throw new Error('The peer got no sending transport');
    const send = this.#device.createSendTransport(options(this.opened.send));
    this.#connect(send);
    send.on('produce', ({ kind, rtpParameters, appData }, callback, errback) => {
      const source = appData['source'] as MediaSource; // set in `produce`
      this.#room
        .openProducer({ peerKey: this.key, source, kind, rtpParameters: { ...rtpParameters }, paused: false })
        .then(({ producerId }: { producerId: ProducerId }) => callback({ id: producerId }), errback);
    });
    return send;
  }

  #connect(transport: types.Transport): void {
    transport.on('connect', ({ dtlsParameters }, callback, errback) => {
      const transportId = transport.id as TransportInfo['transportId']; // the id that the node gave
      this.#room.connect({ peerKey: this.key, transportId, dtlsParameters }).then(callback, errback);
    });
  }
}

function options({ transportId, ...parameters }: TransportInfo): types.TransportOptions {
  return { id: transportId, ...parameters } as unknown as types.TransportOptions; // the node's own, made by mediasoup
}
