import { expect, test, type Page } from '@playwright/test';
import { PAGE_HEIGHT, PAGE_WIDTH } from '@pluriclasse/shared/board/page';
import { seededRandom } from '../support/board/seededRandom.ts';
import { axeFaults } from '../support/browser/axeFaults.ts';
import { expectAccessible } from '../support/browser/accessible.ts';
import { pressByKey, tabTo } from '../support/browser/keyboard.ts';
import { strangeWords } from '../support/browser/strangeWords.ts';
import { heardOf, watchSounds } from '../support/capsule/heardOf.ts';
import { capsuleId, DURATION, speakers, type Drawing } from '../support/capsule/fixture.ts';
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
  capsule.server.manifest = () => ({ status: 200, body: capsule.manifest });
});

async function open(page: Page, surface: 'office' | 'home' = 'office'): Promise<void> {
  await page.goto(`${capsule.server.url}/?capsule=${capsuleId}&surface=${surface}`);
  await expect(page.getByRole('slider')).toBeVisible();
  await expect(page.locator('[data-board=base]')).toBeVisible();
}

/** Which drawings the board's canvas shows: those in the middle of whose square there is ink. */
function drawn(page: Page, drawings: readonly Drawing[]): Promise<boolean[]> {
  return page.locator('[data-board=base]').evaluate(
    async (canvas: HTMLCanvasElement, { places, width, height }) => {
      // Drawn by the frame after the one that heard of the jump.
      for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('No canvas');
      const scale = Math.min(canvas.width / width, canvas.height / height);
      const [left, top] = [(canvas.width - width * scale) / 2, (canvas.height - height * scale) / 2];
      return places.map(([x, y]) => {
        const [r = 0, g = 0, b = 0] = context.getImageData(left + x * scale, top + y * scale, 1, 1).data;
        return r + g + b < 600;
      });
    },
    { places: drawings.map(({ x, y }) => [x, y] as const), width: PAGE_WIDTH, height: PAGE_HEIGHT },
  );
}

test('the board is right at twenty random times, whichever way one comes, and while it plays', async ({ page }) => {
  await open(page);
  const { drawings, pageAt } = capsule.board;
  const random = seededRandom(99);
  for (let n = 0; n < 20; n++) {
    const at = Math.floor(random() * DURATION);
    await seek(page, at);
    const here = drawings.filter((one) => one.page === pageAt(at));
    const expected = here.map(({ from, to }) => from <= at && at < to);
    expect(await drawn(page, here), `at ${at}`).toEqual(expected);
  }
  await seek(page, 36_000);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => timeOf(page)).toBeGreaterThan(38_000);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const at = await timeOf(page);
  const here = drawings.filter((one) => one.page === pageAt(at));
  expect(await drawn(page, here)).toEqual(here.map(({ from, to }) => from <= at && at < to));
});

test('each voice is heard when it should be, at each speed, and both keep together', async ({ page }) => {
  await watchSounds(page);
  await open(page);
  for (const [n, { heard, hertz }] of speakers.entries()) {
    await seek(page, heard[0][0] + 1_000);
    if (n === 0) await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect
      .poll(() =>
        heardOf(
          page,
          speakers.map((one) => one.hertz),
        ),
      )
      .toEqual([hertz]);
    await expect(page.getByText(`${speakers[n]?.name} speaks`)).toBeVisible();
  }
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('1.5');
  const look = () => page.evaluate(() => ({ at: window.told.player.time(), now: performance.now() }));
  const from = await look();
  await expect.poll(() => timeOf(page)).toBeGreaterThan(from.at + 3_000);
  const to = await look();
  expect(to.at - from.at).toBeLessThan((to.now - from.now) * 1.5 + 300);
  const apart = await page.evaluate(() => {
    const [one, other] = window.sounds;
    return Math.abs((one?.currentTime ?? 0) - (other?.currentTime ?? 9));
  });
  expect(apart).toBeLessThan(0.04);
});

test('the picture is that of whoever speaks, in pieces around the time', async ({ page }) => {
  await open(page);
  capsule.server.asked.length = 0;
  await page.getByRole('combobox', { name: 'What to see' }).selectOption('Small picture');
  for (const [n, at] of [
    [0, 18_000],
    [1, 33_000],
    [0, 6_000],
  ] as const) {
    await seek(page, at);
    await expect.poll(() => colorOf(page)).toEqual(pictureColors[n]);
  }
  await page.getByRole('combobox', { name: 'What to see' }).selectOption('Large picture');
  await expect.poll(() => colorOf(page)).toEqual(pictureColors[0]);
  await seek(page, 59_000);
  await expect(page.getByText('Nobody’s picture just now')).toBeVisible();
  const pictures = capsule.server.asked.filter(({ name }) => name.includes('picture'));
  expect(pictures.length).toBeGreaterThan(0);
  for (const { range } of pictures) expect(range).toMatch(/^bytes=\d+-\d+$/);
});

