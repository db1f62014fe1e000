import { MemoryBoardRepository } from '@pluriclasse/server/boards/MemoryBoardRepository';
import type { BoardEntry } from '@pluriclasse/server/boards/BoardRepository';
import { addPage, findPage, listPages } from '@pluriclasse/shared/board/document';
import { BoardId, SeatId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BoardSeatBot } from '../support/board/BoardSeatBot.ts';
import { type TestBoardServer, startBoardServer } from '../support/board/boardServer.ts';

/** Remembers what was appended, with its time. */
class Remembering extends MemoryBoardRepository {
  readonly entries: BoardEntry[] = [];

  override async append(entries: readonly BoardEntry[]): Promise<void> {
    await super.append(entries);
    this.entries.push(...entries);
  }
}

let clock = 1_000;
let repository: Remembering;
let server: TestBoardServer;
let boardId: BoardId;
const brought: [BoardId, string][] = [];
const bots: BoardSeatBot[] = [];
beforeEach(async () => {
  clock = 1_000;
  repository = new Remembering();
  brought.length = 0;
  server = await startBoardServer({
    repository,
    now: () => clock,
    snapshotEvery: 3,
    onPage: (board, page) => brought.push([board, page]),
  });
  boardId = BoardId.parse(randomUUID());
});
afterEach(async () => {
  for (const bot of bots.splice(0)) bot.link.close();
  await server.close();
});

async function sit(): Promise<BoardSeatBot> {
  const bot = new BoardSeatBot(server.url(boardId, SeatId.parse(randomUUID()), 'teacher', 'Rus'));
  bots.push(bot);
  await bot.ready();
  return bot;
}
const objectsOf = (doc: Y.Doc) => listPages(doc).flatMap((page) => [...(findPage(doc, page)?.objects.keys() ?? [])]);

describe('what a capsule needs of a board', () => {
  it('is its state with the number of its last entry: with the entries after it, it is the whole board again', async () => {
    const teacher = await sit();
    const before = [1, 2, 3, 4, 5].map((seed) => teacher.draw(seed));
    await teacher.saved();
    const base = await server.hub.stateOf(boardId);
    clock = 9_000;
    const after = [teacher.draw(6), teacher.draw(7)];
    await teacher.saved();

    const doc = new Y.Doc();
    Y.applyUpdate(doc, base.state);
    expect(objectsOf(doc)).toEqual(expect.arrayContaining(before));
    expect(objectsOf(doc)).toHaveLength(before.length);
    const later = repository.entries.filter(({ seq }) => seq > base.seq);
    expect(later.map(({ at }) => at)).toEqual(later.map(() => 9_000));
    for (const { update } of later) Y.applyUpdate(doc, update);
    expect(objectsOf(doc)).toEqual(expect.arrayContaining([...before, ...after]));
  });

  it('is nothing of a board that nobody opened', async () => {
    const { seq, state } = await server.hub.stateOf(boardId);
    expect(seq).toBe(0);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    expect(listPages(doc)).toEqual([]);
    expect(await server.hub.pageOf(boardId)).toBeNull();
  });

  it('is the page to which a teacher brings everyone', async () => {
    const teacher = await sit();
    expect(await server.hub.pageOf(boardId)).toBeNull();
    const page = addPage(teacher.link.doc);
    await teacher.saved();
    teacher.link.bring(page);
    await teacher.until((bot) => bot.brought.includes(page));
    expect(brought).toEqual([[boardId, page]]);
    expect(await server.hub.pageOf(boardId)).toBe(page);
  });
});
