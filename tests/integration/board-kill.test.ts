import type { ObjectId } from '@pluriclasse/shared/board/objects';
import { BoardId, SeatId } from '@pluriclasse/shared/ids';
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/freePort.mjs';
import { type BoardDatabase, startBoardDatabase } from '../support/board/boardDatabase.ts';
import { BoardSeatBot } from '../support/board/BoardSeatBot.ts';

const KILLS = 6;
const SEATS = 3;
const program = fileURLToPath(new URL('../support/board/boardProcess.ts', import.meta.url));

let database: BoardDatabase;
beforeAll(async () => {
  database = await startBoardDatabase();
});
afterAll(() => database.close());

async function startServer(port: number): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(program, [database.url, String(port)], { execArgv: ['--conditions=source'] });
  const [{ port: chosen }] = (await once(child, 'message')) as [{ port: number }]; // what boardProcess sends
  return { child, port: chosen };
}

it('a server killed in the midst of drawing loses no acknowledged change, and nobody sees one that it forgets', async () => {
  const boardId = BoardId.parse(randomUUID());
  let { child, port } = await startServer(await freePort());
  const url = (name: string) =>
    `ws://127.0.0.1:${port}/boards/${boardId}?seat=${SeatId.parse(randomUUID())}&as=pupil:${name}`;
  const bots = Array.from({ length: SEATS }, (_, n) => new BoardSeatBot(url(`P${n}`)));
  const acknowledged = new Set<ObjectId>();
  await Promise.all(bots.map((bot) => bot.ready()));

  for (let kill = 0; kill < KILLS; kill++) {
    // Each seat draws until its own number of strokes is acknowledged; then the server dies under the rest.
    const drawings = bots.map(async (bot, n) => {
      for (let stroke = 0; stroke < 10 + kill + n; stroke++) {
        const id = bot.draw(stroke);
        const before = bot.link.unsent;
        if (stroke % 3 === 0) {
          await bot.until(({ link }) => link.unsent < before);
          if (bot.link.unsent === 0) acknowledged.add(id);
        }
      }
    });
    await Promise.race(drawings);
    for (const bot of bots) bot.draw(kill);
    const died = once(child, 'exit');
    child.kill('SIGKILL');
    await died;
    // What one seat got from another was durable: only what a seat drew itself may be missing on the server.
    const seenOfOthers = bots.flatMap((bot) => bot.objects);
    ({ child, port } = await startServer(port));
    for (const { link } of bots) link.retryNow();
    await Promise.all([...drawings, ...bots.map((bot) => bot.saved())]);
    const fresh = new BoardSeatBot(url('Late'));
    await fresh.ready();
    const there = new Set(fresh.objects);
    expect([...acknowledged, ...seenOfOthers].filter((id) => !there.has(id))).toEqual([]);
    for (const id of there) acknowledged.add(id);
    fresh.link.close();
  }
  for (const { link } of bots) link.close();
  child.kill('SIGTERM');
}, 180_000);

it('what only a dead page had acknowledged is still there for those who never met it', async () => {
  const boardId = BoardId.parse(randomUUID());
  const { child, port } = await startServer(await freePort());
  const url = `ws://127.0.0.1:${port}/boards/${boardId}?seat=${SeatId.parse(randomUUID())}&as=pupil:Elio`;
  const bot = new BoardSeatBot(url);
  await bot.ready();
  const drawn = Array.from({ length: 100 }, (_, n) => bot.draw(n));
  await bot.saved();
  const died = once(child, 'exit');
  child.kill('SIGKILL');
  bot.link.close();
  await died;
  const next = await startServer(port);
  const late = new BoardSeatBot(url);
  await late.ready();
  expect(drawn.filter((id) => !late.objects.includes(id))).toEqual([]);
  late.link.close();
  next.child.kill('SIGTERM');
}, 180_000);
