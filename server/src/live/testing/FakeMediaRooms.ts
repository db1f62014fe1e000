import { AppError } from '@pluriclasse/shared/errors';
import { ConsumerId, ProducerId, TransportId } from '@pluriclasse/shared/ids';
import type { ControlConsumer } from '@pluriclasse/shared/control/control';
import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import type { MediaRoomLink, MediaRooms, RoomListener } from '../../media/MediaRoomLink.ts';

type OpenPeer = Parameters<MediaRoomLink['openPeer']>[0];
type Producer = { producerId: ProducerId; source: MediaSource; kind: 'audio' | 'video'; paused: boolean };

/** A peer as the fake node knows it. */
export interface FakePeer {
  readonly order: OpenPeer;
  readonly producers: Map<MediaSource, Producer>;
  /** By producer. */
  readonly consumers: Map<ProducerId, ConsumerId>;
}

let count = 0;
const next = (name: string) => `${name}-${++count}`;

/** A media room without media: it refuses, counts and tells as a node does. */
export class FakeRoom implements MediaRoomLink {
  readonly roomKey: string;
  readonly peers = new Map<string, FakePeer>();
  readonly listener: RoomListener;
  /** The orders that came, in short, to be looked at. */
  readonly log: string[] = [];
  closed = false;
  /** What is being recorded. */
  recording: { recordingKey: string; epoch: number } | undefined;
  refusesToRecord = false;
  /** It records, and whoever ordered it does not hear so. */
  answerIsLost = false;
  /** Holds back the end of a recording. */
  stopGate: Promise<void> | undefined;
  /** Held back by a test that wants something to happen meanwhile. */
  gate: Promise<void> | undefined;

  constructor(roomKey: string, listener: RoomListener) {
    this.roomKey = roomKey;
    this.listener = listener;
  }

