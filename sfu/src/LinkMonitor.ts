import type { LinkQuality } from '@pluriclasse/shared/signalling/state';
import { EstimateGuide } from './EstimateGuide.ts';
import { judgeLink } from './linkQuality.ts';
import { LossMeter, type LossReporter } from './LossMeter.ts';
import type { MediaPeer } from './MediaPeer.ts';
import type { Step } from './narrowing.ts';
import { newTrust, nextTrust, trustAgain, type Trust } from './trust.ts';

const INTERVAL = 2_000;
/** The first estimates of a new link are its start value, not a measurement. */
const SETTLES = 4_000;
/** Loss towards a peer that a working link doesn't have, 0–1. */
const PRESSED = 0.02;
/** Opus conceals and repairs what is lost up to here, 0–1. */
const SUFFERS = 0.1;
/** Two looks in a row must be better before a link is called so. */
const KEPT = 2;

interface Watched {
  readonly since: number;
  /** Spreads the seldom questions of many peers over the looks. */
  readonly turn: number;
  /** As of the last look. */
  step: Step;
  guide: EstimateGuide | undefined;
  trust: Trust;
  readonly down: LossMeter;
  readonly up: LossMeter;
  quality: LinkQuality;
  recent: LinkQuality[];
}

export interface LinkMonitorListener {
  /** Every interval, when estimates are new. Returns how far each peer's narrow link has made it give up. */
  measured(): ReadonlyMap<string, Step>;
  changed(links: { peerKey: string; link: LinkQuality }[]): void;
}

/** What changes slowly is asked at every so many looks only: questions are what this costs. */
const SELDOM = 4;

/**
 * Looks at the transports of a room's peers every two seconds: what the receiving one can take and loses; now and then
 * the way up and the round trip. That is far less than the worker's own bandwidth events would cost, of which there
 * are many a second and transport.
 */
export class LinkMonitor {
  readonly #peers: ReadonlyMap<string, MediaPeer>;
  readonly #listener: LinkMonitorListener;
  readonly #watched = new Map<string, Watched>();
  readonly #timer: NodeJS.Timeout;
  #busy = false;
  #looks = 0;

  constructor(peers: ReadonlyMap<string, MediaPeer>, listener: LinkMonitorListener) {
    this.#peers = peers;
    this.#listener = listener;
    this.#timer = setInterval(() => void this.#look(), INTERVAL);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** A person of this peer wants pictures tried: what they need flows at once, until losses tell otherwise. */
  trust(peer: MediaPeer): void {
    this.#watch(peer).trust = trustAgain(performance.now());
    this.#forgetLoss(peer);
    void this.#guide(peer)?.lift(peer.least);
  }

  async #look(): Promise<void> {
    if (this.#busy || this.#peers.size === 0) return;
    this.#busy = true;
    this.#looks += 1;
    try {
      await Promise.all([...this.#peers.values()].map((peer) => this.#measure(peer)));
      this.#judge(this.#listener.measured());
    } finally {
      this.#busy = false;
    }
  }

  async #measure(peer: MediaPeer): Promise<void> {
    const down = await readStats(peer.receiving);
    if (peer.closed) return;
    const watched = this.#watch(peer);
    const settled = performance.now() - watched.since >= SETTLES;
    const lossDown = await lossOf(down?.rtpPacketLossSent, () => watched.down.read(flowing(peer)));
    if (peer.closed) return;
    // Where little flows the worker estimates little, however wide the link is: it says something only under pressure.
    const pressed = lossDown > PRESSED || peer.received.some(({ picture }) => picture?.squeezed);
    const estimate = down?.availableOutgoingBitrate;
    peer.room = estimate ?? 0;
    peer.estimate =
      peer.connected && settled && pressed && estimate !== undefined && estimate > 0 ? estimate : undefined;
    // At two looks: a glitch of a second is none of a link's width.
    const losing = (before: number, now: number) => Math.max(before, now) > SUFFERS && Math.min(before, now) > PRESSED;
    const { lossUp: lossUpBefore, lossDown: lossDownBefore } = peer.link;
    peer.link = { ...peer.link, lossDown, connected: peer.connected || !settled };
    // More would only be lost where sound is.
    const wants = watched.step > 0 || peer.received.some(({ picture }) => picture?.starved);
    const seldom = (this.#looks + watched.turn) % SELDOM === 0;
    const { least, room } = peer;
    // As low as the floor lets it be: then packets may pile up unseen.
    const pinned = watched.trust.trusted && least > 0 && room <= least * 1.05;
    if (seldom || pinned) await this.#measureRoundTrip(peer);
    const flows = peer.received.some(({ picture, consumer }) => picture?.flows && consumer.currentLayers !== undefined);
    const look = { loss: lossDown, roundTrip: pinned ? peer.link.roundTrip : undefined, flows };
    watched.trust = nextTrust(watched.trust, look, performance.now());
    await this.#guide(peer)?.look({
      wanted: settled && wants && lossDown <= PRESSED,
      narrow: watched.step > 0,
      estimate: room,
      floor: watched.trust.trusted ? least : 0,
    });
    if (seldom || peer.link.lossUp > PRESSED) await this.#measureUp(peer);
    peer.losing = { down: losing(lossDownBefore, lossDown), up: losing(lossUpBefore, peer.link.lossUp) };
  }

  /** What flows is another from now on: what was lost before says nothing of it. */
  #forgetLoss(peer: MediaPeer): void {
    peer.link = { ...peer.link, lossDown: 0 };
    void this.#watch(peer).down.restart(peer.received);
  }

