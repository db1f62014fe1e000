import { createLesson, readLesson } from '@pluriclasse/shared/api/lessons';
import { signIn as signInCall } from '@pluriclasse/shared/api/sessions';
import { listTwinnings } from '@pluriclasse/shared/api/twinnings';
import { TwinningId } from '@pluriclasse/shared/ids';
import { expect, test, type Page } from '@playwright/test';
import { axeFaults } from '../support/browser/axeFaults.ts';
import { pressByKey, tabTo } from '../support/browser/keyboard.ts';
import { signIn } from '../support/lesson/openSeats.ts';
import { Api } from '../support/product/Api.ts';
import { Product } from '../support/product/Product.ts';

test.describe('the office by keyboard', () => {
  let product: Product;
  test.beforeAll(async () => {
    product = await Product.create();
  });
  test.afterAll(() => product?.stop());

  test('each page begins at its heading and names itself in the tab; the first one is left as it is', async ({
    page,
  }) => {
    const { name, email, password } = product.demo.schools[0].teachers[0];
    const follow = (link: string | RegExp) => pressByKey(page, page.getByRole('link', { name: link }).first());

    await test.step('before anybody is known', async () => {
      await page.goto(`${product.baseUrl}/`);
      await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
      await follow('I forgot my password');
      await expectAtHeading(page, /password/i);
      await follow(/back/i);
      await expectAtHeading(page, 'Sign in');
    });
    await test.step('signed in', async () => {
      await tabTo(page, page.getByLabel('Email'));
      await page.keyboard.type(email);
      await tabTo(page, page.getByLabel('Password', { exact: true }));
      await page.keyboard.type(password);
      await page.keyboard.press('Enter');
      await expectAtHeading(page, new RegExp(String.raw`^Good \w+, ${name.split(' ')[0]}`), 'Today');
    });
    for (const place of ['Lessons', 'Classes', 'School', 'Devices']) {
      await test.step(place, async () => {
        await follow(place);
        // A school's page is headed by its name.
        await expectAtHeading(page, place === 'School' ? product.demo.schools[0].name : place, place);
      });
    }
    await test.step('a page whose heading is read from the server, and back', async () => {
      await follow('Classes');
      const link = page.getByRole('main').getByRole('link').first();
      const title = await link.textContent();
      await pressByKey(page, link);
      await expectAtHeading(page, title ?? '');
      // The next stop is the page's own, not the head's again.
      await page.keyboard.press('Tab');
      await expect(page.getByRole('main').locator(':focus')).toBeVisible();
      await page.goBack();
      await expectAtHeading(page, 'Classes');
    });
    await test.step('signed out', async () => {
      await follow('Settings');
      await expectAtHeading(page, 'Settings');
      await pressByKey(page, page.getByRole('button', { name: 'Sign out' }));
      await expectAtHeading(page, 'Sign in');
    });
  });

  test('a colleague leaves and comes back; a class is put away and taken back', async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.admin);
    // Both work at the same school of the demo network.
    const [name, own] = ['Paolo Neri', product.demo.admin.name];
    const dialog = page.getByRole('dialog');
    const act = async (label: string | RegExp, word: string) => {
      await pressByKey(page, page.getByRole('button', { name: label }).first());
      // The menu gives the focus to its first act, the question to its safe answer.
      await expect(page.getByRole('button', { name: word })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    };
    await test.step('staff', async () => {
      await page.goto(`${product.baseUrl}/staff`);
      const former = page.getByRole('region', { name: 'Worked here before' });
      await act(`More for ${name}`, 'Take out of the school');
      await expect(dialog).toContainText('planned at this school');
      expect(await axeFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await expect(former).toBeHidden();
      await act(`More for ${name}`, 'Take out of the school');
      await pressByKey(page, dialog.getByRole('button', { name: 'Take out of the school' }));
      await expect(page.getByText(`${name} is out of the school.`)).toBeVisible();
      await expect(former).toContainText(name);
      expect(await axeFaults(page)).toEqual([]);
      await page.goto(`${product.baseUrl}/timetable`);
      await expect(page.getByRole('region', { name: /hours have lost their teacher$/ })).toContainText(
        `${name} has left the school`,
      );
      await expect(
        page.getByRole('gridcell', { name: new RegExp(`${name} has left the school`) }).first(),
      ).toContainText('teacher left');
      expect(await axeFaults(page)).toEqual([]);
      await page.goto(`${product.baseUrl}/staff`);
      // Nobody takes oneself out.
      await expect(page.getByRole('button', { name: `More for ${own}` })).toBeHidden();
      await pressByKey(page, page.getByRole('button', { name: `Take back ${name}` }));
      await expect(former).toBeHidden();
      await expect(page.getByRole('region', { name: 'Who works here' })).toContainText(name);
    });
    await test.step('class', async () => {
      await page.goto(`${product.baseUrl}/classes`);
      const away = page.getByRole('region', { name: 'Put away' });
      await act('More for 3–4', 'Put away');
      await expect(dialog).toContainText('planned with this class');
      await pressByKey(page, dialog.getByRole('button', { name: 'Put away' }));
      // The demo always has a lesson that runs, of this class.
      await expect(dialog.getByRole('alert')).toContainText('has a lesson just now');
      expect(await axeFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await pressByKey(page, page.getByRole('button', { name: 'Add a class' }));
      await page.getByLabel('Name of the class').fill('Last year');
      await pressByKey(page, dialog.getByRole('button', { name: 'Add a class' }));
      await act('More for Last year', 'Put away');
      await pressByKey(page, dialog.getByRole('button', { name: 'Put away' }));
      await expect(away.getByRole('link', { name: 'Last year' })).toBeVisible();
      expect(await axeFaults(page)).toEqual([]);
      await pressByKey(page, page.getByRole('button', { name: 'Take back Last year' }));
      await expect(away).toBeHidden();
    });
  });

  test('what is typed for one lesson is never saved to another, and a moved lesson is not moved back', async ({
    page,
  }) => {
    const teacher = product.demo.schools[0].teachers[0];
    const api = new Api(product.baseUrl);
    await api.call(signInCall, { body: { email: teacher.email, password: teacher.password } });
    const { twinnings } = await api.call(listTwinnings);
    const twinningId = twinnings[0]?.twinningId ?? TwinningId.parse('');
    const plan = (title: string, inDays: number) => {
      // At noon, so that a day is the same one in UTC and at the school.
      const startsAt = (Math.floor(Date.now() / 86_400_000) + inDays + 0.5) * 86_400_000;
      return api.call(createLesson, {
        body: { twinningId, title, startsAt, endsAt: startsAt + 45 * 60_000, plan: [] },
      });
    };
    const [first, second] = [await plan('Rivers', 4), await plan('Bridges', 5)];
    const title = page.getByLabel('Title');
    const save = page.getByRole('button', { name: 'Save' });
    await signIn(page, product.baseUrl, teacher);
    await page.goto(`${product.baseUrl}/lessons/${first.lessonId}`);
    await title.fill('Rivers and lakes');
    // As a link of the bell does, from one lesson straight to another.
    await page.evaluate((path) => history.pushState(null, '', path), `/lessons/${second.lessonId}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Bridges' })).toBeVisible();
    await expect(title).toHaveValue('Bridges');
    await page.goBack();
    await expect(title).toHaveValue('Rivers');

    await page.getByRole('button', { name: 'Move', exact: true }).click();
    const dialog = page.getByRole('dialog');
    const to = new Date(first.startsAt + 7 * 86_400_000).toISOString().slice(0, 10);
    await dialog.getByLabel('Day').fill(to);
    await dialog.getByRole('button', { name: 'Move' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByLabel('Day')).toHaveValue(to);
    await title.fill('Rivers of home');
    await save.click();
    await expect(page.getByRole('heading', { level: 1, name: 'Rivers of home' })).toBeVisible();
    const { startsAt } = await api.call(readLesson, { params: { lessonId: first.lessonId } });
    expect(new Date(startsAt).toISOString().slice(0, 10)).toBe(to);
  });

  test('a page whose code is not here yet waits for a server that is away, and comes by itself', async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.schools[0].teachers[0]);
    await page.goto(`${product.baseUrl}/`);
    await expect(page.getByRole('heading', { level: 1, name: /^Good / })).toBeVisible();
    await product.server.stop();
    await page.getByRole('link', { name: 'Classes' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'We can’t load this' })).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('The server does not answer. Try again in a moment.')).toBeVisible();
    await product.server.start();
    // It asks every ten seconds.
    await expect(page.getByRole('heading', { level: 1, name: 'Classes' })).toBeVisible({ timeout: 60_000 });
  });
});

async function expectAtHeading(page: Page, name: string | RegExp, title = name): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name })).toBeFocused();
  await expect(page).toHaveTitle(typeof title === 'string' ? `${title} · Pluriclasse` : title);
}
