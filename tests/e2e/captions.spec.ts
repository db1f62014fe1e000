import { readCaptions, saveCaptions } from '@pluriclasse/shared/api/captions';
import { readDraft, saveEdit } from '@pluriclasse/shared/api/capsules';
import type { Pupil } from '@pluriclasse/shared/api/schools';
import { signIn as signInCall } from '@pluriclasse/shared/api/sessions';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { Client } from 'pg';
import { expectAccessible } from '../support/browser/accessible.ts';
import { pressByKey, tabTo } from '../support/browser/keyboard.ts';
import { strangeWords } from '../support/browser/strangeWords.ts';
import { captionFile } from '../support/capsule/captionFile.ts';
import { signIn } from '../support/lesson/openSeats.ts';
import { Api } from '../support/product/Api.ts';
import type { DemoPerson } from '../support/product/demo.ts';
import { newClass, type NewClass } from '../support/product/newClass.ts';
import { Product } from '../support/product/Product.ts';
import { putCapsule } from '../support/server/capsules.ts';

const cue = (n: number) => ({ from: n * 30, to: n * 30 + 25, speaker: n % 2 ? 'Ms Rus' : null, text: `Line ${n}.` });

test.describe.serial('captions', () => {
  let product: Product;
  let database: Client;
  let of: NewClass;
  let capsuleId: CapsuleId;
  let pupil: Pupil;
  const params = () => ({ params: { capsuleId } });

  test.beforeAll(async () => {
    product = await Product.create();
    of = await newClass(product, product.demo.schools[0], ['Tea']);
    pupil = of.pupils[0]!;
    database = new Client({ connectionString: product.databaseUrl });
    await database.connect();
    const { schoolId, classGroupId } = of;
    capsuleId = await putCapsule(
      { database },
      { schoolIds: [schoolId], classGroupIds: [classGroupId], recorded: [[0, 20_000]] },
    );
  });
  test.afterAll(async () => {
    await database?.end();
    await product?.stop();
  });

  test('a teacher takes them from a file, corrects a line, and all by keyboard', async ({ browser }) => {
    const page = await open(browser, product.demo.schools[0].teachers[0]);
    const section = page.getByRole('region', { name: 'Captions and transcript' });
    const lines = section.getByRole('list', { name: 'Lines' }).getByRole('listitem');
    await test.step('looked at before anything is changed', async () => {
      await expect(section.getByText('Nobody has written down what is said.')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Captions', exact: true })).toBeHidden();
      await section.scrollIntoViewIfNeeded();
      await shot(page, 'none');
      await section
        .locator('input[type=file]')
        .setInputFiles({ name: 'village.vtt', mimeType: 'text/vtt', buffer: captionFile });
      const dialog = page.getByRole('dialog', { name: 'What the file holds' });
      await expect(dialog).toContainText('4 lines are understood. The first begins at 0:00, the last at 0:15.');
      await expect(dialog).toContainText('Line 18: a time that can’t be read');
      await expectAccessible(page);
      await shot(page, 'file');
      await pressByKey(page, dialog.getByRole('button', { name: 'Take 4 lines' }));
      await expect(lines).toHaveCount(4);
      await expect(section.getByText('4 lines. All is saved.')).toBeVisible();
    });
    await test.step('undone, done again', async () => {
      await pressByKey(page, section.getByRole('button', { name: 'Undo' }));
      await expect(lines).toHaveCount(0);
      await pressByKey(page, section.getByRole('button', { name: 'Redo' }));
      await expect(lines).toHaveCount(4);
    });
    await test.step('a line is corrected', async () => {
      await tabTo(page, lines.first().getByRole('button'));
      await page.keyboard.press('Enter');
      await expect(section.getByRole('textbox', { name: 'What is said' })).toBeFocused();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('Good morning, schools!');
      await expectAccessible(page);
      await section.getByRole('textbox', { name: 'What is said' }).scrollIntoViewIfNeeded();
      await shot(page, 'form');
      await page.keyboard.press('Escape');
      await expect(lines.first().getByRole('button')).toBeFocused();
      await expect(lines.first()).toContainText('Ms Rus: Good morning, schools!');
      await expect(section.getByText('4 lines. All is saved.')).toBeVisible();
    });
    await test.step('the player shows them as they are written', async () => {
      const captions = page.getByRole('button', { name: 'Captions', exact: true });
      await captions.click();
      await page.getByRole('slider', { name: 'Time' }).focus();
      await page.keyboard.press('Home');
      for (const key of ['t', 'Enter']) await page.keyboard.press(key);
      await expect(page.getByRole('region', { name: 'Captions', exact: true })).toHaveText(
        'Ms Rus: Good morning, schools!',
      );
    });
    await test.step('and they can be taken away', async () => {
      const link = await section.getByRole('link', { name: 'Download as WebVTT' }).getAttribute('href');
      const text = await (await page.request.get(link ?? '')).text();
      expect(text).toContain('00:00:04.000 --> 00:00:07.500\n<v Paolo Neri>Where is the mill &amp; the church?\n');
    });
    await page.context().close();
  });

  test('lines are added at the moment, split, joined, timed, removed', async ({ browser }) => {
    const page = await open(browser, product.demo.schools[0].teachers[0]);
    const section = page.getByRole('region', { name: 'Captions and transcript' });
    const lines = section.getByRole('list', { name: 'Lines' }).getByRole('listitem');
    const words = section.getByRole('textbox', { name: 'What is said' });
    const act = (name: string) => section.getByRole('button', { name, exact: true });
    await expect(lines).toHaveCount(4);
    await page.getByRole('slider', { name: 'Time' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('End');
    for (let n = 0; n < 2; n++) await page.keyboard.press('j');
    // Ten seconds before the end of twenty.
    await act('Add a line here').click();
    await expect(lines).toHaveCount(5);
    await expect(words).toBeFocused();
    await expect(section.getByText('No words yet')).toBeVisible();
    await page.keyboard.type('Listen and repeat after me');
    await expect(section.getByRole('textbox', { name: 'From' })).toHaveValue('0:10');
    await words.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(6, 6));
    await act('Split').click();
    await expect(lines).toHaveCount(6);
    await expect(words).toHaveValue('and repeat after me');
    const from = section.getByRole('textbox', { name: 'From' });
    await from.fill('0:1x');
    await page.keyboard.press('Enter');
    await expect(section.getByText('Write minutes and seconds, like 12:30.5.')).toBeVisible();
    await from.fill('0:14');
    await page.keyboard.press('Enter');
    await expect(section.getByRole('textbox', { name: 'To' })).toHaveValue(/^0:1[4-9]/);
    await act('Remove').click();
    await expect(lines).toHaveCount(5);
    await page.keyboard.press('Control+z');
    await expect(lines).toHaveCount(6);
    await page.keyboard.press('Control+Shift+Z');
    await expect(lines).toHaveCount(5);
    await lines.filter({ hasText: 'Listen' }).getByRole('button').first().click();
    await act('Remove').click();
    await expect(section.getByText('4 lines. All is saved.')).toBeVisible();
    expect((await of.teacher.call(readCaptions, params())).captions.cues).toHaveLength(4);
    await page.context().close();
  });

  test('two teachers: who saves later is told, and loses nothing', async ({ browser }) => {
    const page = await open(browser, product.demo.schools[0].teachers[0]);
    const section = page.getByRole('region', { name: 'Captions and transcript' });
    const lines = section.getByRole('list', { name: 'Lines' }).getByRole('listitem');
    await expect(lines).toHaveCount(4);
    const { revision, captions } = await of.teacher.call(readCaptions, params());
    const theirs = { ...captions, language: 'en' };
    await of.teacher.call(saveCaptions, { ...params(), body: { revision, captions: theirs } });
    await lines.nth(1).getByRole('button').click();
    await section.getByRole('textbox', { name: 'What is said' }).fill('Where is the mill?');
    await expect(section.getByRole('alert')).toContainText('Somebody else saved while you worked');
    await expectAccessible(page);
    await page.getByRole('banner').getByRole('link', { name: 'Lessons' }).click();
    await page
      .getByRole('dialog', { name: 'Leave without saving?' })
      .getByRole('button', { name: 'Stay here' })
      .click();
    await section.getByRole('button', { name: 'Keep mine' }).click();
    await expect(section.getByText('4 lines. All is saved.')).toBeVisible();
    const kept = await of.teacher.call(readCaptions, params());
    expect(kept.captions.cues[1]?.text).toBe('Where is the mill?');
    await page.context().close();
  });

  test('without a server it says so and saves by itself later; whoever goes elsewhere at once loses nothing', async ({
    browser,
  }) => {
    const page = await open(browser, product.demo.schools[0].teachers[0]);
    const section = page.getByRole('region', { name: 'Captions and transcript' });
    const lines = section.getByRole('list', { name: 'Lines' }).getByRole('listitem');
    const words = section.getByRole('textbox', { name: 'What is said' });
    await lines.nth(3).getByRole('button').click();
    await page.context().setOffline(true);
    await words.fill('Goodbye!');
    await expect(section.getByRole('alert')).toBeVisible();
    await page.context().setOffline(false);
    await expect(section.getByText('4 lines. All is saved.')).toBeVisible();
    await expect(section.getByRole('alert')).toBeHidden();
    await words.fill('Goodbye, schools!');
    await page.getByRole('banner').getByRole('link', { name: 'Lessons' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Lessons' })).toBeVisible();
    const last = async () => (await of.teacher.call(readCaptions, params())).captions.cues[3]?.text;
    await expect.poll(last).toBe('Goodbye, schools!');
    await page.context().close();
  });

  test('what is typed while a save is on its way is saved after it, also when one goes elsewhere', async ({
    browser,
  }) => {
    const page = await open(browser, product.demo.schools[0].teachers[0]);
    const section = page.getByRole('region', { name: 'Captions and transcript' });
    const words = section.getByRole('textbox', { name: 'What is said' });
    const { promise: free, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: sent, resolve: onSent } = Promise.withResolvers<void>();
    await page.route('**/captions', async (route) => {
      if (route.request().method() !== 'GET') {
        onSent();
        await free;
      }
      await route.continue();
    });
    await section.getByRole('list', { name: 'Lines' }).getByRole('listitem').nth(3).getByRole('button').click();
    await words.fill('Good night!');
    await sent;
    // As it was: and yet something else is being saved.
    await words.fill('Goodbye, schools!');
    await expect(section.getByText('All is saved.')).toBeHidden();
    await words.fill('Sleep well, schools!');
    await page.getByRole('banner').getByRole('link', { name: 'Lessons' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Lessons' })).toBeVisible();
    letGo();
    const last = async () => (await of.teacher.call(readCaptions, params())).captions.cues[3]?.text;
    await expect.poll(last).toBe('Sleep well, schools!');
    await page.context().close();
  });

  test('a pupil reads them, jumps by the transcript by keyboard, and has them without a network', async ({
    browser,
  }) => {
    const phone = await openHome(browser);
    const { page } = phone;
    await pressByKey(page, page.getByRole('button', { name: 'Take it: In our village' }));
    await expect(page.getByText(/MB, on this device/)).toBeVisible();
    const reads = async () => {
      await pressByKey(page, page.getByRole('link', { name: /: In our village$/ }));
      await tabTo(page, page.getByRole('tab', { name: 'Chapters' }));
      await page.keyboard.press('ArrowRight');
      const list = page.getByRole('list', { name: 'Transcript' });
      await tabTo(page, list.getByRole('button').first());
      for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
      await expect(page.getByRole('slider', { name: 'Time' })).toHaveAttribute('aria-valuenow', '10');
      await expect(list.locator('[aria-current=true]')).toContainText('Ana’s brother is ill today.');
    };
    await reads();
    await page.keyboard.press('c');
    const line = page.getByRole('region', { name: 'Captions', exact: true });
    await expect(line).toHaveText('Ms Rus: Ana’s brother is ill today.');
    await expectAccessible(page);
    await shot(page, 'pupil');
    await test.step('with the network off', async () => {
      await page.goto('/home');
      await phone.context.setOffline(true);
      await product.server.stop();
      await page.reload();
      await expect(page.getByText('Works without a link.')).toBeVisible();
      await reads();
      await expect(line).toHaveText('Ms Rus: Ana’s brother is ill today.');
      await product.server.start();
      await phone.context.setOffline(false);
    });
    await phone.context.close();
  });

  test('what is hidden is not in a single byte that a pupil gets', async ({ browser }) => {
    const { revision, edit } = await of.teacher.call(readDraft, params());
    const hidden = [{ from: 9_000, to: 14_000 }];
    await of.teacher.call(saveEdit, { ...params(), body: { revision, edit: { ...edit, hidden } } });
    const phone = await openHome(browser);
    const got: Promise<string>[] = [];
    phone.page.on('response', (response) => got.push(response.text().catch(() => '')));
    await phone.page.getByRole('link', { name: /: In our village$/ }).click();
    await phone.page.getByRole('tab', { name: 'Transcript' }).click();
    const list = phone.page.getByRole('list', { name: 'Transcript' });
    await expect(list.getByRole('button')).toHaveCount(3);
    await expect(list).toContainText('Good morning, schools!');
    const all = (await Promise.all(got)).join('\n');
    expect(all).toContain('Good morning, schools!');
    expect(all).not.toContain('brother');
    await phone.context.close();

    const page = await open(browser, product.demo.schools[0].teachers[0]);
    const cut = page.getByRole('region', { name: 'Captions and transcript' }).getByRole('listitem').nth(2);
    await expect(cut).toContainText('Ana’s brother is ill today.');
    await expect(cut).toContainText('Cut');
    await cut.getByRole('button').click();
    await expect(cut.getByText('It lies where the capsule is cut. Nobody gets it.')).toBeVisible();
    await expectAccessible(page);
    await page.context().close();
  });

  test('speaks Italian, and fits a phone, a tablet and a wide screen', async ({ browser }) => {
    const reader = product.demo.italianSchool.teachers[1];
    const me = await new Api(product.baseUrl).call(signInCall, { body: reader });
    const schoolId = me.kind === 'staff' ? me.school?.schoolId : undefined;
    await database.query('INSERT INTO capsule_schools VALUES ($1, $2, 1) ON CONFLICT DO NOTHING', [
      capsuleId,
      schoolId,
    ]);
    const page = await open(browser, reader, 'it-IT');
    const section = page.getByRole('region', { name: 'Sottotitoli e trascrizione' });
    const lines = section.getByRole('list', { name: 'Righe' }).getByRole('listitem');
    await lines.nth(1).getByRole('button').click();
    for (const [width, height] of [
      [320, 640],
      [360, 780],
      [800, 1280],
      [1366, 768],
      [1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      await section.scrollIntoViewIfNeeded();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await shot(page, 'it');
    }
    const said = (await of.teacher.call(readCaptions, params())).captions.cues.map(({ text }) => text).join('\n');
    expect((await strangeWords(page)).filter((word) => !said.includes(word))).toEqual([]);
    await expectAccessible(page);
    await page.context().close();
  });

  test('five hundred lines: letters change the line that is open, and no other', async ({ browser }) => {
    const { revision } = await of.teacher.call(readCaptions, params());
    const captions = { language: 'en', cues: Array.from({ length: 500 }, (_, n) => cue(n)) };
    await of.teacher.call(saveCaptions, { ...params(), body: { revision, captions } });
    const page = await open(browser, product.demo.schools[0].teachers[0]);
    const section = page.getByRole('region', { name: 'Captions and transcript' });
    const lines = section.getByRole('list', { name: 'Lines' }).getByRole('listitem');
    await expect(lines).toHaveCount(500);
    await lines.nth(200).getByRole('button').click();
    const words = section.getByRole('textbox', { name: 'What is said' });
    await expect(words).toBeFocused();
    await section.evaluate((box) => {
      const seen = new Set<string>();
      Object.assign(window, { seen });
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const item = (target instanceof Element ? target : target.parentElement)?.closest('li');
          seen.add(item?.querySelector('[data-cue]')?.getAttribute('data-cue') ?? 'no line');
        }
      }).observe(box.querySelector('ol') ?? box, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
    await page.keyboard.press('End');
    await page.keyboard.type(' And more.');
    await expect(lines.nth(200)).toContainText('Line 200. And more.');
    expect(await page.evaluate(() => (window as unknown as { seen: Set<string> }).seen.size)).toBe(1); // set above
    await expect(section.getByText('500 lines. All is saved.')).toBeVisible();
    await shot(page, 'many');
    await page.context().close();
  });

  async function open(browser: Browser, person: DemoPerson, locale = 'en-GB'): Promise<Page> {
    const context = await browser.newContext({ baseURL: product.baseUrl, locale });
    const page = await context.newPage();
    await signIn(page, product.baseUrl, person);
    await page.goto(`/capsules/${capsuleId}`);
    return page;
  }

  async function openHome(browser: Browser) {
    const context = await browser.newContext({ viewport: { width: 360, height: 780 }, baseURL: product.baseUrl });
    const page = await context.newPage();
    await page.goto('/home');
    await page
      .locator('fieldset input')
      .first()
      .fill((await of.codeOf(pupil)).replace('-', ''));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Hello, ${pupil.alias}!`);
    return { context, page };
  }
});

/** Pictures for whoever looks at them: LOOK names the folder. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['LOOK'];
  if (folder) await page.screenshot({ path: `${folder}/${name}-${page.viewportSize()?.width}.png` });
}
