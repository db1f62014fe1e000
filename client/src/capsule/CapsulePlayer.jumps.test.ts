import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { expect, test } from 'vitest';
import type { CapsulePlayer } from './CapsulePlayer.ts';
import { FakeClock, settle, type FakeSound } from './testing/FakeSound.ts';
import { testManifest } from './testing/manifest.ts';
import { openPlayer } from './testing/openPlayer.ts';

let clock: FakeClock;
let sounds: FakeSound[];
let player: CapsulePlayer;

/** The first speaks for ten seconds, then the second for ten, then nobody. */
const byTurns = (): Manifest => {
  const manifest = testManifest();
  const heard = [0, 10_000].map((from) => [{ from, to: from + 10_000 }]);
  return { ...manifest, voices: manifest.voices.map((voice, n) => ({ ...voice, heard: heard[n] ?? [] })) };
};
async function openByTurns(): Promise<void> {
  clock = new FakeClock();
  ({ player, sounds } = await openPlayer(byTurns(), { clock, manifest: async () => byTurns() }));
  for (const sound of sounds) sound.come();
}
const state = () => player.view.get().state;
const running = () => sounds.map(({ paused }) => !paused);
const apart = () => Math.abs(sounds[0]!.currentTime - sounds[1]!.currentTime) * 1000;

test.each([
  [1_000, [1, 0]],
  [12_000, [0, 1]],
  [8_000, [1, 1]],
  [30_000, [1, 0]],
])('at %i only who speaks there is waited for', async (at, seeks) => {
  await openByTurns();
  player.play();
  player.seek(at);
  expect(sounds.map((sound) => sound.seeks)).toEqual(seeks);
  expect([state(), player.time()]).toEqual(['playing', at]);
  await clock.pass(3_000);
  expect([Math.round(player.time()), ...running()]).toEqual([at + 3_000, true, true]);
  expect(sounds.map((sound) => sound.seeks)).toEqual([1, 1]);
  expect(apart()).toBeLessThan(9);
});

test('one who comes after stops nobody, until it is about to speak', async () => {
  await openByTurns();
  player.play();
  player.seek(2_000);
  await clock.pass(500);
  sounds[1]!.stall();
  await clock.pass(4_000);
  expect([state(), Math.round(player.time())]).toEqual(['playing', 6_500]);
  await clock.pass(1_000);
  expect(state()).toBe('waiting');
  expect(player.time()).toBeLessThan(7_300);
  sounds[1]!.come();
  await clock.pass(4_000);
  expect([state(), ...running()]).toEqual(['playing', true, true]);
  expect(apart()).toBeLessThan(9);
});

test('where the one who speaks there is lost, the other one is brought', async () => {
  await openByTurns();
  player.play();
  player.seek(12_000);
  for (let n = 0; n < 2; n++) {
    sounds[1]!.break();
    await settle();
  }
  await clock.pass(2_000);
  expect([state(), ...running()]).toEqual(['playing', true, false]);
  expect(Math.abs(player.time() - 14_000)).toBeLessThan(300);
});

test('while paused the others stay where they were, and come when it is played', async () => {
  await openByTurns();
  player.seek(12_000);
  expect(player.time()).toBe(12_000);
  player.play();
  await clock.pass(3_000);
  expect(running()).toEqual([true, true]);
  expect(apart()).toBeLessThan(9);
});
