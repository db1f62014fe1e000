import { companion, home, kit, lessonId, teacher } from '@pluriclasse/server/live/testing/demoLesson';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { joinWith, LiveServer } from '../support/signalling/liveServer.ts';

let server: LiveServer;
beforeEach(async () => {
  server = await LiveServer.create();
});
afterEach(() => server.close());

const stream = (source: 'microphone' | 'camera' | 'screen' | 'document', paused = false) => ({
  source,
  kind: source === 'microphone' ? ('audio' as const) : ('video' as const),
  rtpParameters: {},
  paused,
});

describe('a join', () => {
  test('is one round trip that brings everything', async () => {
    const { socket: first } = await server.join(teacher(1));
    await first.call('media:produce', stream('microphone'));
    const { joined } = await server.join(kit(2));
    expect(joined.state.seats.map(({ kind }) => kind)).toEqual(['desk', 'kit']);
    expect(joined.state.board.locked).toBe(false);
    expect(joined.media.send).not.toBeNull();
    expect(joined.media.consumers).toMatchObject([{ source: 'microphone', producerPaused: false }]);
    const told = await first.until('lesson:seat-joined');
    expect(told).toMatchObject({ seat: { kind: 'kit' }, revision: joined.state.revision });
  });

  test('begins in the lobby, which hears who is here', async () => {
    const watcher = await server.open(companion(1, 1));
    const { lobby, media } = await watcher.call('lesson:watch', { lessonId });
    expect(lobby).toMatchObject({ phase: 'open', here: [] });
    expect(media.routerRtpCapabilities).toEqual(server.deps.media.offer());
    await server.join(kit(2));
    expect((await watcher.until('lobby:changed')).here).toHaveLength(1);
  });

  test('tells each seat every revision once, in order', async () => {
    const { socket, joined } = await server.join(teacher(1));
    await Promise.all(
      [kit(1), kit(2), companion(1, 1), companion(2, 2), teacher(2)].map((actor) => server.join(actor)),
    );
    await socket.call('floor:set-open', { open: false });
    await socket.until('floor:changed');
    const revisions = socket.told.flatMap(({ event }) => ('revision' in event ? [event.revision] : []));
    expect(revisions).toEqual(revisions.map((_, index) => joined.state.revision + 1 + index));
    expect(socket.malformed).toEqual([]);
  });
});

describe('media', () => {
  test('of one seat reaches the others and follows its pauses', async () => {
    const { socket: sender, joined } = await server.join(kit(1));
    const { socket: receiver } = await server.join(teacher(2));
    await sender.call('media:produce', stream('camera'));
    const added = await receiver.until('media:consumer-added');
    expect(added).toMatchObject({ seatId: joined.seatId, source: 'camera' });
    await sender.call('media:pause', { source: 'camera' });
    await receiver.until('media:consumer-changed', ({ producerPaused }) => producerPaused);
    await sender.call('media:stop', { source: 'camera' });
    expect((await receiver.until('media:consumer-closed')).consumerId).toBe(added.consumerId);
  });

  test('is refused from a companion, which gets no transport for it', async () => {
    const { socket, joined } = await server.join(companion(1, 1));
    expect(joined.media.send).toBeNull();
    await expect(socket.call('media:produce', stream('microphone'))).rejects.toMatchObject({ code: 'forbidden' });
    expect(server.deps.media.room.peers.get(joined.seatId)?.order).toMatchObject({ maySend: [], hears: false });
  });

  test('is tagged adult for desks alone', async () => {
    for (const actor of [teacher(1), kit(1), companion(1, 1)]) await server.join(actor);
    expect([...server.deps.media.room.peers.values()].map(({ order }) => order.adult)).toEqual([true, false, false]);
  });

  test('of a node that died comes back after a new join', async () => {
    const { socket, joined } = await server.join(teacher(1));
    await socket.call('media:produce', stream('microphone', true));
    server.deps.media.room.die();
    await socket.until('media:lost');
    const again = await joinWith(socket, { seatId: joined.seatId, revision: joined.state.revision });
    expect(again.seatId).toBe(joined.seatId);
    await socket.call('media:produce', stream('microphone'));
    expect(server.deps.media.room.peers.get(joined.seatId)?.producers.get('microphone')?.paused).toBe(true);
  });
});

