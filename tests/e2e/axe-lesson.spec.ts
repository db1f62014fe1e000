import { expect, test } from '@playwright/test';
import { brokenWords } from '../support/browser/brokenWords.ts';
import { expectAccessible, visit } from '../support/browser/accessible.ts';
import { choosePupil, openDesk, openKit, signInAtHome } from '../support/lesson/openSeats.ts';
import { SeatPage } from '../support/lesson/SeatPage.ts';
import { seatMedia } from '../support/media/seatMedia.ts';
import { homeCode } from '../support/product/homeCode.ts';
import { Product } from '../support/product/Product.ts';

test.describe('axe has nothing serious to say of a lesson', () => {
  let product: Product;

  test.beforeAll(async () => {
    product = await Product.create();
  });
  test.afterAll(() => product?.stop());

  test('of a tablet: who are you, four pictures, the lesson', async () => {
    const tablet = await SeatPage.create({
      baseUrl: product.baseUrl,
      context: { viewport: { width: 1280, height: 800 } },
    });
    try {
      await visit(tablet.page, product.demo.schools[1].companionLinks[0]);
      await choosePupil(tablet.page, () => expectAccessible(tablet.page));
      await expect(tablet.region('Board')).toBeVisible();
      await expectAccessible(tablet.page);
    } finally {
      await tablet.close();
    }
  });

  test('of the lobby, and of the lesson at a desk with people, board and wall', async () => {
    const kit = await openKit(product, product.demo.schools[0], { media: seatMedia.kitA });
    const desk = await openDesk(product, product.demo.schools[1], { media: seatMedia.deskB });
    try {
      await expectAccessible(desk.page);
      await kit.expectJoined();
      await desk.join();
      await expect(desk.region('Stage').locator('video').first()).toBeVisible();
      await expectAccessible(desk.page);
      await expectAccessible(kit.page);
      await desk.button('Board').click();
      await expect(desk.region('Board')).toBeVisible();
      await desk.button('Wall').click();
      await expect(desk.region('Wall')).toBeVisible();
      await expectAccessible(desk.page);
      await expectAccessible(kit.page);
    } finally {
      await kit.close();
      await desk.close();
    }
  });

  test('of a pupil at home, and of a kit that waits after the end', async () => {
    const kit = await openKit(product, product.demo.schools[0], { media: seatMedia.kitA });
    const desk = await openDesk(product, product.demo.schools[0], { media: seatMedia.deskB });
    const context = { viewport: { width: 360, height: 780 } };
    const home = await SeatPage.create({ baseUrl: product.baseUrl, beside: kit, context });
    try {
      await kit.expectJoined();
      await desk.join();
      await signInAtHome(home.page, await homeCode(product));
      await expect(home.button('Join lesson')).toBeVisible();
      await expectAccessible(home.page);
      await test.step('who puts the lesson off finds what was missed, and comes back', async () => {
        await home.button('Not now, to my page').click();
        const missed = home.page.getByRole('listitem').filter({ hasText: 'A big, grey elephant' });
        await expect(missed).toContainText('New');
        await expect(home.page.getByText('In our village is open.')).toBeVisible();
        await expectAccessible(home.page);
        await home.page.setViewportSize({ width: 320, height: 640 });
        expect(await brokenWords(home.page)).toEqual([]);
        await home.page.setViewportSize({ width: 360, height: 780 });
        await missed.getByRole('link', { name: /^Start/ }).click();
        await expect(home.page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
        await expectAccessible(home.page);
        await home.page.goBack();
        await expect(missed).toBeVisible();
        await missed.getByRole('link', { name: /^(Start|Go on)/ }).click();
        await home.page.getByRole('link', { name: 'To the lesson' }).click();
      });
      await home.button('Join lesson').click();
      await expect(home.page.getByText('You are at the door')).toBeVisible();
      await expectAccessible(home.page);
      await desk.button('Let in').click();
      await home.expectJoined();
      await expect(home.region('Board')).toBeVisible();
      await expectAccessible(home.page);
      await desk.button('End lesson').click();
      await expectAccessible(desk.page);
      await desk.page.getByRole('dialog').getByRole('button', { name: 'End lesson for all' }).click();
      await expect(kit.region('Stage')).toBeHidden();
      await expectAccessible(kit.page);
      await expect(home.region('Board')).toBeHidden();
      await expectAccessible(home.page);
      await expectAccessible(desk.page);
    } finally {
      await home.close();
      await kit.close();
      await desk.close();
    }
  });
});
