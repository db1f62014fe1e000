import { expect, test, type Page } from '@playwright/test';
import { axeFaults } from '../support/browser/axeFaults.ts';
import { inviteStaff } from '@pluriclasse/shared/api/schools';
import { signIn as signInCall } from '@pluriclasse/shared/api/sessions';
import { choosePupil, openDesk, openKit, signIn, signInAtHome } from '../support/lesson/openSeats.ts';
import { SeatPage } from '../support/lesson/SeatPage.ts';
import { Api } from '../support/product/Api.ts';
import { seatMedia } from '../support/media/seatMedia.ts';
import { homeCode } from '../support/product/homeCode.ts';
import { Product } from '../support/product/Product.ts';

const looks = ['light', 'dark'] as const;

/** No serious finding, whichever way the system likes it. */
async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await axeFaults(page), `${colorScheme}: ${page.url()}`).toEqual([]);
  }
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('h1').first()).toBeVisible();
  await expect(page.getByText('There is no such page')).toBeHidden();
  // Lists arrive after their head.
  await page.waitForLoadState('networkidle');
  await expectAccessible(page);
}

test.describe('axe has nothing serious to say', () => {
  let product: Product;

  test.beforeAll(async () => {
    product = await Product.create();
  });
  test.afterAll(() => product?.stop());

  for (const path of ['/sign-in', '/forgotten', '/pair', '/home']) {
    test(`of ${path}, before anybody is known`, async ({ page }) => {
      await visit(page, product.baseUrl + path);
    });
  }

  for (const path of ['/', '/lessons', '/classes', '/school', '/staff', '/devices', '/settings', '/twinnings']) {
    test(`of ${path}, for a teacher who leads a school`, async ({ page }) => {
      await signIn(page, product.baseUrl, product.demo.admin);
      await visit(page, product.baseUrl + path);
    });
  }

  const views = ['week', 'month', 'year'].map((view) => `/calendar?view=${view}`);
  for (const path of ['/network', '/lessons/new', '/twinnings', '/hours', '/partners', '/reports', '/asks', ...views]) {
    test(`of ${path}, for a coordinator`, async ({ page }) => {
      await signIn(page, product.baseUrl, product.demo.coordinator);
      await visit(page, product.baseUrl + path);
    });
  }

  test('of a class, its codes, a lesson plan and an attendance, for a teacher', async ({ page }) => {
    await signIn(page, product.baseUrl, product.demo.schools[0].teachers[0]);
    await page.goto(`${product.baseUrl}/classes`);
    const link = page.locator('main a[href^="/classes/"]').first();
    const classPath = (await link.getAttribute('href')) ?? '';
    await visit(page, product.baseUrl + classPath);
    await visit(page, `${product.baseUrl}${classPath}/codes`);
    await visit(page, `${product.baseUrl}/lessons/${product.demo.lessonId}`);
    await visit(page, `${product.baseUrl}/lessons/${product.demo.lessonId}/attendance`);
  });

  test('of an invitation', async ({ page }) => {
    const { email, password } = product.demo.admin;
    const head = new Api(product.baseUrl);
    const me = await head.call(signInCall, { body: { email, password } });
    if (me.kind !== 'staff' || me.school === null) throw new Error('The head belongs to no school');
    const { schoolId } = me.school;
    const body = { email: 'new.teacher@school.example', name: 'New Teacher', roles: ['teacher' as const] };
    const { link } = await head.call(inviteStaff, { params: { schoolId }, body });
    await visit(page, link);
  });

  test('of a tablet: who are you, four pictures, the lesson', async () => {
    const tablet = await SeatPage.create({
      baseUrl: product.baseUrl,
      context: { viewport: { width: 1280, height: 800 } },
    });
    try {
      await visit(tablet.page, product.demo.schools[1].companionLinks[0]);
      await choosePupil(tablet.page, () => expectAccessible(tablet.page));
      await expect(tablet.region('Board')).toBeVisible();
      await expectAccessible(tablet.page);
    } finally {
      await tablet.close();
    }
  });

  test('of the lobby, and of the lesson at a desk with people, board and wall', async () => {
    const kit = await openKit(product, product.demo.schools[0], { media: seatMedia.kitA });
    const desk = await openDesk(product, product.demo.schools[1], { media: seatMedia.deskB });
    try {
      await expectAccessible(desk.page);
      await kit.expectJoined();
      await desk.join();
      await expect(desk.region('Stage').locator('video').first()).toBeVisible();
      await expectAccessible(desk.page);
      await expectAccessible(kit.page);
      await desk.button('Board').click();
      await expect(desk.region('Board')).toBeVisible();
      await desk.button('Wall').click();
      await expect(desk.region('Wall')).toBeVisible();
      await expectAccessible(desk.page);
      await expectAccessible(kit.page);
    } finally {
      await kit.close();
      await desk.close();
    }
  });

  test('of a pupil at home, and of a kit that waits after the end', async () => {
    const kit = await openKit(product, product.demo.schools[0], { media: seatMedia.kitA });
    const desk = await openDesk(product, product.demo.schools[0], { media: seatMedia.deskB });
    const context = { viewport: { width: 360, height: 780 } };
    const home = await SeatPage.create({ baseUrl: product.baseUrl, beside: kit, context });
    try {
      await kit.expectJoined();
      await desk.join();
      await signInAtHome(home.page, await homeCode(product));
      await expect(home.button('Join lesson')).toBeVisible();
      await expectAccessible(home.page);
      await home.button('Join lesson').click();
      await expect(home.page.getByText('You are at the door')).toBeVisible();
      await expectAccessible(home.page);
      await desk.button('Let in').click();
      await home.expectJoined();
      await expect(home.region('Board')).toBeVisible();
      await expectAccessible(home.page);
      await desk.button('End lesson').click();
      await expectAccessible(desk.page);
      await desk.page.getByRole('dialog').getByRole('button', { name: 'End lesson for all' }).click();
      await expect(kit.region('Stage')).toBeHidden();
      await expectAccessible(kit.page);
      await expect(home.region('Board')).toBeHidden();
      await expectAccessible(home.page);
      await expectAccessible(desk.page);
    } finally {
      await home.close();
      await kit.close();
      await desk.close();
    }
  });
});
