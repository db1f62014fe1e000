import { listClasses, listSchools } from '@pluriclasse/shared/api/schools';
import { signIn as signInCall } from '@pluriclasse/shared/api/sessions';
import { createTwinning } from '@pluriclasse/shared/api/twinnings';
import { expect, test, type Page } from '@playwright/test';
import { axeFaults } from '../support/browser/axeFaults.ts';
import { pressByKey, tabTo } from '../support/browser/keyboard.ts';
import { strangeWords } from '../support/browser/strangeWords.ts';
import { signIn } from '../support/lesson/openSeats.ts';
import { Api } from '../support/product/Api.ts';
import { Product } from '../support/product/Product.ts';

/** Four twinnings of the demo's schools that want the same classes, teachers and kits. */
test.describe('several twinnings planned together', () => {
  let product: Product;
  test.beforeAll(async () => {
    product = await Product.create();
    const api = new Api(product.baseUrl);
    const { email, password } = product.demo.coordinator;
    await api.call(signInCall, { body: { email, password } });
    const { schools } = await api.call(listSchools);
    const classOf = async (school: string, name: string) => {
      const { schoolId } = schools.find((one) => one.name === school)!;
      const { classes } = await api.call(listClasses, { params: { schoolId } });
      return classes.find((one) => one.name === name)!.classGroupId;
    };
    const here = await classOf('Roccaverde', '3–4');
    const letters = [here, await classOf('Valea Mică', '3–4')];
    await api.call(createTwinning, { body: { name: 'Letters', classGroupIds: letters } });
    await api.call(createTwinning, { body: { name: 'Kites', classGroupIds: letters } });
    const sheep = [here, await classOf('Torrealta', '3–6')];
    await api.call(createTwinning, { body: { name: 'Sheep', classGroupIds: sheep } });
  });
  test.afterAll(() => product?.stop());

  const open = async (page: Page, path = '/hours/together') => {
    await signIn(page, product.baseUrl, product.demo.coordinator);
    await page.goto(product.baseUrl + path);
  };
  const rowOf = (page: Page, name: string) =>
    page
      .getByRole('table', { name: 'Each twinning’s hour' })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name }) });
  const best = (page: Page) => page.getByText('This is the best possible plan.');

  test('by keyboard: a plan is found, says who is in whose way, and survives a reload', async ({ page }) => {
    await open(page, '/twinnings');
    await pressByKey(page, page.getByRole('link', { name: 'Plan together' }));
    await expect(page.getByRole('heading', { level: 1, name: 'Plan together' })).toBeFocused();
    await expect(page.getByText('4 of 4 twinnings ticked')).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);
    await tabTo(page, page.getByRole('radio', { name: '50', exact: true }));
    await page.keyboard.press('ArrowLeft');
    await pressByKey(page, page.getByRole('button', { name: 'Plan 4 twinnings' }));
    await expect(best(page)).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: '3 of 4 twinnings get an hour' })).toBeVisible();
    const asked = new URL(page.url()).searchParams.get('search');
    expect(asked).not.toBeNull();

    // Of two that need the same hour one has it, and the other is told who.
    const rows = page.getByRole('table', { name: 'Each twinning’s hour' }).getByRole('row');
    const without = rows.filter({ hasText: 'No hour' });
    await expect(without.getByRole('rowheader', { name: /Letters|Kites/ })).toBeVisible();
    await expect(without).toContainText(/Alone: Tuesday 10:\d\d, \d+ of \d+ dates/);
    // Whoever keeps more dates has it, which is not the same one in every week.
    const other = without.getByRole('listitem').getByRole('link', { name: /Letters|Kites|Three villages/ });
    await expect(other).toBeVisible();
    await expect(rowOf(page, await other.innerText())).toContainText(/Tuesday.*10:\d\d/);
    await pressByKey(page, without.getByText('What both need'));
    await expect(without).toContainText('Roccaverde: class 3–4, Paolo Neri');
    await expect(without.getByRole('link', { name: 'Timetable of Roccaverde' })).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);

    // From the week to the row.
    await pressByKey(page, page.getByRole('button', { name: /^\d \d+:\d\d Sheep$/ }));
    await expect(rowOf(page, 'Sheep').getByRole('link', { name: 'Sheep' })).toBeFocused();
    await expect(rowOf(page, 'Sheep')).toContainText(/\d+ of \d+ dates/);

    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: '3 of 4 twinnings get an hour' })).toBeVisible();
    await expect(best(page)).toBeVisible();
    expect(new URL(page.url()).searchParams.get('search')).toBe(asked);
    await expect(page.getByRole('radio', { name: '45', exact: true })).toBeChecked();
  });

  test('one of them may be left out or wished otherwise', async ({ page }) => {
    await open(page);
    await pressByKey(page, page.getByRole('checkbox', { name: 'Three villages, one lesson' }), 'Space');
    await pressByKey(page, page.getByRole('button', { name: 'Own wish for Letters' }));
    const dialog = page.getByRole('dialog', { name: 'Own wish for Letters' });
    await dialog.locator('label').filter({ hasText: /^30$/ }).click();
    expect(await axeFaults(page)).toEqual([]);
    await pressByKey(page, dialog.getByRole('button', { name: 'Use this wish' }));
    await expect(page.getByText('own wish', { exact: true })).toBeVisible();
    await pressByKey(page, page.getByRole('button', { name: 'Plan 3 twinnings' }));
    await expect(page.getByRole('heading', { level: 1, name: /of 3 twinnings get an hour/ })).toBeVisible();
    await page.reload();
    await expect(best(page)).toBeVisible();
    await page.getByRole('button', { name: 'Choose twinnings' }).click();
    await expect(page.getByText('3 of 4 twinnings ticked')).toBeVisible();
    await expect(page.getByText('own wish', { exact: true })).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'Three villages, one lesson' })).not.toBeChecked();
  });

  test('one gets another hour; what changes is told, and taken back', async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'Plan 4 twinnings' }).click();
    await expect(best(page)).toBeVisible();
    const row = rowOf(page, 'Sheep');
    await expect(row).toContainText('Thursday');
    const first = page.url();
    await pressByKey(page, page.getByRole('button', { name: 'Another hour for Sheep' }));
    const changes = page.getByRole('region', { name: 'What changes' });
    await expect(changes.getByRole('listitem').filter({ hasText: 'Sheep' })).toContainText(
      /from Thursday 9:00, \d+ lessons/,
    );
    await expect(row).not.toContainText('Thursday 9:00');
    expect(page.url()).not.toBe(first);
    expect(await axeFaults(page)).toEqual([]);
    await page.reload();
    await expect(row).toBeVisible();
    await expect(row).not.toContainText('9:00');
    await page
      .getByRole('button', { name: /Another hour for/ })
      .first()
      .click();
    await pressByKey(page, changes.getByRole('button', { name: 'Back to the plan before' }));
    await expect(changes).toBeHidden();
    await expect(row).toBeVisible();
  });

  test('a link that is cut is told and mended; a plan that is gone is told', async ({ page }) => {
    await open(page);
    let cut = true;
    await page.route('**/api/searches/*/plan*', (route) => (cut ? route.abort() : route.continue()));
    await page.getByRole('button', { name: 'Plan 4 twinnings' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);
    cut = false;
    await expect(best(page)).toBeVisible();
    await expect(page.getByRole('alert')).toBeHidden();
    await page.goto(`${product.baseUrl}/hours/together?search=00000000-0000-4000-8000-000000000000`);
    await expect(page.getByRole('alert')).toHaveText('This plan is kept no longer. Plan again.');
    await expect(page.getByRole('button', { name: 'Plan 4 twinnings' })).toBeVisible();
  });

  test('hours for one survive a reload too', async ({ page }) => {
    await open(page, '/twinnings');
    await page.getByRole('link', { name: 'Find hours' }).first().click();
    await page.locator('label').filter({ hasText: /^45$/ }).click();
    await page.getByRole('button', { name: 'Find hours' }).click();
    const title = page.getByRole('heading', { level: 1, name: /^\d+ hours? that hold/ });
    await expect(title).toBeVisible();
    const found = await title.textContent();
    const { href } = new URL(page.url());
    await page.reload();
    await expect(title).toHaveText(found ?? '');
    expect(page.url()).toBe(href);
    await expect(page.getByRole('radio', { name: '45', exact: true })).toBeChecked();
    // What was found can still be proposed.
    await page.getByRole('button', { name: 'Choose' }).first().click();
    await expect(page.getByRole('button', { name: 'Propose this series' })).toBeVisible();
    await page.goto(`${product.baseUrl}/hours?search=00000000-0000-4000-8000-000000000000`);
    await expect(page.getByRole('alert')).toHaveText('This search is kept no longer. Find hours again.');
  });

  test('teachers are shown the way to their own', async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.schools[0].teachers[0]);
    await page.goto(`${product.baseUrl}/hours/together`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Coordinators plan several twinnings together');
  });

  /** These change what there is: they come last. */
  test('all are proposed once; what has a series is left out from then on', async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'Plan 4 twinnings' }).click();
    await expect(best(page)).toBeVisible();
    await pressByKey(page, page.getByRole('button', { name: 'Propose 3 series' }));
    const dialog = page.getByRole('dialog', { name: 'Propose 3 series' });
    expect(await axeFaults(page)).toEqual([]);
    await pressByKey(page, dialog.getByRole('button', { name: 'Propose 3 series' }));
    await expect(page.getByText('3 series are proposed. The teachers are asked now.')).toBeVisible();
    await expect(rowOf(page, 'Sheep')).toContainText(/Proposed, \d+ lessons/);
    await expect(page.getByRole('button', { name: /^Propose/ })).toHaveCount(0);
    await page.reload();
    await expect(rowOf(page, 'Sheep').getByText('Proposed', { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Propose/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'Choose twinnings' }).click();
    await expect(page.getByText('1 of 1 twinnings ticked')).toBeVisible();
    await expect(page.getByText('3 twinnings have a series already and are not listed.')).toBeVisible();
  });

  test('in Italian there is no English word, and the page fits 320 px', async ({ page }) => {
    await open(page, '/settings');
    await page.getByText('Italiano').click();
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Impostazioni' })).toBeVisible();
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(`${product.baseUrl}/hours/together`);
    const plan = page.getByRole('button', { name: 'Pianifica 1 gemellaggio' });
    await expect(plan).toBeVisible();
    const looks = async () => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(await strangeWords(page)).toEqual([]);
    };
    await looks();
    await plan.click();
    await expect(
      page.getByText('Questo è il miglior piano possibile.').or(page.getByText('Nessuna ora')).first(),
    ).toBeVisible();
    await looks();
  });
});
