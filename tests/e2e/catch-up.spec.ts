import { followCatchUps, markAbsent, saveChecks, type CheckSheet } from '@pluriclasse/shared/api/catchUps';
import type { Pupil } from '@pluriclasse/shared/api/schools';
import { CheckId, type CapsuleId } from '@pluriclasse/shared/ids';
import { expect, test, type Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { brokenWords } from '../support/browser/brokenWords.ts';
import { expectAccessible } from '../support/browser/accessible.ts';
import { pressByKey, tabTo } from '../support/browser/keyboard.ts';
import { strangeWords } from '../support/browser/strangeWords.ts';
import { signIn } from '../support/lesson/openSeats.ts';
import { newClass, type NewClass } from '../support/product/newClass.ts';
import { Product } from '../support/product/Product.ts';
import { putCapsule } from '../support/server/capsules.ts';

const sheet: CheckSheet = {
  checks: [
    {
      checkId: CheckId.parse(randomUUID()),
      at: 2000,
      kind: 'choice',
      ask: 'Where is the mill?',
      why: 'The mill stands at the river, next to the church.',
      options: [
        { text: 'next to the bridge', right: false },
        { text: 'next to the church', right: true },
        { text: 'next to the school', right: false },
      ],
    },
    {
      checkId: CheckId.parse(randomUUID()),
      at: 4000,
      kind: 'gap',
      ask: 'Fill the gap.',
      text: 'The [mill] is next to the [church|chapel].',
    },
    {
      checkId: CheckId.parse(randomUUID()),
      at: 5500,
      kind: 'order',
      ask: 'Put the words in order.',
      items: ['The church', 'is next to', 'the mill'],
    },
    { checkId: CheckId.parse(randomUUID()), at: 7000, from: 6000, kind: 'say', ask: 'Say: next to the church' },
  ],
  task: { ask: 'Write three sentences about your village.', how: 'write' },
};

test.describe.serial('who missed a lesson', () => {
  let product: Product;
  let of: NewClass;
  let pupil: Pupil;
  let capsuleId: CapsuleId;
  let page: Page;
  let database: Client;

  test.beforeAll(async ({ browser }) => {
    product = await Product.create();
    of = await newClass(product, product.demo.schools[0], ['Tea', 'Matei']);
    pupil = of.pupils[0]!;
    database = new Client({ connectionString: product.databaseUrl });
    await database.connect();
    capsuleId = await putCapsule(
      { database },
      { schoolIds: [of.schoolId], classGroupIds: [of.classGroupId], recorded: [[0, 9000]] },
    );
    // Not of a lesson that has a register: the teacher says who was absent.
    const { pupilId } = pupil;
    await of.teacher.call(markAbsent, { params: { capsuleId, pupilId }, body: { missed: true } });
    await of.teacher.call(saveChecks, { params: { capsuleId }, body: { revision: 0, sheet } });
    const context = await browser.newContext({ viewport: { width: 360, height: 780 }, baseURL: product.baseUrl });
    page = await context.newPage();
  });
  test.afterAll(async () => {
    await page?.context().close();
    await database?.end();
    await product?.stop();
  });

  test('finds it after signing in by code', async () => {
    await page.goto('/home');
    await tabTo(page, page.locator('fieldset input').first());
    await page.keyboard.type((await of.codeOf(pupil)).replace('-', ''));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Hello, ${pupil.alias}!`);
    await expect(page.getByText('You missed one lesson.')).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'In our village' })).toContainText('New');
    await expectAccessible(page);
    await shot(page, 'list');
  });

  test('answers its checks by keyboard', async () => {
    await pressByKey(page, page.getByRole('link', { name: 'Start: In our village' }));
    await pressByKey(page, page.getByRole('button', { name: 'Play', exact: true }));
    const check = page.getByRole('dialog');
    await expect(check).toContainText('Check 1 of 4');
    await expect(check.getByRole('heading', { name: 'Where is the mill?' })).toBeFocused();
    await tabTo(page, check.getByRole('radio', { name: 'next to the bridge' }));
    await page.keyboard.press('Space');
    await expectAccessible(page);
    await shot(page, 'check');
    await pressByKey(page, check.getByRole('button', { name: 'Answer' }));
    await expect(check.getByRole('status')).toContainText('Not yet.');
    await tabTo(page, check.getByRole('radio', { name: 'next to the bridge' }));
    await page.keyboard.press('ArrowDown');
    await pressByKey(page, check.getByRole('button', { name: 'Answer' }));
    await expect(check.getByRole('status')).toContainText('Right!');
    await expect(check).toContainText('The mill stands at the river');
    await shot(page, 'right');
    await pressByKey(page, check.getByRole('button', { name: 'Go on' }));

    await expect(check).toContainText('Check 2 of 4');
    await tabTo(page, check.getByLabel('Gap 1'));
    await page.keyboard.type(' MILL');
    await tabTo(page, check.getByLabel('Gap 2'));
    await page.keyboard.type('chapel.');
    await expectAccessible(page);
    await shot(page, 'gap');
    await pressByKey(page, check.getByRole('button', { name: 'Answer' }));
    await expect(check.getByRole('status')).toContainText('Right!');
    await pressByKey(page, check.getByRole('button', { name: 'Go on' }));

    await expect(check).toContainText('Check 3 of 4');
    await putInOrder(page, ['The church', 'is next to', 'the mill']);
    await expectAccessible(page);
    await shot(page, 'order');
    await pressByKey(page, check.getByRole('button', { name: 'Answer' }));
    await expect(check.getByText('Right!')).toBeVisible();
    await pressByKey(page, check.getByRole('button', { name: 'Go on' }));

    await expect(check).toContainText('Check 4 of 4');
    await expectAccessible(page);
    await shot(page, 'say');
    await pressByKey(page, check.getByRole('button', { name: 'I said it' }));
  });

  test('does the task, and is back at the list', async () => {
    const task = page.getByRole('dialog', { name: /Your task/ });
    await tabTo(page, task.getByLabel('Your text'));
    await page.keyboard.type('My village is small.');
    await expectAccessible(page);
    await shot(page, 'task');
    await pressByKey(page, task.getByRole('button', { name: 'Hand it in' }));
    await pressByKey(page, task.getByRole('button', { name: 'To my lessons' }));
    await expect(page.getByRole('listitem').filter({ hasText: 'In our village' })).toContainText('Done');
    await shot(page, 'done');
  });

  test('one that is gone leads back to the list', async () => {
    await page.goto(`/home/capsules/${randomUUID()}`);
    await expect(page.getByRole('heading', { name: 'This capsule is not there any more' })).toBeVisible();
    await expectAccessible(page);
    await pressByKey(page, page.getByRole('link', { name: 'To the list' }));
    await expect(page.getByRole('listitem').filter({ hasText: 'In our village' })).toBeVisible();
  });

  test('is seen by the teacher', async () => {
    const { classes } = await of.teacher.call(followCatchUps, { params: { capsuleId } });
    const [other, mine] = classes[0]?.pupils ?? [];
    expect(other).toMatchObject({ pupil: { alias: 'Matei' }, missed: false, state: 'new' });
    expect(mine).toMatchObject({
      presence: 'unknown',
      missed: true,
      state: 'done',
      task: { text: 'My village is small.' },
    });
    expect(mine?.checks.map(({ mark, tries }) => [mark, tries])).toEqual([
      ['right', 2],
      ['right', 1],
      ['right', 1],
      ['said', 1],
    ]);
  });

  test('and on the page of the capsule, where checks are set by keyboard', async () => {
    const desk = await page
      .context()
      .browser()!
      .newContext({
        viewport: { width: 1366, height: 768 },
        baseURL: product.baseUrl,
      });
    const office = await desk.newPage();
    try {
      await signIn(office, product.baseUrl, product.demo.schools[0].teachers[0]);
      await office.goto(`/capsules/${capsuleId}`);
      const pupils = office.getByRole('region', { name: 'Pupils' });
      await expect(pupils.getByRole('listitem').filter({ hasText: 'Tea' })).toContainText('4 of 4 checks');
      await pressByKey(office, pupils.getByRole('button', { name: 'Show the answers of Tea' }));
      const answers = office.getByRole('dialog', { name: 'Answers of Tea' });
      await expect(answers).toContainText('My village is small.');
      await expectAccessible(office);
      await shot(office, 'answers');
      await office.keyboard.press('Escape');
      await tabTo(office, pupils.getByRole('checkbox', { name: 'Matei was absent' }));
      await office.keyboard.press('Space');
      await expect(pupils.getByRole('checkbox', { name: 'Matei was absent' })).toBeChecked();

      const checks = office.getByRole('region', { name: 'Checks' });
      await pressByKey(office, checks.getByRole('button', { name: 'Add a check' }));
      const form = office.getByRole('dialog', { name: 'A new check' });
      await form.getByLabel('Moment').fill('0:08');
      await form.getByLabel('Kind').selectOption('Gaps');
      await form.getByLabel('Question or instruction').fill('One more');
      await form.getByRole('button', { name: 'Save the check' }).click();
      await expect(form.getByRole('alert')).toHaveText('Put one to eight words in brackets, such as [mill].');
      await form.getByLabel('Text with gaps').fill('A [mill].');
      await expectAccessible(office);
      await shot(office, 'check-form');
      await pressByKey(office, form.getByRole('button', { name: 'Save the check' }));
      await expect(checks.getByRole('listitem').filter({ hasText: 'One more' })).toContainText('0:08');
      await expectAccessible(office);
      await checks.scrollIntoViewIfNeeded();
      await shot(office, 'desk-checks');
      await pupils.scrollIntoViewIfNeeded();
      await shot(office, 'desk-pupils');
      await pressByKey(office, checks.getByRole('button', { name: 'Remove the check at 0:08' }));
      await expect(checks.getByText('One more')).toBeHidden();
    } finally {
      await desk.close();
    }
  });

  test('takes it along, works on it without a network, and all is sent once', async () => {
    const again = await newClass(product, product.demo.schools[0], ['Ana'], 'Away');
    const [ana] = again.pupils;
    const away = await putCapsule(
      { database },
      { schoolIds: [again.schoolId], classGroupIds: [again.classGroupId], recorded: [[0, 9000]] },
    );
    await again.teacher.call(saveChecks, { params: { capsuleId: away }, body: { revision: 0, sheet } });
    const context = await page
      .context()
      .browser()!
      .newContext({
        viewport: { width: 360, height: 780 },
        baseURL: product.baseUrl,
      });
    const phone = await context.newPage();
    try {
      await phone.goto('/home');
      await phone
        .locator('fieldset input')
        .first()
        .fill((await again.codeOf(ana!)).replace('-', ''));
      await phone.keyboard.press('Enter');
      await pressByKey(phone, phone.getByRole('button', { name: 'Take it: In our village' }));
      await expect(phone.getByText(/MB, on this device/)).toBeVisible();
      await expectAccessible(phone);
      await shot(phone, 'taken');

      await context.setOffline(true);
      await product.server.stop();
      await phone.reload();
      await expect(phone.getByText('Works without a link.')).toBeVisible();
      await shot(phone, 'away');
      await phone.getByRole('link', { name: 'Start: In our village' }).click();
      await phone.getByRole('button', { name: 'Play', exact: true }).click();
      const check = phone.getByRole('dialog');
      await check.getByRole('radio', { name: 'next to the church' }).check();
      await check.getByRole('button', { name: 'Answer' }).click();
      await expect(check.getByText('Right!')).toBeVisible();
      // Closed and opened again: what was done is still there.
      await phone.goto('/home');
      await expect(phone.getByText('What you did is sent when the link is back.')).toBeVisible();
      await expect(phone.getByText('1 of 4 checks')).toBeVisible();
      await shot(phone, 'waits');

      await product.server.start();
      await context.setOffline(false);
      await expect(phone.getByText('What you did is sent when the link is back.')).toBeHidden({ timeout: 60_000 });
      const { classes } = await again.teacher.call(followCatchUps, { params: { capsuleId: away } });
      expect(classes[0]?.pupils[0]?.checks[0]).toMatchObject({ mark: 'right', tries: 1 });
    } finally {
      await context.close();
    }
  });

  test('reads Italian where the school does, on the smallest phone', async () => {
    await database.query("UPDATE schools SET language = 'it' WHERE id = $1", [of.schoolId]);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Ciao, ${pupil.alias}!`);
    await expectItalian(page);
    await shot(page, 'it-list');
    await page.getByRole('link', { name: /^Ancora/ }).click();
    // Each of the four checks, then the task, from the timeline.
    for (const [at, { ask }] of sheet.checks.entries()) {
      await page.getByRole('button', { name: `Domanda ${at + 1} di 4: ${ask}`, exact: false }).click();
      const check = page.getByRole('dialog');
      await expect(check.getByRole('heading', { name: ask })).toBeVisible();
      await expectItalian(page);
      await shot(page, `it-check-${at + 1}`);
      await check.getByRole('button', { name: /^(Riascolta|L’ho detto)$/ }).click();
    }
  });
});

/** Italian words only, and nothing wider than the page. */
async function expectItalian(page: Page): Promise<void> {
  expect(await strangeWords(page)).toEqual([]);
  expect(await brokenWords(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

/** Pictures for whoever looks at them: LOOK names the folder. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['LOOK'];
  if (folder) await page.screenshot({ path: `${folder}/${name}-${page.viewportSize()?.width}.png` });
}

/** Moves items up by keys until they stand as they should. */
async function putInOrder(page: Page, items: readonly string[]): Promise<void> {
  for (const [at, item] of items.entries()) {
    for (let moves = 0; moves < items.length; moves++) {
      const rows = await page.getByRole('dialog').getByRole('listitem').allInnerTexts();
      if (rows.findIndex((row) => row.includes(item)) === at) break;
      await pressByKey(page, page.getByRole('button', { name: `Earlier: ${item}` }));
    }
  }
}
