import { boardClose } from '@pluriclasse/shared/board/closeCodes';
import { boardSubprotocol } from '@pluriclasse/shared/board/frames';
import type { SeatId } from '@pluriclasse/shared/ids';
import { boardPath } from '@pluriclasse/shared/signalling/protocol';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { LiveStack } from '../support/live/LiveStack.ts';
import { joinLesson } from '../support/live/joinLesson.ts';

let stack: LiveStack;
beforeAll(async () => {
  stack = await LiveStack.create();
});
afterAll(() => stack.close());

const school = 'Roccaverde';

/** Knocks at the lesson's board as this seat, with these cookies. */
function knock(boardId: string, seatId: SeatId, cookie: string): WebSocket {
  const address = `${stack.server.origin.replace('http', 'ws')}${boardPath}/${boardId}?seat=${seatId}`;
  return new WebSocket(address, [boardSubprotocol], { headers: { cookie } });
}
async function closeCode(ws: WebSocket): Promise<number> {
  const [code] = (await once(ws, 'close')) as [number]; // ws gives the code first
  return code;
}

describe("the lesson's board", () => {
  it('is open to a seat with its own cookie, and closes when the seat leaves', async () => {
    const { cookieHeader } = await stack.signedIn(school);
    const desk = await stack.desk(school);
    const { joined } = await joinLesson(stack, desk);
    const ws = knock(joined.state.board.boardId, joined.seatId, cookieHeader);
    await once(ws, 'message');
    const closed = closeCode(ws);
    await desk.call('lesson:leave', {});
    expect(await closed).toBe(boardClose.accessChanged);
    expect(await closeCode(knock(joined.state.board.boardId, joined.seatId, cookieHeader))).toBe(boardClose.notFound);
  });

  it('is closed to the seat of another, and to nobody', async () => {
    const { cookieHeader } = await stack.signedIn('Valea Mică');
    const desk = await stack.desk(school);
    const { joined } = await joinLesson(stack, desk);
    const { boardId } = joined.state.board;
    expect(await closeCode(knock(boardId, joined.seatId, cookieHeader))).toBe(boardClose.forbidden);
    expect(await closeCode(knock(boardId, joined.seatId, ''))).toBe(boardClose.unauthenticated);
    await desk.call('lesson:leave', {});
  });

  it('asks to come again while its lesson is not taken up', async () => {
    const { cookieHeader } = await stack.signedIn(school);
    const desk = await stack.desk(school);
    const { joined } = await joinLesson(stack, desk);
    await stack.restart();
    expect(await closeCode(knock(joined.state.board.boardId, joined.seatId, cookieHeader))).toBe(boardClose.away);
  });
});
