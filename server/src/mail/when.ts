import type { Language } from '@pluriclasse/shared/domain/roles';
import en from '../locales/en/mail.json' with { type: 'json' };
import it from '../locales/it/mail.json' with { type: 'json' };
import { createWords, localeOf } from './words.ts';

const words = createWords({ en, it });

/** Somewhere with clocks of its own. */
export interface Place {
  readonly place: string;
  readonly timeZone: string;
}
/** Whoever reads a mail: the language, and the zone of the own school, if there is one. */
export interface Reader {
  readonly language: Language;
  readonly timeZone: string | undefined;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, options]);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(localeOf(language), options);
  formats.set(key, known);
  return known;
}

const longDay = (language: Language, at: number, timeZone: string) =>
  format(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(at).replaceAll(',', '');
const time = (language: Language, at: number, timeZone: string) =>
  format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at);

/**
 * An hour as its reader's clocks show it: `martedì 15 dicembre, 10:25 (a Valea Mică 11:25)`. Places whose clocks show the
 * same are not named. A reader of no school gets the hour of the first place, by its name.
 */
export function sayWhen({ language, timeZone }: Reader, at: number, places: readonly Place[] = []): string {
  const say = words(language);
  const [first] = places;
  const home = timeZone ?? first?.timeZone ?? 'UTC';
  const day = longDay(language, at, home);
  const hour = time(language, at, home);
  const named =
    timeZone === undefined ? say('when.there', { place: first?.place ?? 'UTC', time: `${day}, ${hour}` }) : undefined;
  const seen = new Set([`${day} ${hour}`]);
  const elsewhere = places.flatMap((one) => {
    const [dayThere, hourThere] = [longDay(language, at, one.timeZone), time(language, at, one.timeZone)];
    if (seen.has(`${dayThere} ${hourThere}`)) return [];
    seen.add(`${dayThere} ${hourThere}`);
    return say('when.there', {
      place: one.place,
      time: dayThere === day ? hourThere : `${dayThere}, ${hourThere}`,
    });
  });
  const own = named ?? `${day}, ${hour}`;
  return elsewhere.length === 0 ? own : `${own} (${elsewhere.join(', ')})`;
}

/** A day without an hour, as `15 December 2026`: the same day for everybody. */
export function sayDay(language: Language, day: string): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return format(language, options).format(Date.parse(`${day}T00:00:00Z`));
}
