import { expect, it } from 'vitest';
import { cleanCode, hashToken, KeyedHash, newCode, newToken } from './tokens.ts';

it('tokens have 256 bits and fit into cookies and links', () => {
  const tokens = Array.from({ length: 100 }, newToken);
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  expect(hashToken(tokens[0]!)).toHaveLength(32);
});

it('codes have no letters that are taken for digits', () => {
  expect(newCode(2000)).toMatch(/^[A-HJ-NP-Z2-9]{2000}$/);
  expect(newCode(5)).toHaveLength(5);
});

it('what is typed is read as it was meant', () => {
  expect(cleanCode(' ab2c-d e')).toBe('AB2CDE');
});

it('keyed hashes differ by key, purpose and parts', () => {
  const [one, other] = [new KeyedHash(Buffer.alloc(32, 1)), new KeyedHash(Buffer.alloc(32, 2))];
  const hashes = [
    one.of('pattern', 'a', 'bc'),
    one.of('pattern', 'ab', 'c'),
    one.of('home-code', 'a', 'bc'),
    other.of('pattern', 'a', 'bc'),
  ].map((hash) => hash.toString('hex'));
  expect(new Set(hashes).size).toBe(4);
  expect(one.of('pattern', 'a', 'bc').toString('hex')).toBe(hashes[0]);
});
