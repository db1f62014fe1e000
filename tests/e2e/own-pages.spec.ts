import { withdrawCapsule } from '@pluriclasse/shared/api/capsules';
import { followCatchUps, saveChecks } from '@pluriclasse/shared/api/catchUps';
import { readOwnPage } from '@pluriclasse/shared/api/ownPages';
import type { Pupil } from '@pluriclasse/shared/api/schools';
import { fromBase64 } from '@pluriclasse/shared/base64';
import type { PageId } from '@pluriclasse/shared/board/objects';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { expect, test, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { Client } from 'pg';
import * as Y from 'yjs';
import { expectAccessible } from '../support/browser/accessible.ts';
import { pressByKey, tabTo } from '../support/browser/keyboard.ts';
import { watchSounds } from '../support/capsule/heardOf.ts';
import { recordOpusVoice } from '../support/capsule/makeOpusVoice.ts';
import { contentOf, PlantedBoard } from '../support/capsule/plantBoard.ts';
import { plantVoice } from '../support/capsule/plantVoice.ts';
import { signIn, signInAtHome } from '../support/lesson/openSeats.ts';
import type { DemoPerson } from '../support/product/demo.ts';
import { newClass, type NewClass } from '../support/product/newClass.ts';
import { Product } from '../support/product/Product.ts';
import { putCapsule } from '../support/server/capsules.ts';

const LENGTH = 24_000;
/** When the pupil takes the board: two keys from the beginning. */
const MOMENT = 10_000;

test.describe.serial('a page of one’s own', () => {
  let product: Product;
  let of: NewClass;
  let pupil: Pupil;
  let capsuleId: CapsuleId;
  let context: BrowserContext;
  let page: Page;
  let database: Client;
  let board: PlantedBoard;
  let first: PageId;

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
    board = new PlantedBoard()
      .at(0, (it) => (first = it.page()))
      .at(2_000, (it) => it.line({ x: 200, y: 200 }, { x: 700, y: 300 }))
      .at(4_000, (it) => it.text('The mill', { x: 300, y: 500 }))
      .at(14_000, (it) => it.line({ x: 200, y: 800 }, { x: 900, y: 900 }, 'red'))
      .at(16_000, (it) => it.page())
      .at(17_000, (it) => it.text('Page two', { x: 300, y: 300 }));
    await board.plant(database, capsuleId);
    await database.query(`INSERT INTO capsule_cues VALUES ($1, 1, 0, 'phase', $2)`, [
      capsuleId,
      { phaseId: crypto.randomUUID(), title: 'New words' },
    ]);
    await database.query(`INSERT INTO capsule_cues VALUES ($1, 2, 17000, 'page', $2)`, [
      capsuleId,
      { page: board.last() },
    ]);
    await of.teacher.call(saveChecks, {
      params: { capsuleId },
      body: { revision: 0, sheet: { checks: [], task: { ask: 'Draw your village.', how: 'paper' } } },
    });
    context = await browser.newContext({ viewport: { width: 800, height: 1280 }, baseURL: product.baseUrl });
    page = await context.newPage();
    await watchSounds(page);
    await page.goto('/home');
    const { email } = product.demo.schools[0].teachers[0];
    await plantVoice(
      product,
      database,
      capsuleId,
      { email, lessonId },
      await recordOpusVoice(page, 440, [[0, LENGTH]]),
    );
    await signInAtHome(page, await of.codeOf(pupil));
  });
  test.afterAll(async () => {
    await context?.close();
    await database?.end();
    await product?.stop();
  });

  const dialog = () => page.getByRole('dialog');
  const mine = () => page.getByRole('region', { name: 'My pages' });
  const paper = () => dialog().getByRole('application');
  const kept = (words: string) => expect(dialog().getByText(words)).toBeVisible();

  /** The pupil's pages as the teacher's side of the server lists them. */
  const listedAtSchool = async () => {
    const { classes } = await of.teacher.call(followCatchUps, { params: { capsuleId } });
    const one = classes.flatMap(({ pupils }) => pupils).find((it) => it.pupil.pupilId === pupil.pupilId);
    return one?.pages ?? [];
  };
  /** What is on them. */
  const atSchool = async () => {
    const pages = await listedAtSchool();
    return Promise.all(
      pages.map(async ({ ownPageId }) => {
        const params = { capsuleId, pupilId: pupil.pupilId, ownPageId };
        const { state } = await of.teacher.call(readOwnPage, { params });
        const doc = new Y.Doc();
        Y.applyUpdate(doc, fromBase64(state)!);
        return contentOf(doc, first);
      }),
    );
  };

  test('is the board as it is at that moment', async () => {
    const card = page.getByRole('listitem').filter({ hasText: 'In our village' });
    await card.getByRole('button', { name: 'Take it: In our village' }).click();
    await expect(card).toContainText('on this device');
    await card.getByRole('link', { name: 'Start: In our village' }).click();
    const time = page.getByRole('slider', { name: 'Time' });
    await time.focus();
    for (const key of ['Home', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    await expect(time).toHaveAttribute('aria-valuenow', String(MOMENT / 1000));
    await expect(time).toHaveAttribute('aria-valuetext', /New words · Page 1$/);
    // The board went on to another page, which has a mark within the chapter.
    const pages = page.getByRole('list', { name: 'Pages of New words' }).getByRole('button');
    await expect(pages).toHaveText([/^Page 1.*0:00$/, /^Page 2.*0:17$/]);
    await mine().getByRole('button', { name: 'Copy the board to my page' }).click();
    await expect(dialog().getByRole('heading', { name: 'New words · 0:10' })).toBeVisible();
    const expected = board.contentAt(MOMENT, first);
    expect(Object.keys(expected)).toHaveLength(2);
    await expect.poll(() => atSchool()).toEqual([expected]);
    await kept('Kept, your teacher can see it');
  });

  test('is drawn on by hand, and written on by keys', async () => {
    await drawByHand(paper(), { x: 0.3, y: 0.85 }, { x: 0.6, y: 0.9 });
    await expect(dialog().getByRole('button', { name: 'Undo' })).toBeEnabled();
    // The list of what is there takes the tool that chooses: the next one to the left is that for letters.
    await tabTo(page, dialog().getByRole('radio', { name: 'Select' }));
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Space');
    await expect(dialog().getByRole('radio', { name: 'Text' })).toBeChecked();
    await tabTo(page, paper());
    await page.keyboard.press('Enter');
    await page.keyboard.type('My house');
    await page.keyboard.press('Escape');
    await expect(paper()).toBeFocused();
    await expectAccessible(page);
    // Looked at closer, by keys; what was written stays where it lies.
    await page.keyboard.press('+');
    await expect(dialog().getByRole('button', { name: 'Whole page' })).toBeVisible();
    await page.keyboard.press('0');
    await expect(dialog().getByRole('button', { name: 'Smaller' })).toBeDisabled();
    // Of one step as of another there is a way back.
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+Shift+z');
    const texts = async () => JSON.stringify((await atSchool())[0]);
    await expect.poll(texts).toContain('My house');
    expect(Object.keys((await atSchool())[0]!)).toHaveLength(4);
  });

  test('is there after a reload without a link, with what was drawn meanwhile', async () => {
    await context.setOffline(true);
    await dialog().getByRole('radio', { name: 'Pen' }).click();
    await drawByHand(paper(), { x: 0.7, y: 0.2 }, { x: 0.9, y: 0.3 });
    await expect(onPage(page)).toHaveAttribute('aria-setsize', '5');
    await kept('Kept here, not sent yet');
    await page.reload();
    await kept('Kept here, not sent yet');
    await expect(onPage(page)).toHaveAttribute('aria-setsize', '5');
    expect(Object.keys((await atSchool())[0]!)).toHaveLength(4);
  });

  test('comes to the teacher once when the link is back', async () => {
    await context.setOffline(false);
    await kept('Kept, your teacher can see it');
    const [content, ...more] = await atSchool();
    expect(more).toEqual([]);
    expect(Object.keys(content!)).toHaveLength(5);
    expect(content).toMatchObject(board.contentAt(MOMENT, first));
    await dialog().getByRole('button', { name: 'Hand in this page' }).click();
    await expect(dialog().getByText('Handed in')).toBeVisible();
    await pressByKey(page, dialog().getByRole('button', { name: 'Back to the lesson' }));
    await expect(dialog()).toHaveCount(0);
    await expect(page).toHaveURL(/capsules\/[\w-]+$/);
    await expectAccessible(page);
  });

  test('is read by the teacher, beside what the pupil did', async ({ browser }) => {
    const desk = await signedIn(browser, product, product.demo.schools[0].teachers[0]);
    await desk.goto(`/capsules/${capsuleId}`);
    const show = desk.getByRole('button', { name: 'Show the answers of Tea' });
    const row = desk.getByRole('listitem').filter({ has: show });
    await expect(row).toContainText('Task handed in as a page');
    await expect(row).toContainText('1 page');
    await show.click();
    await pressByKey(desk, desk.getByRole('button', { name: 'Read the page New words · 0:10' }));
    const read = desk.getByRole('dialog', { name: 'Tea: New words · 0:10' });
    await expect(read.getByRole('img')).toHaveAccessibleName('3 drawings. The mill; My house');
    await expectAccessible(desk);
    await desk.context().close();
  });

  test('is found on another device', async ({ browser }) => {
    const other = await browser.newContext({ viewport: { width: 360, height: 780 }, baseURL: product.baseUrl });
    const phone = await other.newPage();
    await phone.goto('/home');
    await signInAtHome(phone, await of.codeOf(pupil));
    await phone.getByRole('link', { name: /: In our village/ }).click();
    await phone.getByRole('button', { name: 'New words · 0:10', exact: true }).click();
    await expect(onPage(phone)).toHaveAttribute('aria-setsize', '5');
    await expectAccessible(phone);
    await other.close();
    // A new code ended the session at home: the pupil comes in again.
    await page.goto('/home');
    await signInAtHome(page, await of.codeOf(pupil));
  });

  test('is deleted, and there is a way back', async () => {
    await page.getByRole('link', { name: /: In our village/ }).click();
    await mine().getByRole('button', { name: 'Delete the page New words · 0:10' }).click();
    await expect(mine().getByRole('listitem')).toHaveCount(0);
    await mine().getByRole('button', { name: 'Undo' }).click();
    await expect(mine().getByRole('listitem')).toHaveCount(1);
    expect(await atSchool()).toHaveLength(1);
    await mine().getByRole('button', { name: 'Delete the page New words · 0:10' }).click();
    await expect.poll(async () => (await listedAtSchool()).length, { timeout: 60_000 }).toBe(0);
  });

  test('goes with the capsule, from the device too', async () => {
    await mine().getByRole('button', { name: 'Copy the board to my page' }).click();
    await kept('Kept, your teacher can see it');
    expect(await pagesHere(page)).toBe(1);
    await of.teacher.call(withdrawCapsule, { params: { capsuleId } });
    await page.goto('/home');
    await expect.poll(() => pagesHere(page)).toBe(0);
    const { rows } = await database.query('SELECT 1 FROM own_pages WHERE capsule_id = $1', [capsuleId]);
    expect(rows).toEqual([]);
  });
});

/** The first thing in the list of what is on the page. */
const onPage = (page: Page) => page.getByRole('dialog').getByRole('listbox').getByRole('option').first();

/** Draws a line over the page; places are parts of its width and height. */
async function drawByHand(paper: Locator, from: { x: number; y: number }, to: { x: number; y: number }) {
  const box = await paper.boundingBox();
  if (!box) throw new Error('No page');
  const mouse = paper.page().mouse;
  await mouse.move(box.x + box.width * from.x, box.y + box.height * from.y);
  await mouse.down();
  await mouse.move(box.x + box.width * to.x, box.y + box.height * to.y, { steps: 8 });
  await mouse.up();
}

async function signedIn(browser: Browser, product: Product, who: DemoPerson): Promise<Page> {
  const context = await browser.newContext({ baseURL: product.baseUrl });
  const page = await context.newPage();
  await signIn(page, product.baseUrl, who);
  return page;
}

/** How many pages of one's own this browser keeps. */
function pagesHere(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('pluriclasse-own-pages');
        opening.onerror = () => reject(opening.error ?? new Error('IndexedDB failed'));
        opening.onsuccess = () => {
          const counting = opening.result.transaction('updates').objectStore('updates').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result === 0 ? 0 : 1);
          };
        };
      }),
  );
}
