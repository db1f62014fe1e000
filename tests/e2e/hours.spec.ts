import { expect, test, type Page } from '@playwright/test';
import { listCalendars, readCalendar } from '@pluriclasse/shared/api/timetables';
import { mondayOf, toIsoDay } from '@pluriclasse/shared/calendar/days';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { toWall } from '@pluriclasse/shared/calendar/zones';
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
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
    await expect(page.getByText('nothing better can come')).toBeVisible();
    await pressByKey(page, best.getByRole('button', { name: 'Choose' }));
    const dates = page.getByRole('region', { name: /^All dates/ });
    await expect(dates).toContainText(/Vacanze di (Natale|Pasqua), Roccaverde/);
    expect(await axeFaults(page)).toEqual([]);
    await pressByKey(page, dates.getByRole('button', { name: 'Propose this series' }));
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await pressByKey(page, page.getByRole('button', { name: 'Show why' }));
    await expect(page.getByRole('button', { name: 'Hide why' })).toBeFocused();
  });

  test('what is proposed is what the shown hours were found for; a link that was cut is watched again', async ({
    page,
  }) => {
    await signIn(page, product.baseUrl, product.demo.coordinator);
    await page.goto(`${product.baseUrl}/hours`);
    const find = page.getByRole('button', { name: 'Find hours' });
    await page.route('**/api/searches/*?since=*', (route) => route.abort(), { times: 1 });
    await find.click();
    await expect(page.getByText('nothing better can come')).toBeVisible();

    await page.route('**/api/searches', (route) => route.abort());
    await page.getByRole('radio', { name: '30' }).check();
    await find.click();
    await expect(page.getByRole('alert')).toBeVisible();
    await page.getByRole('button', { name: 'Choose' }).first().click();
    await page.getByRole('button', { name: 'Propose this series' }).click();
    const dialog = page.getByRole('dialog');
    const twinning = (await page.getByLabel('Twinning').locator('option:checked').textContent()) ?? '';
    await expect(dialog.getByLabel('Title of the lessons')).toHaveValue(twinning);
    // Nothing is made: what goes out is what matters here.
    await page.route('**/api/series', (route) => route.abort());
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/series'));
    await dialog.getByRole('button', { name: 'Propose this series' }).click();
    const { wish } = (await sent).postDataJSON() as { wish: { minutes: number } }; // what this page sends
    expect(wish.minutes).toBe(50);
    await page.unrouteAll();
  });

  test('the calendar goes from the year to a week and back', async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.coordinator);
    await page.goto(`${product.baseUrl}/calendar`);
    // Both sides, so that no other school comes in between.
    await expect(page.getByRole('region', { name: /^Monday/ }).getByRole('list')).toHaveCount(2);
    await pressByKey(page, page.getByRole('button', { name: 'Year', exact: true }));
    await expect(page.getByRole('table', { name: /^December/ })).toBeVisible();
    // One stop of Tab, arrows within: down from the first Friday to Christmas, whatever the day on which this runs.
    await tabTo(page, page.locator('[data-day][tabindex="0"]'));
    const christmas = page.getByRole('button', { name: /25 December.*Natale/ });
    const days = async () => Number(await christmas.getAttribute('data-day')) - (await focusedDay(page));
    for (let left = await days(), presses = 0; left !== 0; left = await days(), presses++) {
      expect(presses, 'keys to Christmas').toBeLessThan(120);
      const key = Math.abs(left) >= 7 ? (left > 0 ? 'ArrowDown' : 'ArrowUp') : left > 0 ? 'ArrowRight' : 'ArrowLeft';
      await page.keyboard.press(key);
    }
    await expect(christmas).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: /25 December$/ })).toContainText('Vacanze di Natale');
    await page.goBack();
    await expect(page.getByRole('table', { name: /^December/ })).toBeVisible();
  });

  test('a teacher puts the partner’s week beside the own one, and sees when both are free', async ({ page }) => {
    const [own, partner] = product.demo.schools;
    await signIn(page, product.baseUrl, own.teachers[0]);
    // A week without holidays, whatever the day on which this runs.
    const day = await fullWeek(page, product.baseUrl, [own.name, partner.name]);
    await page.goto(`${product.baseUrl}/calendar?view=week&day=${day}`);
    const monday = page.getByRole('region', { name: /^Monday/ });
    await expect(monday.getByRole('list')).toHaveCount(2);
    const picker = page.getByRole('group', { name: 'beside' });
    await picker.getByLabel('School').selectOption({ label: partner.name });
    await expect(page.getByText(`Of ${partner.name} you see school days`)).toBeVisible();
    const free = page.getByRole('button', { name: /^(Both free|English or free)/ }).first();
    await expect(free).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);
    await pressByKey(page, free);
    await expect(page.getByRole('complementary', { name: 'Chosen hour' })).toContainText(partner.name);
    await expect(page.getByRole('link', { name: 'Find lessons for these classes' })).toBeVisible();
    // Of others than the twinned classes and those who lead them there is nobody to choose.
    await expect(picker.getByLabel('Of whom').locator('optgroup')).toHaveCount(3);
    const person = picker.getByLabel('Of whom').locator('optgroup[label="Staff"] option').first();
    await picker.getByLabel('Of whom').selectOption((await person.getAttribute('value')) ?? '');
    await expect(page.getByRole('main')).toContainText('taken');

    await page.route('**/api/schools/*/calendar', async (route) => {
      const asked = await route.fetch();
      const { name } = (await asked.json()) as { name: string }; // what this endpoint answers has one
      await (name === partner.name
        ? route.fulfill({ status: 503, json: { error: { code: 'unavailable', message: '' } } })
        : route.fulfill({ response: asked }));
    });
    await page.reload();
    const alert = page.getByRole('alert').filter({ hasText: `The calendar of ${partner.name} could not be loaded.` });
    await expect(alert).toBeVisible();
    await expect(monday.getByRole('list')).toHaveCount(1);
    await page.unrouteAll();
    // It is tried again by itself, too.
    await Promise.race([alert.getByRole('button', { name: 'Try again' }).click(), expect(alert).toBeHidden()]);
    await expect(alert).toBeHidden();
    await expect(monday.getByRole('list')).toHaveCount(2);
  });

  test('so does a teacher who reads Italian, on a phone too', async ({ page }) => {
    const { italianSchool, schools } = product.demo;
    await signIn(page, product.baseUrl, italianSchool.teachers[1]);
    const day = await fullWeek(page, product.baseUrl, [italianSchool.name, schools[0].name]);
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(`${product.baseUrl}/calendar?day=${day}`);
    await expect(page.getByText(`Di ${schools[0].name} vedi i giorni di scuola`)).toBeVisible();
    await expect(page.getByRole('button', { name: /^(Libere entrambe|Inglese o libere)/ }).first()).toBeVisible();
    expect(await strangeWords(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  test('a school without a partner is told what to do', async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.schools[0].teachers[0]);
    await page.route('**/api/calendars', async (route) => {
      const response = await route.fetch();
      const { schools } = (await response.json()) as { schools: { partner: boolean }[] }; // as this endpoint answers
      await route.fulfill({ json: { schools: schools.filter(({ partner }) => !partner) } });
    });
    await page.goto(`${product.baseUrl}/calendar`);
    await expect(page.getByText('No school stands beside yours yet.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Find a partner' })).toHaveAttribute('href', '/partners');
    expect(await axeFaults(page)).toEqual([]);
  });

  test('in Italian there is no English word, and the pages fit 320 px', async ({ page }) => {
    // The one who runs the network and belongs to the school that speaks Italian.
    await signIn(page, product.baseUrl, product.demo.admin);
    await page.goto(`${product.baseUrl}/settings`);
    await page.getByText('Italiano').click();
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Impostazioni' })).toBeVisible();
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

/** A Monday from today on whose week no school of these closes. */
async function fullWeek(page: Page, baseUrl: string, names: readonly string[]): Promise<string> {
  const list = await page.request.get(`${baseUrl}${listCalendars.path}`);
  const { schools } = listCalendars.reply.parse(await list.json());
  const years: SchoolYear[] = [];
  for (const { schoolId } of schools.filter(({ name }) => names.includes(name))) {
    const found = await page.request.get(baseUrl + readCalendar.path.replace(':schoolId', schoolId));
    years.push(new SchoolYear(readCalendar.reply.parse(await found.json())));
  }
  expect(years).toHaveLength(names.length);
  const isFull = (monday: number) =>
    years.every((year) => [0, 1, 2, 3, 4].every((n) => year.day(monday + n).open && year.day(monday + n).known));
  let monday = mondayOf(toWall(Date.now(), 'UTC').day);
  for (const last = monday + 7 * 53; !isFull(monday); monday += 7) expect(monday).toBeLessThan(last);
  return toIsoDay(monday);
}
