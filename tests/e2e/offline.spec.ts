import { withdrawCapsule } from '@pluriclasse/shared/api/capsules';
import { followCatchUps, saveChecks, type CheckSheet } from '@pluriclasse/shared/api/catchUps';
import type { Pupil } from '@pluriclasse/shared/api/schools';
import { CheckId, type CapsuleId } from '@pluriclasse/shared/ids';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { expectAccessible } from '../support/browser/accessible.ts';
import { heardOf, watchSounds } from '../support/capsule/heardOf.ts';
import { recordOpusVoice } from '../support/capsule/makeOpusVoice.ts';
import { plantVoice } from '../support/capsule/plantVoice.ts';
import { signInAtHome } from '../support/lesson/openSeats.ts';
import { newClass, type NewClass } from '../support/product/newClass.ts';
import { Product } from '../support/product/Product.ts';
import { putCapsule } from '../support/server/capsules.ts';

const LENGTH = 60_000;
const [first, second] = [440, 790];
const check = CheckId.parse(randomUUID());
const sheet: CheckSheet = {
  checks: [
    {
      checkId: check,
      at: 3000,
      kind: 'choice',
      ask: 'Where is the mill?',
      why: 'The mill stands at the river.',
      options: [
        { text: 'at the river', right: true },
        { text: 'at the school', right: false },
      ],
    },
  ],
  task: null,
};

