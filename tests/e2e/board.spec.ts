import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { MemoryBoardRepository } from '@pluriclasse/server/boards/MemoryBoardRepository';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { buildBoardPage } from '../support/board/buildBoardPage.ts';
import { startBoardServer, type TestBoardServer } from '../support/board/boardServer.ts';
import { serveBoardPage } from '../support/board/serveBoardPage.ts';
import { axeFaults } from '../support/browser/axeFaults.ts';

/** The board alone, against its own server: what hands, keys and cut links do to it. */
let server: TestBoardServer;
let folder: string;
test.beforeAll(async () => {
  folder = await buildBoardPage();
  server = await startBoardServer({ repository: new MemoryBoardRepository() });
  serveBoardPage(server, folder);
});
test.afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface Seat {
  readonly page: Page;
  readonly paper: Locator;
  /** What lies on the page, in words. */
  readonly things: Locator;
}

async function sit(
  browser: Browser,
  boardId: string,
  as: string,
  surface = 'desk',
  size = { width: 1366, height: 768 },
) {
  const context = await browser.newContext({ viewport: size, hasTouch: surface === 'companion' });
  const page = await context.newPage();
  return open(page, boardId, as, surface);
}

async function open(page: Page, boardId: string, as: string, surface: string): Promise<Seat> {
  await page.goto(`http://127.0.0.1:${server.port}/?board=${boardId}&seat=${randomUUID()}&as=${as}&surface=${surface}`);
  await expect(page.getByRole('region', { name: 'Board' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Pen', exact: true })).toBeEnabled();
  return { page, paper: page.getByRole('application'), things: page.getByRole('option') };
}

/** Draws a line with the mouse, in shares of the page's room. */
async function draw(
  { page, paper }: Seat,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const box = await paper.boundingBox();
  if (box === null) throw new Error('The page is not shown');
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 10 });
  await page.mouse.up();
}

test('what one draws and writes all see, and each takes back only the own', async ({ browser }) => {
  const board = randomUUID();
  const teacher = await sit(browser, board, 'teacher:Rus');
  const pupil = await sit(browser, board, 'pupil:Ilinca', 'companion', { width: 800, height: 1100 });
  await draw(teacher, [0.3, 0.4], [0.6, 0.6]);
  await expect(pupil.things).toHaveText([/^Blue line/]);
  await pupil.page.getByRole('radio', { name: 'Plum' }).click();
  await draw(pupil, [0.3, 0.6], [0.6, 0.4]);
  await expect(teacher.things).toHaveText([/^Blue line/, /^Plum line/]);

  await teacher.page.getByRole('button', { name: 'Undo' }).click();
  await expect(pupil.things).toHaveText([/^Plum line/]);
  await expect(teacher.page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  await teacher.page.getByRole('button', { name: 'Redo' }).click();
  await expect(pupil.things).toHaveText([/^Blue line/, /^Plum line/]);

  await teacher.page.getByRole('radio', { name: 'Text', exact: true }).click();
  await teacher.paper.click({ position: { x: 150, y: 60 } });
  await teacher.page.keyboard.type('chrch');
  await expect(pupil.things.last()).toHaveText(/^Text “chrch”, top left/);
  await teacher.page.keyboard.press('ArrowLeft');
  await teacher.page.keyboard.press('ArrowLeft');
  await teacher.page.keyboard.type('u');
  await teacher.page.keyboard.press('Escape');
  await expect(pupil.things.last()).toHaveText(/^Text “chruch”/);

  await pupil.page.getByRole('radio', { name: 'Eraser' }).click();
  await draw(pupil, [0.2, 0.5], [0.8, 0.5]);
  await expect(teacher.things).toHaveText([/^Text/]);
});

test('a lock stops pupils at once, and a page cleared by mistake comes back', async ({ browser }) => {
  const board = randomUUID();
  const teacher = await sit(browser, board, 'teacher:Rus');
  const pupil = await sit(browser, board, 'pupil:Pau', 'companion', { width: 1100, height: 700 });
  await draw(pupil, [0.3, 0.4], [0.6, 0.6]);
  await expect(teacher.things).toHaveCount(1);
  await teacher.page.getByRole('button', { name: 'Lock' }).click();
  await expect(pupil.page.getByText('The board is locked. Teachers draw now.')).toBeVisible();
  await expect(pupil.page.getByRole('radio', { name: 'Pen', exact: true })).toBeDisabled();
  await draw(pupil, [0.3, 0.6], [0.6, 0.4]);
  await draw(teacher, [0.2, 0.6], [0.5, 0.4]);
  await expect(pupil.things).toHaveCount(2);
  await expect(pupil.page.getByRole('button', { name: 'Clear' })).toHaveCount(0);

  await longToasts(teacher.page);
  await teacher.page.getByRole('button', { name: 'Clear' }).click();
  await expect(pupil.things).toHaveCount(0);
  await teacher.page.getByText('The page is clear.').locator('..').getByRole('button', { name: 'Undo' }).click();
  await expect(pupil.things).toHaveCount(2);
  await teacher.page.getByRole('button', { name: 'Unlock' }).click();
  await expect(pupil.page.getByRole('radio', { name: 'Pen', exact: true })).toBeEnabled();
});

test('pages: each seat chooses, and a teacher brings everyone', async ({ browser }) => {
  const board = randomUUID();
  const teacher = await sit(browser, board, 'teacher:Rus');
  const pupil = await sit(browser, board, 'pupil:Pau', 'companion', { width: 800, height: 1100 });
  await draw(teacher, [0.3, 0.4], [0.6, 0.6]);
  await teacher.page.getByRole('button', { name: 'Add a page' }).click();
  await expect(pupil.page.getByRole('button', { name: 'Page 2 of 2' })).toBeVisible();
  await expect(teacher.things).toHaveCount(0);
  await expect(pupil.things).toHaveCount(1);
  await teacher.page.getByRole('button', { name: 'Bring everyone' }).click();
  await expect(pupil.page.getByRole('button', { name: 'Page 2 of 2' })).toHaveAttribute('aria-current', 'page');
  await pupil.page.getByRole('button', { name: 'Page 1 of 2' }).click();
  await expect(pupil.things).toHaveCount(1);
});

test('what is drawn without a link is kept over a reload, and sent when the link is back', async ({ browser }) => {
  const board = randomUUID();
  const teacher = await sit(browser, board, 'teacher:Rus');
  const pupil = await sit(browser, board, 'pupil:Tea', 'companion', { width: 800, height: 1100 });
  // The door shuts and the sockets fall; the page itself can still be fetched, as from a service worker.
  await pupil.page.routeWebSocket(/\/boards\//, (socket) => socket.close({ code: 1011 }));
  await pupil.page.evaluate(() => undefined);
  server.hub.recheck(await seatOf(pupil.page));
  await expect(pupil.page.getByText('Your drawing is kept, and sent when the link is back.')).toBeVisible();
  await draw(pupil, [0.3, 0.4], [0.6, 0.6]);
  await draw(pupil, [0.3, 0.6], [0.6, 0.4]);
  await expect(pupil.things).toHaveCount(2);
  await expect(teacher.things).toHaveCount(0);
  await expect.poll(() => pupil.page.evaluate(keptHere)).toBe(2);
  const again = await pupil.page.context().newPage();
  await pupil.page.close();
  await open(again, board, 'pupil:Tea', 'companion');
  await expect(teacher.things).toHaveCount(2);
});

const seatOf = async (page: Page) =>
  new URL(page.url()).searchParams.get('seat') as Parameters<TestBoardServer['hub']['recheck']>[0]; // the page was opened with it

test('everything works by keyboard', async ({ browser }) => {
  const board = randomUUID();
  const seat = await sit(browser, board, 'teacher:Rus');
  const witness = await sit(browser, board, 'pupil:Pau', 'companion', { width: 800, height: 1100 });
  const { page } = seat;
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await press('Tab');
  await expect(page.getByRole('radio', { name: 'Pen', exact: true })).toBeFocused();
  await press('ArrowRight', 'ArrowRight', 'Enter');
  await expect(page.getByRole('radio', { name: 'Text', exact: true })).toBeChecked();
  await seat.paper.focus();
  await press('ArrowUp', 'Shift+ArrowUp', 'Shift+ArrowLeft', 'Enter');
  await page.keyboard.type('Our village');
  await press('Escape');
  await expect(witness.things).toHaveText([/^Text “Our village”/]);
  await expect(seat.paper).toBeFocused();

  await page.getByRole('radio', { name: 'Pen', exact: true }).focus();
  await press('Enter');
  await seat.paper.focus();
  await press('Space', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'Space');
  await expect(witness.things).toHaveText([/^Text/, /^Blue line/]);

  const list = page.getByRole('listbox', { name: 'On this page' });
  await list.focus();
  await press('End');
  await expect(list.getByRole('option', { selected: true })).toHaveText(/^Blue line/);
  await press('Home', 'Alt+ArrowDown');
  await press('End', 'Delete');
  await expect(witness.things).toHaveText([/^Text/]);
  await press('Control+z');
  await expect(witness.things).toHaveText([/^Text/, /^Blue line/]);
});

test('a finger beside a pen is a palm, and two fingers are no drawing', async ({ browser }) => {
  const seat = await sit(browser, randomUUID(), 'pupil:Pau', 'companion', { width: 800, height: 1100 });
  /** @param at the hand's own time in milliseconds: a machine that stands still makes no finger of a palm */
  const stroke = (pointerType: string, ids: number[], at: number) =>
    seat.paper.locator('canvas').evaluate(
      (canvas, [type, pointers, time]) => {
        // Pointers that are not the browser's own can't be captured.
        canvas.setPointerCapture = () => undefined;
        const { left, top } = canvas.getBoundingClientRect();
        const send = (name: string, pointerId: number, x: number) => {
          const event = new PointerEvent(name, {
            pointerId,
            pointerType: type,
            clientX: left + x,
            clientY: top + 300,
            pressure: 0.6,
            bubbles: true,
          });
          Object.defineProperty(event, 'timeStamp', { value: time });
          canvas.dispatchEvent(event);
        };
        for (const id of pointers) send('pointerdown', id, 100);
        for (const id of pointers) for (let x = 110; x < 300; x += 10) send('pointermove', id, x);
        for (const id of pointers) send('pointerup', id, 300);
      },
      [pointerType, ids, at] as const,
    );
  await stroke('touch', [1, 2], 1_000);
  await stroke('pen', [3], 2_000);
  await expect(seat.things).toHaveCount(1);
  await stroke('touch', [4], 2_900);
  await stroke('pen', [5], 3_500);
  await expect(seat.things).toHaveCount(2);
});

for (const surface of ['desk', 'companion', 'home']) {
  test(`axe finds nothing serious: ${surface}`, async ({ browser }) => {
    const seat = await sit(browser, randomUUID(), 'teacher:Rus', surface, { width: 800, height: 900 });
    await draw(seat, [0.3, 0.4], [0.6, 0.6]);
    await expect(seat.things).toHaveCount(1);
    expect(await axeFaults(seat.page)).toEqual([]);
  });
}

/** The way back is offered for six seconds; a machine may stand still for as long. */
const longToasts = (page: Page) =>
  page.evaluate(() => {
    const plain = window.setTimeout.bind(window);
    window.setTimeout = Object.assign(
      (run: () => void, ms?: number) => plain(run, ms === 6_000 ? 600_000 : ms),
      window.setTimeout,
    );
  });

/** How many changes this browser keeps that the server has not got. */
const keptHere = () =>
  new Promise<number>((resolve, reject) => {
    const opening = indexedDB.open('pluriclasse-board');
    opening.addEventListener('error', () => reject(opening.error ?? new Error('No IndexedDB')));
    opening.addEventListener('success', () => {
      const counting = opening.result.transaction('unsent').objectStore('unsent').count();
      counting.addEventListener('success', () => {
        opening.result.close();
        resolve(counting.result);
      });
    });
  });
