import { expect, test } from 'vitest';
import { readCode } from './readCode.ts';

test.each([
  ['haze-l29f', 'HAZEL29F'],
  [' HAZE L29F ', 'HAZEL29F'],
  ['O0I1-haze', 'HAZE'],
  ['ħåzé', 'Z'],
])('%j is read as %s', (typed, code) => {
  expect(readCode(typed)).toBe(code);
});
