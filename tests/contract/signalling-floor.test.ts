import {
  companion,
  home,
  kit,
  lessonId,
  lessonPlan,
  pupilId,
  schools,
  teacher,
} from '@pluriclasse/server/live/testing/demoLesson';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LiveServer } from '../support/signalling/liveServer.ts';

let server: LiveServer;
beforeEach(async () => {
  server = await LiveServer.create();
});
afterEach(() => server.close());

describe('hands', () => {
  test('go to the school that has spoken least, and every screen is told why', async () => {
    const { socket: desk } = await server.join(teacher(1));
    const { joined: room } = await server.join(kit(1));
    const { socket: here } = await server.join(companion(1, 1));
    const { socket: there } = await server.join(companion(2, 21));
    server.deps.media.room.listener.speaking({ speakers: [{ peerKey: room.seatId, volume: -30 }] });
    await here.call('floor:raise', {});
    const { handId } = await there.call('floor:raise', {});
    const { floor } = await desk.until('floor:changed', (event) => event.floor.queue.length === 2);
    expect(floor.queue[0]?.handId).toBe(handId);
    expect(floor.reason).toBe('spoken-least');
    await desk.call('floor:pass', {});
    const given = await here.until('floor:changed', (event) => event.floor.turn !== null);
    expect(given.floor.turn?.hand).toMatchObject({ handId, pupil: { pupilId: pupilId(21), alias: 'Fox' } });
  });

  test('of another pupil are not lowered by a pupil, but by any teacher', async () => {
    const { socket: desk } = await server.join(teacher(2));
    const { socket: one } = await server.join(companion(1, 1));
    const { socket: other } = await server.join(companion(1, 2, 2));
    const { handId } = await one.call('floor:raise', {});
    await expect(other.call('floor:lower', { handId })).rejects.toMatchObject({ code: 'forbidden' });
    await desk.call('floor:lower', { handId });
    await one.until('floor:changed', ({ floor }) => floor.queue.length === 0);
  });

  test('are raised by a teacher for a pupil of the own school, and for the class', async () => {
    const { socket: desk } = await server.join(teacher(1));
    await desk.call('floor:raise', { pupilId: pupilId(7) });
    await desk.call('floor:raise', {});
    const { floor } = await desk.until('floor:changed', (event) => event.floor.queue.length === 2);
    expect(floor.queue.map(({ pupil }) => pupil?.alias ?? null)).toEqual(['Owl', null]);
    const { socket: abroad } = await server.join(teacher(2));
    await expect(abroad.call('floor:raise', { pupilId: pupilId(7) })).rejects.toMatchObject({ code: 'not_found' });
  });

  test("are not raised in another's name", async () => {
    const { socket } = await server.join(companion(1, 1));
    await expect(socket.call('floor:raise', { pupilId: pupilId(2) })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('rest while the floor is closed, but for teachers', async () => {
    const { socket: desk } = await server.join(teacher(1));
    const { socket: tablet } = await server.join(companion(1, 1));
    await desk.call('floor:set-open', { open: false });
    await expect(tablet.call('floor:raise', {})).rejects.toMatchObject({ reason: 'floor-closed' });
    await desk.call('floor:raise', {});
  });

  test('rest at a school that only watches, but for its teacher, who asks after the others', async () => {
    await server.close();
    const planned = { plan: lessonPlan(Date.now()) };
    const asked: string[] = [];
    server = await LiveServer.create({
      plans: {
        find: () => Promise.resolve(planned.plan),
        markEnded: () => Promise.resolve(),
        setWatching: async (_actor, _lessonId, schoolId, watching) => {
          asked.push(schoolId);
          planned.plan = { ...planned.plan, watching: watching ? [schoolId] : [] };
          await server.lessons.planChanged(lessonId);
        },
      },
    });
    const { socket: desk } = await server.join(teacher(1));
    const { socket: tablet } = await server.join(companion(1, 1));
    const { socket: abroad } = await server.join(companion(2, 21));
    await tablet.call('floor:raise', {});
    await desk.call('floor:set-watching', { watching: true });
    expect(asked).toEqual([schools[0]]);
    const quiet = await abroad.until('floor:changed', ({ floor }) => floor.watching.length === 1);
    expect(quiet.floor).toMatchObject({ watching: [schools[0]], queue: [], reason: 'empty' });
    await expect(tablet.call('floor:raise', {})).rejects.toMatchObject({ code: 'conflict', reason: 'only-watches' });
    await desk.call('floor:raise', {});
    const { handId } = await abroad.call('floor:raise', {});
    const { floor } = await desk.until('floor:changed', (event) => event.floor.queue.length === 2);
    expect(floor.queue[0]?.handId).toBe(handId);
    const { joined: late } = await server.join(kit(2));
    expect(late.state.floor.watching).toEqual([schools[0]]);
    await desk.call('floor:set-watching', { watching: false });
    await tablet.until('floor:changed', (event) => event.floor.watching.length === 0);
    await tablet.call('floor:raise', {});
  });

  test('go down all at once', async () => {
    const { socket: desk } = await server.join(teacher(1));
    const { socket: tablet } = await server.join(companion(1, 1));
    await tablet.call('floor:raise', {});
    await desk.call('floor:lower-all', {});
    expect((await tablet.until('floor:changed', ({ floor }) => floor.queue.length === 0)).floor.reason).toBe('empty');
  });
});

test('a pupil who is done ends the own turn, and nobody the turn of another', async () => {
  const { socket: desk } = await server.join(teacher(1));
  const { socket: speaker } = await server.join(companion(1, 1));
  const { socket: other } = await server.join(companion(2, 21));
  const { handId } = await speaker.call('floor:raise', {});
  await desk.call('floor:give', { handId });
  await expect(other.call('floor:lower', { handId })).rejects.toMatchObject({ code: 'forbidden' });
  await speaker.call('floor:lower', { handId });
  const { revision } = await desk.until('floor:changed', ({ floor }) => floor.turn !== null);
  await desk.until('floor:changed', (event) => event.revision > revision && event.floor.turn === null);
});

describe('the plan', () => {
  test('moves one step when two teachers tap at once', async () => {
    const { socket: one } = await server.join(teacher(1));
    const { socket: other } = await server.join(teacher(2));
    await Promise.all([one.call('plan:next', { from: 0 }), other.call('plan:next', { from: 0 })]);
    const { joined } = await server.join(kit(2));
    expect(joined.state.plan.current).toBe(1);
    expect(other.events('plan:changed')).toHaveLength(1);
  });

  test('has one clock, which begins when the first comes in', async () => {
    const { joined } = await server.join(kit(1));
    expect(joined.state.plan.since).toBeLessThanOrEqual(joined.serverTime);
    expect(joined.serverTime - joined.state.plan.since).toBeLessThan(1000);
    const { joined: later } = await server.join(kit(2));
    expect(later.state.plan.since).toBe(joined.state.plan.since);
  });
});

describe('the wall', () => {
  test('is open to pupils when a teacher opens it, and says who wrote by alias', async () => {
    const { socket: desk } = await server.join(teacher(1));
    const { socket: tablet } = await server.join(companion(2, 21));
    await expect(tablet.call('wall:post', { text: 'Hi' })).rejects.toMatchObject({ code: 'forbidden' });
    await desk.call('wall:set-open', { open: true });
    const { messageId } = await tablet.call('wall:post', { text: '  Hi!  ' });
    const { message } = await desk.until('wall:posted');
    expect(message).toMatchObject({ messageId, text: 'Hi!', schoolId: schools[1], author: { alias: 'Fox' } });
    await expect(tablet.call('wall:remove', { messageId })).rejects.toMatchObject({ code: 'forbidden' });
    await desk.call('wall:remove', { messageId });
    expect((await tablet.until('wall:removed')).messageId).toBe(messageId);
    const { joined } = await server.join(kit(1));
    expect(joined.state.wall).toEqual({ open: true, messages: [] });
  });
});

test('who waits is told to teachers who come later, and to nobody else', async () => {
  const { socket: first } = await server.join(teacher(1));
  const pupil = await server.open(home(1, 5));
  await pupil.call('lesson:join', { lessonId, rtpCapabilities: {} });
  await first.until('lesson:waiting-changed');
  expect((await server.join(teacher(2))).joined.state.waiting).toHaveLength(1);
  expect((await server.join(kit(1))).joined.state.waiting).toEqual([]);
  pupil.close();
  await first.until('lesson:waiting-changed', ({ waiting }) => waiting.length === 0);
});
