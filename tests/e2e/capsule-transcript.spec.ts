import { expect, test, type Page } from '@playwright/test';
import type { CapsulePlayer } from '@pluriclasse/client/capsule/CapsulePlayer';
import type { Captions } from '@pluriclasse/shared/capsule/captions';
import { expectAccessible } from '../support/browser/accessible.ts';
import { strangeWords } from '../support/browser/strangeWords.ts';
import { captions, capsuleId } from '../support/capsule/fixture.ts';
import { openCapsule } from '../support/capsule/openCapsule.ts';

declare global {
  interface Window {
    told: { player: CapsulePlayer; stopped: string[] };
  }
}

let capsule: Awaited<ReturnType<typeof openCapsule>>;
test.beforeAll(async ({ browser }) => {
  capsule = await openCapsule(browser);
});
test.afterAll(() => capsule?.server.stop());
test.beforeEach(() => {
  capsule.server.refused.clear();
  give(captions);
});

const give = (what: Captions) => capsule.server.files.set('/media/captions', Buffer.from(JSON.stringify(what)));
async function open(page: Page, surface: 'office' | 'home' = 'home'): Promise<void> {
  await page.goto(`${capsule.server.url}/?capsule=${capsuleId}&surface=${surface}`);
  await expect(page.getByRole('slider')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Captions' })).toBeVisible();
}
const seek = (page: Page, at: number) => page.evaluate((to) => window.told.player.seek(to), at);
const timeOf = (page: Page) => page.evaluate(() => window.told.player.time());
const line = (page: Page) => page.getByRole('region', { name: 'Captions' });

test('captions come and go by the key C, are remembered, and say who speaks in which language', async ({ page }) => {
  await open(page);
  await seek(page, 8_000);
  await expect(line(page)).toBeHidden();
  await page.getByRole('slider').focus();
  await page.keyboard.press('c');
  await expect(line(page)).toContainText('Paolo Neri: The mill is next to the church.');
  await expect(line(page).locator('[lang=en]')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Captions' })).toHaveAttribute('aria-pressed', 'true');
  // What pupils read is in letters for those who learn to read.
  expect(await line(page).evaluate((element) => getComputedStyle(element).fontFamily)).toMatch(/^"?Andika/);
  await page.reload();
  await expect(page.getByRole('slider')).toBeVisible();
  await seek(page, 1_000);
  await expect(line(page)).toContainText('Good morning, schools!');
  await seek(page, 27_000);
  await expect(line(page)).toHaveText('');
  await page.getByRole('slider').focus();
  await page.keyboard.press('c');
  await expect(line(page)).toBeHidden();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Captions' })).toHaveAttribute('aria-pressed', 'false');
});

test('by the transcript one jumps, by keyboard alone, and finds what was said', async ({ page }) => {
  await open(page);
  await page.getByRole('slider').focus();
  await page.keyboard.press('t');
  const list = page.getByRole('list', { name: 'Transcript' });
  await expect(list.getByRole('button')).toHaveCount(5);
  await expect(list.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await timeOf(page)).toBe(16_000);
  await expect(list.locator('[aria-current=true]')).toContainText('Where is the café?');
  await expectAccessible(page);
  await page.getByRole('searchbox', { name: 'Search what is said' }).fill('CAFE');
  await expect(list.getByRole('button')).toHaveCount(1);
  await expect(page.getByText('1 place', { exact: true })).toBeVisible();
  // The letters of the field are not the player's keys.
  await page.keyboard.press('c');
  await expect(page.getByText('0 places')).toBeVisible();
  await expect(line(page)).toBeHidden();
  await page.getByRole('slider').focus();
  await page.keyboard.press('h');
  await expect(page.locator('[data-chapter]:focus')).toBeVisible();
});

test('the transcript goes along with the sound, and is left in peace when somebody reads elsewhere', async ({
  page,
}) => {
  const many = Array.from({ length: 500 }, (_, n) => ({
    from: n * 100,
    to: n * 100 + 90,
    speaker: n % 2 ? 'Ms Rus' : null,
    text: `Sentence ${n}.`,
  }));
  give({ language: 'en', cues: many });
  await open(page);
  await page.getByRole('tab', { name: 'Transcript' }).click();
  const list = page.getByRole('list', { name: 'Transcript' });
  await expect(list.getByRole('button')).toHaveCount(500);
  await seek(page, 40_000);
  const here = list.getByRole('button', { name: 'Sentence 400.' });
  await expect(here).toBeInViewport();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await list.hover();
  await page.mouse.wheel(0, -10_000);
  await expect(here).not.toBeInViewport();
  // Its peace is six seconds: the hand goes on as the sound does.
  await list.evaluate((element) => {
    element.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
    window.told.player.seek(40_100);
  });
  await expect(list.getByRole('button', { name: 'Sentence 401.' })).toHaveAttribute('aria-current', 'true');
  await expect(here).not.toBeInViewport();
});

test('a key that asks for the transcript before it has come is not lost, unless one goes elsewhere', async ({
  page,
}) => {
  for (const goes of [false, true]) {
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    const { promise: free, resolve: letGo } = Promise.withResolvers<void>();
    await page.route('**/media/captions', async (route) => {
      ask();
      await free;
      await route.continue();
    });
    await open(page);
    await asked;
    await page.getByRole('slider').focus();
    await page.keyboard.press('t');
    await expect(page.getByRole('tab', { name: 'Transcript' })).toHaveAttribute('aria-selected', 'true');
    const play = page.getByRole('button', { name: 'Play', exact: true });
    if (goes) await play.focus();
    letGo();
    const first = page.getByRole('list', { name: 'Transcript' }).getByRole('button').first();
    await expect(first).toBeVisible();
    await expect(goes ? play : first).toBeFocused();
    await page.unroute('**/media/captions');
  }
});

test('captions that don’t come are told, and come by the next try', async ({ page }) => {
  capsule.server.refused.add('/media/captions');
  await open(page);
  await page.getByRole('tab', { name: 'Transcript' }).click();
  await expect(page.getByText('What is said did not arrive. The sound goes on.')).toBeVisible();
  capsule.server.refused.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('list', { name: 'Transcript' }).getByRole('button')).toHaveCount(5);
});

test.describe('in Italian on a small phone', () => {
  test.use({ locale: 'it-IT', viewport: { width: 320, height: 640 } });
  test('there is no English word but what is said, and nothing is cut', async ({ page }) => {
    await page.goto(`${capsule.server.url}/?capsule=${capsuleId}&surface=home`);
    await page.getByRole('button', { name: 'Sottotitoli' }).click();
    await page.getByRole('tab', { name: 'Trascrizione' }).click();
    await expect(page.getByRole('list', { name: 'Trascrizione' }).getByRole('button')).toHaveCount(5);
    await seek(page, 8_000);
    const typed = new Set(capsule.manifest.chapters.map(({ title }) => title));
    const said = captions.cues.map(({ text }) => text).join(' ');
    const strange = (await strangeWords(page)).filter((word) => !typed.has(word) && !said.includes(word));
    expect(strange).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await expectAccessible(page);
  });
});
