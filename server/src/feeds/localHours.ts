import type { Language } from '@pluriclasse/shared/domain/roles';

interface Span {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** English as schools of Europe write it: the day before the month. */
const localeOf = (language: Language) => (language === 'en' ? 'en-GB' : language);

const formats = new Map<string, Intl.DateTimeFormat>();

function format(kind: 'day' | 'time', timeZone: string, language: Language): Intl.DateTimeFormat {
  const key = `${kind} ${timeZone} ${language}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(localeOf(language), {
    timeZone,
    ...(kind === 'time'
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : { weekday: 'short', day: 'numeric', month: 'short' }),
  });
  formats.set(key, made);
  return made;
}

/** By the clocks of a zone: `Tue 24 Nov`, without the comma that some versions of the language's rules have. */
export const localDay = (instant: number, timeZone: string, language: Language): string =>
  format('day', timeZone, language).format(instant).replaceAll(',', '');

/** By the clocks of a zone: `10:00–10:45`. */
export function localHours({ startsAt, endsAt }: Span, timeZone: string, language: Language): string {
  const time = format('time', timeZone, language);
  return `${time.format(startsAt)}–${time.format(endsAt)}`;
}
