import { signIn as signInCall } from '@pluriclasse/shared/api/sessions';
import { readTimetable } from '@pluriclasse/shared/api/timetables';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { expect, test, type Page } from '@playwright/test';
import { axeFaults } from '../support/browser/axeFaults.ts';
import { pressByKey } from '../support/browser/keyboard.ts';
import { strangeWords } from '../support/browser/strangeWords.ts';
import { signIn } from '../support/lesson/openSeats.ts';
import { Api } from '../support/product/Api.ts';
import { Product } from '../support/product/Product.ts';
import { FeedHost } from '../support/server/feedHost.ts';

/** A lesson every week from two months ago on, for seven months, whatever day it is. */
function weekly(title: string, weekday: number, start: string, end: string): string {
  const day = new Date(Date.now() - 60 * 86_400_000);
  day.setUTCDate(day.getUTCDate() + ((weekday - day.getUTCDay() + 7) % 7));
  const on = day.toISOString().slice(0, 10).replaceAll('-', '');
  return [
    `BEGIN:VEVENT\nUID:${title}\nSUMMARY:${title}\nRRULE:FREQ=WEEKLY;COUNT=30`,
    `DTSTART;TZID=Europe/Rome:${on}T${start}00\nDTEND;TZID=Europe/Rome:${on}T${end}00\nEND:VEVENT`,
  ].join('\n');
}
const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'X-WR-CALNAME:Orario classe Sesta', ...events, 'END:VCALENDAR'].join('\n');
const first = weekly('Astronomia', 1, '0800', '0900');
const second = weekly('Botanica', 2, '0800', '0900');
const third = weekly('Chimica', 3, '0800', '0900');

test.describe('the lessons of a calendar that is followed', () => {
  let product: Product;
  let host: FeedHost;
  let api: Api;
  let schoolId: SchoolId;
  const subjects = async () =>
    (await api.call(readTimetable, { params: { schoolId } })).entries.map(({ subject }) => subject);

  test.beforeAll(async () => {
    host = await FeedHost.open();
    product = await Product.create({ PRIVATE_FEEDS: '1' });
    api = new Api(product.baseUrl);
    const { email, password } = product.demo.admin;
    const me = await api.call(signInCall, { body: { email, password } });
    if (me.kind !== 'staff' || me.school === null) throw new Error('The head belongs to no school');
    ({ schoolId } = me.school);
  });
  test.afterAll(async () => {
    await product?.stop();
    await host?.close();
  });

  const open = async (page: Page) => {
    await page.goto(`${product.baseUrl}/timetable/import`);
    return page.getByRole('list', { name: 'Calendars that are followed' }).getByRole('listitem');
  };

  test('wait until somebody looks; change by themselves once that is allowed; and go with it', async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.admin);
    host.serve(calendar(first));
    const card = await open(page);
    await test.step('it is followed, and nothing changes yet', async () => {
      await pressByKey(page, page.getByRole('button', { name: 'Follow a calendar' }));
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill('Register');
      await dialog.getByLabel('Address').fill(`${host.origin}/a.ics`);
      await expect(dialog.getByRole('radio', { name: /^Closures and weekly hours/ })).toBeChecked();
      expect(await axeFaults(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Follow a calendar' }).click();
      await expect(card).toContainText('It has lessons: say which class they are of');
      expect(await axeFaults(page)).toEqual([]);
      expect(await subjects()).not.toContain('Astronomia');
    });
    await test.step('its class is chosen and its lessons are applied', async () => {
      await card.getByRole('link', { name: /^It has lessons/ }).click();
      await expect(page.getByText(/the calendar “Register”, which the school follows/)).toBeVisible();
      await page.getByLabel(/^Sesta \(/).selectOption('becomes a new class');
      await expect(page.getByRole('region', { name: 'Weekly hours of Sesta' })).toContainText('Astronomia');
      expect(await axeFaults(page)).toEqual([]);
      await page.getByRole('button', { name: /^Apply \d+ changes$/ }).click();
      await expect(page.getByText('This is applied.')).toBeVisible();
      expect(await subjects()).toContain('Astronomia');
    });
    await test.step('a change waits, with what was chosen', async () => {
      host.serve(calendar(first, second));
      await open(page);
      await card.getByRole('button', { name: 'Look now' }).click();
      await card.getByRole('link', { name: '1 lesson would change: look' }).click();
      await expect(page.getByRole('region', { name: 'Weekly hours of Sesta' })).toContainText('Botanica');
      await page.getByRole('button', { name: 'Forget it' }).click();
      await expect(card).toBeVisible();
      await expect(card.getByRole('link')).toBeHidden();
      expect(await subjects()).not.toContain('Botanica');
    });
    await test.step('a calendar that is empty all at once takes nothing', async () => {
      host.serve(calendar());
      await card.getByRole('button', { name: 'Look now' }).click();
      await expect(card).toContainText('Nothing is taken away.');
      expect(await subjects()).toContain('Astronomia');
    });
    await test.step('changes are taken over by themselves', async () => {
      const more = card.getByRole('button', { name: /Register/ });
      await pressByKey(page, more);
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await page.getByRole('checkbox', { name: 'take the changes over by themselves' }).check();
      expect(await axeFaults(page)).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await expect(card).toContainText('takes changes over by itself');
      host.serve(calendar(first, second, third));
      await card.getByRole('button', { name: 'Look now' }).click();
      await expect(card).toContainText('3 weekly hours');
      expect(await subjects()).toContain('Botanica');
      await page.reload();
      await page.getByRole('button', { name: /^Notices, \d+ new/ }).click();
      await page.getByText('2 lessons changed: Register').click();
      await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible();
    });
    await test.step('it is left, and what it brought goes', async () => {
      await open(page);
      await pressByKey(page, card.getByRole('button', { name: /Register/ }));
      await page.getByRole('button', { name: 'Follow it no more' }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText('3 weekly hours');
      await dialog.getByRole('radio', { name: 'go', exact: true }).check();
      await dialog.getByRole('button', { name: 'Follow it no more' }).click();
      await expect(page.getByText('No calendar is followed yet.')).toBeVisible();
      expect(await subjects()).not.toContain('Astronomia');
    });
  });

  test('are in Italian on a narrow screen, too', async ({ browser }) => {
    const context = await browser.newContext({ locale: 'it-IT', viewport: { width: 320, height: 700 } });
    const page = await context.newPage();
    await signIn(page, product.baseUrl, product.demo.italianSchool.teachers[1]);
    await page.goto(`${product.baseUrl}/timetable/import`);
    host.serve(calendar(first, second));
    await page.getByRole('button', { name: 'Segui un calendario' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nome').fill('Registro');
    await dialog.getByLabel('Indirizzo').fill(`${host.origin}/b.ics`);
    await dialog.getByRole('button', { name: 'Segui un calendario' }).click();
    await page.getByRole('list', { name: 'Calendari seguiti' }).getByRole('link').click();
    await expect(page.getByText(/che la scuola segue/)).toBeVisible();
    expect(await strangeWords(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await context.close();
  });
});
