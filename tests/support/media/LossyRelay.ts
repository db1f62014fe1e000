import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** What a relay does to packets. */
export interface Harm {
  /** Share of packets that never arrive, each way. */
  readonly loss: number;
  /** Each is late by up to so many milliseconds, so that they overtake each other. */
  readonly jitter: number;
}

/** A UDP relay before a node's media port that loses and shuffles packets, the same for a seed. */
export class LossyRelay {
  readonly port: number;
  lost = 0;
  passed = 0;
  readonly #near: Socket;
  readonly #far = new Map<number, Socket>();
  readonly #harm: Harm;
  readonly #timers = new Set<NodeJS.Timeout>();
  #seed: number;

  private constructor(near: Socket, port: number, harm: Harm, seed: number) {
    this.#near = near;
    this.port = near.address().port;
    this.#harm = harm;
    this.#seed = seed;
    near.on('message', (packet, from) => {
      const far = this.#far.get(from.port) ?? this.#open(from.port);
      this.#pass(() => far.send(packet, port, '127.0.0.1', ignore));
    });
  }

  /** @param port the node's, on loopback */
  static async create(port: number, harm: Harm, seed = 1): Promise<LossyRelay> {
    const near = createSocket('udp4');
    near.bind(0, '127.0.0.1');
    await once(near, 'listening');
    return new LossyRelay(near, port, harm, seed);
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const far of this.#far.values()) far.close();
    this.#near.close();
  }

  #pass(send: () => void): void {
    if (this.#random() < this.#harm.loss) {
      this.lost += 1;
      return;
    }
    this.passed += 1;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      send();
    }, this.#random() * this.#harm.jitter);
    this.#timers.add(timer);
  }

  #open(near: number): Socket {
    const far = createSocket('udp4');
    far.on('message', (packet) => this.#pass(() => this.#near.send(packet, near, '127.0.0.1', ignore)));
    this.#far.set(near, far);
    return far;
  }

  #random(): number {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#seed / 2 ** 32;
  }
}

/** A packet that can't be sent is lost, as on any link. */
function ignore(): void {}
