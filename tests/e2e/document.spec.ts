import { expect, test, type Locator } from '@playwright/test';
import { openDesk, openKit } from '../support/lesson/openSeats.ts';
import type { SeatPage } from '../support/lesson/SeatPage.ts';
import { Product } from '../support/product/Product.ts';

test.describe('a document under a second camera', () => {
  let product: Product;
  let desk: SeatPage;
  const others: SeatPage[] = [];

  test.beforeAll(async () => {
    product = await Product.create();
    const [a, b] = product.demo.schools;
    // One browser: its cameras are enough for all of them, and nobody is told apart by what they show.
    desk = await openDesk(product, a, { cameras: 3 });
    await desk.join();
    others.push(await openDesk(product, b, { beside: desk }), await openKit(product, b, { beside: desk }));
    await others[0]?.join();
    await others[1]?.expectJoined();
  });
  test.afterAll(async () => {
    await Promise.all(others.map((seat) => seat.close()));
    await desk?.close();
    await product?.stop();
  });

  test('is large at the other school’s desk and classroom; when it stops, the board returns', async () => {
    await desk.button('Board').click();
    for (const seat of others) await expect(seat.region('Board')).toBeVisible();

    await test.step('shown', async () => {
      await desk.button('Choose camera').click();
      const choice = desk.page.getByLabel('Document camera');
      await expect(choice.locator('option'), 'off, and three cameras').toHaveCount(4);
      await choice.selectOption(secondCamera);
      await expect(desk.button('Stop document')).toBeVisible();
      for (const seat of others) await expectPlaying(documentAt(seat));
      for (const seat of others) expect(await shareOfWidth(documentAt(seat))).toBeGreaterThan(0.4);
      // The teacher's own picture goes on beside it.
      for (const seat of others) await expect(seat.region('Stage').locator('video')).not.toHaveCount(1);
    });
    await test.step('stopped by its button', async () => {
      await desk.page.keyboard.press('Escape');
      await desk.button('Stop document').click();
      await expect(desk.button('Stop document')).toBeHidden();
      for (const seat of others) {
        await expect(documentAt(seat)).toHaveCount(0);
        await expect(seat.region('Board')).toBeVisible();
      }
    });
    await test.step('shown again, and stopped in the menu', async () => {
      await desk.button('Choose camera').click();
      await desk.page.getByLabel('Document camera').selectOption(secondCamera);
      for (const seat of others) await expectPlaying(documentAt(seat));
      await desk.page.getByLabel('Document camera').selectOption('Off');
      for (const seat of others) {
        await expect(documentAt(seat)).toHaveCount(0);
        await expect(seat.region('Board')).toBeVisible();
      }
    });
    await test.step('a camera that another program has', async () => {
      await desk.page.evaluate(() => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'));
      });
      await desk.page.getByLabel('Document camera').selectOption(secondCamera);
      await expect(desk.page.getByText('The document camera gives nothing.')).toBeVisible();
    });
  });
});

/** The last: Chromium's second fake camera gives depths instead of colours, which nothing encodes. */
const secondCamera = { index: 3 };

function documentAt(seat: SeatPage): Locator {
  return seat.region('Stage').getByRole('group', { name: /, document of / });
}

/** Its pictures arrive and go on. */
async function expectPlaying(tile: Locator): Promise<void> {
  const frames = () =>
    tile.locator('video').evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);
  await expect(tile).toBeVisible();
  await expect.poll(frames, { message: 'decoded frames', timeout: 60_000 }).toBeGreaterThan(5);
  const before = await frames();
  await expect.poll(frames, { message: 'more frames', timeout: 60_000 }).toBeGreaterThan(before + 5);
}

function shareOfWidth(tile: Locator): Promise<number> {
  return tile.evaluate((element) => element.getBoundingClientRect().width / innerWidth);
}
