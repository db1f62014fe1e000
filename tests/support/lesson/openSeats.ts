import { expect, type BrowserContextOptions, type Page } from '@playwright/test';
import { speakingAsHeader } from '@pluriclasse/shared/signalling/protocol';
import type { ClockedMedia } from '../browser/clockedMedia.ts';
import type { BrowserOptions } from '../browser/flags.ts';
import type { DemoPerson, DemoSchool } from '../product/demo.ts';
import type { Product } from '../product/Product.ts';
import { SeatPage } from './SeatPage.ts';

interface OpenOptions extends BrowserOptions {
  readonly context?: BrowserContextOptions;
  readonly beside?: SeatPage;
  readonly clock?: ClockedMedia;
}

/** Signs in without the form, whose own journey is tested elsewhere. */
export async function signIn(page: Page, baseUrl: string, { email, password }: DemoPerson): Promise<void> {
  const response = await page.request.post(`${baseUrl}/api/sign-in`, {
    data: { email, password },
    headers: { [speakingAsHeader]: 'staff', origin: baseUrl },
  });
  expect(response.status()).toBe(200);
}

/** A teacher of the school in the lobby of the demo's open lesson. */
export async function openDesk(product: Product, school: DemoSchool, options: OpenOptions = {}): Promise<SeatPage> {
  const seat = await SeatPage.create({ baseUrl: product.baseUrl, ...options });
  await signIn(seat.page, product.baseUrl, school.teachers[0]);
  await seat.page.goto(`/lesson/${product.demo.lessonId}`);
  await expect(seat.button('Join lesson')).toBeEnabled();
  return seat;
}

/** The school's classroom; it comes into the open lesson by itself. */
export async function openKit(product: Product, school: DemoSchool, options: OpenOptions = {}): Promise<SeatPage> {
  // Software draws what a big screen's graphics card would: a smaller one of the same shape leaves time for codecs.
  const context = { viewport: { width: 1280, height: 720 }, ...options.context };
  const seat = await SeatPage.create({ baseUrl: product.baseUrl, ...options, context });
  await seat.page.goto(school.kitLink);
  return seat;
}

/** A tablet of the class, with its first free pupil at it, in the open lesson. */
export async function openCompanion(
  product: Product,
  school: DemoSchool,
  options: OpenOptions = {},
): Promise<SeatPage> {
  const context = { viewport: { width: 1280, height: 800 }, hasTouch: true, ...options.context };
  const seat = await SeatPage.create({ baseUrl: product.baseUrl, ...options, context });
  await seat.page.goto(school.companionLinks[0]);
  await choosePupil(seat.page);
  await expect(seat.region('Board')).toBeVisible();
  return seat;
}

/** Four pictures that only this pupil knows. */
const pattern = ['sun', 'tree', 'house', 'fish'];

/** Takes the first pupil that no other tablet has, who has never been here, and sets the pattern; may look at the pad. */
export async function choosePupil(page: Page, atThePad: () => Promise<void> = async () => {}): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible();
  await page.locator('main li button:enabled').first().click();
  for (const step of ['Choose four pictures that only you know.', 'Good! Now the same four again.']) {
    await expect(page.getByText(step)).toBeVisible();
    await atThePad();
    for (const picture of pattern) await page.getByRole('button', { name: picture, exact: true }).click();
  }
}

/** Types a printed code as a pupil at home does, in small letters. */
export async function signInAtHome(page: Page, code: string): Promise<void> {
  await page.goto('/home');
  await page.getByLabel('Group 1').fill(code.slice(0, 4).toLowerCase());
  await page.getByLabel('Group 2').fill(code.slice(-4));
  await page.getByRole('button', { name: 'Go to my lessons' }).click();
}
