import { expect, test } from 'vitest';
import { clockText } from './clockText.ts';

test.each([
  [272_000, '4:32'],
  [271_001, '4:32'],
  [60_000, '1:00'],
  [1, '0:01'],
  [0, '0:00'],
  [-999, '0:00'],
  [-1000, '+0:01'],
  [-80_500, '+1:20'],
  [3_600_000, '60:00'],
])('%i ms left read %s', (left, text) => {
  expect(clockText(left)).toBe(text);
});
