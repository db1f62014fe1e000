import { useTranslation } from './useTranslation.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Intl.DateTimeFormat takes a millisecond to make: one each. */
function format(
  language: string,
  timeZone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([language, timeZone, options]);
  const known =
    formats.get(key) ?? new Intl.DateTimeFormat(language, { ...options, ...(timeZone !== undefined && { timeZone }) });
  formats.set(key, known);
  return known;
}

export interface When {
  /** 10:40 */
  time: (instant: number, timeZone?: string) => string;
  /** Tue 15 Dec */
  day: (instant: number, timeZone?: string) => string;
  /** Tuesday 15 December */
  longDay: (instant: number, timeZone?: string) => string;
  /** 15 December 2026: what may lie years back. */
  date: (instant: number, timeZone?: string) => string;
  /** Tue 15 Dec, 10:40 */
  dayTime: (instant: number, timeZone?: string) => string;
  /** in 12 minutes, tomorrow */
  fromNow: (instant: number, now: number) => string;
  /** Roccaverde, Valea Mică and Torrealta */
  list: (words: readonly string[]) => string;
}

/** Instants in the words of a language; in a zone, or in the browser's own. 24 hours in all languages. */
export function whenIn(language: string): When {
  // British English: day before month, as the places we speak of do.
  const locale = language === 'en' ? 'en-GB' : language;
  const of = (options: Intl.DateTimeFormatOptions) => (instant: number, timeZone?: string) =>
    format(locale, timeZone, options).format(instant).replace(/,/g, '');
  const time = of({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = of({ weekday: 'short', day: 'numeric', month: 'short' });
  return {
    time,
    day,
    longDay: of({ weekday: 'long', day: 'numeric', month: 'long' }),
    date: of({ day: 'numeric', month: 'long', year: 'numeric' }),
    dayTime: (instant, zone) => `${day(instant, zone)}, ${time(instant, zone)}`,
    fromNow: (instant, now) => fromNow(locale, instant - now),
    list: (words) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(words),
  };
}

function fromNow(locale: string, difference: number): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const minutes = Math.round(difference / 60_000);
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 24 ? relative.format(hours, 'hour') : relative.format(Math.round(hours / 24), 'day');
}

export function useWhen(): When {
  return whenIn(useTranslation('common').language);
}
