import { expect, test } from '@playwright/test';
import { axeFaults } from '../support/browser/axeFaults.ts';
import { pressByKey } from '../support/browser/keyboard.ts';
import { openCompanion, openDesk, openKit, signIn, signInAtHome } from '../support/lesson/openSeats.ts';
import { SeatPage } from '../support/lesson/SeatPage.ts';
import { seatMedia } from '../support/media/seatMedia.ts';
import { homeCode } from '../support/product/homeCode.ts';
import { Product } from '../support/product/Product.ts';

const whole = /^Recording teachers and board since \d\d:\d\d$/;
const short = /^Recording since \d\d:\d\d$/;

test.describe.serial('a lesson is recorded', () => {
  let product: Product;
  let desk: SeatPage;
  let kit: SeatPage;

  test.beforeAll(async () => {
    product = await Product.create();
    const [own, other] = product.demo.schools;
    desk = await openDesk(product, own, { media: seatMedia.deskA });
    await desk.join();
    kit = await openKit(product, other, { media: seatMedia.kitB });
    await kit.expectJoined();
  });
  test.afterAll(async () => {
    await kit?.close();
    await desk?.close();
    await product?.stop();
  });

  test('a teacher begins and ends it by keyboard, and every surface says since when', async () => {
    const [own, other] = product.demo.schools;
    const tablet = await openCompanion(product, own, { beside: kit });
    const home = await SeatPage.create({ baseUrl: product.baseUrl, beside: kit });
    await signInAtHome(home.page, await homeCode(product));
    await home.button('Join lesson').click();
    await desk.button('Let in').first().click();
    await home.expectJoined();
    await expect(home.region('Board')).toBeVisible();
    const signs = [
      desk.page.getByRole('banner').getByText(whole),
      kit.region('Stage').getByText(whole),
      tablet.region('Plan').getByText(short),
      home.region('Plan').getByText(short),
    ];
    for (const sign of signs) await expect(sign).toBeHidden();
    const lobby = await openDesk(product, other, { beside: kit });
    const ahead = lobby.page.getByRole('main').getByText(whole).first();
    await expect(ahead).toBeHidden();

    await test.step('not before it was said what is kept', async () => {
      await pressByKey(desk.page, desk.button('Start recording'));
      const dialog = desk.page.getByRole('dialog', { name: 'Record this lesson?' });
      await expect(dialog).toContainText('no child is ever recorded');
      await expect(dialog.getByRole('button', { name: 'Don’t record' })).toBeFocused();
      expect(await axeFaults(desk.page)).toEqual([]);
      await desk.page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await expect(desk.button('Start recording')).toBeFocused();
      for (const sign of signs) await expect(sign).toBeHidden();
    });
    await test.step('then everybody sees it', async () => {
      await desk.page.keyboard.press('Enter');
      await pressByKey(desk.page, desk.page.getByRole('dialog').getByRole('button', { name: 'Start recording' }));
      for (const sign of signs) await expect(sign).toBeVisible();
      for (const { page } of [desk, kit, tablet, home]) {
        await expect(page.getByRole('status').filter({ hasText: whole })).toHaveCount(1);
        expect(await axeFaults(page)).toEqual([]);
      }
    });
    await test.step('who stands in the lobby knows before, and what that means', async () => {
      await expect(ahead).toBeVisible();
      await expect(lobby.page.getByText('your sound and picture are recorded too')).toBeVisible();
      await expect(lobby.page.getByRole('status').filter({ hasText: whole })).toHaveCount(1);
      expect(await axeFaults(lobby.page)).toEqual([]);
    });
    await test.step('who comes later too', async () => {
      await tablet.page.reload();
      await expect(tablet.region('Plan').getByText(short)).toBeVisible();
      await expect(tablet.page.getByRole('status').filter({ hasText: whole })).toHaveCount(1);
    });
    await test.step('and that it has ended; who knows what is kept begins anew with one press', async () => {
      await pressByKey(desk.page, desk.button('Stop recording'));
      for (const sign of [...signs, ahead]) await expect(sign).toBeHidden();
      await expect(kit.page.getByRole('status').filter({ hasText: 'The recording has ended.' })).toHaveCount(1);
      await pressByKey(desk.page, desk.button('Start recording'));
      for (const sign of signs) await expect(sign).toBeVisible();
      await pressByKey(desk.page, desk.button('Stop recording'));
      for (const sign of signs) await expect(sign).toBeHidden();
    });
    await lobby.close();
    await tablet.close();
    await home.close();
  });

  test('a school that does not record keeps it from all, and says so', async () => {
    const [, other] = product.demo.schools;
    const office = await SeatPage.create({ baseUrl: product.baseUrl, beside: desk });
    await signIn(office.page, product.baseUrl, other.teachers[1]);
    await office.page.goto('/school');
    const rules = office.page.getByRole('region', { name: 'Recording' });
    await rules.getByRole('radio', { name: /^are not recorded/ }).check();
    await rules.getByRole('button', { name: 'Save' }).click();
    await expect(office.page.getByText('It is saved.')).toBeVisible();
    await expect(rules.getByRole('button', { name: 'Save' })).toBeDisabled();
    expect(await axeFaults(office.page)).toEqual([]);
    await office.close();

    const start = desk.button('Start recording');
    await expect(start).toHaveAttribute('aria-disabled', 'true');
    await expect(start).toHaveAccessibleDescription(`No recording: ${other.name}`);
    await pressByKey(desk.page, desk.button('Start recording'));
    const why = desk.page.getByRole('dialog', { name: 'This lesson can’t be recorded' });
    await expect(why).toContainText(`${other.name} does not record`);
    await expect(why).toContainText('The head of that school decides.');
    await pressByKey(desk.page, why.getByRole('button', { name: 'Close' }));
    await expect(desk.page.getByRole('banner').getByText(whole)).toBeHidden();
  });
});
