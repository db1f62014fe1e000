import * as api from '@pluriclasse/shared/api/capsules';
import { readMe } from '@pluriclasse/shared/api/sessions';
import { CapsuleId } from '@pluriclasse/shared/ids';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LiveStack } from '../support/live/LiveStack.ts';
import { joinLesson } from '../support/live/joinLesson.ts';
import { speakAt } from '../support/live/speakAt.ts';
import { readTracks } from '../support/recording/readTracks.ts';
import { ok } from '../support/server/network.ts';
import type { SeatSocket } from '../support/signalling/SeatSocket.ts';

let stack: LiveStack;
beforeAll(async () => {
  stack = await LiveStack.create();
});
afterAll(() => stack.close());

const [here, there] = ['Roccaverde', 'Valea Mică'] as const;

/** Joins and sends a tone. */
async function speaking(socket: SeatSocket, hertz: number) {
  const { media } = await socket.call('lesson:watch', { lessonId: stack.lessonId });
  const { joined } = await joinLesson(stack, socket);
  return { joined, hush: await speakAt(socket, joined, media.routerRtpCapabilities, hertz) };
}

const capsule = async () => {
  const { capsules } = await ok(await stack.signedIn(here), api.listCapsules);
  return capsules.find(({ lessonId }) => lessonId === stack.lessonId);
};
const changed = (socket: SeatSocket, kind: 'on' | 'off', after = -1) =>
  socket.until('recording:changed', ({ revision, recording }) => revision > after && recording.kind === kind);
const soundOf = async (capsuleId: string) =>
  (await readTracks(path.join(stack.recordingsDir, capsuleId))).filter(({ frames }) => frames.length > 0);

it(
  'a lesson is recorded on a real node, over a dead worker and a new server, and taken back',
  { timeout: 90_000 },
  async () => {
    const desk = await stack.desk(here);
    const kit = await stack.device(there, 'kit');
    const { joined, hush } = await speaking(desk, 440);
    const screen = await speaking(kit, 880);
    expect(joined.state.recording).toEqual({ kind: 'off', may: true, refusing: [] });
    await desk.call('recording:start', {});
    await changed(kit, 'on');
    const capsuleId = CapsuleId.parse((await capsule())?.capsuleId);
    expect(await capsule()).toMatchObject({ state: 'recording', mayEdit: true });

    // Only the desk's sound is there, whatever the kit sends.
    await expect.poll(() => soundOf(capsuleId), { timeout: 15_000 }).toHaveLength(1);
    const [track] = await soundOf(capsuleId);
    expect(track?.header).toMatchObject({ peerKey: joined.seatId, source: 'microphone', codec: 'opus' });

    // The worker dies: the same capsule, in a new room.
    const [pid] = await stack.sfu.workerPids();
    process.kill(pid ?? 0, 'SIGKILL');
    const lost = await kit.until('recording:changed', ({ recording }) => {
      return recording.kind === 'on' && recording.trouble === 'lost';
    });
    await kit.until('recording:changed', ({ revision, recording }) => {
      return revision > lost.revision && recording.kind === 'on' && recording.trouble === null;
    });
    hush();
    screen.hush();
    const { media } = await desk.call('lesson:watch', { lessonId: stack.lessonId });
    const { joined: again } = await joinLesson(stack, desk, joined);
    const hushAgain = await speakAt(desk, again, media.routerRtpCapabilities, 440);
    await expect.poll(() => soundOf(capsuleId), { timeout: 15_000 }).toHaveLength(2);

    // A new server: the same capsule again.
    await stack.restart();
    hushAgain();
    const next = await stack.desk(here);
    const { joined: back } = await joinLesson(stack, next, again);
    expect(back.state.recording).toMatchObject({ kind: 'on' });
    await next.call('recording:stop', {});
    expect(await capsule()).toMatchObject({ capsuleId, state: 'ready', hasGaps: true });
    expect((await capsule())?.bytes).toBeGreaterThan(0);

    // Taken back while it is recorded again: nothing is written any more, and nothing is left.
    await next.call('recording:start', {});
    const { revision } = await changed(next, 'on');
    await ok(await stack.signedIn(there), api.withdrawCapsule, { params: { capsuleId } });
    await changed(next, 'off', revision);
    expect(await readdir(stack.recordingsDir)).not.toContain(capsuleId);

    // Who then begins again begins another capsule; of the first one the record stays.
    await next.call('recording:start', {});
    await next.call('recording:stop', {});
    const all = await ok(await stack.signedIn(there), api.listCapsules);
    const ofLesson = all.capsules.filter(({ lessonId }) => lessonId === stack.lessonId);
    expect(ofLesson.map(({ state }) => state)).toEqual(['ready', 'withdrawn']);
  },
);

it('a school that records no more ends what is recorded', async () => {
  const head = await stack.signedIn(there, 0, 'head');
  const me = await ok(head, readMe);
  const desk = await stack.desk(here);
  await joinLesson(stack, desk);
  await stack.database.query('DELETE FROM capsules');
  await desk.call('recording:start', {});
  const { revision } = await changed(desk, 'on');
  const params = { schoolId: (me.kind === 'staff' && me.school?.schoolId) || '' };
  await ok(head, api.setRecordingRules, { params, body: { mode: 'none', keep: '30-days' } });
  const off = await changed(desk, 'off', revision);
  expect(off.recording).toEqual({ kind: 'off', may: false, refusing: [params.schoolId] });
  await expect(desk.call('recording:start', {})).rejects.toMatchObject({ code: 'conflict', reason: 'no-recording' });
});
