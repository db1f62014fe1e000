import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { SearchQueue } from './SearchQueue.ts';

it('does two things at a time, of two owners, the oldest first', async () => {
  const queue = new SearchQueue<string>(2);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const add = (name: string) =>
    queue.add(name[0] ?? '', () => {
      begun.push(name);
      const { promise, resolve } = Promise.withResolvers<void>();
      ends.set(name, resolve);
      return promise;
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await setImmediate();
  };
  for (const name of ['a1', 'a2', 'a3', 'b1', 'c1', 'b2']) add(name);
  expect(begun).toEqual(['a1', 'b1']);
  await end('b1');
  expect(begun).toEqual(['a1', 'b1', 'c1']);
  await end('a1');
  await end('c1');
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2']);
  await end('b2');
  // A place stays free for whoever comes.
  expect(begun).toHaveLength(5);
  add('d1');
  expect(begun.at(-1)).toBe('d1');
  await end('a2');
  expect(begun.at(-1)).toBe('a3');
});
