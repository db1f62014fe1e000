import { MemoryBoardRepository } from '@pluriclasse/server/boards/MemoryBoardRepository';
import { addPage, findPage, listPages, pagesOf, removeObjects } from '@pluriclasse/shared/board/document';
import type { ObjectId } from '@pluriclasse/shared/board/objects';
import { BoardId, SeatId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { BoardSeatBot, strokeAt } from '../support/board/BoardSeatBot.ts';
import { startBoardServer } from '../support/board/boardServer.ts';
import { seededRandom } from '../support/board/seededRandom.ts';

const SEATS = 5;
const STEPS = 400;

/** One thing that a hand does: draw, move, erase, type, undo, stall, cut, flow. */
function act(bot: BoardSeatBot, undo: Y.UndoManager, random: () => number): void {
  const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)];
  const { doc } = bot.link;
  const pages = listPages(doc);
  const page = findPage(doc, pick(pages)!)!;
  const id = pick([...page.objects.keys()] as ObjectId[]); // only ids are keys there
  const dice = random();
  doc.transact(() => {
    if (dice < 0.35) page.objects.set(bot.draw(), strokeAt(Math.floor(random() * 900)));
    else if (dice < 0.5 && id) page.places.set(id, [Math.floor(random() * 100), Math.floor(random() * 100)]);
    else if (dice < 0.6 && id) removeObjects(page, [id]);
    else if (dice < 0.7 && id && !page.words.has(id)) page.words.set(id, new Y.Text('mill'));
    else if (dice < 0.8 && id) page.words.get(id)?.insert(0, String.fromCharCode(97 + Math.floor(random() * 26)));
    else if (dice < 0.82 && pages.length < 4) addPage(doc);
  });
  if (dice >= 0.82 && dice < 0.88) undo.undo();
  else if (dice >= 0.88 && dice < 0.9) undo.redo();
  else if (dice >= 0.9 && dice < 0.94) bot.grip.hold();
  else if (dice >= 0.94 && dice < 0.97) bot.grip.cut();
  else if (dice >= 0.97) bot.grip.release();
}

it.each([1, 2, 3, 4, 5, 6])('seats that draw, stall and are cut off end with one board: seed %i', async (seed) => {
  const random = seededRandom(seed);
  const repository = new MemoryBoardRepository();
  const server = await startBoardServer({ repository, snapshotEvery: 50 });
  const boardId = BoardId.parse(randomUUID());
  const bots = Array.from({ length: SEATS }, (_, n) => {
    const url = server.url(boardId, SeatId.parse(randomUUID()), 'teacher', `T${n}`);
    return new BoardSeatBot(url);
  });
  try {
    await Promise.all(bots.map((bot) => bot.ready()));
    const undos = bots.map(({ link }) => new Y.UndoManager(pagesOf(link.doc), { captureTimeout: 0 }));
    for (let step = 0; step < STEPS; step++) {
      const n = Math.floor(random() * SEATS);
      act(bots[n]!, undos[n]!, random);
      if (random() < 0.3) await nextTurn();
    }
    for (const { grip, link } of bots) {
      grip.release();
      link.retryNow();
    }
    await Promise.all(bots.map((bot) => bot.saved()));
    // All is stored by now; a stroke that each one sees says that each has heard everything before it.
    const last = bots[0]!.draw();
    const heard = (bot: BoardSeatBot) => bot.until(({ link }) => link.state.kind === 'open' && hasDrawn(bot, last));
    await Promise.all(bots.map(heard));

    const boards = bots.map(({ link }) => pagesOf(link.doc).toJSON());
    for (const board of boards) expect(board).toEqual(boards[0]);
    expect(bots.map(({ refusals }) => refusals).flat()).toEqual([]);
    await server.hub.close();
    expect(await stored(repository, boardId)).toEqual(boards[0]);
  } finally {
    for (const { link } of bots) link.close();
    await server.close();
  }
});

const hasDrawn = ({ link: { doc } }: BoardSeatBot, id: ObjectId) =>
  listPages(doc).some((page) => findPage(doc, page)!.objects.has(id));

async function stored(repository: MemoryBoardRepository, boardId: BoardId): Promise<unknown> {
  const { snapshot, entries } = await repository.load(boardId);
  const doc = new Y.Doc();
  if (snapshot) Y.applyUpdate(doc, snapshot.state);
  for (const { update } of entries) Y.applyUpdate(doc, update);
  return pagesOf(doc).toJSON();
}
