import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { TokenBucket } from './TokenBucket.ts';

/** Bit/s towards the browser and towards the node; `Infinity` lets everything through at once. */
export interface Rates {
  readonly down: number;
  readonly up: number;
}

/**
 * A UDP relay before a node's media port. Whatever passes in one direction shares one link, however many ports of the
 * browser take part.
 */
export class ShapedRelay {
  readonly port: number;
  readonly down: TokenBucket;
  readonly up: TokenBucket;
  readonly #near: Socket;
  /** One socket to the node for each port of the browser. */
  readonly #far = new Map<number, Socket>();

  private constructor(near: Socket, address: string, port: number, rates: Rates) {
    this.#near = near;
    this.port = near.address().port;
    this.down = new TokenBucket(rates.down);
    this.up = new TokenBucket(rates.up);
    near.on('message', (packet, from) => {
      const far = this.#far.get(from.port) ?? this.#open(from.port, from.address);
      this.up.pass(packet.length, () => far.send(packet, port, address, ignore));
    });
  }

  static async create(address: string, port: number, rates: Rates): Promise<ShapedRelay> {
    const near = createSocket('udp4');
    near.bind(0, address);
    await once(near, 'listening');
    near.setRecvBufferSize(1 << 20);
    return new ShapedRelay(near, address, port, rates);
  }

  set({ down, up }: Rates): void {
    this.down.set(down);
    this.up.set(up);
  }

  close(): void {
    this.down.close();
    this.up.close();
    for (const far of this.#far.values()) far.close();
    this.#near.close();
  }

  #open(port: number, address: string): Socket {
    const far = createSocket('udp4');
    far.on('message', (packet) => {
      this.down.pass(packet.length, () => this.#near.send(packet, port, address, ignore));
    });
    this.#far.set(port, far);
    return far;
  }
}

/** A packet that can't be sent is lost, as on any link. */
function ignore(): void {}
