import { expect, test, type Page } from '@playwright/test';
import { strangeWords } from '../support/browser/strangeWords.ts';
import { SeatPage } from '../support/lesson/SeatPage.ts';
import { seatMedia } from '../support/media/seatMedia.ts';
import { Product } from '../support/product/Product.ts';

test.describe('in Italian', () => {
  let product: Product;
  let seat: SeatPage;

  test.beforeAll(async () => {
    product = await Product.create();
    const context = { locale: 'it-IT' };
    seat = await SeatPage.create({ baseUrl: product.baseUrl, media: seatMedia.deskA, context });
  });
  test.afterAll(async () => {
    await seat?.close();
    await product?.stop();
  });

  test('the way from sign-in to the end of a lesson has no English word', async () => {
    const { page } = seat;
    // The one whose language is Italian.
    const { email, password } = product.demo.italianSchool.teachers[1];

    await test.step('sign-in', async () => {
      await page.goto('/sign-in');
      await expect(page.getByRole('button', { name: 'Accedi', exact: true })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('it');
      await expectItalian(page);
      await page.locator('input[type=email]').fill(email);
      await page.locator('input[type=password]').fill(password);
      await page.keyboard.press('Enter');
    });
    await test.step('today', async () => {
      await expect(page).toHaveURL(`${product.baseUrl}/`);
      await expect(page.locator('main h1')).toBeVisible();
      await expectItalian(page);
    });
    await test.step('lobby', async () => {
      await page.goto(`/lesson/${product.demo.lessonId}`);
      await expect(page.locator('video').first()).toBeVisible();
      await expectItalian(page);
    });
    await test.step('lesson', async () => {
      await page.getByRole('button', { name: 'Entra nella lezione', exact: true }).click();
      await seat.expectJoined();
      await expectItalian(page);
    });
    await test.step('left', async () => {
      await page.getByRole('button', { name: 'Esci dalla lezione', exact: true }).click();
      await expect(page.getByRole('timer')).toBeHidden();
      await expectItalian(page);
    });
  });
});

async function expectItalian(page: Page): Promise<void> {
  expect(await strangeWords(page)).toEqual([]);
}
