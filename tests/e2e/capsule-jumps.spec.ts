import { expect, test, type Page } from '@playwright/test';
import { seededRandom } from '../support/board/seededRandom.ts';
import { capsuleId, speakers } from '../support/capsule/fixture.ts';
import { makeOpusVoice } from '../support/capsule/makeOpusVoice.ts';
import { openCapsule } from '../support/capsule/openCapsule.ts';
import { jumpTo, type Jump } from '../support/capsule/jumpTo.ts';
import { colorOf } from '../support/capsule/playerPage.ts';

/** Milliseconds: twenty minutes, of which each of two voices has every other one. */
const LONG = 1_200_000;
/** Where the first voice's minute ends, milliseconds. */
const BOTH = 59_000;
const JUMPS = 15;

let capsule: Awaited<ReturnType<typeof openCapsule>>;
test.beforeAll(async ({ browser }) => {
  capsule = await openCapsule(browser);
  const { server, manifest } = capsule;
  const page = await browser.newPage();
  await page.goto(`${server.url}/around`);
  const voices: (typeof manifest)['voices'] = [];
  for (const [n, { hertz }] of speakers.entries()) {
    const heard = Array.from(
      { length: LONG / 120_000 },
      (_, k) => [(2 * k + n) * 60_000, (2 * k + n + 1) * 60_000] as const,
    );
    const bytes = await makeOpusVoice(page, hertz, heard, LONG);
    const link = `/media/voice-long-${n}`;
    server.files.set(link, bytes);
    const [like] = manifest.voices;
    if (like)
      voices.push({
        ...like,
        ...manifest.voices[n],
        link,
        bytes: bytes.length,
        heard: heard.map(([from, to]) => ({ from, to })),
      });
  }
  await page.close();
  server.around = { stops: [], captions: [] };
  server.manifest = () => ({ status: 200, body: { ...manifest, duration: LONG, voices } });
  // A file that has come whole while one looked needs no request for a jump.
  server.voicePace = 2_000;
});
test.afterAll(() => capsule?.server.stop());

/** What was asked for within a jump. */
const within = ({ from, to }: Jump, what: string) =>
  capsule.server.asked.filter(({ name, at }) => name.includes(what) && at >= from && at <= to);

async function play(page: Page): Promise<void> {
  await page.goto(`${capsule.server.url}/?capsule=${capsuleId}&surface=office`);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
}

test('a jump takes two requests at most, until all are heard who speak there', async ({ page }) => {
  const random = seededRandom(5);
  const took: number[] = [];
  for (let n = 0; n < JUMPS; n++) {
    // Anew each time: where much of a file has come in pieces, the browser fills the holes between them at its leisure.
    await play(page);
    // Both speak there, so that each has come before it counts.
    await jumpTo(page, BOTH);
    const jump = await jumpTo(page, 2 * BOTH + random() * (LONG - 10_000 - 2 * BOTH));
    took.push(within(jump, 'voice').length);
  }
  expect(Math.max(...took), took.join(' ')).toBeLessThanOrEqual(2);
  // Else all of it would have been there, and nothing were shown.
  expect(took.filter((requests) => requests > 0).length, took.join(' ')).toBeGreaterThan(JUMPS / 2);
});

test('a picture takes one more, once the beginning of its file is known', async ({ page }) => {
  await play(page);
  await page.getByRole('combobox', { name: 'What to see' }).selectOption('Small picture');
  for (const at of [6_000, 31_000]) {
    await jumpTo(page, at);
    await expect.poll(() => colorOf(page)).toBeDefined();
  }
  for (const at of [20_000, 38_000, 8_000, 33_000])
    expect(within(await jumpTo(page, at, 'picture'), 'picture').length, `at ${at}`).toBe(1);
});
