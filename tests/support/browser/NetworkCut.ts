import type { CDPSession, Page } from '@playwright/test';

const whole = { offline: false, latency: 1, downloadThroughput: -1, uploadThroughput: -1, packetLoss: 0 };

/**
 * Cuts a page's network as a pulled plug does: no HTTP, no WebSocket frame and no media packet passes, nothing is told
 * to either end. Chromium puts WebRTC behind it only when it stood before the peer connections, hence `create` first.
 */
export class NetworkCut {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  /** Call it before the page opens a peer connection. */
  static async create(page: Page): Promise<NetworkCut> {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', whole);
    return new NetworkCut(session);
  }

  async cut(): Promise<void> {
    await this.#session.send('Network.emulateNetworkConditions', { ...whole, offline: true, packetLoss: 100 });
  }

  async mend(): Promise<void> {
    await this.#session.send('Network.emulateNetworkConditions', whole);
  }
}
