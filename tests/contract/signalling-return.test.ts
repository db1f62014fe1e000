import { companion, home, kit, lessonId, pupilId, schools, teacher } from '@pluriclasse/server/live/testing/demoLesson';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { joinWith, LiveServer } from '../support/signalling/liveServer.ts';

let server: LiveServer;
beforeEach(async () => {
  server = await LiveServer.create();
});
afterEach(() => server.close());

/** The machine may be busy. */
const patient = { timeout: 10_000 };
const microphone = { source: 'microphone', kind: 'audio', rtpParameters: {}, paused: false } as const;

/** A kit that speaks, muted, and drops; with a desk that sees it. */
async function dropped() {
  const { socket: desk } = await server.join(teacher(1));
  const cookie = server.signIn(kit(2));
  const { socket, joined } = await server.join(kit(2), cookie);
  await socket.call('media:produce', microphone);
  await socket.call('media:pause', { source: 'microphone' });
  socket.close();
  const away = await desk.until('lesson:seat-changed', ({ seat }) => seat.presence.kind === 'away');
  return { desk, cookie, seatId: joined.seatId, away };
}

describe('a seat whose link dropped', () => {
  test('keeps its place for two minutes, and its media', async () => {
    const { away, seatId } = await dropped();
    const { presence } = away.seat;
    expect(presence.kind === 'away' && presence.until - Date.now()).toBeGreaterThan(110_000);
    expect(server.deps.media.room.peers.has(seatId)).toBe(true);
  });

  test('comes back to its media without a new join', async () => {
    const { desk, cookie, seatId, away } = await dropped();
    // What happened meanwhile reaches it with the return.
    await desk.call('media:produce', microphone);
    const again = await server.open(kit(2), cookie);
    const back = await again.call('lesson:return', { lessonId, resume: { seatId, revision: away.revision } });
    expect(back.seatId).toBe(seatId);
    expect(back.consumers).toMatchObject([{ source: 'microphone' }]);
    expect(back.state.seats.find((seat) => seat.seatId === seatId)?.streams).toEqual([
      { source: 'microphone', paused: true },
    ]);
    await desk.until(
      'lesson:seat-changed',
      ({ seat, revision }) => revision > away.revision && seat.presence.kind === 'here',
    );
  });

  test('comes back with new media, muted as it was', async () => {
    const { cookie, seatId, away } = await dropped();
    const again = await server.open(kit(2), cookie);
    const back = await joinWith(again, { seatId, revision: away.revision });
    expect(back.seatId).toBe(seatId);
    await again.call('media:produce', microphone);
    const changed = await again.until(
      'lesson:seat-changed',
      ({ seat }) => seat.seatId === seatId && seat.streams.length > 0,
    );
    expect(changed.seat.streams).toEqual([{ source: 'microphone', paused: true }]);
    await again.call('media:resume', { source: 'microphone' });
    expect(server.deps.media.room.peers.get(seatId)?.producers.get('microphone')?.paused).toBe(false);
  });

  test('returns to nothing when its media is gone', async () => {
    const { desk, cookie, seatId, away } = await dropped();
    server.deps.media.room.die();
    await desk.until('media:lost');
    const again = await server.open(kit(2), cookie);
    const back = again.call('lesson:return', { lessonId, resume: { seatId, revision: away.revision } });
    await expect(back).rejects.toMatchObject({ code: 'not_found' });
  });

  test("is nobody else's to take", async () => {
    const { seatId, away } = await dropped();
    const other = await server.open(kit(1));
    const taken = other.call('lesson:return', { lessonId, resume: { seatId, revision: away.revision } });
    await expect(taken).rejects.toMatchObject({ code: 'not_found' });
    expect((await joinWith(other, { seatId, revision: away.revision })).seatId).not.toBe(seatId);
  });

  test('that a teacher muted meanwhile comes back muted', async () => {
    const { desk, cookie, seatId, away } = await dropped();
    await desk.call('seat:mute', { seatId });
    const again = await server.open(kit(2), cookie);
    await joinWith(again, { seatId, revision: away.revision });
    await again.call('media:produce', microphone);
    expect(server.deps.media.room.peers.get(seatId)?.producers.get('microphone')?.paused).toBe(true);
  });
});

test('the place of one who stays away is given up after the grace', async () => {
  await server.close();
  server = await LiveServer.create({ timing: { awayGrace: 30 } });
  const { socket: desk } = await server.join(teacher(1));
  const { socket, joined } = await server.join(companion(1, 1));
  await socket.call('floor:raise', {});
  socket.close();
  expect((await desk.until('lesson:seat-left')).seatId).toBe(joined.seatId);
  expect((await desk.until('floor:changed', ({ floor }) => floor.queue.length === 0)).floor.reason).toBe('empty');
  expect(server.deps.told.register.map((line) => line.split(' ')[0])).toEqual([
    'recovered',
    'desk',
    'companion',
    'left',
  ]);
});

