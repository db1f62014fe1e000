import { expect, it } from 'vitest';
import { schoolYears } from './schoolYears.ts';

it.each([
  ['2026-08-31T23:00:00Z', '2025/26'],
  ['2026-09-01T00:00:00Z', '2026/27'],
  ['2100-01-10T00:00:00Z', '2099/00'],
])('at %s it is %s', (now, label) => expect(schoolYears(Date.parse(now), 1)[0]?.label).toBe(label));

it('years follow each other without a gap', () => {
  const years = schoolYears(Date.parse('2026-11-22T10:00:00Z'), 3);
  expect(years.map(({ label }) => label)).toEqual(['2026/27', '2025/26', '2024/25']);
  expect(years[1]?.to).toBe(years[0]?.from);
});
