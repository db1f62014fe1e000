import { expect, test, type Page } from '@playwright/test';
import { axeFaults } from '../support/browser/axeFaults.ts';
import { tabTo } from '../support/browser/keyboard.ts';
import { strangeWords } from '../support/browser/strangeWords.ts';
import { signIn } from '../support/lesson/openSeats.ts';
import { Product } from '../support/product/Product.ts';

test.describe('what one is told, and where', () => {
  let product: Product;
  test.beforeAll(async () => {
    product = await Product.create();
  });
  test.afterAll(() => product?.stop());
  const tick = (page: Page, name: string) => page.getByRole('checkbox', { name });

  test('is chosen by keyboard and kept; what needs an answer is always told', async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.schools[0].teachers[0]);
    await page.goto(`${product.baseUrl}/settings`);
    await expect(
      page
        .getByRole('row', { name: /^Questions to you/ })
        .getByRole('cell')
        .first(),
    ).toHaveText('always');
    await expect(tick(page, 'Questions to you Under the bell')).toHaveCount(0);
    for (const name of ['Questions to you By e-mail', 'What is settled Under the bell']) {
      await tabTo(page, tick(page, name));
      await page.keyboard.press('Space');
      await expect(tick(page, name)).not.toBeChecked();
      // The server has it.
      await expect(tick(page, name)).toBeEnabled();
      await expect(tick(page, name)).toBeFocused();
    }
    expect(await axeFaults(page)).toEqual([]);
    await page.reload();
    await expect(tick(page, 'Questions to you By e-mail')).not.toBeChecked();
    await expect(tick(page, 'What is settled Under the bell')).not.toBeChecked();
    await expect(tick(page, 'What is settled By e-mail')).toBeChecked();
  });

  test('has Italian words, and fits 320 px', async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.italianSchool.teachers[1]);
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(`${product.baseUrl}/settings`);
    await expect(tick(page, 'Quello che è deciso Campanella')).toBeChecked();
    expect(await strangeWords(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});
