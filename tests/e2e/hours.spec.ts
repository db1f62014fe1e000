import { expect, test, type Page } from '@playwright/test';
import { pressByKey, tabTo } from '../support/browser/keyboard.ts';
import { strangeWords } from '../support/browser/strangeWords.ts';
import { axeFaults } from '../support/browser/axeFaults.ts';
import { signIn } from '../support/lesson/openSeats.ts';
import { Product } from '../support/product/Product.ts';

test.describe('calendar and common hours', () => {
  let product: Product;
  test.beforeAll(async () => {
    product = await Product.create();
  });
  test.afterAll(() => product?.stop());

  test('hours are found, looked into and proposed by keyboard alone', async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.coordinator);
    await page.goto(`${product.baseUrl}/twinnings`);
    await pressByKey(page, page.getByRole('link', { name: 'Find hours' }));
    await expect(page.getByRole('heading', { level: 1, name: 'Find common hours' })).toBeFocused();
    await pressByKey(page, page.getByRole('button', { name: 'Find hours' }));
    const best = page
      .getByRole('listitem')
      .filter({ hasText: /\d+ of \d+ dates hold/ })
      .first();
    await expect(best).toBeVisible();
    await expect(page.getByText('nothing better can come')).toBeVisible();
    await pressByKey(page, best.getByRole('button', { name: 'Choose' }));
    const dates = page.getByRole('region', { name: /^All dates/ });
    await expect(dates).toContainText('Vacanze di Natale, Roccaverde');
    expect(await axeFaults(page)).toEqual([]);
    await pressByKey(page, dates.getByRole('button', { name: 'Propose this series' }));
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await pressByKey(page, page.getByRole('button', { name: 'Show why' }));
    await expect(page.getByRole('button', { name: 'Hide why' })).toBeFocused();
  });

  test('the calendar goes from the year to a week and back', async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.coordinator);
    await page.goto(`${product.baseUrl}/calendar`);
    await expect(page.getByRole('region', { name: /^Monday/ })).toBeVisible();
    await pressByKey(page, page.getByRole('button', { name: 'Year', exact: true }));
    await expect(page.getByRole('table', { name: /^December/ })).toBeVisible();
    // One stop of Tab, arrows within: down from the first Friday to Christmas, whatever the day on which this runs.
    await tabTo(page, page.locator('[data-day][tabindex="0"]'));
    const christmas = page.getByRole('button', { name: /25 December.*Natale/ });
    const days = async () => Number(await christmas.getAttribute('data-day')) - (await focusedDay(page));
    for (let left = await days(); left !== 0; left = await days()) {
      const key = Math.abs(left) >= 7 ? (left > 0 ? 'ArrowDown' : 'ArrowUp') : left > 0 ? 'ArrowRight' : 'ArrowLeft';
      await page.keyboard.press(key);
    }
    await expect(christmas).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: /25 December$/ })).toContainText('Vacanze di Natale');
    await page.goBack();
    await expect(page.getByRole('table', { name: /^December/ })).toBeVisible();
  });

  test('in Italian there is no English word, and the pages fit 320 px', async ({ page }) => {
    // The one who runs the network and belongs to the school that speaks Italian.
    await signIn(page, product.baseUrl, product.demo.admin);
    await page.goto(`${product.baseUrl}/settings`);
    await page.getByText('Italiano').click();
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.setViewportSize({ width: 320, height: 700 });
    for (const path of ['/calendar', '/calendar?view=month', '/calendar?view=year', '/reports', '/asks', '/partners']) {
      await page.goto(product.baseUrl + path);
      await expect(page.locator('h1').first()).toBeVisible();
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320);
      expect(await strangeWords(page), path).toEqual([]);
    }
  });
});

const focusedDay = (page: Page) => page.evaluate(() => Number(document.activeElement?.getAttribute('data-day')));
