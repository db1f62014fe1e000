import { createClass } from '@pluriclasse/shared/api/schools';
import { signIn as signInCall } from '@pluriclasse/shared/api/sessions';
import {
  createBells,
  readTimetable,
  type Timetable,
  updateBells,
  updateSchoolYear,
} from '@pluriclasse/shared/api/timetables';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { expect, test, type Page } from '@playwright/test';
import { axeFaults } from '../support/browser/axeFaults.ts';
import { pressByKey, tabTo } from '../support/browser/keyboard.ts';
import { strangeWords } from '../support/browser/strangeWords.ts';
import { signIn } from '../support/lesson/openSeats.ts';
import { Api } from '../support/product/Api.ts';
import { Product } from '../support/product/Product.ts';

const className = 'Prova 1';
/** The school year’s second one, for dates that have not passed: those that have are not shown. */
const year = new Date().getUTCFullYear() + 1;
const period = (number: number, start: string, end: string) => ({ number, start, end });

test.describe('a school’s time', () => {
  let product: Product;
  let api: Api;
  let schoolId: SchoolId;
  const read = (): Promise<Timetable> => api.call(readTimetable, { params: { schoolId } });

  test.beforeAll(async () => {
    product = await Product.create();
    api = new Api(product.baseUrl);
    const { email, password } = product.demo.admin;
    const me = await api.call(signInCall, { body: { email, password } });
    if (me.kind !== 'staff' || me.school === null) throw new Error('The head belongs to no school');
    ({ schoolId } = me.school);
    // A class whose week is empty, and weeks that take turns, whatever the demo network has.
    await api.call(createClass, {
      params: { schoolId },
      body: { name: className, grades: [3], level: null, roomId: null },
    });
    let { revision, bells, weekdays } = await read();
    if (bells.length === 0) {
      const periods = [period(1, '08:20', '09:10'), period(2, '09:10', '10:00'), period(3, '10:20', '11:10')];
      const body = { revision, bells: { name: 'Bells 1', periods, weekdays, days: [], from: null, to: null } };
      ({ revision } = await api.call(createBells, { params: { schoolId }, body }));
    }
    const weekPattern = { names: ['A', 'B'], anchor: `${year - 1}-09-14`, closuresCount: false };
    await api.call(updateSchoolYear, { params: { schoolId }, body: { revision, weekPattern } });
  });
  test.afterAll(() => product?.stop());

  test.beforeEach(async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.admin);
  });

  const cell = (page: Page, place: string) => page.getByRole('gridcell', { name: new RegExp(`^${place}\\b`) });
  const classId = async () => (await read()).classGroups.find(({ name }) => name === className)?.classGroupId ?? '';
  const openWeek = async (page: Page) => {
    await page.goto(`${product.baseUrl}/timetable?class=${await classId()}`);
    await expect(page.getByRole('grid', { name: `Weekly hours of ${className}` })).toBeVisible();
  };
  const hoursOf = async () => {
    const id = await classId();
    const { entries } = await read();
    return entries
      .filter(({ classGroupIds }) => classGroupIds.includes(id))
      .map(({ weekday, period: number, subject, weeks }) => `${weekday}/${number} ${subject}${weeks.join('')}`)
      .toSorted();
  };

  test('a week is painted by keyboard alone, saved, and there after a reload', async ({ page }) => {
    const { keyboard } = page;
    const press = async (...keys: string[]) => {
      for (const key of keys) await keyboard.press(key);
    };
    await openWeek(page);
    await tabTo(page, page.getByLabel('Another subject'));
    await keyboard.type('Xylophone');
    await press('Enter');
    await keyboard.type('Yoga');
    await press('Enter');
    await expect(page.getByRole('radio', { name: 'Yoga' })).toBeChecked();

    await test.step('a range, a letter, a copy', async () => {
      await tabTo(page, cell(page, 'Monday, hour 1'));
      await press('Shift+ArrowRight', 'Shift+ArrowDown', 'Enter');
      await expect(cell(page, 'Tuesday, hour 2')).toHaveAccessibleName(/Yoga/);
      await expect(cell(page, 'Tuesday, hour 2')).toBeFocused();
      await press('ArrowRight', 'x', 'Space');
      await expect(cell(page, 'Wednesday, hour 2')).toHaveAccessibleName(/Xylophone/);
      await press('Control+c', 'ArrowDown', 'Control+v');
      await expect(cell(page, 'Wednesday, hour 3')).toHaveAccessibleName(/Xylophone/);
      await press('ArrowUp', 'Control+x', 'ArrowUp', 'Control+v');
      await expect(cell(page, 'Wednesday, hour 2')).toHaveAccessibleName(/free$/);
      await expect(cell(page, 'Wednesday, hour 1')).toHaveAccessibleName(/Xylophone/);
    });
    await test.step('free, back, and forth', async () => {
      await press('Control+Home', 'Delete');
      await expect(cell(page, 'Monday, hour 1')).toHaveAccessibleName(/free$/);
      await press('Control+z');
      await expect(cell(page, 'Monday, hour 1')).toHaveAccessibleName(/Yoga/);
      await press('Control+Shift+Z');
      await expect(cell(page, 'Monday, hour 1')).toHaveAccessibleName(/free$/);
    });
    await test.step('another subject in week A only', async () => {
      await press('ArrowDown', 'x');
      await pressByKey(page, page.getByRole('button', { name: 'Week A' }));
      await tabTo(page, cell(page, 'Monday, hour 2'));
      await press('Enter');
      await expect(cell(page, 'Monday, hour 2')).toHaveAccessibleName(/Xylophone, week A; Yoga, week B/);
    });
    await test.step('saved', async () => {
      expect(await axeFaults(page)).toEqual([]);
      await pressByKey(page, page.getByRole('button', { name: 'Save' }));
      await expect(page.getByText('It is saved.')).toBeVisible();
      await expect(page.getByRole('region', { name: 'Not saved yet' })).toBeHidden();
      await page.reload();
      await expect(cell(page, 'Wednesday, hour 3')).toHaveAccessibleName(/Xylophone/);
    });
    expect(await hoursOf()).toEqual([
      '1/2 XylophoneA',
      '1/2 YogaB',
      '2/1 Yoga',
      '2/2 Yoga',
      '3/1 Xylophone',
      '3/3 Xylophone',
    ]);
  });

  test('cells of a spreadsheet fill the week from the chosen hour on', async ({ page }) => {
    await openWeek(page);
    await cell(page, 'Thursday, hour 1').click();
    const table = '\tGio\tVen\r\n1\tMusic\t"Art\nPaolo Neri"\r\n2\t-\tMusic\r\n';
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    }, table);
    await expect(cell(page, 'Friday, hour 1')).toHaveAccessibleName(/Art, Paolo Neri/);
    await expect(cell(page, 'Thursday, hour 2')).toHaveAccessibleName(/free$/);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('It is saved.')).toBeVisible();
    expect(await hoursOf()).toEqual(expect.arrayContaining(['4/1 Music', '5/1 Art', '5/2 Music']));
  });

  test('what somebody else saved meanwhile and what is painted here both hold; nobody leaves unsaved work unasked', async ({
    page,
  }) => {
    await page.goto(`${product.baseUrl}/timetable/year`);
    await page.getByRole('link', { name: 'Weekly hours' }).click();
    await page.getByLabel('Class', { exact: true }).selectOption(className);
    await page.getByLabel('Another subject').fill('Chess');
    await page.keyboard.press('Enter');
    await cell(page, 'Thursday, hour 3').click();
    const { revision } = await read();
    await api.call(updateSchoolYear, {
      params: { schoolId },
      body: { revision, known: { from: `${year - 1}-09-14`, to: `${year}-06-10` } },
    });
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Somebody else has changed the timetable meanwhile.')).toBeVisible();

    await page.getByRole('link', { name: 'Bells' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByRole('button', { name: 'Stay here' }).click();
    // Playwright's goBack waits for a page that does not come.
    await page.evaluate(() => history.back());
    await dialog.getByRole('button', { name: 'Stay here' }).click();
    await expect(cell(page, 'Thursday, hour 3')).toHaveAccessibleName(/Chess/);

    await page.getByRole('button', { name: 'Load theirs and put mine on top' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('It is saved.')).toBeVisible();
    expect(await hoursOf()).toEqual(expect.arrayContaining(['4/3 Chess']));

    await cell(page, 'Friday, hour 3').click();
    await page.evaluate(() => history.back());
    await dialog.getByRole('button', { name: 'Leave without saving' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'School year' })).toBeVisible();
    expect(await hoursOf()).not.toContain('5/3 Chess');
  });

  test('bells are added, a closure too, and the year shows it', async ({ page }) => {
    await page.goto(`${product.baseUrl}/timetable/bells`);
    await page.getByRole('button', { name: 'Add a short day' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Before Christmas');
    await dialog.getByLabel('Date', { exact: true }).fill(`${year - 1}-12-22`);
    await dialog.getByRole('button', { name: 'Add the date' }).click();
    await dialog.getByRole('button', { name: '45 min' }).click();
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('region', { name: 'Before Christmas' })).toContainText(`22 Dec ${year - 1}`);

    await page.getByRole('link', { name: 'School year' }).click();
    await page.getByRole('button', { name: 'Add a closure' }).click();
    await dialog.getByLabel('Name').fill('Snow');
    await dialog.getByLabel('First day').fill(`${year}-02-10`);
    await dialog.getByLabel('Last day').fill(`${year}-02-11`);
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('list', { name: 'Closures' })).toContainText('Snow');
    await expect(
      page.getByRole('table', { name: `February ${year}` }).getByRole('cell', { name: /^10/ }),
    ).toContainText('Snow');
    const { closures } = await read();
    expect(closures.find(({ name }) => name === 'Snow')).toMatchObject({ from: `${year}-02-10`, to: `${year}-02-11` });
  });

  test('bells that somebody else changed meanwhile are not written over', async ({ page }) => {
    await page.goto(`${product.baseUrl}/timetable/bells`);
    const { revision, bells } = await read();
    const [first] = bells;
    if (first === undefined) throw new Error('The school has no bells');
    const { bellScheduleId, ...kept } = first;
    await page
      .getByRole('region', { name: first.name })
      .getByRole('button', { name: /change/i })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Mine');
    const params = { schoolId, bellScheduleId };
    await api.call(updateBells, { params, body: { revision, bells: { ...kept, name: 'Theirs' } } });
    const save = dialog.getByRole('button', { name: 'Save' });
    for (const _ of ['at first', 'and when the page has heard of it']) {
      await save.click();
      await expect(dialog.getByRole('alert')).toContainText('Somebody else has changed');
      await expect(page.getByRole('heading', { name: 'Theirs', includeHidden: true })).toBeAttached();
    }
    expect((await read()).bells.find((one) => one.bellScheduleId === bellScheduleId)?.name).toBe('Theirs');
    await page.keyboard.press('Escape');
    await api.call(updateBells, {
      params,
      body: { revision: (await read()).revision, bells: { ...kept, name: first.name } },
    });
  });

  test('one paints when one can', async ({ page }) => {
    await page.goto(`${product.baseUrl}/timetable/people`);
    await page.getByRole('radio', { name: 'gladly' }).click();
    const half = (name: string) => page.getByRole('gridcell', { name: new RegExp(`^${name}`) });
    await half('Tuesday, 15:00').hover();
    await page.mouse.down();
    await half('Tuesday, 16:00').hover();
    await half('Tuesday, 16:30').hover();
    await page.mouse.up();
    await expect(half('Tuesday, 16:30')).toHaveAccessibleName(/gladly/);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('It is saved.')).toBeVisible();
    await page.reload();
    await expect(half('Tuesday, 15:00')).toHaveAccessibleName(/gladly/);
  });

  for (const path of ['', '/bells', '/year', '/people']) {
    test(`/timetable${path} has no serious finding, in light and dark, and fits 320 px`, async ({ page }) => {
      await page.goto(`${product.baseUrl}/timetable${path}`);
      await expect(
        page
          .getByRole('main')
          .getByRole(path === '' ? 'grid' : 'region')
          .first(),
      ).toBeVisible();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect(await axeFaults(page), colorScheme).toEqual([]);
      }
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    });
  }

  test('in Italian there is no English word', async ({ browser }) => {
    const context = await browser.newContext({ locale: 'it-IT' });
    const page = await context.newPage();
    // The one whose language is Italian.
    await signIn(page, product.baseUrl, product.demo.italianSchool.teachers[1]);
    for (const path of ['', '/bells', '/year', '/people']) {
      await page.goto(`${product.baseUrl}/timetable${path}`);
      await expect(
        page
          .getByRole('main')
          .getByRole(path === '' ? 'grid' : 'region')
          .first(),
      ).toBeVisible();
      expect(await strangeWords(page), path).toEqual([]);
    }
    await context.close();
  });
});
