import { MemoryBoardRepository } from '@pluriclasse/server/boards/MemoryBoardRepository';
import { boardClose } from '@pluriclasse/shared/board/closeCodes';
import { addPage, listPages, removePage } from '@pluriclasse/shared/board/document';
import { boardSubprotocol, decodeFrame, encodeFrame } from '@pluriclasse/shared/board/frames';
import { boardLimits } from '@pluriclasse/shared/board/limits';
import { newObjectId, newPageId } from '@pluriclasse/shared/board/newId';
import { BoardId, SeatId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { BoardSeatBot, strokeAt } from '../support/board/BoardSeatBot.ts';
import { type TestBoardServer, type TestRole, startBoardServer } from '../support/board/boardServer.ts';

let server: TestBoardServer;
let boardId: BoardId;
const bots: BoardSeatBot[] = [];
const newSeat = () => SeatId.parse(randomUUID());

beforeEach(async () => {
  server = await startBoardServer({ repository: new MemoryBoardRepository() });
  boardId = BoardId.parse(randomUUID());
});
afterEach(async () => {
  for (const bot of bots.splice(0)) bot.link.close();
  await server.close();
});

async function sit(role: TestRole, name = 'Elio', seat = newSeat()): Promise<BoardSeatBot> {
  const bot = new BoardSeatBot(server.url(boardId, seat, role, name));
  bots.push(bot);
  await bot.ready();
  return bot;
}

/** A socket of bare bytes; resolves once it is seated. */
async function raw(role: TestRole = 'pupil'): Promise<WebSocket> {
  const ws = new WebSocket(server.url(boardId, newSeat(), role, 'Raw'), [boardSubprotocol]);
  await once(ws, 'message');
  return ws;
}
async function closeCode(ws: WebSocket): Promise<number> {
  const [code] = (await once(ws, 'close')) as [number]; // ws gives the code first
  return code;
}

describe('who may in', () => {
  it.each<[TestRole, number]>([
    ['nobody', boardClose.unauthenticated],
    ['foreigner', boardClose.forbidden],
  ])('%s is told for good: %i', async (role, code) => {
    expect(await closeCode(new WebSocket(server.url(boardId, newSeat(), role)))).toBe(code);
  });

  it.each(['/boards/x?seat=y', '/boards/?as=teacher:x', `/boards/${randomUUID()}?as=teacher:x`])(
    'no such place: %s',
    async (path) => {
      const ws = new WebSocket(`ws://127.0.0.1:${server.port}${path}`);
      expect(await closeCode(ws)).toBe(boardClose.notFound);
    },
  );

  it('a page of another origin gets no socket', async () => {
    const ws = new WebSocket(server.url(boardId, newSeat()), { origin: 'https://elsewhere.example' });
    const [error] = (await once(ws, 'error')) as [Error];
    expect(error.message).toContain('403');
  });

  it('a page of our own does', async () => {
    const ws = new WebSocket(server.url(boardId, newSeat()), { origin: `http://127.0.0.1:${server.port}` });
    await once(ws, 'open');
    expect(ws.readyState).toBe(WebSocket.OPEN);
    ws.terminate();
  });

  it('whose rights change has to come back, and does', async () => {
    const seat = newSeat();
    const bot = await sit('pupil', 'Elio', seat);
    const waits = bot.until(({ link }) => link.state.kind === 'waiting');
    server.changed(seat);
    await waits;
    await bot.ready();
    expect(bot.link.state).toEqual({ kind: 'open' });
  });
});

describe('a locked board', () => {
  it('takes nothing from a pupil, who starts anew from what the server has', async () => {
    const [teacher, pupil] = [await sit('teacher', 'Rus'), await sit('pupil')];
    const kept = pupil.draw();
    await pupil.saved();
    pupil.grip.hold();
    server.hub.setLocked(boardId, true);
    const late = pupil.draw();
    pupil.grip.release();
    await pupil.until(({ refusals, link }) => refusals.includes('locked') && link.rights?.locked === true);
    await pupil.until(({ link }) => listPages(link.doc).length === 1);
    expect(pupil.objects).toEqual([kept]);
    const after = teacher.draw();
    await teacher.saved();
    await pupil.until(({ page }) => page.objects.has(after));
    expect(teacher.page.objects.has(late)).toBe(false);
  });

  it('asks for what was drawn offline when it is unlocked', async () => {
    const [teacher, pupil] = [await sit('teacher', 'Rus'), await sit('pupil')];
    const cut = pupil.until(({ link }) => link.state.kind === 'waiting');
    pupil.grip.cut();
    await cut;
    const offline = pupil.draw();
    server.hub.setLocked(boardId, true);
    await pupil.until(({ link }) => link.state.kind === 'open' && link.rights?.locked === true);
    expect(pupil.link.unsent).toBe(1);
    expect(teacher.page.objects.has(offline)).toBe(false);
    server.hub.setLocked(boardId, false);
    await teacher.until(({ page }) => page.objects.has(offline));
    await pupil.saved();
  });

  it('shows no ink of a pupil while it is drawn', async () => {
    const [teacher, pupil] = [await sit('teacher', 'Rus'), await sit('pupil')];
    server.hub.setLocked(boardId, true);
    await pupil.until(({ link }) => link.rights?.locked === true);
    const page = listPages(pupil.link.doc)[0]!;
    pupil.link.say({ kind: 'ink', page, id: newObjectId(), color: 'red', width: 6, from: 0, points: [[1, 1, 1]] });
    pupil.link.say({ kind: 'pointer', page, x: 5, y: 6 });
    await teacher.until(({ seen }) => seen.length > 0);
    expect(teacher.seen.map(({ it: { kind } }) => kind)).toEqual(['pointer']);
  });
});

describe('refuses, and the board stays as it was', () => {
  const cases: [string, () => Uint8Array | string, number, TestRole?][] = [
    ['no frame', () => Uint8Array.of(9), boardClose.invalid],
    ['text', () => 'hello', boardClose.invalid],
    ['half an update', () => encodeFrame({ kind: 'update', update: Uint8Array.of(1, 1, 5) }), boardClose.invalid],
    [
      'noise as a state vector',
      () => encodeFrame({ kind: 'ask', stateVector: Uint8Array.of(200) }),
      boardClose.invalid,
    ],
    ['noise as ink', () => encodeFrame({ kind: 'ephemera', bytes: Uint8Array.of(2, 1) }), boardClose.invalid],
    ['noise as a note', () => encodeFrame({ kind: 'note', json: '{' }), boardClose.invalid],
    ['the servers own word', () => encodeFrame({ kind: 'saved', count: 1 }), boardClose.invalid],
    ['an object that is none', () => updateOf((doc) => doc.getMap('notes').set('a', 'b')), boardClose.invalid],
    ['a page from a pupil', () => updateOf((doc) => addPage(doc)), boardClose.forbidden],
    ['a call to a page from a pupil', () => note({ note: 'bring', page: newPageId() }), boardClose.forbidden],
    ['more than a message may hold', () => new Uint8Array(boardLimits.message + 1), 1009],
  ];
  const updateOf = (change: (doc: Y.Doc) => void) => {
    const doc = new Y.Doc();
    change(doc);
    return encodeFrame({ kind: 'update', update: Y.encodeStateAsUpdate(doc) });
  };
  const note = (json: object) => encodeFrame({ kind: 'note', json: JSON.stringify(json) });

  it.each(cases)('%s', async (_, make, code) => {
    const witness = await sit('teacher', 'Rus');
    const drawn = witness.draw();
    await witness.saved();
    const ws = await raw();
    ws.send(make());
    expect(await closeCode(ws)).toBe(code);
    const again = await sit('teacher', 'Later');
    expect(again.objects).toEqual([drawn]);
    expect(listPages(again.link.doc)).toHaveLength(1);
  });

  it('a thousand messages a second', async () => {
    const ws = await raw();
    const frame = encodeFrame({ kind: 'queryAwareness' });
    const pump = setInterval(() => Array.from({ length: 20 }, () => ws.send(frame)), 20);
    try {
      expect(await closeCode(ws)).toBe(boardClose.flood);
    } finally {
      clearInterval(pump);
    }
  });

  it('drawing in the name of another', async () => {
    const elio = await sit('pupil', 'Elio');
    elio.draw();
    await elio.saved();
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(elio.link.doc));
    forged.clientID = elio.link.doc.clientID;
    const before = Y.encodeStateVector(forged);
    const page = forged.getMap<Y.Map<Y.Map<unknown>>>('pages').get(listPages(forged)[0]!)!;
    page.get('objects')!.set(newObjectId(), strokeAt(3));
    const ws = await raw();
    ws.send(encodeFrame({ kind: 'update', update: Y.encodeStateAsUpdate(forged, before) }));
    expect(await closeCode(ws)).toBe(boardClose.forbidden);
    // His own next stroke is not taken for the forged one.
    const mine = elio.draw();
    await elio.saved();
    expect((await sit('teacher', 'Rus')).page.objects.has(mine)).toBe(true);
  });
});