  async openPeer(order: OpenPeer): ReturnType<MediaRoomLink['openPeer']> {
    await this.gate;
    this.#requireOpen();
    if (this.peers.has(order.peerKey)) throw new AppError('conflict', 'That peer is there');
    const peer: FakePeer = { order, producers: new Map(), consumers: new Map() };
    const others = [...this.peers.keys()];
    this.peers.set(order.peerKey, peer);
    const consumers = others.flatMap((from) =>
      [...(this.peers.get(from)?.producers.values() ?? [])].map((producer) => this.#consume(peer, from, producer)),
    );
    const send = order.maySend.length === 0 ? null : transport();
    return { send, receive: transport(), consumers };
  }

  async closePeer({ peerKey }: { peerKey: string }): Promise<void> {
    const peer = this.peers.get(peerKey);
    this.peers.delete(peerKey);
    for (const producer of peer?.producers.values() ?? []) this.#gone(producer);
  }

  async connect({ peerKey, transportId }: { peerKey: string; transportId: string }): Promise<void> {
    this.#peer(peerKey);
    this.log.push(`connect ${transportId}`);
  }

  async restartIce({ peerKey }: { peerKey: string }) {
    this.#peer(peerKey);
    return { iceParameters: { usernameFragment: next('ufrag'), password: 'p' } };
  }

  async openProducer({ peerKey, source, kind, paused }: Parameters<MediaRoomLink['openProducer']>[0]) {
    const peer = this.#peer(peerKey);
    if (!peer.order.maySend.includes(source)) throw new AppError('forbidden', 'It may not send that');
    const old = peer.producers.get(source);
    if (old) this.#gone(old);
    const producer: Producer = { producerId: ProducerId.parse(next('producer')), source, kind, paused };
    peer.producers.set(source, producer);
    for (const [key, other] of this.peers) {
      if (other !== peer)
        this.listener.consumerAdded({ peerKey: key, consumer: this.#consume(other, peerKey, producer) });
    }
    return { producerId: producer.producerId };
  }

  async closeProducer({ peerKey, source }: { peerKey: string; source: MediaSource }): Promise<void> {
    const peer = this.#peer(peerKey);
    const producer = peer.producers.get(source);
    peer.producers.delete(source);
    if (producer) this.#gone(producer);
  }

  async pauseProducer(order: { peerKey: string; source: MediaSource }): Promise<void> {
    this.#setPaused(order, true);
  }

  async resumeProducer(order: { peerKey: string; source: MediaSource }): Promise<void> {
    this.#setPaused(order, false);
  }

  async setView({ peerKey, tiles }: Parameters<MediaRoomLink['setView']>[0]): Promise<void> {
    this.#peer(peerKey);
    this.log.push(`view ${tiles.length}`);
  }

  async setReceiveLevel({ peerKey, level }: Parameters<MediaRoomLink['setReceiveLevel']>[0]): Promise<void> {
    this.#peer(peerKey);
    this.listener.levelChanged({ peerKey, chosen: level, actual: level, stopSending: [] });
  }

  async record({ recordingKey, epoch }: Parameters<MediaRoomLink['record']>[0]): Promise<void> {
    this.#requireOpen();
    if (this.refusesToRecord) throw new AppError('unavailable', 'This node does not record');
    this.recording = { recordingKey, epoch };
    this.log.push('record');
    if (this.answerIsLost) throw new AppError('unavailable', 'No answer in time');
  }

  async stopRecording(): Promise<void> {
    this.recording = undefined;
    this.log.push('stop recording');
    await this.stopGate;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.peers.clear();
  }

  /** The node dies, or is found to have died. */
  die(goneFor = 0): void {
    this.closed = true;
    this.peers.clear();
    this.listener.lost(goneFor);
  }

  #setPaused({ peerKey, source }: { peerKey: string; source: MediaSource }, paused: boolean): void {
    const producer = this.#peer(peerKey).producers.get(source);
    if (producer === undefined) throw new AppError('not_found', 'It sends no such stream');
    producer.paused = paused;
    for (const [key, { consumers }] of this.peers) {
      const consumerId = consumers.get(producer.producerId);
      if (consumerId) this.listener.consumerChanged({ peerKey: key, consumerId, producerPaused: paused });
    }
  }

  #consume(peer: FakePeer, from: string, { producerId, source, kind, paused }: Producer): ControlConsumer {
    const consumerId = ConsumerId.parse(next('consumer'));
    peer.consumers.set(producerId, consumerId);
    return { consumerId, producerId, from, source, kind, rtpParameters: {}, producerPaused: paused };
  }

  #gone({ producerId }: Producer): void {
    for (const [peerKey, { consumers }] of this.peers) {
      const consumerId = consumers.get(producerId);
      consumers.delete(producerId);
      if (consumerId) this.listener.consumerClosed({ peerKey, consumerId });
    }
  }

  #peer(peerKey: string): FakePeer {
    this.#requireOpen();
    const peer = this.peers.get(peerKey);
    if (peer === undefined) throw new AppError('not_found', 'No such peer');
    return peer;
  }

  #requireOpen(): void {
    if (this.closed) throw new AppError('not_found', 'The room is closed');
  }
}

export class FakeMediaRooms implements MediaRooms {
  readonly rooms: FakeRoom[] = [];
  reachable = true;

  /** The room that is open. */
  get room(): FakeRoom {
    const room = this.rooms.findLast(({ closed }) => !closed);
    if (room === undefined) throw new Error('No room is open');
    return room;
  }

  offer() {
    return { codecs: [], headerExtensions: [] };
  }

  async openRoom(roomKey: string, listener: RoomListener): Promise<FakeRoom> {
    if (!this.reachable) throw new AppError('unavailable', 'No node');
    const room = new FakeRoom(roomKey, listener);
    this.rooms.push(room);
    return room;
  }
}

const transport = () => ({
  transportId: TransportId.parse(next('transport')),
  iceParameters: { usernameFragment: 'u', password: 'p' },
  iceCandidates: [],
  dtlsParameters: { fingerprints: [{ algorithm: 'sha-256' as const, value: 'AA' }] },
});
