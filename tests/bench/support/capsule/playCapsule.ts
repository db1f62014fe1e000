import type { Page } from '@playwright/test';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { watchSounds } from '../../../support/capsule/heardOf.ts';
import { jumpTo } from '../../../support/capsule/jumpTo.ts';

export interface Played {
  /** Milliseconds from the call of the manifest to the first sample that is not silence, by an analyser on what is played. */
  readonly firstSound: number;
  /** Of it until the manifest was there. */
  readonly manifest: number;
  /** Of it from the order to play, which is given as soon as there is a player. */
  readonly played: number;
  /** For each jump: milliseconds until it goes on there, and the requests of voices that were begun meanwhile. */
  readonly jumps: readonly { readonly ms: number; readonly requests: number }[];
  /** Seconds, as the elements know it. */
  readonly durations: readonly number[];
}

/** Opens a capsule in the player, on a page that has nothing of it yet, plays it at once, and jumps about. */
export async function playCapsule(page: Page, capsuleId: CapsuleId, jumps: readonly number[]): Promise<Played> {
  const asked: number[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/voice/')) asked.push(response.request().timing().startTime);
  });
  await page.route('**/around', (route) => route.fulfill({ json: { stops: [], captions: [] } }));
  await watchSounds(page);
  await page.goto(`/?capsule=${capsuleId}&surface=office`, { waitUntil: 'commit' });
  const begun = await page.evaluate(begin);
  const took = [];
  for (const at of jumps) took.push(await jumpTo(page, at));
  // The last answers are on their way.
  await page.waitForTimeout(300);
  return {
    ...begun,
    durations: await page.evaluate(() => window.sounds.map(({ duration }) => duration)),
    jumps: took.map(({ from, to }) => ({
      ms: to - from,
      requests: asked.filter((at) => at >= from && at <= to).length,
    })),
  };
}

/** Runs in the page. */
async function begin(): Promise<Pick<Played, 'firstSound' | 'manifest' | 'played'>> {
  const turn = () => new Promise((next) => setTimeout(next, 1));
  // As a page has it that somebody has touched.
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 256;
  analyser.connect(context.destination);
  while (window.told?.player === undefined) await turn();
  for (const sound of window.sounds) context.createMediaElementSource(sound).connect(analyser);
  const since = performance.now();
  window.told.player.play();
  const samples = new Float32Array(analyser.fftSize);
  for (;;) {
    analyser.getFloatTimeDomainData(samples);
    if (samples.some((sample) => Math.abs(sample) > 0.001)) break;
    if (performance.now() - since > 20_000) throw new Error('Nothing is heard');
    await turn();
  }
  const heardAt = performance.now();
  const fetched = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/manifest'));
  if (fetched === undefined) throw new Error('No manifest');
  return { firstSound: heardAt - fetched.startTime, manifest: fetched.duration, played: heardAt - since };
}
