import { expect, it } from 'vitest';
import { dayOf } from './dayOf.ts';

it.each([
  ['Europe/Rome', '2026-11-22T08:00:00Z', '2026-11-22'],
  ['Europe/Rome', '2026-06-30T22:30:00Z', '2026-07-01'],
  ['Asia/Tokyo', '2026-11-22T23:30:00Z', '2026-11-23'],
  ['America/Lima', '2026-11-23T02:00:00Z', '2026-11-22'],
])('in %s %s is on %s', (timeZone, at, day) => {
  expect(dayOf({ timeZone, epoch: Date.parse(at) })).toBe(day);
});