describe('the stage', () => {
  test('goes to a screen and back', async () => {
    const { socket, joined } = await server.join(teacher(1));
    await socket.call('stage:set', { stage: { show: 'board' } });
    await socket.call('media:produce', stream('screen'));
    await socket.until('lesson:stage-changed', ({ stage }) => 'seatId' in stage && stage.seatId === joined.seatId);
    await socket.call('media:stop', { source: 'screen' });
    await expect
      .poll(() => socket.events('lesson:stage-changed').map(({ stage }) => stage.show))
      .toEqual(['board', 'screen', 'board']);
  });

  test('shows one screen at a time', async () => {
    const { socket: first } = await server.join(teacher(1));
    const { socket: second } = await server.join(teacher(2));
    await first.call('media:produce', stream('screen'));
    const refused = second.call('media:produce', stream('screen'));
    await expect(refused).rejects.toMatchObject({ code: 'conflict', reason: 'screen-shared' });
  });
});

describe('the door', () => {
  test('keeps a pupil at home waiting until a teacher opens', async () => {
    const { socket: desk } = await server.join(teacher(1));
    const { socket: other } = await server.join(kit(1));
    const pupil = await server.open(home(2, 21));
    const reply = await pupil.call('lesson:join', { lessonId, rtpCapabilities: {} });
    expect(reply.status).toBe('waiting');
    const { waiting } = await desk.until('lesson:waiting-changed');
    expect(waiting).toMatchObject([{ seatId: reply.seatId, kind: 'home' }]);
    expect((await other.until('lesson:waiting-changed')).waiting).toEqual([]);
    await desk.call('seat:let-in', { seatId: reply.seatId });
    await pupil.until('lesson:let-in');
    expect((await joinWith(pupil)).seatId).toBe(reply.seatId);
  });

  test('turns away, and sends out until someone opens again', async () => {
    const { socket: desk } = await server.join(teacher(1));
    const { socket: tablet, joined } = await server.join(companion(1, 1));
    await desk.call('seat:send-out', { seatId: joined.seatId });
    expect((await tablet.until('lesson:out')).reason).toBe('sent-out');
    const reply = await tablet.call('lesson:join', { lessonId, rtpCapabilities: {} });
    expect(reply.status).toBe('waiting');
    await desk.call('seat:send-out', { seatId: reply.seatId });
    expect(await tablet.until('lesson:out', ({ reason }) => reason === 'refused')).toBeDefined();
  });
});

test('a teacher mutes a site; only the seat itself speaks again', async () => {
  const { socket: desk } = await server.join(teacher(1));
  const { socket: classroom, joined } = await server.join(kit(2));
  await classroom.call('media:produce', stream('microphone'));
  await desk.call('site:mute', { schoolId: kit(2).schoolId });
  const muted = await classroom.until('lesson:seat-changed', ({ seat }) => seat.streams.some(({ paused }) => paused));
  expect(muted.seat.seatId).toBe(joined.seatId);
  await classroom.call('media:resume', { source: 'microphone' });
  await desk.until(
    'lesson:seat-changed',
    ({ seat, revision }) => revision > muted.revision && !seat.streams[0]?.paused,
  );
});

test('a teacher leaves without ending; another ends for all', async () => {
  const { socket: first } = await server.join(teacher(1));
  const { socket: second } = await server.join(teacher(2));
  await first.call('lesson:leave', {});
  await second.until('lesson:seat-left');
  await second.call('lesson:end', {});
  expect((await second.until('lesson:out')).reason).toBe('ended');
  expect(server.deps.told.ended).toEqual([lessonId]);
  await expect(joinWith(first)).rejects.toMatchObject({ code: 'conflict', reason: 'ended' });
});
