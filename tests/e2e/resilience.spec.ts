import { expect, test, type Locator } from '@playwright/test';
import { attachEvidence } from '../support/lesson/attachEvidence.ts';
import { boardInk, drawZigzag, expectMoreInk } from '../support/lesson/boardInk.ts';
import { expectFrames } from '../support/lesson/expectMedia.ts';
import { openDesk } from '../support/lesson/openSeats.ts';
import type { SeatPage } from '../support/lesson/SeatPage.ts';
import { seatMedia } from '../support/media/seatMedia.ts';
import { Product } from '../support/product/Product.ts';

test.describe.serial('what breaks mends', () => {
  let product: Product;
  let a: SeatPage;
  let b: SeatPage;

  test.beforeAll(async () => {
    product = await Product.create();
    const [schoolA, schoolB] = product.demo.schools;
    a = await openDesk(product, schoolA, { media: seatMedia.deskA });
    b = await openDesk(product, schoolB, { media: seatMedia.deskB });
    await a.join();
    await b.join();
  });
  test.afterAll(async () => {
    await a?.close();
    await b?.close();
    await product?.stop();
  });

  // Playwright wants the fixtures taken apart, even when none is asked for.
  // oxlint-disable-next-line no-empty-pattern
  test.afterEach(({}, info) => attachEvidence(info, product, { a, b }));

  test('the server is killed: board, phase, hand and pictures are there again', async () => {
    await a.button('Board').click();
    await expect(b.region('Board')).toBeVisible();
    const blank = await boardInk(b.region('Board'));
    await drawZigzag(a.region('Board'));
    await expectMoreInk(b.region('Board'), blank);
    await a.button('Raise hand').click();
    await expect(floorOf(b)).toBeVisible();
    const current = currentPhase(a);
    const before = await current.textContent();
    await a.button('Next phase').click();
    await expect(current).not.toHaveText(before ?? '');
    const phase = (await current.textContent()) ?? '';
    await expect(currentPhase(b)).toHaveText(phase);

    await expect.poll(() => product.storedPhase(product.demo.lessonId), { message: 'the stored phase' }).toBe(1);
    await product.server.kill();
    await expect(a.page.getByText(/Coming back … try/)).toBeVisible();
    await product.server.start();
    for (const seat of [a, b]) {
      await expect(seat.page.getByText(/Coming back … try/)).toBeHidden({ timeout: 60_000 });
      await expect(currentPhase(seat)).toHaveText(phase);
      await expect(floorOf(seat)).toBeVisible();
      await expectMoreInk(seat.region('Board'), blank);
    }
    await expectFrames(a.page, [seatMedia.deskB]);
    await expectFrames(b.page, [seatMedia.deskA]);
  });

  test('what is drawn after that still reaches the other school', async () => {
    const before = await boardInk(a.region('Board'));
    await drawZigzag(b.region('Board'), 0.7);
    await expectMoreInk(a.region('Board'), before);
  });

  test('the sfu is killed: pictures come back by themselves', async () => {
    await product.sfu.kill();
    await product.sfu.start();
    await expectFrames(a.page, [seatMedia.deskB]);
    await expectFrames(b.page, [seatMedia.deskA]);
  });

  test('a second window takes the seat of the first', async () => {
    const second = await a.page.context().newPage();
    await second.goto(`/lesson/${product.demo.lessonId}`);
    await second.getByRole('button', { name: 'Join lesson', exact: true }).click();
    await expect(a.page.getByText('You came in somewhere else')).toBeVisible();
    await expectFrames(second, [seatMedia.deskB]);
  });
});

/** Title of the phase that runs; its minutes stand beside it. */
function currentPhase(seat: SeatPage): Locator {
  return seat.region('Plan').locator('[aria-current=step] > span').first();
}

/** The first who waits for the floor. */
const floorOf = (seat: SeatPage) =>
  seat
    .region('Floor')
    .getByText(/^Class of |our class/)
    .first();