test('all of it by keyboard', async ({ page }) => {
  await open(page);
  const slider = page.getByRole('slider', { name: 'Time' });
  await pressByKey(page, page.getByRole('button', { name: 'Play', exact: true }));
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeFocused();
  await page.keyboard.press('k');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  for (const [key, at] of [
    ['Home', 0],
    ['ArrowRight', 5],
    ['l', 10],
    ['ArrowLeft', 5],
    ['End', 60],
  ] as const) {
    await page.keyboard.press(key);
    await expect(slider).toHaveAttribute('aria-valuenow', `${at}`);
  }
  await page.keyboard.press('Home');
  await page.keyboard.press('>');
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('1.2');
  await page.keyboard.press('h');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'New words: places' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(slider).toHaveAttribute('aria-valuetext', '8 seconds of 1 minute, New words: places');
  await tabTo(page, slider);
  await page.keyboard.press('PageUp');
  await expect(slider).toHaveAttribute('aria-valuenow', '38');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Play or pause');
  await page.keyboard.press('Escape');
  await page.keyboard.press('+');
  await expect(page.getByRole('button', { name: 'Whole page' })).toBeVisible();
  const before = await picture(page);
  await tabTo(page, page.getByRole('group', { name: 'Board', exact: true }));
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await picture(page)) === before, 'moved').toBe(false);
  await page.keyboard.press('0');
  await expect(page.getByRole('button', { name: 'Whole page' })).toBeHidden();
});
const picture = (page: Page) =>
  page.locator('[data-board=base]').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

test('who hears the page is told neither each second nor each wait where it is, but where one goes', async ({
  page,
}) => {
  await watchSounds(page);
  await open(page);
  const slider = page.getByRole('slider', { name: 'Time' });
  await slider.focus();
  await page.keyboard.press('k');
  await expect.poll(() => timeOf(page)).toBeGreaterThan(2_500);
  await expect(slider).toHaveAttribute('aria-valuenow', '0');
  const before = await timeOf(page);
  await page.keyboard.press('ArrowRight');
  const told = async () => Number(await slider.getAttribute('aria-valuenow'));
  await expect.poll(told).toBeGreaterThanOrEqual(Math.floor((before + 5_000) / 1000));
  await page.keyboard.press('k');
  const paused = String(Math.floor((await timeOf(page)) / 1000));
  await expect(slider).toHaveAttribute('aria-valuenow', paused);
  await page.keyboard.press('k');
  await expect.poll(() => timeOf(page)).toBeGreaterThan(Number(paused) * 1000 + 2_000);
  await page.evaluate(async () => {
    const { view } = window.told.player;
    const until = (state: string) =>
      new Promise<void>((resolve) => {
        const look = () => view.get().state === state && resolve();
        view.subscribe(look);
        look();
      });
    await until('playing');
    const waited = until('waiting');
    // The voices are brought to their own place again, as a voice is whose bytes came late.
    for (const sound of window.sounds) sound.currentTime = window.told.player.time() / 1000;
    await waited;
    await until('playing');
  });
  await expect(slider).toHaveAttribute('aria-valuenow', paused);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 780 } });
  test('two fingers look closer, one moves what is seen, and the page stays where it is', async ({ page }) => {
    await open(page, 'home');
    await seek(page, 38_000);
    const box = await page.getByRole('group', { name: 'Board', exact: true }).boundingBox();
    if (!box) throw new Error('No board');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const devtools = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
      devtools.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(([dx, dy], id) => ({ x: x + dx, y: y + dy, id })),
      });
    await touch('touchStart', [-20, 0]);
    await touch('touchStart', [-20, 0], [20, 0]);
    for (let n = 1; n <= 4; n++) await touch('touchMove', [-20 - n * 5, 0], [20 + n * 5, 0]);
    await touch('touchEnd');
    await expect(page.getByRole('button', { name: 'Whole page' })).toBeVisible();
    const before = await picture(page);
    await touch('touchStart', [0, 0]);
    for (let n = 1; n <= 4; n++) await touch('touchMove', [0, -n * 15]);
    await touch('touchEnd');
    await expect.poll(async () => (await picture(page)) === before, 'moved').toBe(false);
    expect(await page.evaluate(() => [scrollY, visualViewport?.scale])).toEqual([0, 1]);
  });
});

