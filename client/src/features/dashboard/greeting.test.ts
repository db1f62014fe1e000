import { expect, test } from 'vitest';
import { greeting } from './greeting.ts';

test.each([
  ['2026-11-24T10:30:00Z', 'Europe/Rome', 'morning'],
  ['2026-11-24T10:30:00Z', 'Europe/Bucharest', 'afternoon'],
  ['2026-11-24T17:30:00Z', 'Europe/Rome', 'evening'],
  ['2026-11-24T23:30:00Z', 'Europe/Rome', 'morning'],
])('%s in %s is %s', (instant, zone, part) => {
  expect(greeting(Date.parse(instant), zone)).toBe(part);
});
