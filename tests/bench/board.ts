/**
 * How fluent a full board is: 2,000 strokes opened and drawn upon in a Chromium that is slowed down as a small
 * Chromebook is; how long until a stroke is stored while thirty seats draw; what an open empty board weighs.
 * `--strokes=2000`, `--seats=30` and `--slowdown=6` change the counts.
 */
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { chromium } from '@playwright/test';
import { PostgresBoardRepository } from '@pluriclasse/server/boards/PostgresBoardRepository';
import { BoardId, SeatId } from '@pluriclasse/shared/ids';
import * as Y from 'yjs';
import { startBoardDatabase } from '../support/board/boardDatabase.ts';
import { BoardSeatBot } from '../support/board/BoardSeatBot.ts';
import { startBoardServer } from '../support/board/boardServer.ts';
import { buildBoardPage } from '../support/board/buildBoardPage.ts';
import { serveBoardPage } from '../support/board/serveBoardPage.ts';
import { launchOptions } from '../support/browser/flags.ts';
import { fillBoard } from './support/board/fillBoard.ts';
import { measurePage } from './support/board/measurePage.ts';
import { measureEmptyBoards, measureSaving } from './support/board/measureServer.ts';
import { percentile, report, type Figure } from './support/statistics.ts';

const { values } = parseArgs({
  options: {
    strokes: { type: 'string', default: '2000' },
    seats: { type: 'string', default: '30' },
    slowdown: { type: 'string', default: '6' },
  },
});
const [strokes, seats, slowdown] = [Number(values.strokes), Number(values.seats), Number(values.slowdown)];
// The collector can be called only when the flag stands; it can be set while the process runs.
setFlagsFromString('--expose-gc');
globalThis.gc ??= runInNewContext('gc') as NodeJS.GCFunction;

/** @param most the goal: not more than this */
const figure = (name: string, value: number, unit: string, most?: number): Figure => ({
  name,
  value,
  unit,
  ...(most === undefined ? {} : { goal: `≤ ${most} ${unit}`, holds: value <= most }),
});

const closers: (() => Promise<unknown>)[] = [];
try {
  const database = await startBoardDatabase();
  closers.push(() => database.close());
  const server = await startBoardServer({ repository: new PostgresBoardRepository(database.database.db) });
  closers.push(() => server.close());
  const folder = await buildBoardPage();
  closers.push(() => rm(folder, { recursive: true }));
  serveBoardPage(server, folder);

  const emptyBoard = await measureEmptyBoards(server, 100);
  const saving = await measureSaving(server, seats, 20);

  const boardId = BoardId.parse(randomUUID());
  const bot = new BoardSeatBot(server.url(boardId, SeatId.parse(randomUUID()), 'teacher', 'Rus'));
  await bot.ready();
  await fillBoard(bot, strokes);
  const bytes = Y.encodeStateAsUpdate(bot.link.doc).length / strokes;
  bot.link.close();

  const browser = await chromium.launch(launchOptions());
  closers.push(() => browser.close());
  const url = () => `http://127.0.0.1:${server.port}/?board=${boardId}&seat=${randomUUID()}&as=teacher:Rus`;
  const fast = await measurePage(browser, url(), strokes, 1);
  // The last measure drew one stroke and rubbed out some: the count is what is there now.
  const left = new BoardSeatBot(server.url(boardId, SeatId.parse(randomUUID()), 'teacher', 'Rus'));
  await left.ready();
  const slow = await measurePage(browser, url(), left.objects.length, slowdown);
  left.link.close();

  const slowed = `CPU slowed ${slowdown}×`;
  report('board', [
    figure(`page of ${strokes} strokes opened, from the tap`, fast.open, 'ms'),
    figure(`page of ${strokes} strokes opened, ${slowed}`, slow.open, 'ms', 3000),
    figure(`frame while drawing over them, p95`, fast.frame, 'ms', 20),
    figure(`frame while drawing over them, p95, ${slowed}`, slow.frame, 'ms', 50),
    figure(`stroke ends, to the frame after the next, ${slowed}`, slow.end, 'ms', 100),
    figure(`eraser's sweep, to the frame after the next, ${slowed}`, slow.erase, 'ms', 200),
    figure('JavaScript heap of that page', slow.heap, 'MB', 100),
    figure('document, bytes a stroke of 60 points', bytes, 'B', 400),
    figure(`stroke stored and known, ${seats} seats at once, p50`, percentile(saving, 0.5), 'ms'),
    figure(`stroke stored and known, ${seats} seats at once, p95`, percentile(saving, 0.95), 'ms', 100),
    figure('an open empty board in the server', emptyBoard / 1000, 'kB', 150),
  ]);
} finally {
  for (const close of closers.toReversed()) await close();
}