test('a stop stops it once, and a drag over the timeline goes where it is let go', async ({ page }) => {
  await open(page);
  await seek(page, 31_000);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => page.evaluate(() => window.told.stopped)).toEqual(['second']);
  expect(Math.round(await timeOf(page))).toBe(32_000);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => timeOf(page)).toBeGreaterThan(32_800);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const box = await page.getByRole('slider').locator('..').boundingBox();
  if (!box) throw new Error('No timeline');
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height - 8);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height - 8, { steps: 4 });
  await page.mouse.up();
  expect(Math.abs((await timeOf(page)) - DURATION / 4)).toBeLessThan(300);
});

test('a stop that is passed as bytes run out is not passed over', async ({ page }) => {
  await watchSounds(page);
  await open(page);
  await seek(page, 31_000);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.evaluate(async () => {
    const { player } = window.told;
    while (player.time() < 32_000) await new Promise(requestAnimationFrame);
    for (const sound of window.sounds) sound.currentTime = player.time() / 1000;
  });
  await expect.poll(() => page.evaluate(() => window.told.stopped)).toEqual(['second']);
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  expect(Math.round(await timeOf(page))).toBe(32_000);
});

test('the board is copied as a picture, or saved where there is no clipboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await seek(page, 17_000);
  const copy = page.getByRole('button', { name: 'Copy the board as a picture' });
  await copy.click();
  await expect(page.getByText('The board is copied. Paste it where you work.')).toBeVisible();
  const size = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const picture = await createImageBitmap((await item?.getType('image/png')) ?? new Blob());
    return [picture.width, picture.height];
  });
  expect(size).toEqual([PAGE_WIDTH, PAGE_HEIGHT]);
  await page.evaluate(() => Reflect.deleteProperty(window, 'ClipboardItem'));
  const saved = page.waitForEvent('download');
  await copy.click();
  expect((await saved).suggestedFilename()).toBe('In our village board.png');
});

test('links that ran out are fetched anew; a capsule that is taken back says so', async ({ page }) => {
  const { server, manifest } = capsule;
  const renewed: unknown = JSON.parse(JSON.stringify(manifest).replaceAll('/media/voice-', '/media/new-voice-'));
  for (const n of [0, 1]) {
    server.files.set(`/media/new-voice-${n}`, server.files.get(`/media/voice-${n}`) ?? Buffer.alloc(0));
    server.refused.add(`/media/voice-${n}`);
  }
  const tried = () => server.asked.some(({ name }) => name.startsWith('/media/voice-'));
  server.manifest = () => ({ status: 200, body: tried() ? renewed : manifest });
  await open(page);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => timeOf(page)).toBeGreaterThan(1_000);
  expect(server.asked.some(({ name }) => name === '/media/new-voice-0')).toBe(true);
  await expect(page.getByText('can’t be heard')).toBeHidden();

  for (const n of [0, 1]) server.refused.add(`/media/new-voice-${n}`);
  server.manifest = () => ({ status: 404, body: { code: 'not_found', message: 'Withdrawn' } });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This capsule is not there any more' })).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
});

test('a voice that does not come is told, and the other one and the board go on', async ({ page }) => {
  capsule.server.refused.add('/media/voice-0');
  await open(page);
  await expect(page.getByText('Ms Rus can’t be heard. The others and the board go on.')).toBeVisible();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => timeOf(page)).toBeGreaterThan(1_000);
  capsule.server.refused.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('can’t be heard')).toBeHidden();
});

test.describe('in Italian on a small phone', () => {
  test.use({ locale: 'it-IT', viewport: { width: 320, height: 640 } });
  test('there is no English word, nothing is cut, and axe finds nothing serious', async ({ page }) => {
    await open(page, 'home');
    await seek(page, 27_000);
    await expect(page.getByText('Un alunno, Roccaverde')).toBeVisible();
    const typed = new Set(capsule.manifest.chapters.map(({ title }) => title));
    expect((await strangeWords(page)).filter((word) => !typed.has(word))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await expectAccessible(page);
  });
});

test('axe finds nothing serious on a desk, with captions and a large picture', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Captions' }).click();
  await page.getByRole('combobox', { name: 'What to see' }).selectOption('Large picture');
  await seek(page, 10_000);
  await expect(page.getByText('The mill is next to the church.')).toBeVisible();
  await expectAccessible(page);
});
