import * as api from '@pluriclasse/shared/api/capsules';
import { signIn } from '@pluriclasse/shared/api/sessions';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { joinLesson } from '../support/live/joinLesson.ts';
import { speakAt } from '../support/live/speakAt.ts';
import { Product } from '../support/product/Product.ts';
import { readTracks } from '../support/recording/readTracks.ts';
import { ok } from '../support/server/network.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { SeatSocket } from '../support/signalling/SeatSocket.ts';

let product: Product;
beforeAll(async () => {
  product = await Product.create();
});
afterAll(() => product.stop());

/** Joins at the same desk and speaks, by what is a new page each time. */
async function sitAndSpeak(cookie: string | undefined, before?: Awaited<ReturnType<typeof joinLesson>>['joined']) {
  const { lessonId } = product.demo;
  const desk = await SeatSocket.open(product.baseUrl, { ...(cookie !== undefined && { cookie }) });
  const { media } = await desk.call('lesson:watch', { lessonId });
  const { joined } = await joinLesson({ lessonId }, desk, before);
  const hush = await speakAt(desk, joined, media.routerRtpCapabilities, 440);
  return { desk, joined, hush };
}

it(
  'a killed server, and then a killed node, lose seconds of a capsule and not the capsule',
  { timeout: 90_000 },
  async () => {
    const { email, password } = product.demo.schools[0].teachers[0];
    const browser = new TestBrowser(product.baseUrl);
    await browser.call(signIn, { body: { email, password } });
    const { cookieHeader: cookie } = browser;
    const capsule = async () => (await ok(browser, api.listCapsules)).capsules[0];
    const sound = async (capsuleId: string) => {
      const tracks = await readTracks(path.join(product.dataDir, 'recordings', capsuleId));
      return tracks.filter(({ frames }) => frames.length > 10);
    };

    const first = await sitAndSpeak(cookie);
    await first.desk.call('recording:start', {});
    const { capsuleId = '' } = (await capsule()) ?? {};
    await expect.poll(() => sound(capsuleId), { timeout: 15_000 }).toHaveLength(1);
    const cut = first.desk.closed();
    await product.server.kill();
    await cut;
    first.hush();
    await product.server.start();

    const second = await sitAndSpeak(cookie, first.joined);
    expect(second.joined.state.recording).toMatchObject({ kind: 'on' });
    expect(await capsule()).toMatchObject({ capsuleId, state: 'recording', hasGaps: true });
    await expect.poll(() => sound(capsuleId), { timeout: 15_000 }).toHaveLength(2);

    await product.sfu.kill();
    const lost = await second.desk.until('recording:changed', ({ recording }) => {
      return recording.kind === 'on' && recording.trouble === 'lost';
    });
    second.hush();
    await product.sfu.start();
    await second.desk.until('recording:changed', ({ revision, recording }) => {
      return revision > lost.revision && recording.kind === 'on' && recording.trouble === null;
    });
    second.desk.close();
    const third = await sitAndSpeak(cookie, second.joined);
    await expect.poll(() => sound(capsuleId), { timeout: 15_000 }).toHaveLength(3);
    await third.desk.call('lesson:end', {});
    third.hush();

    // One capsule, at once, with all three pieces; each is readable to its end.
    expect(await capsule()).toMatchObject({ capsuleId, state: 'ready', hasGaps: true });
    const tracks = await sound(capsuleId);
    expect(tracks).toHaveLength(3);
    const { gaps, voices, duration } = await ok(browser, api.readManifest, { params: { capsuleId } });
    expect(gaps.length).toBeGreaterThanOrEqual(2);
    expect(voices).toHaveLength(1);
    expect(duration).toBeGreaterThan(0);
    third.desk.close();
  },
);
