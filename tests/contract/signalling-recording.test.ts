import { companion, home, kit, lessonId, schools, teacher } from '@pluriclasse/server/live/testing/demoLesson';
import { PageId } from '@pluriclasse/shared/board/objects';
import type { RecordedTrack } from '@pluriclasse/shared/capsule/track';
import { TrackId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { joinWith, LiveServer, type LiveServerOptions } from '../support/signalling/liveServer.ts';

const begins = Date.parse('2026-11-23T09:00:00Z');
let clock = begins;
let server: LiveServer;
const start = (more: LiveServerOptions = {}) => LiveServer.create({ now: () => clock, ...more });
beforeEach(async () => {
  clock = begins;
  server = await start();
});
afterEach(() => server.close());

const room = () => server.deps.media.room;
const book = () => server.deps.capsules;
const lesson = () => server.lessons.open(lessonId);

const track = (peerKey: string, state: RecordedTrack['state'], failure?: RecordedTrack['failure']): RecordedTrack => ({
  header: {
    trackId: TrackId.parse(randomUUID()),
    peerKey,
    source: 'microphone',
    rendition: 'only',
    codec: 'opus',
    epoch: begins,
  },
  state,
  ...(failure && { failure }),
  from: 0,
  to: 0,
  bytes: 0,
});

describe('the recording of a lesson', () => {
  test('does not begin by itself, and everyone can see that it may', async () => {
    const { joined } = await server.join(teacher(1));
    expect(joined.state.recording).toEqual({ kind: 'off', may: true, refusing: [] });
    expect(room().recording).toBeUndefined();
  });

  test('begins by a teacher, for everyone to see, and ends by another one', async () => {
    const { socket: desk } = await server.join(teacher(1));
    const { socket: screen } = await server.join(kit(2));
    const { socket: colleague } = await server.join(teacher(2));
    clock += 5_000;
    await desk.call('recording:start', {});
    const told = await screen.until('recording:changed');
    expect(told.recording).toEqual({ kind: 'on', since: clock, trouble: null });
    expect(room().recording).toEqual({ recordingKey: book().capsule?.capsuleId, epoch: clock });
    const { joined: late } = await server.join(companion(1, 1));
    expect(late.state.recording).toMatchObject({ kind: 'on' });

    clock += 60_000;
    await colleague.call('recording:stop', {});
    expect(await screen.until('recording:changed', ({ recording }) => recording.kind === 'off')).toBeDefined();
    expect(room().recording).toBeUndefined();
    expect(book().told).toContain('end 60000 stopped');
  });

  test('is told in the lobby, to who stands there and to who comes', async () => {
    const watcher = await server.open(teacher(2));
    const { lobby } = await watcher.call('lesson:watch', { lessonId });
    expect(lobby.recording).toEqual({ kind: 'off', may: true, refusing: [] });
    const { socket: desk } = await server.join(teacher(1));
    clock += 5_000;
    await desk.call('recording:start', {});
    const on = { kind: 'on', since: clock, trouble: null };
    await watcher.until('lobby:changed', ({ recording }) => recording.kind === 'on');
    const pupil = await server.open(companion(1, 1));
    expect((await pupil.call('lesson:watch', { lessonId })).lobby.recording).toEqual(on);
    await desk.call('recording:stop', {});
    const told = () => watcher.events('lobby:changed').map(({ recording }) => recording.kind);
    await expect.poll(told).toEqual(['off', 'on', 'off']);
  });

  test('a second order changes nothing, and a new beginning goes on in the same capsule', async () => {
    const { socket: desk } = await server.join(teacher(1));
    await Promise.all([desk.call('recording:start', {}), desk.call('recording:start', {})]);
    const first = book().capsule;
    clock += 10_000;
    await desk.call('recording:stop', {});
    await desk.call('recording:stop', {});
    clock += 10_000;
    await desk.call('recording:start', {});
    expect(room().recording?.recordingKey).toBe(first?.capsuleId);
    expect(room().recording?.epoch).toBe(begins);
    expect(book().told.filter((one) => /begin|end/.test(one))).toEqual([
      'begin 0 by staff',
      'end 10000 stopped',
      'begin 20000 by staff',
    ]);
  });

  test('is refused while one of the schools does not record', async () => {
    book().modes.set(schools[1], 'none');
    const { socket: desk, joined } = await server.join(teacher(1));
    expect(joined.state.recording).toEqual({ kind: 'off', may: false, refusing: [schools[1]] });
    await expect(desk.call('recording:start', {})).rejects.toMatchObject({ code: 'conflict', reason: 'no-recording' });
    expect(room().recording).toBeUndefined();
    expect(book().told).toEqual([]);
  });

  test('stops when a school does not record any more', async () => {
    const { socket: desk } = await server.join(teacher(1));
    await desk.call('recording:start', {});
    book().modes.set(schools[1], 'none');
    await server.lessons.recordingRulesChanged(schools[1]);
    const off = await desk.until('recording:changed', ({ recording }) => recording.kind === 'off');
    expect(off.recording).toEqual({ kind: 'off', may: false, refusing: [schools[1]] });
    expect(room().recording).toBeUndefined();
  });

  test('leaves nothing behind when the node can not record', async () => {
    const { socket: desk } = await server.join(teacher(1));
    room().refusesToRecord = true;
    const refused = { code: 'unavailable', reason: 'recorder-down' };
    await expect(desk.call('recording:start', {})).rejects.toMatchObject(refused);
    expect(book().told).toEqual(['begin 0 by staff', 'undo']);
    expect(desk.events('recording:changed')).toEqual([]);
    // It may only be slow: what nobody sees is not to go on.
    expect(room().log).toContain('stop recording');
  });

  test('does not go on unseen when the node began and only its answer was lost', async () => {
    const { socket: desk } = await server.join(teacher(1));
    room().answerIsLost = true;
    await expect(desk.call('recording:start', {})).rejects.toMatchObject({ reason: 'recorder-down' });
    expect(room().log).toContain('record');
    expect(room().recording).toBeUndefined();
    expect(book().told).toEqual(['begin 0 by staff', 'undo']);
  });

  test.each([
    ['a kit', kit(2)],
    ['a tablet', companion(1, 1)],
  ])('is not for %s to begin or end', async (_, actor) => {
    const { socket: desk } = await server.join(teacher(1));
    const { socket } = await server.join(actor);
    await expect(socket.call('recording:start', {})).rejects.toMatchObject({ code: 'forbidden' });
    await desk.call('recording:start', {});
    await expect(socket.call('recording:stop', {})).rejects.toMatchObject({ code: 'forbidden' });
    expect(room().recording).toBeDefined();
  });
});

describe('it ends', () => {
  test('with the last teacher, and not with the first', async () => {
    const { socket: one } = await server.join(teacher(1));
    const { socket: other } = await server.join(teacher(2));
    const { socket: screen } = await server.join(kit(2));
    await one.call('recording:start', {});
    await one.call('lesson:leave', {});
    expect(room().recording).toBeDefined();
    await other.call('lesson:leave', {});
    await screen.until('recording:changed', ({ recording }) => recording.kind === 'off');
    expect(book().told).toContain('end 0 left');
  });

  test('not with a teacher whose link dropped: that one comes back to the same capsule', async () => {
    const cookie = server.signIn(teacher(1));
    const { socket: desk, joined } = await server.join(teacher(1), cookie);
    const { socket: screen } = await server.join(kit(2));
    await desk.call('recording:start', {});
    desk.close();
    await screen.until('lesson:seat-changed', ({ seat }) => seat.presence.kind === 'away');
    expect(room().recording).toBeDefined();
    const again = await server.open(teacher(1), cookie);
    const back = await joinWith(again, { seatId: joined.seatId, revision: joined.state.revision });
    expect(back.state.recording).toMatchObject({ kind: 'on', since: begins });
  });

  test('with the lesson, even when the node hangs', async () => {
    await server.close();
    server = await start({ timing: { stopRecording: 50 } });
    const { socket: desk } = await server.join(teacher(1));
    await desk.call('recording:start', {});
    room().stopGate = new Promise(() => undefined);
    clock += 30_000;
    const since = performance.now();
    await desk.call('lesson:end', {});
    expect(book().told).toContain('end 30000 over');
    expect(performance.now() - since).toBeLessThan(2_000);
  });

  test('when the capsule is withdrawn; what is ordered then is another one', async () => {
    const { socket: desk } = await server.join(teacher(1));
    await desk.call('recording:start', {});
    book().withdrawn = true;
    const { capsuleId } = book().capsule!; // it was just made
    await server.lessons.capsuleWithdrawn(lessonId, capsuleId);
    await desk.until('recording:changed', ({ recording }) => recording.kind === 'off');
    expect(room().recording).toBeUndefined();
    await desk.call('recording:start', {});
    expect(room().recording?.recordingKey).not.toBe(capsuleId);
    expect(room().recording?.recordingKey).toBe(book().capsule?.capsuleId);
  });
});

describe('it goes on', () => {
  test('in a new room when the old one was lost, with a gap', async () => {
    const { socket: desk } = await server.join(teacher(1));
    await desk.call('recording:start', {});
    const first = room();
    clock += 10_000;
    first.die(4_000);
    const lost = await desk.until(
      'recording:changed',
      ({ recording }) => recording.kind === 'on' && recording.trouble === 'lost',
    );
    await desk.until('recording:changed', ({ revision, recording }) => {
      return revision > lost.revision && recording.kind === 'on' && recording.trouble === null;
    });
    expect(room()).not.toBe(first);
    expect(room().recording).toEqual({ recordingKey: book().capsule?.capsuleId, epoch: begins });
    expect(book().told).toEqual(['begin 0 by staff', 'gap 6000 lost', 'gap over 10000']);
  });

  test('when no node was there for long, by itself', async () => {
    await server.close();
    server = await start({ timing: { recordingBeat: 20, roomTries: 1 } });
    const { socket: desk } = await server.join(teacher(1));
    await desk.call('recording:start', {});
    server.deps.media.reachable = false;
    const first = room();
    first.die();
    await desk.until('media:lost');
    const lost = await desk.until('recording:changed', ({ recording }) => {
      return recording.kind === 'on' && recording.trouble === 'lost';
    });
    server.deps.media.reachable = true;
    await desk.until('recording:changed', ({ recording, revision }) => {
      return recording.kind === 'on' && recording.trouble === null && revision > lost.revision;
    });
    expect(room()).not.toBe(first);
    expect(room().recording?.recordingKey).toBe(book().capsule?.capsuleId);
  });

  test('while something can not be written, which everyone sees', async () => {
    const { socket: desk, joined } = await server.join(teacher(1));
    await desk.call('media:produce', { source: 'microphone', kind: 'audio', rtpParameters: {}, paused: false });
    await desk.call('recording:start', {});
    const { recordingKey } = room().recording!; // it was just ordered
    clock += 1_000;
    room().listener.recording({ recordingKey, track: track(joined.seatId, 'failed', 'disk-full') });
    const full = await desk.until(
      'recording:changed',
      ({ recording }) => recording.kind === 'on' && recording.trouble === 'disk-full',
    );
    clock += 1_000;
    room().listener.recording({ recordingKey, track: track(joined.seatId, 'writing') });
    await desk.until('recording:changed', ({ recording, revision }) => {
      return recording.kind === 'on' && recording.trouble === null && revision > full.revision;
    });
    expect(book().told.slice(1)).toEqual(['gap 1000 disk-full', 'gap over 2000']);

    // What fails of a stream is no trouble any more once that is not sent.
    room().listener.recording({ recordingKey, track: track(joined.seatId, 'failed', 'lost') });
    clock += 1_000;
    await desk.call('media:stop', { source: 'microphone' });
    expect((await lesson()).recording.state).toMatchObject({ kind: 'on', trouble: null });
    expect(book().told.slice(3)).toEqual(['gap 2000 lost', 'gap over 3000']);
  });

  test('at the next server, in the same capsule', async () => {
    const cookie = server.signIn(teacher(1));
    const { socket: desk, joined } = await server.join(teacher(1), cookie);
    await desk.call('recording:start', {});
    const { capsules, store } = server.deps;
    clock += 20_000;
    await server.close();
    expect(capsules.told).toEqual(['begin 0 by staff', 'lasted 20000', 'flush']);

    clock += 10_000;
    server = await start({ capsules, store });
    const again = await server.open(teacher(1), server.signIn(teacher(1), cookie));
    const back = await joinWith(again, { seatId: joined.seatId, revision: joined.state.revision });
    expect(back.state.recording).toMatchObject({ kind: 'on', since: begins + 30_000 });
    expect(capsules.told).toContain('begin 30000 again');
    await expect.poll(() => room().recording).toEqual({ recordingKey: capsules.capsule?.capsuleId, epoch: begins });
  });

  test('at no next server when it had been stopped', async () => {
    const { socket: desk } = await server.join(teacher(1));
    await desk.call('recording:start', {});
    await desk.call('recording:stop', {});
    const { capsules, store } = server.deps;
    await server.close();
    server = await start({ capsules, store });
    const { joined } = await server.join(teacher(1));
    expect(joined.state.recording).toEqual({ kind: 'off', may: true, refusing: [] });
  });
});

describe('what is noted', () => {
  test('is the phase, from the beginning on', async () => {
    const { socket: desk } = await server.join(teacher(1));
    await desk.call('recording:start', {});
    clock += 3_000;
    await desk.call('plan:next', { from: 0 });
    await desk.call('plan:extend', { minutes: 5 });
    expect(book().cues.map(({ kind, at, body }) => [kind, at, 'title' in body && body.title])).toEqual([
      ['phase', 0, 'Phase 1'],
      ['phase', 3_000, 'Phase 2'],
    ]);
  });

  test('is what teachers write on the wall, and no pupil', async () => {
    const { socket: desk } = await server.join(teacher(1));
    const { socket: tablet } = await server.join(companion(1, 1));
    await desk.call('wall:set-open', { open: true });
    await desk.call('wall:post', { text: 'Before' });
    await desk.call('recording:start', {});
    await tablet.call('wall:post', { text: 'A pupil' });
    await desk.call('wall:post', { text: 'Page 12' });
    const { messageId } = await desk.call('wall:post', { text: 'A slip' });
    const wall = () => book().cues.flatMap(({ kind, body }) => (kind === 'wall' ? body.text : []));
    expect(wall()).toEqual(['Page 12', 'A slip']);
    await desk.call('recording:stop', {});
    await desk.call('wall:remove', { messageId });
    expect(wall()).toEqual(['Page 12']);
  });

  test('is the school that has the turn, never whose it is', async () => {
    const { socket: desk } = await server.join(teacher(1));
    const { socket: tablet } = await server.join(companion(1, 1));
    await desk.call('recording:start', {});
    await desk.call('floor:set-open', { open: true });
    await tablet.call('floor:raise', {});
    const [hand] = (await desk.until('floor:changed', ({ floor }) => floor.queue.length > 0)).floor.queue;
    await desk.call('floor:give', { handId: hand!.handId }); // there is one
    const turns = book().cues.filter(({ kind }) => kind === 'turn');
    expect(turns).toEqual([{ kind: 'turn', at: 0, body: { schoolId: schools[0] } }]);
  });

  test('is when desks were heard, and nobody else', async () => {
    const { socket: desk, joined } = await server.join(teacher(1));
    const { joined: screen } = await server.join(kit(2));
    await desk.call('recording:start', {});
    const heard = (...seats: string[]) => {
      clock += 500;
      room().listener.speaking({ speakers: seats.map((peerKey) => ({ peerKey, volume: -20 })) });
    };
    heard(joined.seatId, screen.seatId);
    heard(joined.seatId);
    for (let n = 0; n < 5; n += 1) heard(screen.seatId);
    heard(joined.seatId);
    await desk.call('recording:stop', {});
    expect(book().cues.filter(({ kind }) => kind === 'voice')).toEqual([
      { kind: 'voice', at: 0, body: { seatId: joined.seatId, to: 1_000 } },
      { kind: 'voice', at: 3_500, body: { seatId: joined.seatId, to: 4_000 } },
    ]);
  });

  test('is the page to which everyone was brought', async () => {
    const { socket: desk } = await server.join(teacher(1));
    await desk.call('recording:start', {});
    clock += 2_000;
    const page = PageId.parse('abcdefghij');
    (await lesson()).recording.pageBrought(page);
    (await lesson()).recording.pageBrought(page);
    expect(book().cues.filter(({ kind }) => kind === 'page')).toEqual([{ kind: 'page', at: 2_000, body: { page } }]);
  });

  test('is nothing of a pupil at home', async () => {
    const { socket: desk } = await server.join(teacher(1));
    await desk.call('recording:start', {});
    const pupil = await server.open(home(1, 1));
    await expect(pupil.call('recording:stop', {})).rejects.toMatchObject({ code: 'conflict', reason: 'not-joined' });
    expect(JSON.stringify(book().cues)).not.toMatch(/pupil/i);
  });
});
