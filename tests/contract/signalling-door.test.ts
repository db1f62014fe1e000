import { kit, lessonId, teacher } from '@pluriclasse/server/live/testing/demoLesson';
import { protocolVersion } from '@pluriclasse/shared/signalling/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LiveServer } from '../support/signalling/liveServer.ts';
import { Reply } from '../support/signalling/Reply.ts';
import { SeatSocket } from '../support/signalling/SeatSocket.ts';

let server: LiveServer;
beforeEach(async () => {
  server = await LiveServer.create();
});
afterEach(() => server.close());

describe('the handshake', () => {
  test.each([
    ['another version', { protocol: protocolVersion + 1, as: 'staff' }, 'conflict'],
    ['no version', { as: 'staff' }, 'bad_request'],
    ['nobody to speak as', { protocol: protocolVersion }, 'bad_request'],
    ['a made-up role', { protocol: protocolVersion, as: 'admin' }, 'bad_request'],
  ])('with %s is refused', async (_, auth, code) => {
    const socket = SeatSocket.make(server.origin, { auth, cookie: server.signIn(teacher(1)) });
    expect(await socket.connect()).toMatchObject({ code });
  });

  test('from a foreign page is refused, from our own it is not', async () => {
    const cookie = server.signIn(teacher(1));
    const foreign = SeatSocket.make(server.origin, { cookie, headers: { origin: 'https://evil.example' } });
    expect(await foreign.connect()).toBeDefined();
    const own = await SeatSocket.open(server.origin, { cookie, headers: { origin: server.origin } });
    own.close();
  });
});

describe('what is not a call', () => {
  test.each([
    ['an unknown name', 'lesson:explode', [{}]],
    ['a name of Object', 'constructor', [{}]],
    ['no request', 'lesson:watch', []],
    ['a number', 'lesson:watch', [7]],
    ['an id that is none', 'lesson:watch', [{ lessonId: 'x' }]],
    ['bytes', 'lesson:watch', [Buffer.from('lesson')]],
    ['another source', 'media:produce', [{ source: 'keyboard', kind: 'audio', rtpParameters: {}, paused: false }]],
    ['too long a message', 'wall:post', [{ text: 'x'.repeat(281) }]],
    ['too many tiles', 'media:view', [{ tiles: Array.from({ length: 65 }, () => ({})) }]],
    ['heavy parameters', 'lesson:join', [{ lessonId, rtpCapabilities: { a: 'x'.repeat(70_000) } }]],
  ])('%s answers bad_request', async (_, name, args) => {
    const socket = await server.open(teacher(1));
    const reply = Reply.parse(await socket.raw(name, ...args));
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    expect(JSON.stringify(reply)).not.toContain('xxxx');
  });

  test('without an acknowledgement does no harm', async () => {
    const socket = await server.open(teacher(1));
    socket.socket.emit('lesson:watch', { lessonId: 'x' });
    socket.socket.emit('nothing');
    expect(await socket.call('clock:read', {})).toHaveProperty('serverTime');
  });

  test('too large, it ends the socket and nobody else', async () => {
    const large = await server.open(teacher(1));
    const { socket: other } = await server.join(kit(2));
    large.socket.emit('wall:post', { text: 'x'.repeat(200_000) });
    await large.closed();
    expect(await other.call('clock:read', {})).toHaveProperty('serverTime');
  });
});

test("a handler's bug answers internal and keeps its message at home", async () => {
  await server.close();
  server = await LiveServer.create({
    plans: {
      find: () => Promise.reject(new Error('secret of the house')),
      markEnded: () => Promise.resolve(),
      setWatching: () => Promise.resolve(),
    },
    quiet: true,
  });
  const socket = await server.open(teacher(1));
  const reply = Reply.parse(await socket.raw('lesson:watch', { lessonId }));
  expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(JSON.stringify(reply)).not.toContain('secret');
});

test('a thousand calls a second are refused, then cut off; others go on', async () => {
  const { socket: calm } = await server.join(kit(2));
  const { socket: wild, joined } = await server.join(teacher(1));
  const answers: string[] = [];
  const flood = setInterval(() => {
    for (let n = 0; n < 10; n++) {
      wild.socket.emit('floor:set-open', { open: n % 2 === 0 }, (raw: unknown) => {
        const reply = Reply.parse(raw);
        answers.push(reply.ok ? 'ok' : reply.error.code);
      });
    }
  }, 10);
  await wild.closed();
  clearInterval(flood);
  expect(answers.filter((answer) => answer === 'ok').length).toBeLessThan(250);
  expect(new Set(answers)).toEqual(new Set(['ok', 'too_many']));
  const asked = performance.now();
  await calm.call('clock:read', {});
  expect(performance.now() - asked).toBeLessThan(2_000);
  await calm.until('lesson:seat-changed', ({ seat }) => seat.seatId === joined.seatId && seat.presence.kind === 'away');
});

test('a session that ends closes its sockets and frees its seat at once', async () => {
  const cookie = server.signIn(teacher(1));
  const { socket, joined } = await server.join(teacher(1), cookie);
  const { socket: other } = await server.join(kit(2));
  server.endSession(cookie);
  await socket.closed();
  expect((await other.until('lesson:seat-left')).seatId).toBe(joined.seatId);
  expect(server.deps.media.room.peers.has(joined.seatId)).toBe(false);
});

test('a session that ended while its seat was away frees it too', async () => {
  const cookie = server.signIn(kit(1));
  const { socket, joined } = await server.join(kit(1), cookie);
  const { socket: other } = await server.join(kit(2));
  socket.close();
  await other.until('lesson:seat-changed', ({ seat }) => seat.presence.kind === 'away');
  server.endSession(cookie);
  expect((await other.until('lesson:seat-left')).seatId).toBe(joined.seatId);
});
