import { expect, test } from 'vitest';
import { KeyedQueue } from './KeyedQueue.ts';

test('tasks of one key wait for each other, those of another do not', async () => {
  const queue = new KeyedQueue<string>();
  const gate = Promise.withResolvers<void>();
  const done: string[] = [];
  const first = queue.run('a', async () => {
    await gate.promise;
    done.push('a1');
  });
  const second = queue.run('a', () => void done.push('a2'));
  await queue.run('b', () => void done.push('b1'));
  expect(done).toEqual(['b1']);
  gate.resolve();
  await Promise.all([first, second]);
  expect(done).toEqual(['b1', 'a1', 'a2']);
});

test('a task that fails tells its caller and lets the next one run', async () => {
  const queue = new KeyedQueue<string>();
  const failed = queue.run('a', () => Promise.reject(new Error('no')));
  const next = queue.run('a', () => 'yes');
  await expect(failed).rejects.toThrow('no');
  await expect(next).resolves.toBe('yes');
});
