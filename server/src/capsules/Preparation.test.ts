import { AppError } from '@pluriclasse/shared/errors';
import { CapsuleId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLog } from '../log.ts';
import { Preparation } from './Preparation.ts';

const capsuleId = CapsuleId.parse(randomUUID());
const arriving = () => new AppError('unavailable', 'On its way', { reason: 'still_arriving', retryAfter: 10 });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** One that fails so often with this. */
function open(failures: Error[]) {
  const prepare = vi.fn<() => Promise<void>>(async () => {
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
  });
  return { prepare, preparation: new Preparation({ log: createLog('silent'), delivery: { prepare } }) };
}

it('makes ready what is on its way once it is there, without hurry', async () => {
  const { prepare, preparation } = open([arriving(), arriving()]);
  preparation.soon(capsuleId);
  await vi.advanceTimersByTimeAsync(9_999);
  expect(prepare).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(prepare).toHaveBeenCalledTimes(3);
  expect(vi.getTimerCount()).toBe(0);
});

it('does not try again what fails for another reason, nor for ever, nor when closed', async () => {
  const other = open([new Error('a bug'), new AppError('unavailable', 'Full', { reason: 'disk_full' })]);
  other.preparation.soon(capsuleId);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(other.prepare).toHaveBeenCalledTimes(1);

  const never = open(Array.from({ length: 1_000 }, arriving));
  never.preparation.soon(capsuleId);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(never.prepare).toHaveBeenCalledTimes(181);

  const closed = open([arriving()]);
  closed.preparation.soon(capsuleId);
  await vi.advanceTimersByTimeAsync(0);
  await closed.preparation.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(closed.prepare).toHaveBeenCalledTimes(1);
});
