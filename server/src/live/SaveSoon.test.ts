import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SaveSoon } from './SaveSoon.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const quiet = () => undefined;
const log = { info: quiet, warn: quiet, error: quiet, debug: quiet };

test('a change after a time of rest is stored at once', async () => {
  const save = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const soon = new SaveSoon(save, log);
  soon.touch(500);
  await vi.advanceTimersByTimeAsync(0);
  expect(save).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(501);
  soon.touch(500);
  await vi.advanceTimersByTimeAsync(0);
  expect(save).toHaveBeenCalledTimes(2);
});

test('a clock that is set back does not keep it from being stored', async () => {
  const save = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const soon = new SaveSoon(save, log);
  soon.touch(500);
  await vi.advanceTimersByTimeAsync(1);
  vi.setSystemTime(Date.now() - 3_600_000);
  soon.touch(500);
  await vi.advanceTimersByTimeAsync(500);
  expect(save).toHaveBeenCalledTimes(2);
});

test('many changes are stored once, in the time of the most urgent', async () => {
  const save = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const soon = new SaveSoon(save, log);
  soon.touch(500);
  await vi.advanceTimersByTimeAsync(0);
  save.mockClear();
  soon.touch(5000);
  soon.touch(500);
  soon.touch(5000);
  await vi.advanceTimersByTimeAsync(499);
  expect(save).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(save).toHaveBeenCalledTimes(1);
});

test('a change while storing is stored after it, and both who flush wait for that', async () => {
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let saves = 0;
  const soon = new SaveSoon(() => gates[saves++]?.promise ?? Promise.reject(new Error('too often')), log);
  soon.touch(0);
  await vi.advanceTimersByTimeAsync(0);
  soon.touch(1000);
  let flushed = 0;
  const both = [soon.flush(), soon.flush()].map((flush) => flush.then(() => (flushed += 1)));
  gates[0]?.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect({ saves, flushed }).toEqual({ saves: 2, flushed: 0 });
  gates[1]?.resolve();
  await Promise.all(both);
  expect({ saves, flushed }).toEqual({ saves: 2, flushed: 2 });
});

test('what could not be stored is tried again', async () => {
  const save = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('away')).mockResolvedValue();
  const soon = new SaveSoon(save, log);
  soon.touch(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(save).toHaveBeenCalledTimes(2);
});