  #guide(peer: MediaPeer): EstimateGuide | undefined {
    const watched = this.#watch(peer);
    return (watched.guide ??= peer.receiving && new EstimateGuide(peer.receiving));
  }

  async #measureUp(peer: MediaPeer): Promise<void> {
    const up = await readStats(peer.streams.size > 0 ? peer.sending : undefined);
    const lossUp = await lossOf(up?.rtpPacketLossReceived, () => this.#watch(peer).up.read([...peer.streams.values()]));
    peer.link = { ...peer.link, lossUp };
  }

  async #measureRoundTrip(peer: MediaPeer): Promise<void> {
    const sound = peer.received.find(({ consumer }) => consumer.kind === 'audio' && !consumer.producerPaused)?.consumer;
    const heard = await readStats(sound);
    const roundTrip = heard !== undefined && 'roundTripTime' in heard ? heard.roundTripTime : undefined;
    peer.link = { ...peer.link, roundTrip: roundTrip ?? peer.link.roundTrip };
  }

  #judge(steps: ReadonlyMap<string, Step>): void {
    const changed: { peerKey: string; link: LinkQuality }[] = [];
    for (const peer of this.#peers.values()) {
      const watched = this.#watch(peer);
      const step = steps.get(peer.key) ?? 0;
      if (step !== watched.step) this.#forgetLoss(peer);
      watched.step = step;
      watched.recent = [judgeLink(peer.link, watched.step), ...watched.recent].slice(0, KEPT);
      const link = worst(watched.recent);
      if (link === watched.quality) continue;
      watched.quality = link;
      changed.push({ peerKey: peer.key, link });
    }
    for (const peerKey of this.#watched.keys()) if (!this.#peers.has(peerKey)) this.#watched.delete(peerKey);
    if (changed.length > 0) this.#listener.changed(changed);
  }

  #watch(peer: MediaPeer): Watched {
    const watched = this.#watched.get(peer.key) ?? {
      since: performance.now(),
      turn: this.#watched.size,
      step: 0,
      guide: undefined,
      trust: newTrust,
      down: new LossMeter(),
      up: new LossMeter(),
      quality: 'good',
      recent: [],
    };
    this.#watched.set(peer.key, watched);
    return watched;
  }
}

/**
 * The worker's own figure for a transport remembers losses for a minute where little flows; the streams' reports tell
 * the last seconds. They are asked only where there is a doubt: questions are what this costs.
 */
async function lossOf(remembered: number | undefined, ask: () => Promise<number>): Promise<number> {
  return (remembered ?? 0) > PRESSED ? ask() : 0;
}

function flowing(peer: MediaPeer): LossReporter[] {
  return peer.received.filter(({ stream, picture }) => !stream.producer.paused && picture?.flows !== false);
}

/** Undefined for what is absent, or was closed meanwhile. */
async function readStats<S>(source: { getStats(): Promise<S[]> } | undefined): Promise<S | undefined> {
  if (source === undefined) return undefined;
  return source.getStats().then(
    (stats) => stats[0],
    () => undefined,
  );
}

function worst(qualities: readonly LinkQuality[]): LinkQuality {
  const order: LinkQuality[] = ['bad', 'slow', 'good'];
  return order.find((quality) => qualities.includes(quality)) ?? 'good';
}
