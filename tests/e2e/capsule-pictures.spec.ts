import { expect, test, type Page } from '@playwright/test';
import { capsuleId } from '../support/capsule/fixture.ts';
import { openCapsule, pictureColors } from '../support/capsule/openCapsule.ts';
import { colorOf, seek, timeOf } from '../support/capsule/playerPage.ts';

let capsule: Awaited<ReturnType<typeof openCapsule>>;
test.beforeAll(async ({ browser }) => {
  capsule = await openCapsule(browser);
});
test.afterAll(() => capsule?.server.stop());
test.beforeEach(({ page: _page }) => {
  capsule.server.refused.clear();
  capsule.server.asked.length = 0;
  capsule.server.pictureTakes = 0;
});
const [red, blue] = pictureColors;

/** With the picture that is chosen, at a time. */
async function open(page: Page, at: number): Promise<void> {
  await page.goto(`${capsule.server.url}/?capsule=${capsuleId}&surface=office`);
  await expect(page.locator('[data-board=base]')).toBeVisible();
  await seek(page, at);
  await choose(page, 'Small picture');
}
const choose = (page: Page, mode: string) => page.getByRole('combobox', { name: 'What to see' }).selectOption(mode);
const play = (page: Page) => page.getByRole('button', { name: 'Play', exact: true }).click();
/** Over all pictures, in steps that none of them is left out by. */
async function walk(page: Page): Promise<void> {
  for (const at of [5_000, 12_000, 18_000, 25_000, 32_000, 37_500]) {
    await seek(page, at);
    await expect.poll(() => colorOf(page)).toBeDefined();
  }
  await seek(page, 43_000);
}
/** The browser has no room for some of the pictures. */
const refuseBytes = (page: Page, which: 'the first' | 'more than twenty seconds') =>
  page.addInitScript((refused) => {
    // oxlint-disable-next-line typescript/unbound-method -- it is called on its own object below
    const append = SourceBuffer.prototype.appendBuffer;
    let times = 0;
    SourceBuffer.prototype.appendBuffer = function (bytes) {
      const { buffered } = this;
      const held = buffered.length > 0 ? buffered.end(buffered.length - 1) - buffered.start(0) : 0;
      if (refused === 'the first' ? ++times === 1 : held > 20) throw new DOMException('No room', 'QuotaExceededError');
      append.call(this, bytes);
    };
  }, which);
const NO_PICTURES = 'The pictures do not come. Sound and board go on.';
const asked = () => capsule.server.asked.filter(({ name }) => name.includes('picture'));

test('a link whose answers take a second shows pictures, too, and is asked for no more than it needs', async ({
  page,
}) => {
  capsule.server.pictureTakes = 1_000;
  await page.goto(`${capsule.server.url}/?capsule=${capsuleId}&surface=office`);
  await expect(page.locator('[data-board=base]')).toBeVisible();
  await seek(page, 17_000);
  await play(page);
  await expect.poll(() => timeOf(page)).toBeGreaterThan(17_200);
  // Slowly: a busy machine may look late, while the sound goes on.
  await page.evaluate(() => window.told.player.setRate(0.6));
  const from = await timeOf(page);
  await choose(page, 'Small picture');
  await expect.poll(() => colorOf(page)).toEqual(red);
  expect(await timeOf(page)).toBeLessThan(from + 4_000);
  // The beginning of a file, and pieces of it, once each.
  const ranges = asked().map(({ name, range }) => `${name} ${range}`);
  expect(new Set(ranges).size).toBe(ranges.length);
});

test('a picture that is let go of comes again when one goes back', async ({ page }) => {
  await open(page, 5_000);
  await walk(page);
  const start = () =>
    page
      .locator('video')
      .evaluate((video: HTMLVideoElement) => (video.buffered.length > 0 ? video.buffered.start(0) : 0));
  await expect.poll(start).toBeGreaterThan(8);
  await seek(page, 8_500);
  await expect.poll(() => colorOf(page)).toEqual(blue);
});

test('pictures that did not come over a link that was away come by themselves', async ({ page }) => {
  await page.route('**/media/picture-*', (route) => route.abort());
  await open(page, 17_000);
  await expect.poll(() => page.locator('video').getAttribute('data-source')).toBeNull();
  await expect(page.getByText(NO_PICTURES)).toBeHidden();
  await page.unroute('**/media/picture-*');
  await expect.poll(() => colorOf(page)).toEqual(red);
});

test('pictures that the browser can’t take are told of, and tried again when they are chosen again', async ({
  page,
}) => {
  await refuseBytes(page, 'the first');
  await open(page, 32_000);
  await expect(page.getByText(NO_PICTURES)).toBeVisible();
  await choose(page, 'Large picture');
  await expect(page.getByText(NO_PICTURES)).toBeHidden();
  await expect.poll(() => colorOf(page)).toEqual(blue);
});

test('a browser with little room lets go of what was shown', async ({ page }) => {
  await refuseBytes(page, 'more than twenty seconds');
  await open(page, 5_000);
  await walk(page);
  await expect.poll(() => colorOf(page)).toEqual(red);
  await expect(page.getByText(NO_PICTURES)).toBeHidden();
});
