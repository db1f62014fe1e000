import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import { launchOptions } from '../../../support/browser/flags.ts';
import type { Crowd } from './Crowd.ts';
import type { CrowdPage } from './crowdPage.ts';
import type { Joins } from './Endpoint.ts';
import type { Subject } from './Subject.ts';

/** How a page is asked; it puts this on its window. */
interface Scope {
  crowd: CrowdPage;
}

/** Endpoints in one page of Chromium, which negotiates AEAD_AES_256_GCM as every current browser does. */
export class BrowserCrowd implements Crowd {
  readonly #browser: Browser;
  readonly #page: Page;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  static async create({ url }: Subject): Promise<BrowserCrowd> {
    const browser = await chromium.launch(launchOptions());
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundle(), type: 'module' });
    await page.waitForFunction(() => 'crowd' in window);
    await page.evaluate((to) => (window as unknown as Scope).crowd.open(to), url);
    return new BrowserCrowd(browser, page);
  }

  send(): Promise<void> {
    return this.#page.evaluate(() => (window as unknown as Scope).crowd.send());
  }

  subscribe(count: number): Promise<Joins> {
    return this.#page.evaluate((seats) => (window as unknown as Scope).crowd.subscribe(seats), count);
  }

  count(): Promise<number> {
    return this.#page.evaluate(() => (window as unknown as Scope).crowd.count());
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/** The page's script in one piece; its WebRTC is the browser's own. */
async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    resolve: {
      conditions: ['source', 'browser', 'module', 'import', 'default'],
      alias: { '@roamhq/wrtc': fileURLToPath(new URL('noWrtc.ts', import.meta.url)) },
    },
    build: {
      write: false,
      target: 'chrome109',
      rollupOptions: { input: fileURLToPath(new URL('crowdPage.ts', import.meta.url)), output: { format: 'es' } },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunk = outputs.flatMap((one) => ('output' in one ? one.output : [])).find((one) => one.type === 'chunk');
  if (chunk === undefined) throw new Error('The page was not bundled');
  return chunk.code;
}
