import { Counter, Gauge, Registry, type Metric } from 'prom-client';
import type { Received } from './consumers.ts';
import type { LoadMeter } from './LoadMeter.ts';
import type { MediaNode } from './MediaNode.ts';
import type { ShipperLink } from './shipper/ShipperLink.ts';

/** The node's figures, read when Prometheus asks and not before. */
export function createMetrics(
  node: MediaNode,
  load: LoadMeter,
  keyFrameRequests: { readonly count: number },
  shipper?: Pick<ShipperLink, 'state'>,
): Registry {
  const registry = new Registry();
  const peers = () => node.rooms.flatMap((room) => [...room.peers.values()]);
  const shared = (name: string, help: string) => ({ name: `pluriclasse_sfu_${name}`, help, registers: [registry] });
  const gauge = (name: string, help: string, read: () => number): Metric =>
    new Gauge({
      ...shared(name, help),
      collect() {
        this.set(read());
      },
    });

  gauge('load', 'CPU of all workers by cores, 0 to 1', () => load.now);
  gauge('rooms', 'Rooms', () => node.rooms.length);
  gauge('peers', 'Peers', () => peers().length);
  gauge('peers_connected', 'Peers whose media reaches them', () => peers().filter((peer) => peer.connected).length);
  gauge(
    'transports',
    'WebRTC transports',
    () =>
      peers()
        .flatMap(({ sending, receiving }) => [sending, receiving])
        .filter(Boolean).length,
  );
  gauge('producers', 'Streams sent to the node', () => peers().reduce((total, peer) => total + peer.streams.size, 0));
  new Counter({
    ...shared('worker_cpu_seconds_total', 'CPU of each worker'),
    labelNames: ['worker', 'pid'],
    async collect() {
      this.reset();
      for (const { index, pid, cpu } of await node.pool.readLoad()) this.inc({ worker: index, pid }, cpu);
    },
  });
  new Gauge({
    ...shared('consumers', 'Streams sent by the node, by kind, state and spatial layer'),
    labelNames: ['kind', 'state', 'layer'],
    collect() {
      this.reset();
      for (const received of peers().flatMap((peer) => peer.received)) this.inc(describe(received));
    },
  });
  new Counter({
    ...shared('key_frame_requests_total', 'Key frames asked of senders'),
    collect() {
      this.reset();
      this.inc(keyFrameRequests.count);
    },
  });
  const quantiles = (name: string, help: string, read: () => number[]) =>
    new Gauge({
      ...shared(name, help),
      labelNames: ['quantile'],
      collect() {
        const sorted = read().toSorted((a, b) => a - b);
        for (const quantile of [0.5, 0.95]) {
          this.set({ quantile }, sorted[Math.ceil(sorted.length * quantile) - 1] ?? 0);
        }
      },
    });
  quantiles('loss', 'Share of packets lost, over peers, the worse of both directions', () =>
    peers().map(({ link }) => Math.max(link.lossDown, link.lossUp)),
  );
  quantiles('round_trip_seconds', 'Round trip of media, over peers that were measured', () =>
    peers().flatMap(({ link }) => (link.roundTrip === undefined ? [] : [link.roundTrip / 1000])),
  );
  if (shipper) {
    gauge('recordings_waiting_tracks', 'Recorded tracks that are not in the store yet', () => {
      return shipper.state?.waitingTracks ?? NaN;
    });
    gauge('recordings_waiting_bytes', 'Recorded bytes that are not in the store yet', () => {
      return shipper.state?.waitingBytes ?? NaN;
    });
    gauge('recordings_store_works', '1 while the store takes what is recorded', () => {
      return shipper.state !== undefined && shipper.state.trouble === undefined ? 1 : 0;
    });
  }
  return registry;
}

function describe({ consumer, picture }: Received): { kind: string; state: string; layer: string } {
  const state = consumer.producerPaused ? 'muted' : consumer.paused || picture?.flows === false ? 'paused' : 'flowing';
  return { kind: consumer.kind, state, layer: String(consumer.currentLayers?.spatialLayer ?? 'none') };
}
