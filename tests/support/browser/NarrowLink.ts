import type { Page } from '@playwright/test';
import { ShapedRelay, type Rates } from '../media/ShapedRelay.ts';

/**
 * Leads a page's media through a link of its own, as wide as a test wants it. Sockets and HTTP stay as they are: they are
 * TCP, and share with media what a browser can't be told to give up.
 */
export class NarrowLink {
  readonly #relays = new Map<string, Promise<ShapedRelay>>();
  #rates: Rates = { down: Infinity, up: Infinity };

  /** Call it before the page opens a lesson. */
  static async create(page: Page): Promise<NarrowLink> {
    const link = new NarrowLink();
    await page.exposeFunction('relayTo', (address: string, port: number) => link.#relayTo(address, port));
    await page.addInitScript(leadThroughRelay);
    return link;
  }

  /** Bit/s of UDP payload in each direction, from now on. */
  set(rates: Partial<Rates>): void {
    this.#rates = { ...this.#rates, ...rates };
    for (const relay of this.#relays.values()) void relay.then((one) => one.set(this.#rates));
  }

  /** Bytes that have come through so far, and those that a full queue has dropped. */
  async count(): Promise<{ down: number; up: number; dropped: number }> {
    const relays = await Promise.all(this.#relays.values());
    const sum = (of: (relay: ShapedRelay) => number) => relays.reduce((total, relay) => total + of(relay), 0);
    return {
      down: sum(({ down }) => down.passed),
      up: sum(({ up }) => up.passed),
      dropped: sum(({ down, up }) => down.dropped + up.dropped),
    };
  }

  async close(): Promise<void> {
    for (const relay of await Promise.all(this.#relays.values())) relay.close();
    this.#relays.clear();
  }

  async #relayTo(address: string, port: number): Promise<number> {
    const key = `${address}:${port}`;
    if (!this.#relays.has(key)) this.#relays.set(key, ShapedRelay.create(address, port, this.#rates));
    return (await this.#relays.get(key))?.port ?? port;
  }
}

/** Runs in a page before its scripts: every candidate of the node becomes the relay's, and TCP is left out. */
function leadThroughRelay(): void {
  const { relayTo } = window as unknown as { relayTo: (address: string, port: number) => Promise<number> }; // exposed above
  const Original = RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      const lines: string[] = [];
      for (const line of (description.sdp ?? '').split('\r\n')) {
        // a=candidate:<foundation> <component> <protocol> <priority> <address> <port> typ host …  (RFC 8839, 5.1)
        const parts = line.split(' ');
        if (!line.startsWith('a=candidate:')) lines.push(line);
        else if (parts[2]?.toLowerCase() === 'udp') {
          parts[5] = String(await relayTo(parts[4] ?? '', Number(parts[5])));
          lines.push(parts.join(' '));
        }
      }
      await super.setRemoteDescription({ type: description.type, sdp: lines.join('\r\n') });
    }
  };
}
