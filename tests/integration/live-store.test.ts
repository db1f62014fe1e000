import * as api from '@pluriclasse/shared/api/capsules';
import { CapsuleId } from '@pluriclasse/shared/ids';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { joinLesson } from '../support/live/joinLesson.ts';
import { LiveStack } from '../support/live/LiveStack.ts';
import { speakAt } from '../support/live/speakAt.ts';
import { readTracks } from '../support/recording/readTracks.ts';
import { FakeS3 } from '../support/s3/FakeS3.ts';
import { ok } from '../support/server/network.ts';

let store: FakeS3;
let stack: LiveStack;
beforeAll(async () => {
  store = await FakeS3.create();
  stack = await LiveStack.create(store);
});
afterAll(async () => {
  await stack.close();
  await store.close();
});

const SOON = { timeout: 20_000, interval: 50 };

it(
  'a lesson that a node on another machine records is watched from the store, and taken back there',
  { timeout: 90_000 },
  async () => {
    const desk = await stack.desk('Roccaverde');
    const teacher = await stack.signedIn('Roccaverde');
    const { media } = await desk.call('lesson:watch', { lessonId: stack.lessonId });
    const { joined } = await joinLesson(stack, desk);
    const hush = await speakAt(desk, joined, media.routerRtpCapabilities, 440);
    await desk.call('recording:start', {});
    const { capsules } = await ok(teacher, api.listCapsules);
    const capsuleId = CapsuleId.parse(capsules[0]?.capsuleId);
    const long = async () => (await readTracks(path.join(stack.recordingsDir, capsuleId)))[0]?.frames.length ?? 0;
    await expect.poll(long, SOON).toBeGreaterThan(100);
    await desk.call('lesson:end', {});
    const ended = performance.now();
    hush();
    // Until its bytes are there it is said to be on its way.
    const answer = async () =>
      (await teacher.call(api.readManifest, { params: { capsuleId } })).error?.reason ?? 'ready';
    expect(['still_arriving', 'ready']).toContain(await answer());
    await expect.poll(answer, SOON).toBe('ready');
    console.log(`ready from the store ${Math.round(performance.now() - ended)} ms after the lesson's end`);
    const { voices } = await ok(teacher, api.readManifest, { params: { capsuleId } });
    expect(voices).toHaveLength(1);
    const fetched = () => readdir(path.join(stack.recordingsDir, '../fetched', capsuleId)).catch(() => []);
    expect(await fetched()).toHaveLength(1);
    const sound = await teacher.fetch(voices[0]?.link ?? '');
    expect([sound.status, (await sound.arrayBuffer()).byteLength]).toEqual([200, voices[0]?.bytes]);

    await ok(teacher, api.withdrawCapsule, { params: { capsuleId } });
    expect(store.keys).toEqual([`removed/${capsuleId}`]);
    expect(await fetched()).toEqual([]);
  },
);
