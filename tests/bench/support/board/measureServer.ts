import { BoardId, SeatId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import type { TestBoardServer } from '../../../support/board/boardServer.ts';
import { BoardSeatBot } from '../../../support/board/BoardSeatBot.ts';

/** Milliseconds from a stroke's end until it is stored and known here, over seats that all draw at once. */
export async function measureSaving(server: TestBoardServer, seats: number, strokes: number): Promise<number[]> {
  const boardId = BoardId.parse(randomUUID());
  const bots = Array.from({ length: seats }, (_, n) => {
    return new BoardSeatBot(server.url(boardId, SeatId.parse(randomUUID()), 'pupil', `P${n}`));
  });
  await Promise.all(bots.map((bot) => bot.ready()));
  const times: number[] = [];
  await Promise.all(
    bots.map(async (bot) => {
      for (let n = 0; n < strokes; n++) {
        const before = performance.now();
        bot.draw(n);
        await bot.saved();
        times.push(performance.now() - before);
      }
    }),
  );
  for (const { link } of bots) link.close();
  return times;
}

/** Bytes of this process's memory that an open board without a stroke takes. Run node with --expose-gc. */
export async function measureEmptyBoards(server: TestBoardServer, boards: number): Promise<number> {
  const open = () => server.hub.open(BoardId.parse(randomUUID()));
  await open();
  const before = resting();
  const held = await Promise.all(Array.from({ length: boards }, open));
  const bytes = (resting() - before) / held.length;
  return bytes;
}

function resting(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
