import { answerAsk, listAsks } from '@pluriclasse/shared/api/asks';
import { createLesson } from '@pluriclasse/shared/api/lessons';
import { moveLesson } from '@pluriclasse/shared/api/series';
import { signIn as signInCall } from '@pluriclasse/shared/api/sessions';
import { listTwinnings } from '@pluriclasse/shared/api/twinnings';
import { expect, test } from '@playwright/test';
import { axeFaults } from '../support/browser/axeFaults.ts';
import { signIn } from '../support/lesson/openSeats.ts';
import { Api } from '../support/product/Api.ts';
import { Product } from '../support/product/Product.ts';

const hour = 3_600_000;

test.describe('the question whether a lesson may move', () => {
  let product: Product;
  test.beforeAll(async () => {
    product = await Product.create();
  });
  test.afterAll(() => product?.stop());

  test('shows both hours by each school’s clock; whoever is slower sees who has answered', async ({ page }) => {
    const [here, there] = product.demo.schools;
    const [slow, quick] = there.teachers;
    const api = async ({ email, password }: { email: string; password: string }) => {
      const calls = new Api(product.baseUrl);
      await calls.call(signInCall, { body: { email, password } });
      return calls;
    };
    const asking = await api(here.teachers[0]);
    const [twinning] = (await asking.call(listTwinnings)).twinnings;
    const startsAt = Math.ceil(Date.now() / hour) * hour + 30 * hour;
    const lesson = { title: 'Winter', plan: [], startsAt, endsAt: startsAt + hour };
    const { lessonId } = await asking.call(createLesson, { body: { twinningId: twinning!.twinningId, ...lesson } });
    await asking.call(moveLesson, { params: { lessonId }, body: { startsAt: startsAt + 2 * hour } });

    await signIn(page, product.baseUrl, slow);
    await page.goto(`${product.baseUrl}/`);
    await page.getByRole('button', { name: /^Notices, \d+ new/ }).click();
    const notice = page
      .getByRole('region', { name: 'Notices' })
      .getByRole('link', { name: /asks you to move “Winter”/ });
    const at = (instant: number, timeZone: string) =>
      new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant);
    // By its own clock, with that of the others where it differs.
    await expect(notice).toContainText(`${at(startsAt, 'Europe/Madrid')} (`);
    await expect(notice).toContainText(`${at(startsAt + 2 * hour, 'Europe/Madrid')} (`);
    await notice.click();
    for (const [{ name }, zone] of [
      [here, 'Europe/Bucharest'],
      [there, 'Europe/Madrid'],
    ] as const) {
      const row = page.getByRole('row', { name });
      await expect(row).toContainText(`${at(startsAt, zone)}–${at(startsAt + hour, zone)}`);
      await expect(row).toContainText(`${at(startsAt + 2 * hour, zone)}–${at(startsAt + 3 * hour, zone)}`);
    }
    expect(await axeFaults(page)).toEqual([]);

    const colleague = await api(quick);
    const askId = (await colleague.call(listAsks)).mine[0]?.askId;
    await colleague.call(answerAsk, { params: { askId: askId! }, body: { answer: 'yes', reason: null } });
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await page.getByLabel('Why not?').fill('The bus');
    await page.getByRole('button', { name: 'Say no' }).click();
    await expect(page.getByText(`${quick.name} said yes`)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Say no' })).toBeHidden();
  });
});
