import { expect, test } from '@playwright/test';
import { readPictures } from '../support/browser/readPictures.ts';
import { attachEvidence } from '../support/lesson/attachEvidence.ts';
import { clockTicks } from '../support/lesson/clockTicks.ts';
import { expectFrames } from '../support/lesson/expectMedia.ts';
import { openCompanion, openDesk, openKit } from '../support/lesson/openSeats.ts';
import type { SeatPage } from '../support/lesson/SeatPage.ts';
import { seatMedia } from '../support/media/seatMedia.ts';
import { Product } from '../support/product/Product.ts';

test.describe.serial('who speaks, what is shown, how long', () => {
  let product: Product;
  let desk: SeatPage;
  let kit: SeatPage;
  let tabletA: SeatPage;
  let tabletB: SeatPage;
  const all = () => [desk, kit, tabletA, tabletB];

  test.beforeAll(async () => {
    product = await Product.create();
    const [a, b] = product.demo.schools;
    kit = await openKit(product, a, { media: seatMedia.kitA });
    desk = await openDesk(product, b, { media: seatMedia.deskB });
    await kit.expectJoined();
    await desk.join();
    tabletA = await openCompanion(product, a, { beside: desk });
    tabletB = await openCompanion(product, b, { beside: desk });
  });
  test.afterAll(async () => {
    for (const seat of all().toReversed()) await seat?.close();
    await product?.stop();
  });

  // Playwright wants the fixtures taken apart, even when none is asked for.
  // oxlint-disable-next-line no-empty-pattern
  test.afterEach(({}, info) => attachEvidence(info, product, { desk, kit, tabletA, tabletB }));

  test('talk is measured from the sound that the schools send', async () => {
    const [a] = product.demo.schools;
    const share = desk.region('Sites').getByRole('img', { name: new RegExp(`^${a.name}: \\d+ %$`) });
    await expect
      .poll(async () => Number(/(\d+) %/.exec((await share.getAttribute('aria-label')) ?? '')?.[1] ?? 0), {
        message: 'the share of the school whose classroom makes a sound',
        timeout: 60_000,
      })
      .toBeGreaterThan(50);
  });

  test('the school that has spoken least is offered first, and the classroom shows the turn', async () => {
    const [, b] = product.demo.schools;
    await tabletA.button('Raise hand').click();
    await expect(tabletA.button('Lower hand')).toBeVisible();
    await expect(desk.region('Floor').getByText('Only one hand is up.')).toBeVisible();
    await tabletB.button('Raise hand').click();
    await expect(desk.region('Floor').getByText(`${b.name} has spoken least.`)).toBeVisible();

    const give = desk
      .region('Floor')
      .getByRole('button', { name: /^Give turn to / })
      .first();
    const first = ((await give.textContent()) ?? '').replace('Give turn to ', '');
    await give.click();
    await expect(tabletB.page.getByText('Your turn!')).toBeVisible();
    await expect(tabletA.page.getByText('Your turn!')).toBeHidden();
    await expect(kit.region('Floor')).toContainText(first);
    await desk.button('End turn').click();
    await expect(tabletB.page.getByText('Your turn!')).toBeHidden();
    await expect(desk.region('Floor').getByText('Only one hand is up.')).toBeVisible();
  });

  test('a pupil writes on the wall only after a teacher opened it', async () => {
    await desk.button(/^Wall/).first().click();
    await desk.region('Wall').getByLabel('To everyone').fill('Good morning, both schools');
    await desk.button('Put on the wall').click();
    await expect(desk.region('Wall').getByText('Good morning, both schools')).toBeVisible();
    await expect(tabletA.button('Put on the wall')).toBeHidden();
    await desk.button('Open wall').click();
    await expect(desk.button('Close wall')).toBeVisible();
    await desk.button(/^Take off: Good morning/).click();
    await expect(desk.region('Wall').getByText('Good morning, both schools')).toBeHidden();
  });

  test('a school that only watches raises no hands and owes no talk, until its teacher takes that back', async () => {
    const [, b] = product.demo.schools;
    const own = desk.region('Sites').getByRole('button', { name: b.name, exact: true });
    await desk.page.getByRole('tab', { name: 'Sites' }).click();
    await own.click();
    await desk.button('We only watch').click();
    await expect(desk.button('We take part')).toBeVisible();
    await desk.button('Close').click();
    await expect(desk.region('Sites').getByText('Only watches')).toBeVisible();
    await expect(tabletB.button('We only watch today')).toBeDisabled();
    await expect(tabletA.button(/hand$/)).toBeEnabled();
    await own.click();
    await desk.button('We take part').click();
    await desk.button('Close').click();
    await expect(desk.region('Sites').getByText('Only watches')).toBeHidden();
    await expect(tabletB.button('Raise hand')).toBeEnabled();
  });

  test('all see one clock, within 200 ms', async () => {
    const clock = (seat: SeatPage) => seat.page.getByRole('timer').first();
    const [ofDesk, ofKit] = await Promise.all([clockTicks(clock(desk), 15), clockTicks(clock(kit), 15)]);
    const apart = [...ofDesk].flatMap(([text, at]) => {
      const other = ofKit.get(text);
      return other === undefined ? [] : [Math.abs(other - at)];
    });
    expect(apart.length).toBeGreaterThanOrEqual(4);
    // The median: a busy machine draws a digit late now and then, while clocks that differ do so at every tick.
    expect(apart.toSorted((x, y) => x - y)[Math.floor(apart.length / 2)]).toBeLessThan(200);
  });

  test('a shared screen takes the stage, and no picture begins anew', async () => {
    await expectFrames(kit.page, [seatMedia.deskB]);
    const shown = () => elementsOf(kit, seatMedia.deskB.seat);
    await expect.poll(shown).toHaveLength(1);
    const before = await shown();
    await desk.button('Share screen').click();
    const screen = kit.region('Stage').getByRole('group', { name: /, screen of / });
    await expect(screen.locator('video')).toBeVisible();
    await expectFrames(kit.page, [seatMedia.deskB]);
    // One that began anew would be another one for good.
    await expect.poll(shown).toEqual(before);
    await desk.button('Stop sharing').click();
    await expect(screen).toBeHidden();
    await expectFrames(kit.page, [seatMedia.deskB]);
    await expect.poll(shown).toEqual(before);
  });
});

/** The <video> elements in which this seat is seen; the same ones as long as they live. */
async function elementsOf(seat: SeatPage, number: number): Promise<number[]> {
  const pictures = await readPictures(seat.page);
  return pictures.filter((picture) => picture.number?.seat === number).map(({ element }) => element);
}
