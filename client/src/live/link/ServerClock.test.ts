import { describe, expect, test } from 'vitest';
import { ServerClock } from './ServerClock.ts';

/** A link whose ways there and back take what the list says; the server is `ahead` milliseconds ahead. */
function world(ahead: number, trips: [there: number, back: number][]) {
  let local = 1_000_000;
  let n = 0;
  const read = () => {
    const [there, back] = trips[n++ % trips.length] ?? [0, 0];
    local += there;
    const serverTime = Math.round(local + ahead);
    local += back;
    return Promise.resolve({ serverTime });
  };
  return { clock: new ServerClock(() => local), read, serverNow: () => local + ahead };
}

describe('ServerClock', () => {
  test('is within 200 ms over a link that is slow in one direction, thanks to its one quick reading', async () => {
    const { clock, read, serverNow } = world(-86_400_123, [
      [900, 20],
      [40, 30],
      [600, 10],
      [1500, 400],
    ]);
    await clock.measure(read);
    expect(Math.abs(clock.now() - serverNow())).toBeLessThan(10);
  });

  test('uses the hint of a join only until it has measured', async () => {
    const { clock, read, serverNow } = world(5000, [[10, 10]]);
    clock.hint(serverNow() - 300);
    expect(Math.abs(clock.now() - serverNow())).toBe(300);
    await clock.measure(read);
    clock.hint(0);
    expect(Math.abs(clock.now() - serverNow())).toBeLessThanOrEqual(1);
  });
});