test('a second tab takes the place of the first, with its hand', async () => {
  const cookie = server.signIn(companion(1, 1));
  const { socket: first, joined } = await server.join(companion(1, 1), cookie);
  const { handId } = await first.call('floor:raise', {});
  const { joined: second } = await server.join(companion(1, 1), cookie);
  expect((await first.until('lesson:out')).reason).toBe('replaced');
  expect(second.seatId).toBe(joined.seatId);
  expect(second.state.floor.queue.map((hand) => hand.handId)).toEqual([handId]);
  await expect(first.call('floor:raise', {})).rejects.toMatchObject({ code: 'conflict', reason: 'not-joined' });
  first.close();
  const { socket: desk } = await server.join(teacher(1));
  expect((await desk.call('clock:read', {})).serverTime).toBeGreaterThan(0);
  expect(desk.events('lesson:seat-changed')).toEqual([]);
});

test('a tablet that another pupil took gets a seat of its own', async () => {
  const { socket: desk } = await server.join(teacher(1));
  const { joined } = await server.join(companion(1, 1));
  const { joined: next } = await server.join(companion(1, 2));
  expect(next.seatId).not.toBe(joined.seatId);
  expect(next.state.seats.flatMap(({ occupant }) => (occupant.kind === 'pupil' ? [occupant.pupilId] : []))).toEqual([
    pupilId(2),
  ]);
  await desk.until('lesson:seat-left');
});

test('one that drops while it joins leaves nothing behind', async () => {
  await server.join(teacher(1));
  const { room } = server.deps.media;
  const gate = Promise.withResolvers<void>();
  room.gate = gate.promise;
  const tablet = await server.open(companion(1, 1));
  const lesson = await server.lessons.open(lessonId);
  const joining = tablet.call('lesson:join', { lessonId, rtpCapabilities: {} }).catch(() => 'refused');
  await expect.poll(() => lesson.seats.size, patient).toBe(2);
  tablet.close();
  await expect
    .poll(() => [...lesson.seats.values()].some(({ connection }) => connection?.open === false), patient)
    .toBe(true);
  gate.resolve();
  await expect.poll(() => [lesson.seats.size, room.peers.size], patient).toEqual([1, 1]);
  void joining;
});

describe('another server takes over', () => {
  test('with clock, wall, floor and seats', async () => {
    const { socket: desk } = await server.join(teacher(1));
    const tabletCookie = server.signIn(companion(1, 1));
    const { socket: tablet, joined } = await server.join(companion(1, 1), tabletCookie);
    await tablet.call('floor:raise', {});
    await desk.call('plan:next', { from: 0 });
    await desk.call('wall:post', { text: 'Bring an umbrella' });
    await desk.call('board:set-locked', { locked: true });
    const pupil = await server.open(home(2, 21));
    const { seatId } = await pupil.call('lesson:join', { lessonId, rtpCapabilities: {} });
    await desk.call('seat:let-in', { seatId });
    const last = await desk.until('lesson:waiting-changed', ({ waiting }) => waiting.length === 0);
    const { plan } = await desk.until('plan:changed');
    // As after a kill: what was stored within a second is all there is.
    await expect
      .poll(() => server.deps.stored.get(lessonId)?.revision ?? 0, patient)
      .toBeGreaterThanOrEqual(last.revision);

    const next = await LiveServer.create({ store: server.deps.store });
    const { joined: back } = await next.join(companion(1, 1), next.signIn(companion(1, 1), tabletCookie));
    expect(back.seatId).toBe(joined.seatId);
    expect(back.state).toMatchObject({ plan, board: { locked: true } });
    expect(back.state.revision).toBeGreaterThan(last.revision);
    expect(back.state.wall.messages.map(({ text }) => text)).toEqual(['Bring an umbrella']);
    expect(back.state.floor.queue).toHaveLength(1);
    expect(back.state.seats.map(({ kind, presence }) => `${kind} ${presence.kind}`).toSorted()).toEqual([
      'companion here',
      'desk away',
    ]);
    expect(next.deps.told).toMatchObject({ locked: [true] });
    const home2 = await next.open(home(2, 21));
    expect((await home2.call('lesson:join', { lessonId, rtpCapabilities: {} })).status).toBe('joined');
    await next.close();
  });
});

test('the balance counts voice by school, and the turn its own', async () => {
  await server.close();
  let now = 1_000_000_000_000;
  server = await LiveServer.create({ timing: { talk: 5 }, now: () => now });
  const { socket: desk, joined: deskSeat } = await server.join(teacher(1));
  const { joined: kitSeat } = await server.join(kit(1));
  const { joined: otherKit } = await server.join(kit(2));
  await desk.call('floor:give', { schoolId: schools[0] });
  const { listener } = server.deps.media.room;
  const hear = (...seats: string[]) => {
    now += 500;
    listener.speaking({ speakers: seats.map((peerKey) => ({ peerKey, volume: -30 })) });
  };
  for (let n = 0; n < 4; n++) hear(kitSeat.seatId, otherKit.seatId);
  for (let n = 0; n < 4; n++) hear(kitSeat.seatId);
  hear(deskSeat.seatId);
  hear();
  const { talk } = await desk.until('floor:talk', ({ turn }) => turn === 4000);
  expect(talk).toEqual([
    { schoolId: schools[0], spoken: 4000 },
    { schoolId: schools[1], spoken: 2000 },
  ]);
  const speaking = desk.events('media:speaking');
  expect(speaking.at(0)?.speakers.map(({ seatId }) => seatId)).toEqual([kitSeat.seatId, otherKit.seatId]);
  expect(speaking.at(-1)?.speakers).toEqual([]);
});
