import { dateRange } from '../../lib/dateRange.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, options]);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  formats.set(key, known);
  return known;
}

/** Days in the words of the language; a day is given as its midnight in UTC and belongs to no zone. */
export function useDayWords() {
  const { language } = useTranslation('common');
  const locale = language === 'en' ? 'en-GB' : language;
  const of = (options: Intl.DateTimeFormatOptions) => (instant: number) =>
    format(locale, options).format(instant).replace(/,/g, '');
  const span = format(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  return {
    /** Mon 23 */
    short: of({ weekday: 'short', day: 'numeric' }),
    /** Monday 23 November */
    long: of({ weekday: 'long', day: 'numeric', month: 'long' }),
    /** Monday */
    weekday: of({ weekday: 'long' }),
    /** Mon */
    weekdayShort: of({ weekday: 'short' }),
    /** 23 November */
    date: of({ day: 'numeric', month: 'long' }),
    /** 15 Dec 2026 */
    dated: of({ day: 'numeric', month: 'short', year: 'numeric' }),
    /** November 2026 */
    month: of({ month: 'long', year: 'numeric' }),
    /** November */
    monthName: of({ month: 'long' }),
    number: of({ day: 'numeric' }),
    /** 23–28 November 2026 */
    span: (from: number, to: number) => dateRange(span, from, to),
  };
}
