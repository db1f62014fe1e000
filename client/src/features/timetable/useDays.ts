import { toDayNumber, type DayNumber, type IsoDay, type Weekday } from '@pluriclasse/shared/calendar/days';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import { dateRange } from '../../lib/dateRange.ts';
import { useNow } from '../../lib/useNow.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';

const MS_A_DAY = 86_400_000;
/** 1970-01-05 was a Monday. */
const A_MONDAY = 4;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, options]);
  const known =
    formats.get(key) ??
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options, timeZone: 'UTC' });
  formats.set(key, known);
  return known;
}

/** Days without a zone in the words of the reader's language. */
export function useDays() {
  const { language } = useTranslation('common');
  const { t } = useTranslation('timetable');
  const when = useWhen();
  const number = (day: IsoDay | DayNumber) => (typeof day === 'string' ? toDayNumber(day) : day);
  /** 15 Dec 2026 */
  const short = (day: IsoDay | DayNumber) =>
    format(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(number(day) * MS_A_DAY);
  return {
    short,
    /** Tue 15 Dec */
    day: (day: IsoDay | DayNumber) => when.day(number(day) * MS_A_DAY, 'UTC'),
    /** Tuesday 15 December */
    longDay: (day: IsoDay | DayNumber) => when.longDay(number(day) * MS_A_DAY, 'UTC'),
    /** December 2026 */
    month: (day: DayNumber) => format(language, { month: 'long', year: 'numeric' }).format(day * MS_A_DAY),
    weekday: (weekday: Weekday, width: 'long' | 'short' | 'narrow' = 'long') =>
      format(language, { weekday: width }).format((A_MONDAY + weekday - 1) * MS_A_DAY),
    /** 23 Dec 2026 – 6 Jan 2027; open ends in words */
    span: (from: IsoDay | null, to: IsoDay | null) => {
      if (from === null && to === null) return t('span.always');
      if (from === null) return t('span.to', { to: short(to ?? '') });
      if (to === null) return t('span.from', { from: short(from) });
      return from === to
        ? short(from)
        : dateRange(
            format(language, { day: 'numeric', month: 'short', year: 'numeric' }),
            number(from) * MS_A_DAY,
            number(to) * MS_A_DAY,
          );
    },
    list: when.list,
  };
}

/** The day that the school's clocks show. */
export function useToday(timeZone: string): DayNumber {
  return toWall(useNow(60_000), timeZone).day;
}
