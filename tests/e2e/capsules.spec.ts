import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { brokenWords } from '../support/browser/brokenWords.ts';
import { expectAccessible } from '../support/browser/accessible.ts';
import { pressByKey, tabTo } from '../support/browser/keyboard.ts';
import { strangeWords } from '../support/browser/strangeWords.ts';
import { openDesk, signIn } from '../support/lesson/openSeats.ts';
import { SeatPage } from '../support/lesson/SeatPage.ts';
import { seatMedia } from '../support/media/seatMedia.ts';
import type { DemoPerson } from '../support/product/demo.ts';
import { Product } from '../support/product/Product.ts';

test.describe.serial('what is kept of a lesson', () => {
  let product: Product;
  let address: string;

  test.beforeAll(async () => {
    product = await Product.create();
    const desk = await openDesk(product, product.demo.schools[0], { media: seatMedia.deskA });
    await desk.join();
    await desk.unmute();
    await desk.button('Start recording').click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Start recording' }).click();
    await expect(desk.page.getByText(/^Recording teachers and board since/).first()).toBeVisible();
    // Something to trim.
    await desk.page.waitForTimeout(8_000);
    await desk.button('Stop recording').click();
    await expect(desk.button('Start recording')).toBeVisible();
    await desk.close();
  });
  test.afterAll(() => product?.stop());

  test('is found, published, changed and saved by keyboard', async ({ browser }) => {
    const page = await open(browser, product.demo.schools[0].teachers[0]);
    await test.step('from the lessons to the list, and to the capsule', async () => {
      await page.goto('/lessons');
      await pressByKey(page, page.getByRole('main').getByRole('link', { name: 'Capsules' }));
      await expect(page.getByRole('heading', { level: 1, name: 'Capsules' })).toBeVisible();
      const card = page.getByRole('list', { name: 'Capsules' }).getByRole('listitem').first();
      await expect(card).toContainText('Ready', { timeout: 120_000 });
      await expect(card).toContainText('Not published');
      await expectAccessible(page);
      await pressByKey(page, card.getByRole('link').first());
      await expect(page.getByRole('region', { name: 'Who may watch it' })).toBeVisible();
      address = new URL(page.url()).pathname;
      await expectAccessible(page);
    });
    await test.step('to a class of the own school', async () => {
      const card = page.getByRole('region', { name: 'Who may watch it' });
      const first = card.getByRole('group', { name: product.demo.schools[0].name }).getByRole('checkbox').first();
      await tabTo(page, first);
      await page.keyboard.press('Space');
      await pressByKey(page, card.getByRole('button', { name: 'Publish' }));
      await expect(page.getByText('The classes are saved.')).toBeVisible();
      await expect(card.getByRole('button', { name: 'Publish' })).toBeDisabled();
      await expect(first).toBeChecked();
    });
    await test.step('trimmed, taken back, hidden, named', async () => {
      const editor = page.getByRole('region', { name: 'Change it' });
      const begins = editor.getByRole('slider', { name: 'Beginning of what is seen' });
      await tabTo(page, begins);
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await expect(begins).toHaveAttribute('aria-valuetext', '0:02');
      await expect(editor.getByText('Not saved yet')).toBeVisible();
      await pressByKey(page, editor.getByRole('button', { name: 'Undo' }));
      await expect(begins).toHaveAttribute('aria-valuetext', '0:00');
      await pressByKey(page, editor.getByRole('button', { name: 'Redo' }));
      await expect(begins).toHaveAttribute('aria-valuetext', '0:02');

      const stretch = editor.getByRole('group', { name: 'A stretch to hide' });
      await type(page, stretch.getByRole('textbox', { name: 'From' }), '0:04');
      await type(page, stretch.getByRole('textbox', { name: 'To' }), '0:03');
      await expect(stretch.getByText('The end must come after the beginning.')).toBeVisible();
      await type(page, stretch.getByRole('textbox', { name: 'To' }), '0:05');
      await pressByKey(page, stretch.getByRole('button', { name: 'Hide it' }));
      await expect(editor.getByText('0:04 – 0:05')).toBeVisible();

      const title = editor.getByRole('group', { name: 'Chapter 1' }).getByRole('textbox', { name: 'Title' });
      await type(page, title, 'How we say hello');
      await expect(editor.getByRole('list', { name: 'Chapters as viewers will see them' })).toContainText(
        'How we say hello',
      );
      await expectAccessible(page);
      await pressByKey(page, editor.getByRole('button', { name: 'Save' }));
      await expect(page.getByText('Viewers now get it as you see it.')).toBeVisible();
      await expect(editor.getByText('All is saved')).toBeVisible();
    });
    await test.step('and so it is from now on', async () => {
      await page.reload();
      const editor = page.getByRole('region', { name: 'Change it' });
      await expect(editor.getByText('0:04 – 0:05')).toBeVisible();
      await expect(editor.getByRole('textbox', { name: 'Begins at' })).toHaveValue('0:02');
      await expect(
        editor.getByRole('group', { name: 'Chapter 1' }).getByRole('textbox', { name: 'Title' }),
      ).toHaveValue('How we say hello');
    });
  });

  test('two teachers change it: who saves later is told, and loses nothing', async ({ browser }) => {
    const [mine, theirs] = [
      await open(browser, product.demo.schools[0].teachers[0], address),
      await open(browser, product.demo.schools[1].teachers[0], address),
    ];
    const editorOf = (page: Page) => page.getByRole('region', { name: 'Change it' });
    const titleOf = (page: Page) =>
      editorOf(page).getByRole('group', { name: 'Chapter 1' }).getByRole('textbox', { name: 'Title' });
    await titleOf(mine).fill('Mine');
    await titleOf(theirs).fill('Theirs');
    await editorOf(theirs).getByRole('button', { name: 'Save' }).click();
    await expect(theirs.getByText('Viewers now get it as you see it.')).toBeVisible();
    await editorOf(mine).getByRole('button', { name: 'Save' }).click();
    await expect(mine.getByRole('alert')).toContainText('Somebody else saved while you worked');
    await expect(titleOf(mine)).toHaveValue('Mine');
    await expectAccessible(mine);
    await editorOf(mine).getByRole('button', { name: 'Keep mine' }).click();
    await editorOf(mine).getByRole('button', { name: 'Save' }).click();
    await expect(mine.getByText('Viewers now get it as you see it.')).toBeVisible();
    await theirs.reload();
    await expect(titleOf(theirs)).toHaveValue('Mine');
    // The own school reads who of the other one looked.
    await mine.reload();
    await expect(mine.getByRole('region', { name: 'Who of other schools watched it' })).toContainText(
      product.demo.schools[1].teachers[0].name,
    );
  });

  test('work that is not saved is not left by mistake', async ({ browser }) => {
    const page = await open(browser, product.demo.schools[0].teachers[0], address);
    await page.getByRole('textbox', { name: 'Begins at' }).fill('0:03');
    await page.keyboard.press('Enter');
    await page.getByRole('banner').getByRole('link', { name: 'Lessons' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByRole('button', { name: 'Stay here' }).click();
    await expect(page.getByRole('textbox', { name: 'Begins at' })).toHaveValue('0:03');
  });

  test('speaks Italian, and fits a phone, a tablet and a wide screen', async ({ browser }) => {
    const page = await open(browser, product.demo.italianSchool.teachers[1], address, 'it-IT');
    await expect(page.getByRole('region', { name: 'Cambiala' })).toBeVisible();
    for (const path of ['/capsules', address]) {
      await page.goto(path);
      await expect(page.getByText('Pronta').first()).toBeVisible();
      expect(await strangeWords(page)).toEqual([]);
      for (const [width, height] of [
        [320, 640],
        [800, 1280],
        [1366, 768],
        [1920, 1080],
      ] as const) {
        await page.setViewportSize({ width, height });
        expect([path, width, await overflow(page)]).toEqual([path, width, 0]);
        expect([path, width, await brokenWords(page)]).toEqual([path, width, []]);
      }
    }
  });

  test('is withdrawn for good', async ({ browser }) => {
    const page = await open(browser, product.demo.schools[0].teachers[0], address);
    await pressByKey(page, page.getByRole('button', { name: 'Withdraw' }));
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('There is no way back.');
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await expectAccessible(page);
    await pressByKey(page, dialog.getByRole('button', { name: 'Withdraw' }));
    await expect(page.getByText('Nobody can watch it any more')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Change it' })).toBeHidden();
    await page.goto('/capsules');
    await expect(page.getByRole('list', { name: 'Capsules' }).getByRole('listitem').first()).toContainText('Withdrawn');
  });

  test('a teacher records alone, over a board, without a lesson', async () => {
    const seat = await SeatPage.create({ baseUrl: product.baseUrl, media: seatMedia.deskA });
    try {
      const { page } = seat;
      await signIn(page, product.baseUrl, product.demo.schools[0].teachers[0]);
      await page.goto('/capsules');
      await pressByKey(page, page.getByRole('button', { name: 'Record a capsule now' }));
      const dialog = page.getByRole('dialog', { name: 'Record without a lesson?' });
      await expect(dialog.getByRole('textbox', { name: 'Title' })).toBeFocused();
      await page.keyboard.type('Five minutes on the weather');
      await expectAccessible(page);
      await page.keyboard.press('Enter');
      await seat.join();
      await expect(page.getByRole('heading', { level: 1, name: 'Five minutes on the weather' })).toBeVisible();
      await seat.button('Start recording').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Start recording' }).click();
      await expect(page.getByRole('banner').getByText(/^Recording teachers and board since/)).toBeVisible();
      await expect(seat.region('Board')).toBeVisible();
      await test.step('who is not heard is told, and may be with one press', async () => {
        const silent = page.getByText('Your microphone is off: nothing that you say is recorded.');
        await expect(silent).toBeVisible();
        await expectAccessible(page);
        await seat.region('Stage').getByRole('button', { name: 'Unmute' }).click();
        await expect(silent).toBeHidden();
      });
      await seat.button('End lesson').click();
      const stop = page.getByRole('dialog', { name: 'Stop here?' });
      await stop.getByRole('button', { name: 'To the capsules' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Capsules' })).toBeVisible();
      const card = page.getByRole('listitem').filter({ hasText: 'Five minutes on the weather' });
      await expect(card.first()).toContainText('Ready', { timeout: 120_000 });
    } finally {
      await seat.close();
    }
  });

  async function open(browser: Browser, person: DemoPerson, path?: string, locale = 'en-GB'): Promise<Page> {
    const context = await browser.newContext({ baseURL: product.baseUrl, locale });
    const page = await context.newPage();
    await signIn(page, product.baseUrl, person);
    if (path !== undefined) await page.goto(path);
    return page;
  }
});

/** Writes over what a field holds, by keyboard. */
async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
