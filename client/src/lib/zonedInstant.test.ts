import { describe, expect, test } from 'vitest';
import { zonedFields, zonedInstant } from './zonedInstant.ts';

describe('zonedInstant', () => {
  test.each([
    ['2026-12-15', '10:40', 'Europe/Rome', '2026-12-15T09:40:00Z'],
    ['2026-12-15', '10:40', 'Europe/Bucharest', '2026-12-15T08:40:00Z'],
    ['2026-07-15', '10:40', 'Europe/Rome', '2026-07-15T08:40:00Z'],
    // The Sunday on which summer time ends: 02:30 comes twice, the first is meant.
    ['2026-10-25', '02:30', 'Europe/Rome', '2026-10-25T00:30:00Z'],
    ['2026-10-25', '12:00', 'Europe/Rome', '2026-10-25T11:00:00Z'],
    ['2026-01-01', '00:15', 'Pacific/Kiritimati', '2025-12-31T10:15:00Z'],
  ])('%s %s in %s is %s', (date, time, zone, instant) => {
    expect(zonedInstant(date, time, zone)).toBe(Date.parse(instant));
  });

  test('knows hours that do not exist', () => {
    expect(zonedInstant('2026-03-29', '02:30', 'Europe/Rome')).toBeUndefined();
    expect(zonedInstant('', '10:00', 'Europe/Rome')).toBeUndefined();
    expect(zonedInstant('2026-02-31', '', 'Europe/Rome')).toBeUndefined();
  });

  test('reads back what was written', () => {
    for (const zone of ['Europe/Rome', 'Europe/Bucharest', 'Asia/Kolkata', 'America/St_Johns']) {
      const instant = zonedInstant('2026-11-24', '11:20', zone);
      expect(zonedFields(instant ?? 0, zone)).toEqual({ date: '2026-11-24', time: '11:20' });
    }
  });
});
