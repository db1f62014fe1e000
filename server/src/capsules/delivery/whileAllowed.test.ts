import { AppError } from '@pluriclasse/shared/errors';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whileAllowed } from './whileAllowed.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const endless = () => new Readable({ read: () => undefined });

it('goes on while it may, and is asked about until it ends', async () => {
  const ask = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const body = whileAllowed(endless(), ask, 1_000);
  await vi.advanceTimersByTimeAsync(3_500);
  expect([ask.mock.calls.length, body.destroyed]).toEqual([3, false]);
  body.destroy();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ask).toHaveBeenCalledTimes(3);
});

it('ends when it may no longer', async () => {
  let refusal: Error | undefined;
  const ask = () => (refusal ? Promise.reject(refusal) : Promise.resolve());
  const body = whileAllowed(endless(), ask, 1_000);
  const failed = vi.fn<(error: Error) => void>();
  body.on('error', failed);
  await vi.advanceTimersByTimeAsync(2_000);
  refusal = new AppError('not_found', 'Taken back');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(body.destroyed).toBe(true);
  expect(failed).toHaveBeenCalledExactlyOnceWith(refusal);
});

it('is asked about once at a time', async () => {
  const ask = vi.fn<() => Promise<void>>(() => new Promise(() => undefined));
  const body = whileAllowed(endless(), ask, 1_000);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ask).toHaveBeenCalledTimes(1);
  body.destroy();
});
