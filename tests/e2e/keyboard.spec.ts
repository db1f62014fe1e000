import { expect, test, type Locator } from '@playwright/test';
import { pressByKey, tabTo } from '../support/browser/keyboard.ts';
import { SeatPage } from '../support/lesson/SeatPage.ts';
import { seatMedia } from '../support/media/seatMedia.ts';
import { Product } from '../support/product/Product.ts';

test.describe('a teacher without a mouse', () => {
  let product: Product;
  let seat: SeatPage;

  test.beforeAll(async () => {
    product = await Product.create();
    seat = await SeatPage.create({ baseUrl: product.baseUrl, media: seatMedia.deskA });
  });
  test.afterAll(async () => {
    await seat?.close();
    await product?.stop();
  });

  test('signs in, joins, speaks, gives turns, draws, writes and leaves by keyboard alone', async () => {
    const { page } = seat;
    const { email, password } = product.demo.schools[0].teachers[0];
    const press = (name: string | RegExp) => pressByKey(page, seat.button(name).first());

    await test.step('sign in', async () => {
      await page.goto('/sign-in');
      await tabTo(page, page.getByLabel('Email'));
      await page.keyboard.type(email);
      await tabTo(page, page.getByLabel('Password', { exact: true }));
      await page.keyboard.type(password);
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(`${product.baseUrl}/`);
    });
    await test.step('join', async () => {
      await pressByKey(page, page.getByRole('link', { name: /^(Join|Open the lobby)/ }).first());
      await press('Join lesson');
      await seat.expectJoined();
    });
    await test.step('mute and unmute', async () => {
      for (const name of [/^(Mute|Unmute)$/, /^(Mute|Unmute)$/]) {
        const before = await seat.button(name).textContent();
        await press(name);
        await expect(seat.button(name)).not.toHaveText(before ?? '');
      }
    });
    await test.step('raise, give and end a turn', async () => {
      await press('Raise hand');
      await press(/^Give turn to /);
      await press('End turn');
      await expect(seat.button('End turn')).toBeHidden();
    });
    await test.step('next phase', async () => {
      const current = seat.region('Plan').locator('[aria-current=step] > span').first();
      const before = await current.textContent();
      await press('Next phase');
      await expect(current).not.toHaveText(before ?? '');
    });
    await test.step('a text on the board', async () => {
      await press('Board');
      const tools = page.getByRole('toolbar', { name: 'Board tools' });
      const chosen = tools.getByRole('radiogroup', { name: 'Tool' }).getByRole('radio', { checked: true });
      await expect(chosen).toBeEnabled();
      await tabTo(page, chosen);
      const text = tools.getByRole('radio', { name: 'Text', exact: true });
      for (let step = 0; step < 4 && !(await isFocused(text)); step++) await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Space');
      await expect(text).toBeChecked();
      await tabTo(page, page.getByRole('application'));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('textbox', { name: 'Text on the board' })).toBeFocused();
      await page.keyboard.type('Hello');
      await page.keyboard.press('Escape');
      await expect(seat.region('Board').getByRole('option', { name: /^Text “Hello”/ })).toBeAttached();
    });
    await test.step('a message on the wall', async () => {
      await press(/^Wall/);
      await tabTo(page, seat.region('Wall').getByLabel('To everyone'));
      await page.keyboard.type('Written without a mouse');
      await page.keyboard.press('Enter');
      await expect(seat.region('Wall').getByText('Written without a mouse')).toBeVisible();
    });
    await test.step('leave', async () => {
      await press('Leave lesson');
      await expect(page.getByText('You have left the lesson')).toBeVisible();
    });
  });
});

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);
