import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import {
  consumePolicy,
  forgetNarrowing,
  type PolicyMemory,
  type PolicyPicture,
  type PolicySeat,
  type SeatDecision,
} from './consumePolicy.ts';
import type { MediaPeer } from './MediaPeer.ts';
import type { Step } from './narrowing.ts';
import type { Stream } from './Stream.ts';
import type { Tell } from './tell.ts';

/** Carries out consumePolicy for a room: pictures flow or pause, and peers are told of their level. */
export class ReceivePlan {
  readonly #peers: ReadonlyMap<string, MediaPeer>;
  readonly #tell: Tell;
  readonly #told = new Map<string, string>();
  #memory: PolicyMemory = new Map();
  #closed = false;

  constructor(peers: ReadonlyMap<string, MediaPeer>, tell: Tell) {
    this.#peers = peers;
    this.#tell = tell;
  }

  /** To be called whenever anything that the policy looks at has changed for all. Returns each peer's step. */
  apply(): ReadonlyMap<string, Step> {
    if (this.#closed) return new Map();
    const { seats, memory } = this.#decide([...this.#peers.values()]);
    // Those of peers that are gone go with it.
    this.#memory = memory;
    for (const peerKey of this.#told.keys()) if (!this.#peers.has(peerKey)) this.#told.delete(peerKey);
    return new Map([...seats].map(([peerKey, { step }]) => [peerKey, step]));
  }

  /** Where only this peer has changed: the others of its site share its link, and no one else is touched. */
  applyTo({ order }: MediaPeer): void {
    if (this.#closed) return;
    const sharing = [...this.#peers.values()].filter((peer) => peer.order.siteKey === order.siteKey);
    this.#memory = new Map([...this.#memory, ...this.#decide(sharing).memory]);
  }

  #decide(peers: readonly MediaPeer[]): ReturnType<typeof consumePolicy> {
    const pictures = [...this.#peers.values()].flatMap((peer) => [...peer.streams.values()].flatMap(describePicture));
    const decided = consumePolicy({
      now: performance.now(),
      seats: peers.map(describeSeat),
      pictures,
      memory: this.#memory,
    });
    for (const [peerKey, decision] of decided.seats) {
      const peer = this.#peers.get(peerKey);
      if (peer !== undefined) this.#carryOut(peer, decision);
    }
    return decided;
  }

  /** A person has chosen a level: what was found too narrow before is tried again. */
  tryAgain(peer: MediaPeer): void {
    const { key, order } = peer;
    this.#memory = forgetNarrowing(this.#memory, { peerKey: key, siteKey: order.siteKey }, performance.now());
    this.applyTo(peer);
  }

  close(): void {
    this.#closed = true;
  }

  #carryOut(peer: MediaPeer, decision: SeatDecision): void {
    peer.least = decision.least;
    for (const { stream, picture } of peer.received) {
      const order = decision.pictures.get(stream.id);
      if (order === undefined) picture?.hide();
      else picture?.show(order);
    }
    const level = { chosen: peer.chosen, actual: decision.actual, stopSending: [...decision.stopSending] };
    const saying = JSON.stringify(level);
    const before = this.#told.get(peer.key);
    this.#told.set(peer.key, saying);
    const unremarkable = before === undefined && level.actual === level.chosen && level.stopSending.length === 0;
    if (before !== saying && !unremarkable) this.#tell('peer:level', { peerKey: peer.key, ...level });
  }
}

const PICTURES: readonly MediaSource[] = ['camera', 'document', 'screen'];

function describeSeat(peer: MediaPeer): PolicySeat {
  return {
    peerKey: peer.key,
    siteKey: peer.order.siteKey,
    chosen: peer.chosen,
    tiles: peer.tiles,
    estimate: peer.estimate,
    room: peer.room,
    losing: peer.losing,
    sounds: peer.received.filter(({ consumer }) => consumer.kind === 'audio' && !consumer.producerPaused).length,
    // What it may send rather than what it sends: who has stopped must not be told to start while it is narrow.
    sends: peer.order.maySend.filter((source) => PICTURES.includes(source)),
  };
}

function describePicture(stream: Stream): PolicyPicture[] {
  if (stream.kind === 'audio') return [];
  const layers = Math.max(1, stream.producer.rtpParameters.encodings?.length ?? 1);
  return [{ producerId: stream.id, from: stream.peerKey, source: stream.source, layers }];
}
