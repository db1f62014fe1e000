import { expect, test } from 'vitest';
import { NodeClock } from './NodeClock.ts';

/** A node whose clock is a million ahead; each question and each answer takes what the list says next. */
function world(...trips: readonly (readonly [there: number, back: number])[]) {
  let now = 5_000;
  let n = 0;
  const ask = () => {
    const [there, back] = trips[n++ % trips.length] ?? [0, 0];
    now += there;
    const clock = now + 1_000_000;
    now += back;
    return Promise.resolve({ clock });
  };
  const clock = new NodeClock(ask, () => now);
  return { clock, off: () => clock.now() - now - 1_000_000 };
}

test('an answer that takes its time moves nothing', async () => {
  const { clock, off } = world([90, 3], [1, 1], [200, 2], [40, 1]);
  await clock.read();
  expect(off()).toBe(0);
});

test('what was read in quiet times holds in a busy one', async () => {
  const { clock, off } = world([90, 3], [1, 1], [95, 2], [90, 2], [90, 4]);
  await clock.read();
  for (let n = 0; n < 8; n += 1) await clock.read();
  expect(off()).toBe(0);
  for (let n = 0; n < 80; n += 1) await clock.read();
  expect(Math.abs(off())).toBeLessThan(50);
});

test('a node that is another one is read anew, and before that nothing is known of it', async () => {
  const { clock, off } = world([1, 1], [1, 1], [1, 1], [1, 1], [90, 2]);
  expect(() => clock.now()).toThrow('clock');
  await clock.read();
  clock.forget();
  expect(() => clock.now()).toThrow('clock');
  await clock.read();
  expect(off()).toBe(0);
});
