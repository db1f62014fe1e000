import { expect, test, type Page } from '@playwright/test';
import { leavePupil } from '@pluriclasse/shared/api/sessions';
import { DeviceId } from '@pluriclasse/shared/ids';
import { speakingAsHeader } from '@pluriclasse/shared/signalling/protocol';
import { attachEvidence } from '../support/lesson/attachEvidence.ts';
import { openDesk, signInAtHome } from '../support/lesson/openSeats.ts';
import { SeatPage } from '../support/lesson/SeatPage.ts';
import { seatMedia } from '../support/media/seatMedia.ts';
import { homeCode } from '../support/product/homeCode.ts';
import { Product } from '../support/product/Product.ts';

test.describe.serial('devices and pupils come in', () => {
  let product: Product;
  let desk: SeatPage;
  let fresh: SeatPage;
  let home: SeatPage | undefined;

  test.beforeAll(async () => {
    product = await Product.create();
    desk = await openDesk(product, product.demo.schools[0], { media: seatMedia.deskA });
    fresh = await SeatPage.create({ baseUrl: product.baseUrl, media: seatMedia.kitA });
  });
  // Playwright wants the fixtures taken apart, even when none is asked for.
  // oxlint-disable-next-line no-empty-pattern
  test.afterEach(({}, info) => attachEvidence(info, product, { desk, fresh, home }));
  test.afterAll(async () => {
    await home?.close();
    await fresh?.close();
    await desk?.close();
    await product?.stop();
  });

  test('a screen shows a code, a teacher types it, and it comes into the open lesson by itself', async () => {
    await fresh.page.goto('/pair');
    const code = fresh.page.getByRole('img', { name: /^([A-HJ-NP-Z2-9] ){4}[A-HJ-NP-Z2-9]$/ });
    await expect(code).toBeVisible();
    const letters = ((await code.getAttribute('aria-label')) ?? '').replaceAll(' ', '');

    const office = await openDevices(desk.page);
    await office.getByRole('button', { name: 'Add a device' }).click();
    const dialog = office.getByRole('dialog');
    await dialog.getByLabel('Type the code on its screen').fill(letters.toLowerCase());
    await dialog.getByLabel('Room', { exact: true }).selectOption({ index: 1 });
    await dialog.getByLabel('Name, if you want another').fill('New screen');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(office.getByText('New screen').first()).toBeVisible();

    await expect(fresh.page).toHaveURL(/\/kit\/[0-9a-f-]{36}$/);
    await fresh.expectJoined();
    await expect(fresh.region('Stage')).toBeVisible();
    await office.close();
  });

  test('a device that is taken away is out at once', async () => {
    const office = await openDevices(desk.page);
    await office.getByRole('button', { name: 'Take away New screen' }).click();
    await office.getByRole('dialog').getByRole('button', { name: 'Take away', exact: true }).click();
    await expect(fresh.region('Stage')).toBeHidden();
    await expect(fresh.page.locator('video')).toHaveCount(0);
    await office.close();
  });

  test('a pupil at home waits at the door until a teacher opens', async () => {
    await desk.join();
    home = await SeatPage.create({
      baseUrl: product.baseUrl,
      beside: fresh,
      context: { viewport: { width: 360, height: 780 } },
    });
    await signInAtHome(home.page, await homeCode(product));
    await home.button('Join lesson').click();
    await expect(home.page.getByText('You are at the door')).toBeVisible();
    expect(await home.hasMark('lesson:joined')).toBe(false);
    await desk.button('Let in').click();
    await home.expectJoined();
    await expect(home.region('Board')).toBeVisible();
    await expect(home.button('Unmute')).toBeVisible();
  });

  test('a pattern opens only to who set it', async () => {
    const tablet = await SeatPage.create({ baseUrl: product.baseUrl, beside: fresh });
    await tablet.page.goto(product.demo.schools[0].companionLinks[0]);
    await tablet.page.locator('main li button:enabled').first().click();
    await tap(tablet, 'Choose four pictures that only you know.', ['sun', 'tree', 'house', 'fish']);
    await tap(tablet, 'Good! Now the same four again.', ['sun', 'tree', 'house', 'fish']);
    await expect(tablet.region('Board')).toBeVisible();
    const other = await SeatPage.create({ baseUrl: product.baseUrl, beside: fresh });
    await other.page.goto(product.demo.schools[0].companionLinks[1]);
    await expect(other.page.getByText('In use')).toBeVisible();
    // The child goes: the tablet is anybody's again, and so is the child.
    const deviceId = DeviceId.parse(/[0-9a-f-]{36}/.exec(tablet.page.url())?.[0]);
    const headers = { [speakingAsHeader]: `device:${deviceId}`, origin: product.baseUrl };
    const gone = await tablet.page.request.delete(`${product.baseUrl}${leavePupil.path}`, { headers });
    expect(gone.ok()).toBe(true);
    await tablet.close();
    await other.page.reload();
    await expect(other.page.locator('main li button').first()).toBeEnabled();
    await other.page.locator('main li button').first().click();
    await tap(other, 'Tap your four pictures, in order.', ['sun', 'tree', 'fish', 'house']);
    await expect(other.page.getByText('These are not your pictures. Try again.')).toBeVisible();
    await tap(other, 'Tap your four pictures, in order.', ['sun', 'tree', 'house', 'fish']);
    await expect(other.region('Board')).toBeVisible();
    await other.close();
  });
});

/** The school's devices, in a second window of the teacher. */
async function openDevices(page: Page): Promise<Page> {
  const office = await page.context().newPage();
  await office.goto('/devices');
  return office;
}

async function tap(seat: SeatPage, step: string, pictures: readonly string[]): Promise<void> {
  await expect(seat.page.getByText(step)).toBeVisible();
  for (const picture of pictures) await seat.button(picture).click();
}
