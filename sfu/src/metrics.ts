import { Gauge, Registry } from 'prom-client';
import type { LoadMeter } from './LoadMeter.ts';
import type { MediaNode } from './MediaNode.ts';

/** The node's figures, read when Prometheus asks. */
export function createMetrics(node: MediaNode, load: LoadMeter): Registry {
  const registers = [new Registry()];
  const registry = registers[0]!;
  const peers = () => node.rooms.flatMap((room) => [...room.peers.values()]);
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `pluriclasse_sfu_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('load', 'CPU of all workers by cores, 0 to 1', () => load.now);
  gauge('rooms', 'Rooms', () => node.rooms.length);
  gauge('peers', 'Peers', () => peers().length);
  return registry;
}
