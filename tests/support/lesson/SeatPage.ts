import { chromium, expect, type Browser, type BrowserContextOptions, type Locator, type Page } from '@playwright/test';
import { clockedMedia, type ClockedMedia } from '../browser/clockedMedia.ts';
import { launchOptions, type BrowserOptions } from '../browser/flags.ts';
import { NetworkCut } from '../browser/NetworkCut.ts';
import { plainMicrophone } from '../browser/plainMicrophone.ts';

export interface SeatPageOptions extends BrowserOptions {
  readonly baseUrl: string;
  readonly context?: BrowserContextOptions;
  /** Whose browser it shares, with cookies of its own; for seats that need no camera or microphone of their own. */
  readonly beside?: SeatPage;
  /** What camera and microphone give instead of the browser's fake ones. */
  readonly clock?: ClockedMedia;
}

/** The landmarks of a lesson page. */
export type Region = 'Stage' | 'Sites' | 'Floor' | 'Plan' | 'Wall' | 'Board';

/** One seat, mostly in a browser of its own, since a fake camera and microphone belong to a whole browser. */
export class SeatPage {
  readonly page: Page;
  readonly network: NetworkCut;
  /** Errors and warnings of the page, for the report of a failure. */
  readonly said: string[] = [];
  readonly #browser: Browser;
  readonly #isGuest: boolean;

  private constructor(browser: Browser, page: Page, network: NetworkCut, isGuest: boolean) {
    this.#browser = browser;
    this.#isGuest = isGuest;
    this.page = page;
    this.network = network;
    page.on('console', (message) => message.type() !== 'log' && this.said.push(message.text()));
    page.on('pageerror', (error) => this.said.push(String(error)));
    page.on(
      'response',
      (response) => response.status() >= 400 && this.said.push(`${response.status()} ${response.url()}`),
    );
  }

  static async create({ baseUrl, context, beside, clock, ...options }: SeatPageOptions): Promise<SeatPage> {
    const browser = beside === undefined ? await chromium.launch(launchOptions(options)) : beside.#browser;
    try {
      const owner = await browser.newContext({
        baseURL: baseUrl,
        locale: 'en-GB',
        viewport: { width: 1366, height: 768 },
        ...context,
      });
      const page = await owner.newPage();
      if (clock === undefined) await page.addInitScript(plainMicrophone);
      else await page.addInitScript(clockedMedia, clock);
      return new SeatPage(browser, page, await NetworkCut.create(page), beside !== undefined);
    } catch (error) {
      if (beside === undefined) await browser.close();
      throw error;
    }
  }

  region(name: Region): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  /** From the lobby into the lesson. */
  async join(): Promise<void> {
    await this.button('Join lesson').click();
    await this.expectJoined();
  }

  async expectJoined(): Promise<void> {
    await expect.poll(() => this.hasMark('lesson:joined'), { message: 'joined', timeout: 60_000 }).toBe(true);
  }

  /** A desk may come in with its microphone off. */
  async unmute(): Promise<void> {
    await expect(this.button(/^(Mute|Unmute)$/)).toBeVisible();
    if (await this.button('Unmute').isVisible()) await this.button('Unmute').click();
    await expect(this.button('Mute')).toBeVisible();
  }

  hasMark(name: string): Promise<boolean> {
    return this.page.evaluate((mark) => performance.getEntriesByName(mark).length > 0, name);
  }

  close(): Promise<void> {
    return this.#isGuest ? this.page.context().close() : this.#browser.close();
  }
}
