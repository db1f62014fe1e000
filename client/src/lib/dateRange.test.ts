import { expect, test } from 'vitest';
import { dateRange } from './dateRange.ts';

const range = (language: string, from: string, to: string) => {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return dateRange(format, Date.parse(from), Date.parse(to)).replaceAll(/\s/g, ' ');
};

test.each([
  ['it', '2026-09-01', '2027-08-31', '1 settembre 2026 – 31 agosto 2027'],
  ['it', '2026-11-02', '2026-11-07', '2–7 novembre 2026'],
  ['it', '2026-11-23', '2026-11-28', '23–28 novembre 2026'],
  ['en-GB', '2026-09-01', '2027-08-31', '1 September 2026 – 31 August 2027'],
])('%s: %s to %s', (language, from, to, said) => {
  expect(range(language, from, to)).toBe(said);
});
