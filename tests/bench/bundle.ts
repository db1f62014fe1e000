/**
 * The JavaScript that a page loads, gz: sign-in as a stranger sees it, and the lesson from the address to the first
 * decoded frame of another seat, as really loaded by Chromium from a running product.
 */
import { gzipSync } from 'node:zlib';
import { chromium, expect, type Page } from '@playwright/test';
import { launchOptions } from '../support/browser/flags.ts';
import { openKit, openDesk } from '../support/lesson/openSeats.ts';
import { seatMedia } from '../support/media/seatMedia.ts';
import buildPages from '../support/product/buildPages.ts';
import { Product } from '../support/product/Product.ts';
import { countScripts } from './support/countScripts.ts';
import { report, type Figure } from './support/statistics.ts';

const goals = { signIn: 110, lesson: 180 };
const closers: (() => Promise<unknown>)[] = [];

function figure(name: string, bytes: number, goal?: number): Figure {
  const value = bytes / 1000;
  const verdict = goal === undefined ? {} : { goal: `≤ ${goal}`, holds: value <= goal };
  return { name, value: Math.round(value * 10) / 10, unit: 'kB', ...verdict };
}

async function measureSignIn(page: Page): Promise<number> {
  const scripts = countScripts(page, gzipped);
  await page.goto('/sign-in', { waitUntil: 'networkidle' });
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  return scripts.total();
}

const gzipped = (body: Buffer) => gzipSync(body, { level: 9 }).length;

try {
  await buildPages();
  const product = await Product.create();
  closers.push(() => product.stop());

  const browser = await chromium.launch(launchOptions());
  closers.push(() => browser.close());
  const stranger = await browser.newPage({ baseURL: product.baseUrl, locale: 'en-GB' });
  const signIn = await measureSignIn(stranger);

  const [own, other] = product.demo.schools;
  const kit = await openKit(product, other, { media: seatMedia.deskB });
  closers.push(() => kit.close());
  await kit.expectJoined();
  const lobby = await openDesk(product, own, { media: seatMedia.deskA });
  closers.push(() => lobby.close());
  // Once more from the address on, now that someone is there to be seen.
  const scripts = countScripts(lobby.page, gzipped);
  await lobby.page.reload();
  await lobby.join();
  await expect.poll(() => lobby.hasMark('lesson:first-frame'), { timeout: 20_000 }).toBe(true);
  const lesson = await scripts.total();

  report('bundle', [
    figure('sign-in', signIn, goals.signIn),
    figure('lesson, desk, to the first frame', lesson, goals.lesson),
    ...scripts.largest(6).map(({ name, bytes }) => figure(`  of it ${name}`, bytes)),
  ]);
} finally {
  for (const close of closers.toReversed()) await close();
}