test.describe.serial('a capsule that a pupil takes along', () => {
  let product: Product;
  let of: NewClass;
  let pupil: Pupil;
  let capsuleId: CapsuleId;
  let context: BrowserContext;
  let page: Page;
  let database: Client;

  test.beforeAll(async ({ browser }) => {
    product = await Product.create();
    const { lessonId } = product.demo;
    of = await newClass(product, product.demo.schools[0], ['Tea']);
    pupil = of.pupils[0]!;
    database = new Client({ connectionString: product.databaseUrl });
    await database.connect();
    capsuleId = await putCapsule(
      { database },
      { schoolIds: [of.schoolId], classGroupIds: [of.classGroupId], recorded: [[0, LENGTH]], lessonId },
    );
    context = await browser.newContext({ viewport: { width: 360, height: 780 }, baseURL: product.baseUrl });
    page = await context.newPage();
    await watchSounds(page);
    await page.goto('/home');
    for (const [n, hertz] of [first, second].entries()) {
      const { email } = product.demo.schools[n]!.teachers[0];
      const voice = await recordOpusVoice(page, hertz, [[0, LENGTH]]);
      await plantVoice(product, database, capsuleId, { email, lessonId }, voice);
    }
    await of.teacher.call(saveChecks, { params: { capsuleId }, body: { revision: 0, sheet } });
    await signInAtHome(page, await of.codeOf(pupil));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Hello, ${pupil.alias}!`);
  });
  test.afterAll(async () => {
    await context?.close();
    await database?.end();
    await product?.stop();
  });

  const card = () => page.getByRole('listitem').filter({ hasText: 'In our village' });
  const take = () => card().getByRole('button', { name: 'Take it: In our village' });

  const again = () => card().getByRole('button', { name: /^(Take it|Go on taking it): In our village/ });

  test('says its size before, and that there is no room', async () => {
    await expect(card()).toContainText(/\d+ MB/);
    const { origin } = new URL(product.baseUrl);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 600_000 });
    await take().click();
    await expect(card()).toContainText('There is not enough room on this device.');
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await expectAccessible(page);
  });

  test('says that room ran out on the way, and gives back what was taken', async () => {
    const { origin } = new URL(product.baseUrl);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 20_000_000 });
    // The page comes whole, of the sound nothing yet.
    await page.route('**/media/capsules/**/voice/**', (route) => route.abort());
    await again().click();
    await expect(card()).toContainText('There is no link to the server.');
    await page.unroute('**/media/capsules/**/voice/**');
    await page.evaluate(fillUp);
    await again().click();
    await expect(card()).toContainText('There is not enough room on this device.');
    await card().getByRole('button', { name: 'Take it off: In our village' }).click();
    await expect(take()).toBeVisible();
    expect(await page.evaluate(piecesHere)).toBe(0);
    await page.evaluate(() => void indexedDB.deleteDatabase('something-else'));
    await devtools.detach();
  });

  test('waits when the link is cut, and goes on by itself', async () => {
    let asked = 0;
    await page.route('**/media/capsules/**/voice/**', (route) => (++asked === 2 ? route.abort() : route.continue()));
    await again().click();
    await expect(card().getByRole('button', { name: 'Go on taking it: In our village' })).toBeVisible();
    await context.setOffline(true);
    await context.setOffline(false);
    await expect(card()).toContainText('on this device');
    // What had come before the cut did not come again.
    expect(asked).toBe(3);
    await page.unroute('**/media/capsules/**/voice/**');
  });

  test('plays in flight mode, from a page that is opened there', async () => {
    await context.setOffline(true);
    expect(await page.evaluate(() => fetch('/healthz').then(String, () => 'nothing'))).toBe('nothing');
    await page.reload();
    await expect(page.getByText('Works without a link.')).toBeVisible();
    await page.getByRole('link', { name: 'Start: In our village' }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'at the river' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Answer' }).click();
    await expect(dialog).toContainText('Right!');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await expect.poll(() => heardOf(page, [first, 620, second])).toEqual([first, second]);
  });

  test('tells the server once what was done, when there is a link again', async () => {
    await context.setOffline(false);
    const done = async () => {
      const { classes } = await of.teacher.call(followCatchUps, { params: { capsuleId } });
      const all = classes.flatMap(({ pupils }) => pupils);
      return all.find((one) => one.pupil.pupilId === pupil.pupilId)?.checks.map(({ mark }) => mark);
    };
    await expect.poll(done).toEqual(['right']);
    const { rows } = await database.query(
      'SELECT count(*)::int AS answers FROM catch_up_answers WHERE capsule_id = $1',
      [capsuleId],
    );
    expect(rows).toEqual([{ answers: 1 }]);
  });

  test('is not found by the next child, and is there again for who took it', async () => {
    await context.clearCookies();
    await page.goto('/home');
    await expect(page.getByRole('button', { name: 'Go to my lessons' })).toBeVisible();
    await context.setOffline(true);
    await page.reload();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expect(page.getByText('In our village')).toHaveCount(0);
    await context.setOffline(false);
    await signInAtHome(page, await of.codeOf(pupil));
    await expect(card()).toContainText('on this device');
    await context.setOffline(true);
    await page.reload();
    // Or that what it did is sent later: a page that was left may have written something down.
    await expect(page.getByText(/^(Works without a link|What you did is sent)/)).toBeVisible();
    await context.setOffline(false);
  });

  test('is gone from the device when a teacher takes it back', async () => {
    await of.teacher.call(withdrawCapsule, { params: { capsuleId } });
    await page.goto('/home');
    await expect(page.getByText('In our village')).toHaveCount(0);
    await expect.poll(() => page.evaluate(piecesHere)).toBe(0);
  });
});

/** How many pieces of sound this browser keeps. */
function piecesHere(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('pluriclasse-offline');
    opening.onerror = () => reject(opening.error ?? new Error('IndexedDB failed'));
    opening.onsuccess = () => {
      const counting = opening.result.transaction('pieces').objectStore('pieces').count();
      counting.onsuccess = () => {
        opening.result.close();
        resolve(counting.result);
      };
    };
  });
}

/** Something else takes all the room that there is. */
async function fillUp(): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('something-else', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('all');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('IndexedDB failed'));
  });
  const put = (bytes: Uint8Array) =>
    new Promise<boolean>((resolve) => {
      const change = database.transaction('all', 'readwrite');
      change.objectStore('all').put(new Blob([bytes.slice()]), crypto.randomUUID());
      change.oncomplete = () => resolve(true);
      change.onabort = () => resolve(false);
    });
  for (const size of [1_000_000, 100_000, 10_000, 1_000]) while (await put(new Uint8Array(size)));
  database.close();
}
