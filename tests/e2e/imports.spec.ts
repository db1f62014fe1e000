import { signIn as signInCall } from '@pluriclasse/shared/api/sessions';
import { readTimetable, type Timetable } from '@pluriclasse/shared/api/timetables';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { expect, test, type Page } from '@playwright/test';
import { axeFaults } from '../support/browser/axeFaults.ts';
import { pressByKey } from '../support/browser/keyboard.ts';
import { strangeWords } from '../support/browser/strangeWords.ts';
import { signIn } from '../support/lesson/openSeats.ts';
import { Api } from '../support/product/Api.ts';
import { Product } from '../support/product/Product.ts';

const csv = `Classe;Giorno;Ora;Materia;Docente
Nuova;Lun;1;Astronomia;Paolo Neri
Nuova;Lun;2;Botanica;Paolo Neri
Nuova;Lum;3;Chimica;Paolo Neri
`;
const file = { name: 'Orario 2026.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };

test.describe('bringing a file', () => {
  let product: Product;
  let api: Api;
  let schoolId: SchoolId;
  const read = (): Promise<Timetable> => api.call(readTimetable, { params: { schoolId } });
  const subjects = async () => (await read()).entries.map(({ subject }) => subject);

  test.beforeAll(async () => {
    product = await Product.create();
    api = new Api(product.baseUrl);
    const { email, password } = product.demo.admin;
    const me = await api.call(signInCall, { body: { email, password } });
    if (me.kind !== 'staff' || me.school === null) throw new Error('The head belongs to no school');
    ({ schoolId } = me.school);
  });
  test.afterAll(() => product?.stop());
  test.beforeEach(async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.admin);
  });

  const bring = async (page: Page) => {
    await page.goto(`${product.baseUrl}/timetable/import`);
    await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
    await page.locator('input[type=file]').setInputFiles(file);
    await expect(page.getByRole('region', { name: 'Orario 2026.csv' })).toBeVisible();
  };

  test('a table is read, its names are told who they are, one hour is left out; applied, and undone', async ({
    page,
  }) => {
    await test.step('the dry run changes nothing and says which line it can’t read', async () => {
      await bring(page);
      const lost = page.getByRole('list', { name: 'Lines to look at' });
      await expect(lost).toContainText('This is no day of the week.');
      await expect(lost).toContainText('line 4');
      expect(await subjects()).not.toContain('Astronomia');
      expect(await axeFaults(page)).toEqual([]);
    });
    await test.step('choices', async () => {
      // Without the columns' meaning there is nothing to take over.
      await page.getByLabel('Column 4').selectOption('not read');
      await expect(page.getByLabel(/^Nuova \(/)).toBeHidden();
      await page.getByLabel('Column 4').selectOption('Subject');
      await page.getByLabel(/^Nuova \(/).selectOption('becomes a new class');
      await expect(page.getByRole('region', { name: 'Weekly hours of Nuova' })).toContainText('Astronomia');
      await pressByKey(page, page.getByRole('button', { name: /^Leave out Monday, hour 2/ }));
      await expect(page.getByRole('button', { name: /^Take it: Monday, hour 2/ })).toBeVisible();
    });
    await test.step('applied', async () => {
      await page.getByRole('button', { name: /^Apply \d+ changes?$/ }).click();
      await expect(page.getByText('This is applied.')).toBeVisible();
      expect(await axeFaults(page)).toEqual([]);
      const names = await subjects();
      expect(names).toContain('Astronomia');
      expect(names).not.toContain('Botanica');
    });
    await test.step('undone', async () => {
      await page.getByRole('button', { name: 'Undo this import' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click();
      await expect(page.getByText('This was undone')).toBeVisible();
      expect(await subjects()).not.toContain('Astronomia');
      await page.getByRole('link', { name: 'All imports' }).click();
      await expect(page.getByRole('list', { name: 'What was brought' })).toContainText('undone');
    });
  });

  test('a file that is no timetable is refused with a reason; the pages fit 320 px', async ({ page }) => {
    await page.goto(`${product.baseUrl}/timetable/import`);
    const picture = {
      name: 'photo.png',
      mimeType: 'image/png',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]),
    };
    await page.locator('input[type=file]').setInputFiles(picture);
    await expect(page.getByRole('region', { name: 'Bring a file' }).getByRole('alert')).toContainText(
      'This is a picture, a document or a program.',
    );
    expect(await axeFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await bring(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  test('a calendar inside a network is not followed, and the page says why', async ({ page }) => {
    await page.goto(`${product.baseUrl}/timetable/import`);
    const open = page.getByRole('button', { name: 'Follow a calendar' });
    await open.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Holidays');
    await dialog.getByLabel('Address').fill('https://127.0.0.1/holidays.ics');
    await dialog.getByRole('button', { name: 'Follow a calendar' }).click();
    await expect(dialog.getByRole('alert')).toContainText('private network');
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByText('No calendar is followed yet.')).toBeVisible();
    await expect(open).toBeFocused();
  });

  test('in Italian there is no English word', async ({ browser }) => {
    const context = await browser.newContext({ locale: 'it-IT' });
    const page = await context.newPage();
    // The one whose language is Italian.
    await signIn(page, product.baseUrl, product.demo.italianSchool.teachers[1]);
    await page.goto(`${product.baseUrl}/timetable/import`);
    await expect(page.getByRole('button', { name: 'Scegli i file' })).toBeVisible();
    expect(await strangeWords(page)).toEqual([]);
    await page.locator('input[type=file]').setInputFiles(file);
    await expect(page.getByRole('region', { name: 'Orario 2026.csv' })).toBeVisible();
    expect(await strangeWords(page)).toEqual([]);
    await context.close();
  });
});