describe('any Yjs client', () => {
  it('draws and sees, and hears of others only what the server vouches for', async () => {
    const [ours, doc, other] = [await sit('pupil'), new Y.Doc(), new Y.Doc()];
    const open = (of: Y.Doc, name: string) =>
      new WebsocketProvider(`ws://127.0.0.1:${server.port}/boards`, boardId, of, {
        params: { seat: newSeat(), as: `teacher:${name}` },
        disableBc: true,
        // y-websocket asks for the browser's class; ws has the part that it uses.
        WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      });
    const [provider, second] = [open(doc, 'Plain'), open(other, 'Second')];
    try {
      await new Promise((resolve) => provider.once('sync', resolve));
      const page = doc.getMap<Y.Map<Y.Map<unknown>>>('pages').get(listPages(doc)[0]!)!;
      const id = newObjectId();
      page.get('objects')!.set(id, strokeAt(1));
      await ours.until((bot) => bot.page.objects.has(id));
      const mine = ours.draw();
      await ours.saved();
      const both = new Promise<void>((resolve) => {
        const check = () => page.get('objects')!.has(mine) && resolve();
        doc.on('update', check);
        check();
      });
      await both;
      const told = new Promise((resolve) => {
        const check = () => {
          const state = second.awareness.getStates().get(doc.clientID);
          if (state && 'user' in state) resolve(state);
        };
        second.awareness.on('change', check);
        check();
      });
      provider.awareness.setLocalState({ user: { name: 'Head teacher' }, message: 'psst' });
      expect(await told).toEqual({ user: { name: 'Plain', site: { order: 0, letters: 'R' } } });
    } finally {
      provider.destroy();
      second.destroy();
    }
  });
});

