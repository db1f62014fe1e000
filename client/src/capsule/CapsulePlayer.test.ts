import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { AppError } from '@pluriclasse/shared/errors';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CapsulePlayer } from './CapsulePlayer.ts';
import { FakeClock, FakeSound, settle } from './testing/FakeSound.ts';
import { openPlayer } from './testing/openPlayer.ts';
import { testManifest, trackId } from './testing/manifest.ts';

let clock: FakeClock;
let sounds: FakeSound[];
let player: CapsulePlayer;
/** What the server answers who asks for a manifest, and how many have asked. */
let answer: () => Promise<Manifest>;
let asked: number;
let date: number;
/** Links that were asked about, and whether they hold. */
let checked: string[];
let holds: boolean;

beforeEach(() => {
  clock = new FakeClock();
  sounds = [];
  asked = 0;
  date = 0;
  checked = [];
  holds = true;
  answer = () => Promise.resolve(fresh());
});
/** The same with new links. */
const fresh = (change: Partial<Manifest> = {}): Manifest => {
  const manifest = testManifest(change);
  return { ...manifest, voices: manifest.voices.map((voice) => ({ ...voice, link: voice.link.replace('=1', '=2') })) };
};

/** Both speak all the time. */
const together = (): Manifest => {
  const manifest = testManifest();
  return { ...manifest, voices: manifest.voices.map((voice) => ({ ...voice, heard: [{ from: 0, to: 60_000 }] })) };
};

async function open(manifest = together(), ...made: FakeSound[]): Promise<void> {
  ({ player, sounds } = await openPlayer(manifest, {
    clock,
    made,
    date: () => date,
    check: async (link) => {
      checked.push(link);
      if (!holds) throw new AppError('not_found', 'Gone');
    },
    manifest: () => {
      asked++;
      return answer();
    },
  }));
}
async function openAndCome(...made: FakeSound[]): Promise<void> {
  await open(together(), ...made);
  for (const sound of sounds) sound.come();
}
const state = () => player.view.get().state;
const running = () => sounds.map(({ paused }) => !paused);
const apart = () => Math.abs(sounds[0]!.currentTime - sounds[1]!.currentTime) * 1000;

describe('one clock', () => {
  test('runs while all are heard, and stands while paused', async () => {
    await openAndCome();
    expect(sounds.map(({ preservesPitch }) => preservesPitch)).toEqual([true, true]);
    player.play();
    await clock.pass(3_000);
    expect([state(), player.time()]).toEqual(['playing', 3_000]);
    player.pause();
    await clock.pass(3_000);
    expect([state(), player.time(), ...running()]).toEqual(['paused', 3_000, false, false]);
  });

  test.each([0.6, 0.8, 1, 1.2, 1.5] as const)('at %f', async (rate) => {
    await openAndCome();
    player.setRate(rate);
    player.play();
    await clock.pass(10_000);
    expect(player.time()).toBeCloseTo(10_000 * rate);
    expect(sounds.map(({ playbackRate }) => playbackRate)).toEqual([rate, rate]);
  });

  test('seeks, within the capsule', async () => {
    await openAndCome();
    for (const [by, at] of [
      [20_000, 20_000],
      [-5_000, 15_000],
      [-50_000, 0],
      [500_000, 60_000],
    ] as const) {
      player.skip(by);
      expect(player.time()).toBe(at);
    }
    player.seek(42_500);
    expect(sounds.map(({ currentTime }) => currentTime)).toEqual([42.5, 42.5]);
  });

  test('what is sought before a voice has come is where it begins', async () => {
    await open();
    player.seek(30_000);
    expect(player.time()).toBe(30_000);
    for (const sound of sounds) sound.come();
    expect(sounds.map(({ currentTime }) => currentTime)).toEqual([30, 30]);
  });

  test('ends, and begins again when asked', async () => {
    await openAndCome();
    player.seek(59_000);
    player.play();
    await clock.pass(1_500);
    expect([state(), player.time()]).toEqual(['ended', 60_000]);
    player.play();
    await clock.pass(1_000);
    expect([state(), player.time()]).toEqual(['playing', 1_000]);
  });

  test('sought back from the end it stays there until it is played', async () => {
    await openAndCome();
    player.seek(59_900);
    player.play();
    await clock.pass(1_000);
    player.skip(-5_000);
    expect([state(), player.time()]).toEqual(['paused', 55_000]);
  });

  test('goes on by itself where the voices end too early', async () => {
    await openAndCome(new FakeSound(clock, { length: 40 }), new FakeSound(clock, { length: 41 }));
    player.seek(39_000);
    player.play();
    await clock.pass(1_250);
    expect(player.time()).toBeCloseTo(40_250, -1);
    await clock.pass(10_000);
    expect(Math.abs(player.time() - 50_250)).toBeLessThan(260);
    await clock.pass(10_500);
    expect(state()).toBe('ended');
  });

  test('without voices a clock runs', async () => {
    await open(testManifest({ voices: [] }));
    player.setRate(1.5);
    player.play();
    await clock.pass(4_000);
    expect([state(), player.time()]).toEqual(['playing', 6_000]);
    player.setRate(0.6);
    await clock.pass(10_000);
    expect(player.time()).toBe(12_000);
    player.seek(58_000);
    await clock.pass(5_000);
    expect([state(), player.time()]).toEqual(['ended', 60_000]);
  });
});

