import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IceKeeper } from './IceKeeper.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aKeeper(restart: () => Promise<void> = () => Promise.resolve()) {
  const restarts = vi.fn<() => Promise<void>>(restart);
  const lost = vi.fn<() => void>();
  const link = { open: true };
  const keeper = new IceKeeper({ restart: restarts, canRestart: () => link.open, onLost: lost });
  return { keeper, restarts, lost, link };
}

test('a short hiccup restarts nothing', () => {
  const { keeper, restarts } = aKeeper();
  keeper.handle('connected');
  keeper.handle('disconnected');
  vi.advanceTimersByTime(1400);
  keeper.handle('connected');
  vi.advanceTimersByTime(60_000);
  expect(restarts).not.toHaveBeenCalled();
});

test('a lost way is restarted once, and fine when that helps', () => {
  const { keeper, restarts, lost } = aKeeper();
  keeper.handle('disconnected');
  vi.advanceTimersByTime(1500);
  keeper.handle('failed');
  expect(restarts).toHaveBeenCalledTimes(1);
  keeper.handle('connected');
  vi.advanceTimersByTime(60_000);
  expect(lost).not.toHaveBeenCalled();
  keeper.handle('failed');
  expect(restarts).toHaveBeenCalledTimes(2);
});

test('says so when a restart does not help, or can not even be asked for', async () => {
  const slow = aKeeper();
  slow.keeper.handle('failed');
  vi.advanceTimersByTime(7000);
  expect(slow.lost).toHaveBeenCalledTimes(1);

  const refused = aKeeper(() => Promise.reject(new Error('no link')));
  refused.keeper.handle('failed');
  await vi.advanceTimersByTimeAsync(0);
  expect(refused.lost).toHaveBeenCalledTimes(1);
});

test('a closed one does nothing more', () => {
  const { keeper, restarts, lost } = aKeeper();
  keeper.handle('disconnected');
  keeper.close();
  vi.advanceTimersByTime(60_000);
  keeper.handle('failed');
  expect(restarts).not.toHaveBeenCalled();
  expect(lost).not.toHaveBeenCalled();
});

test('without a signalling link it waits for it, and restarts once it is back', () => {
  const { keeper, restarts, lost, link } = aKeeper();
  link.open = false;
  keeper.handle('disconnected');
  vi.advanceTimersByTime(60_000);
  keeper.handle('failed');
  vi.advanceTimersByTime(60_000);
  expect(restarts).not.toHaveBeenCalled();
  expect(lost).not.toHaveBeenCalled();
  link.open = true;
  keeper.resume('failed');
  expect(restarts).toHaveBeenCalledTimes(1);
  keeper.handle('connected');
  keeper.resume('connected');
  expect(restarts).toHaveBeenCalledTimes(1);
});
