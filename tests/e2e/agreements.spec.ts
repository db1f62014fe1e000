import { readFile } from 'node:fs/promises';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { axeFaults } from '../support/browser/axeFaults.ts';
import { pressByKey } from '../support/browser/keyboard.ts';
import { strangeWords } from '../support/browser/strangeWords.ts';
import { jpeg, pdf } from '../support/files.ts';
import { signIn } from '../support/lesson/openSeats.ts';
import type { DemoPerson } from '../support/product/demo.ts';
import { Product } from '../support/product/Product.ts';

test.describe('an agreement of two schools', () => {
  let product: Product;
  test.beforeAll(async () => {
    product = await Product.create();
  });
  test.afterAll(() => product?.stop());

  test('is prepared, asked for, voted in both schools, and in force; its papers are kept', async ({ browser }) => {
    const [valeaMica, torrealta] = product.demo.schools;
    const coordinator = await open(browser, product.demo.coordinator);
    const title = 'Songs across the sea';

    await test.step('a coordinator prepares a draft', async () => {
      const page = coordinator;
      await page.goto('/twinnings');
      await page.getByRole('link', { name: 'Agreements' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Agreements' })).toBeVisible();
      await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'We read together' })).toContainText(
        'Waits for votes',
      );
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Make an agreement' }).click();
      await page.getByLabel('Title').fill(title);
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await expect(page.getByRole('alert')).toContainText('two schools or more');
      for (const { name } of [valeaMica, torrealta]) await page.getByRole('checkbox', { name }).check();
      await expect(page.getByRole('group', { name: 'Who votes at Valea Mică' })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await expect(page.getByText('Draft', { exact: true })).toBeVisible();
      await page.getByRole('button', { name: 'Ask the schools' }).click();
      await expect(page.getByText('Waits for votes')).toBeVisible();
      await expectAccessible(page);
    });
    const address = new URL(coordinator.url()).pathname;

    const head = await open(browser, torrealta.teachers[1]);
    await test.step('a head finds it at the bell, by keyboard', async () => {
      await head.goto('/');
      const bell = head.getByRole('banner').getByRole('button', { name: 'Notices, 1 new' });
      await pressByKey(head, bell);
      const panel = head.getByRole('region', { name: 'Notices' });
      await expect(panel.getByRole('heading', { name: 'Notices' })).toBeFocused();
      await expectAccessible(head);
      await head.keyboard.press('Escape');
      await expect(panel).toBeHidden();
      await expect(bell).toBeFocused();
      await head.keyboard.press('Enter');
      await pressByKey(head, panel.getByRole('link', { name: `An agreement waits for Torrealta: ${title}` }));
      await expect(head.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await expect(head.getByRole('banner').getByRole('button', { name: 'Notices', exact: true })).toBeVisible();
    });
    await test.step('and writes down how the school voted', async () => {
      await pressByKey(head, head.getByRole('button', { name: 'Write a vote down: Torrealta' }));
      const dialog = head.getByRole('dialog');
      await dialog.getByLabel('What the school calls it').fill('Claustro');
      await dialog.getByLabel('Protocol number').fill('CE 7/26');
      await expectAccessible(head);
      await dialog.getByRole('button', { name: 'Write it down' }).click();
      const step = head.getByRole('region', { name: 'Who has said yes' }).getByRole('listitem');
      await expect(step.filter({ hasText: 'Claustro' }).first()).toContainText('no. CE 7/26');
    });
    await test.step('a paper is kept for all, and nothing else than a paper', async () => {
      const papers = head.getByRole('region', { name: 'Documents' });
      const choose = async (name: string, buffer: Buffer) => {
        const asked = head.waitForEvent('filechooser');
        await papers.getByRole('button', { name: 'Add a document' }).click();
        await (await asked).setFiles({ name, mimeType: 'application/pdf', buffer });
      };
      await choose('acta.pdf', Buffer.from('<!doctype html><script>alert(1)</script>'));
      await expect(papers.getByRole('alert')).toContainText('Only PDF, PNG and JPEG');
      await choose('acta.pdf', pdf());
      await expect(papers.getByRole('link', { name: 'acta.pdf' })).toBeVisible();
      await expect(papers.getByRole('alert')).toBeHidden();
      await choose('foto.jpg', jpeg({ comment: 'where it was taken' }));
      await expect(papers.getByRole('link', { name: 'foto.jpg' })).toBeVisible();
      await expectAccessible(head);
      const [loaded] = await Promise.all([
        head.waitForEvent('download'),
        papers.getByRole('link', { name: 'acta.pdf' }).click(),
      ]);
      expect((await readFile(await loaded.path())).equals(pdf())).toBe(true);
      await papers.getByRole('button', { name: 'Remove foto.jpg' }).click();
      await head.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await expect(papers.getByRole('link', { name: 'foto.jpg' })).toBeHidden();
    });

    await test.step('the other head says yes, and everybody sees that it holds', async () => {
      const other = await open(browser, valeaMica.teachers[1]);
      await other.goto(address);
      await expect(other.getByRole('link', { name: 'acta.pdf' })).toBeVisible();
      await other.getByRole('button', { name: 'Write a vote down: Valea Mică' }).click();
      await other.getByRole('dialog').getByRole('button', { name: 'Write it down' }).click();
      await expect(other.getByText(/^In force to /)).toBeVisible();
      await expect(other.getByRole('region', { name: 'What happened' })).toContainText('All votes are there');
      await coordinator.reload();
      await expect(coordinator.getByText(/^In force to /)).toBeVisible();
      await coordinator
        .getByRole('banner')
        .getByRole('button', { name: /^Notices, \d+ new$/ })
        .click();
      await expect(coordinator.getByRole('region', { name: 'Notices' })).toContainText(`In force: ${title}`);
      await expectAccessible(coordinator);
    });

    await test.step('a school withdraws', async () => {
      await pressByKey(head, head.getByRole('button', { name: `More for ${title}` }));
      await head.keyboard.press('Enter');
      const dialog = head.getByRole('dialog');
      await dialog.getByLabel('Why the school withdraws').fill('We have no English teacher this year.');
      await dialog.getByRole('button', { name: 'Withdraw Torrealta' }).click();
      await expect(head.getByText('Ended', { exact: true })).toBeVisible();
      await expect(head.getByText('We have no English teacher this year.').first()).toBeVisible();
    });
  });

  test('leaves mails, which an administrator sees waiting while no mail server is set', async ({ browser }) => {
    const page = await open(browser, product.demo.admin);
    await page.goto('/network');
    await page.getByRole('link', { name: 'E-mails' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'E-mails' })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'no mail server is set' })).toBeVisible();
    const rows = page.getByRole('table', { name: 'E-mails' }).getByRole('row');
    await expect(rows.filter({ hasText: product.demo.schools[1].teachers[1].email }).first()).toContainText('Waits');
    await page.getByLabel('Show').selectOption('refused');
    await expect(page.getByText('There is none.')).toBeVisible();
    await expectAccessible(page);
  });

  test('speaks Italian, and fits a phone, a tablet and a wide screen', async ({ browser }) => {
    const page = await open(browser, product.demo.italianSchool.teachers[1], 'it-IT');
    await page.goto('/school');
    await page.getByRole('link', { name: 'Accordi' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Accordi' })).toBeVisible();
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Avvisi/ })
      .click();
    await expect(page.getByRole('region', { name: 'Avvisi' })).toBeVisible();
    expect(await strangeWords(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Three villages, one lesson' }).click();
    await expect(page.getByText(/^In vigore fino al /)).toBeVisible();
    expect(await strangeWords(page)).toEqual([]);
    for (const [width, height] of [
      [360, 780],
      [800, 1280],
      [1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([width, wider]).toEqual([width, 0]);
    }
    await expectAccessible(page);
  });

  async function open(browser: Browser, person: DemoPerson, locale = 'en-GB'): Promise<Page> {
    const context = await browser.newContext({ baseURL: product.baseUrl, locale });
    const page = await context.newPage();
    await signIn(page, product.baseUrl, person);
    return page;
  }
});

/** No serious finding, whichever way the system likes it. */
async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await axeFaults(page), `${colorScheme}: ${page.url()}`).toEqual([]);
  }
}