describe('kept together', () => {
  test.each([0.999, 0.9995, 1.0005, 1.001])('a voice whose time goes at %f stays within 40 ms', async (speed) => {
    await openAndCome(new FakeSound(clock), new FakeSound(clock, { speed }));
    player.play();
    let most = 0;
    for (let n = 0; n < 50; n++) {
      await clock.pass(1_000);
      most = Math.max(most, apart());
    }
    expect(most).toBeLessThan(40);
    expect(sounds[1]!.seeks).toBe(0);
  });

  test('one that is far off jumps, once', async () => {
    await openAndCome();
    player.play();
    await clock.pass(3_000);
    sounds[1]!.currentTime += 0.3;
    sounds[1]!.seeks = 0;
    await clock.pass(5_000);
    expect(apart()).toBeLessThan(9);
    expect(sounds[1]!.seeks).toBe(1);
  });

  test('all wait for one whose bytes don’t come, and go on with it', async () => {
    await openAndCome();
    player.play();
    await clock.pass(2_100);
    sounds[1]!.stall();
    expect([state(), ...running()]).toEqual(['waiting', false, true]);
    await clock.pass(5_000);
    expect(player.time()).toBe(2_100);
    sounds[1]!.come();
    expect([state(), ...running()]).toEqual(['playing', true, true]);
    await clock.pass(1_000);
    expect(player.time()).toBe(3_100);
  });

  test('what the system stops stays stopped', async () => {
    await openAndCome();
    player.play();
    await clock.pass(2_000);
    sounds[0]!.interrupt();
    await clock.pass(2_000);
    expect([state(), player.time(), ...running()]).toEqual(['paused', 2_000, false, false]);
  });

  test('random seeks, stalls and rates: the time is the first voice’s, and none runs ahead', async () => {
    await openAndCome();
    let seed = 7;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    player.play();
    for (let n = 0; n < 300; n++) {
      const chance = random();
      if (chance < 0.2) player.seek(random() * 59_000);
      else if (chance < 0.3) sounds[Math.floor(random() * 2)]!.stall();
      else if (chance < 0.5) for (const sound of sounds) sound.come();
      else if (chance < 0.6) player.setRate(random() < 0.5 ? 0.6 : 1.5);
      else if (chance < 0.7) player.toggle();
      await clock.pass(random() * 900);
      expect(apart()).toBeLessThan(60);
      const stalled = sounds.some(({ readyState }) => readyState < 3);
      const before = player.time();
      await clock.pass(40);
      const most = stalled || state() === 'paused' ? 0.01 : 80;
      expect(player.time() - before).toBeLessThan(most);
    }
  });
});

