import { expect, test, type Page } from '@playwright/test';
import { axeFaults } from '../support/browser/axeFaults.ts';
import { pressByKey } from '../support/browser/keyboard.ts';
import { signIn } from '../support/lesson/openSeats.ts';
import { Product } from '../support/product/Product.ts';

test.describe('calendars to subscribe to', () => {
  let product: Product;
  test.beforeAll(async () => {
    product = await Product.create();
  });
  test.afterAll(() => product?.stop());

  const card = (page: Page, name = 'In your calendar program') => page.getByRole('region', { name });
  const read = async (address: string) => {
    const answer = await fetch(address);
    return { status: answer.status, text: await answer.text() };
  };

  test('one’s own is made, read, renewed and revoked, by keyboard', async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.schools[0].teachers[0]);
    await page.goto(`${product.baseUrl}/settings`);
    const lessons = card(page).getByRole('region', { name: 'Lessons', exact: true });
    await pressByKey(page, lessons.getByRole('button', { name: 'Make an address' }));
    const field = lessons.getByRole('textbox', { name: 'Secret address' });
    await expect(field).toHaveValue(/\/calendar\/[\w-]{43}\.ics$/);
    const first = await field.inputValue();
    expect((await read(first)).text).toContain('BEGIN:VEVENT');
    await expect(lessons.getByRole('link', { name: 'Open in this device’s calendar' })).toHaveAttribute(
      'href',
      first.replace('http:', 'webcal:'),
    );
    expect(await axeFaults(page)).toEqual([]);

    await test.step('it is not shown again', async () => {
      await page.reload();
      await expect(lessons.getByText(/^Made on .* last read/)).toBeVisible();
      await expect(field).toBeHidden();
    });
    await test.step('a new one ends the one before', async () => {
      await pressByKey(page, lessons.getByRole('button', { name: 'New address' }));
      const dialog = page.getByRole('dialog', { name: 'Make a new address?' });
      expect(await axeFaults(page)).toEqual([]);
      await pressByKey(page, dialog.getByRole('button', { name: 'New address' }));
      await expect(field).toHaveValue(/\.ics$/);
      expect((await read(first)).status).toBe(404);
    });
    await test.step('it is revoked', async () => {
      const second = await field.inputValue();
      expect((await read(second)).status).toBe(200);
      await pressByKey(page, lessons.getByRole('button', { name: 'Revoke' }));
      await pressByKey(page, page.getByRole('dialog').getByRole('button', { name: 'Revoke' }));
      await expect(lessons.getByRole('button', { name: 'Make an address' })).toBeVisible();
      expect((await read(second)).status).toBe(404);
    });
    await test.step('how it gets into a program opens by keyboard', async () => {
      const way = card(page).getByText('Google Calendar', { exact: true });
      await way.focus();
      await page.keyboard.press('Enter');
      await expect(card(page).getByText(/From URL/)).toBeVisible();
    });
    await test.step('reminders are switched off', async () => {
      const box = page.getByRole('checkbox', { name: /^A reminder/ });
      await box.focus();
      const saved = page.waitForResponse((response) => response.request().method() !== 'GET' && response.ok());
      await page.keyboard.press('Space');
      await saved;
      await expect(page.getByText('It is saved.')).toBeVisible();
      await page.reload();
      await expect(box).not.toBeChecked();
      await expect(page.getByRole('checkbox', { name: /^Invitations/ })).toBeChecked();
    });
  });

  test('a coordinator chooses among a school’s, its rooms’ and its classes’, in Italian', async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.coordinator);
    const { name } = product.demo.schools[1];
    await page.goto(`${product.baseUrl}/settings`);
    await page.getByText('Italiano').click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Impostazioni' })).toBeVisible();
    await page.goto(`${product.baseUrl}/network`);
    await page.getByRole('main').getByRole('link', { name }).first().click();
    const own = card(page, 'Nel tuo calendario');
    const which = own.getByLabel('Quale calendario');
    await expect(which.locator('option').first()).toHaveText(`${name}, tutta la scuola`);
    await which.selectOption({ index: 1 });
    const busy = own.getByRole('region', { name: 'Solo le ore occupate' });
    await busy.getByRole('button', { name: 'Crea un indirizzo' }).click();
    const address = await busy.getByRole('textbox', { name: 'Indirizzo segreto' }).inputValue();
    expect((await read(address)).text).toMatch(/BEGIN:VFREEBUSY[^]*END:VFREEBUSY/);
    expect(await axeFaults(page)).toEqual([]);
    // Another calendar's address is not this one's.
    await which.selectOption({ index: 2 });
    await expect(busy.getByRole('button', { name: 'Crea un indirizzo' })).toBeVisible();
  });
});
