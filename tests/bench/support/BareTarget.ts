import type { Browser, Page } from '@playwright/test';
import type { JoinRecord } from './joinProbe.ts';
import { joinProbe } from './joinProbe.ts';
import { readJoinRecord, type JoinTarget } from './JoinTarget.ts';

/** The bare page at the bare script. */
export class BareTarget implements JoinTarget {
  readonly name = 'bare';
  readonly #url: string;
  readonly #joiner: Page;
  #sender: Page | undefined;

  private constructor(url: string, joiner: Page) {
    this.#url = url;
    this.#joiner = joiner;
  }

  static async create(url: string, browser: Browser): Promise<BareTarget> {
    const joiner = await browser.newPage();
    await joiner.addInitScript(joinProbe);
    return new BareTarget(url, joiner);
  }

  async openSender(browser: Browser): Promise<void> {
    this.#sender = await browser.newPage();
    await this.#open(this.#sender);
    await this.#sender.click('#join');
    await this.#sender.waitForSelector('[data-sending]');
  }

  openLobby(): Promise<void> {
    return this.#open(this.#joiner);
  }

  async join(): Promise<JoinRecord> {
    await this.#joiner.click('#join');
    const record = await readJoinRecord(this.#joiner);
    await this.#sender?.waitForFunction(() => document.querySelector('audio') && document.querySelector('video'));
    return record;
  }

  async leave(): Promise<void> {
    await this.#joiner.click('#leave');
    await this.#sender?.waitForFunction(() => document.querySelector('audio, video') === null);
  }

  async close(): Promise<void> {
    await this.#joiner.close();
    await this.#sender?.close();
  }

  async #open(page: Page): Promise<void> {
    await page.goto(this.#url);
    await page.waitForSelector('[data-ready]');
  }
}
