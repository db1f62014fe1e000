import { IsoDay, type Minute } from '@pluriclasse/shared/calendar/days';

const shapes: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/^(\d{4})-(\d\d?)-(\d\d?)(?:[T ]\d.*)?$/, ([, year, month, day]) => iso(year, month, day)],
  [/^(\d{4})(\d\d)(\d\d)$/, ([, year, month, day]) => iso(year, month, day)],
  [/^(\d{4})[./](\d\d?)[./](\d\d?)$/, ([, year, month, day]) => iso(year, month, day)],
  // Days come first in all languages of the schools that we know.
  [/^(\d\d?)[./-](\d\d?)[./-](\d{4})$/, ([, day, month, year]) => iso(year, month, day)],
];

const iso = (year = '', month = '', day = '') => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** Reads a day as `2026-09-14`, `20260914`, `14/9/2026` or `14.09.2026`; undefined for what is none. */
export function readDay(text: string): IsoDay | undefined {
  for (const [shape, write] of shapes) {
    const match = shape.exec(text.trim());
    if (match) {
      const parsed = IsoDay.safeParse(write(match));
      return parsed.success ? parsed.data : undefined;
    }
  }
  return undefined;
}

/** Reads a time of day as `8:00`, `08.00`, `8h05`, `0800` or `1:30 PM`, in minutes; undefined for what is none. */
export function readTime(text: string): Minute | undefined {
  const match = /^(\d\d?)(?:[:.h](\d\d)?(?::\d\d)?|(\d\d))?\s*(am|pm)?$/i.exec(
    text.trim().replace(/\s*(uhr|h)$/i, 'h'),
  );
  if (!match) return undefined;
  const [, hour = '', minute, joined, half] = match;
  const hours = (Number(hour) % (half === undefined ? 100 : 12)) + (half?.toLowerCase() === 'pm' ? 12 : 0);
  const minutes = Number(minute ?? joined ?? 0);
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : undefined;
}
