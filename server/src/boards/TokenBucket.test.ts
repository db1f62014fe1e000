import { expect, it } from 'vitest';
import { TokenBucket } from './TokenBucket.ts';

it('lets a burst through, then a steady rate, and knows a flood', () => {
  const bucket = new TokenBucket(10, 20, 0);
  const take = (count: number, now: number) => Array.from({ length: count }, () => bucket.take(1, now)).at(-1);
  expect(take(20, 0)).toBe('fine');
  expect(take(1, 0)).toBe('over');
  expect(take(10, 1200)).toBe('fine');
  expect(take(20, 1200)).toBe('over');
  expect(take(2, 1200)).toBe('flood');
  expect(take(1, 10_000)).toBe('fine');
});
