import { test } from '@playwright/test';
import { visit } from '../support/browser/accessible.ts';
import { inviteStaff } from '@pluriclasse/shared/api/schools';
import { signIn as signInCall } from '@pluriclasse/shared/api/sessions';
import { signIn } from '../support/lesson/openSeats.ts';
import { Api } from '../support/product/Api.ts';
import { Product } from '../support/product/Product.ts';

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

  for (const path of [
    '/',
    '/lessons',
    '/capsules',
    '/classes',
    '/school',
    '/staff',
    '/devices',
    '/settings',
    '/twinnings',
  ]) {
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
});