describe('among those who are there', () => {
  it('pointers and live ink pass at once, with a name that the server knows', async () => {
    const [teacher, pupil] = [await sit('teacher', 'Rus'), await sit('pupil', 'Ilinca')];
    const page = listPages(pupil.link.doc)[0]!;
    pupil.link.say({ kind: 'pointer', page, x: 10, y: 20 });
    pupil.link.say({ kind: 'pointer', page, x: 11, y: 21 });
    await teacher.until(({ seen }) => seen.length > 0);
    const { peer, it: pointer } = teacher.seen.at(-1)!;
    expect(pointer).toEqual({ kind: 'pointer', page, x: 11, y: 21 });
    expect(teacher.link.peers.get(peer)).toMatchObject({ name: 'Ilinca' });
    expect(pupil.seen).toEqual([]);
    pupil.link.close();
    await teacher.until(({ link }) => link.peers.size === 0);
  });

  it('a teacher adds a page and brings everyone there, those too who come later', async () => {
    const [teacher, pupil] = [await sit('teacher', 'Rus'), await sit('pupil')];
    const page = teacher.link.doc.transact(() => addPage(teacher.link.doc));
    await teacher.saved();
    teacher.link.bring(page);
    await pupil.until(({ brought }) => brought.includes(page));
    const late = await sit('pupil', 'Pau');
    await late.until(({ brought }) => brought.includes(page));
    teacher.link.doc.transact(() => removePage(teacher.link.doc, page));
    await pupil.until(({ link }) => listPages(link.doc).length === 1);
    expect(listPages(pupil.link.doc)).not.toContain(page);
  });

  it('a seat that comes back takes the place of its older socket', async () => {
    const seat = newSeat();
    const first = await sit('pupil', 'Elio', seat);
    await sit('pupil', 'Elio', seat);
    await first.until(({ link }) => link.state.kind === 'closed');
    expect(first.link.state).toEqual({ kind: 'closed', code: boardClose.replaced });
  });

  it('a lesson that ends closes its board for good', async () => {
    const bot = await sit('pupil');
    await server.hub.end(boardId);
    await bot.until(({ link }) => link.state.kind === 'closed');
    expect(bot.link.state).toEqual({ kind: 'closed', code: boardClose.ended });
  });
});

it('the first frame to one of ours is the welcome', async () => {
  const ws = new WebSocket(server.url(boardId, newSeat(), 'pupil', 'Elio'), [boardSubprotocol]);
  const [data] = (await once(ws, 'message')) as [Buffer];
  expect(decodeFrame(data)).toMatchObject({ kind: 'note', json: expect.stringContaining('"welcome"') as string });
  ws.terminate();
});