describe('links and errors', () => {
  test('a link that ran out is fetched anew, and the voice goes on where it was', async () => {
    await openAndCome();
    player.play();
    await clock.pass(5_000);
    sounds[1]!.break();
    await settle();
    expect(asked).toBe(1);
    expect(sounds[1]!.addresses).toEqual(['/media/voice-2?sig=1', '/media/voice-2?sig=2']);
    sounds[1]!.come();
    await clock.pass(2_000);
    expect([state(), Math.round(player.time()), player.view.get().lost.length]).toEqual(['playing', 7_000, 0]);
    expect(apart()).toBeLessThan(40);
  });

  test('two that fail at once ask once', async () => {
    await openAndCome();
    for (const sound of sounds) sound.break();
    await settle();
    expect(asked).toBe(1);
  });

  test('a voice that fails with a new link, too, is told; the others go on', async () => {
    await openAndCome();
    player.play();
    await clock.pass(5_000);
    sounds[0]!.break();
    await settle();
    sounds[0]!.break();
    await settle();
    expect(player.view.get().lost).toEqual([trackId(1)]);
    await clock.pass(2_000);
    expect([state(), player.time(), ...running()]).toEqual(['playing', 7_000, false, true]);
    player.retry();
    await settle();
    sounds[0]!.come();
    await clock.pass(3_000);
    expect(player.view.get().lost).toEqual([]);
    expect(running()).toEqual([true, true]);
    expect(apart()).toBeLessThan(40);
  });

  test('with no voice left the board goes on by a clock', async () => {
    await openAndCome();
    player.play();
    await clock.pass(4_000);
    for (let n = 0; n < 2; n++) {
      for (const sound of sounds) sound.break();
      await settle();
    }
    expect(player.view.get().lost).toHaveLength(2);
    await clock.pass(3_000);
    expect([state(), player.time()]).toEqual(['playing', 7_000]);
  });

  test('where nothing can be reached all wait, and it goes on by itself', async () => {
    answer = () => Promise.reject(new AppError('unavailable', 'Out of reach'));
    await openAndCome();
    player.play();
    await clock.pass(4_000);
    sounds[1]!.break();
    await clock.pass(60_000);
    expect([state(), player.time(), player.view.get().lost.length]).toEqual(['waiting', 4_000, 0]);
    // Not without end: once each five seconds.
    expect(asked).toBeLessThan(14);
    answer = () => Promise.resolve(fresh());
    await clock.pass(5_000);
    sounds[1]!.come();
    await clock.pass(2_000);
    expect([state(), Math.round(player.time()), ...running()]).toEqual(['playing', 6_000, true, true]);
    expect(apart()).toBeLessThan(40);
  });

  test('a link that is back is used at once', async () => {
    answer = () => Promise.reject(new AppError('unavailable', 'Out of reach'));
    await openAndCome();
    player.play();
    await clock.pass(1_000);
    sounds[0]!.break();
    await clock.pass(1_000);
    answer = () => Promise.resolve(fresh());
    player.retry();
    await settle();
    expect(sounds[0]!.addresses.at(-1)).toBe('/media/voice-1?sig=2');
  });

  test('a voice that a browser refuses to play before its new link is there stops nobody', async () => {
    await open();
    answer = () => new Promise(() => undefined);
    sounds[0]!.break();
    sounds[0]!.play = () => Promise.reject(new DOMException('', 'NotSupportedError'));
    player.play();
    await clock.pass(1_000);
    expect(state()).toBe('waiting');
  });

  test('what was withdrawn stops, and says so', async () => {
    answer = () => Promise.reject(new AppError('not_found', 'Withdrawn'));
    await openAndCome();
    player.play();
    sounds[0]!.break();
    await settle();
    expect(player.view.get().refused?.code).toBe('not_found');
    expect(state()).toBe('paused');
    player.play();
    expect(state()).toBe('paused');
  });

  test('a capsule that was edited meanwhile is handed out', async () => {
    answer = () => Promise.resolve(fresh({ revision: 2 }));
    await openAndCome();
    sounds[0]!.break();
    await settle();
    expect(player.view.get().edited?.revision).toBe(2);
  });

  test('so is one whose recording went on', async () => {
    answer = () => Promise.resolve(fresh({ duration: 90_000 }));
    await openAndCome();
    sounds[0]!.break();
    await settle();
    expect(player.view.get().edited?.duration).toBe(90_000);
  });

  test('links are renewed when their time is over, and not without end by a clock that is wrong', async () => {
    await openAndCome();
    date = 2_000_000;
    player.play();
    await clock.pass(50_000);
    expect(asked).toBe(0);
    player.seek(0);
    await clock.pass(50_000);
    expect(asked).toBe(1);
  });

  test('what is withdrawn stops within half a minute, also where all of it has come', async () => {
    await openAndCome();
    await clock.pass(60_000);
    expect(checked).toEqual([]);
    player.play();
    await clock.pass(20_000);
    expect([checked.length, asked, state()]).toEqual([1, 0, 'playing']);
    holds = false;
    answer = () => Promise.reject(new AppError('not_found', 'Gone'));
    await clock.pass(30_000);
    expect(player.view.get().refused?.code).toBe('not_found');
    expect(state()).toBe('paused');
    expect(running()).toEqual([false, false]);
  });

  test('a browser that plays nothing by itself leaves it paused', async () => {
    const shy = new FakeSound(clock);
    shy.play = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    await openAndCome(shy);
    player.play();
    await settle();
    expect(state()).toBe('paused');
  });
});

test('closed it lets go of everything', async () => {
  await openAndCome();
  player.play();
  player.close();
  player.close();
  expect(sounds.map(({ src, paused }) => [src, paused])).toEqual([
    ['', true],
    ['', true],
  ]);
  await clock.pass(1_000);
  expect(asked).toBe(0);
});
