/** Common weeks and lessons of real regions in the school year 2025/26. Run by itself it prints the table. */
import { toDayNumber, weekdayOf } from '@pluriclasse/shared/calendar/days';
import { findHours } from '@pluriclasse/shared/calendar/findHours';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { makeBells, makePeriods, makeSchool, makeSite, makeWish } from '@pluriclasse/shared/calendar/testing/build';
import { evaluatePattern } from '@pluriclasse/shared/calendar/testing/evaluatePattern';
import { hasSharedData } from '../server/sharedData.ts';
import { openHolidays } from './openHolidays.ts';

/** Last days of lessons, where the files name them; else the summer holidays end the year. */
const regions = {
  Liguria: {
    zone: 'Europe/Rome',
    until: '2026-06-11',
    of: ['it', 'LI', ['holidays.public.csv', 'holidays.school.csv']],
  },
  Cluj: { zone: 'Europe/Bucharest', until: null, of: ['ro', 'CJ', ['holidays.public.csv', 'holidays.school.csv']] },
  'zone B': { zone: 'Europe/Paris', until: null, of: ['fr', 'ZB', ['holidays.public.csv', 'holidays.school.csv']] },
  Aragón: {
    zone: 'Europe/Madrid',
    until: '2026-06-19',
    of: ['es', 'AR', ['holidays.public.csv', 'holidays.school.ar.csv']],
  },
} as const;
export type Region = keyof typeof regions;

export interface Figures {
  readonly region: Region;
  /** Weeks with a day on which both keep school. */
  readonly weeks: number;
  /** Days on which both do, from Monday to Friday. */
  readonly days: number;
  /** Lessons of a fixed weekday, from Monday to Friday. */
  readonly fixed: readonly number[];
  /** The best fixed weekday with the dates that fail moved within their week. */
  readonly moved: number;
}

const year = { from: '2025-09-01', to: '2026-07-31' };
const periods = makePeriods('09:00-10:00', '10:00-11:00', '11:00-12:00', '12:00-13:00');

function makeRegion(region: Region): SchoolYear {
  const { zone, until, of } = regions[region];
  const [country, name, files] = of;
  return new SchoolYear(
    makeSchool({
      schoolId: region,
      timeZone: zone,
      bells: [makeBells({ periods })],
      closures: openHolidays(country, name, files),
      known: { from: null, to: until },
    }),
  );
}

export function figuresOf(region: Region): Figures {
  const years = [makeRegion('Liguria'), makeRegion(region)];
  const wish = makeWish({ ...year, sites: [makeSite('Liguria'), makeSite(region)] });
  const options = { now: 0 };
  const best = findHours(years, wish, options).patterns[0];
  const fixed = [1, 2, 3, 4, 5].map((weekday) => {
    const spec = { timeZone: 'Europe/Rome', slots: [{ weekday, start: 600 }], phase: 0 };
    return evaluatePattern(years, wish, spec, options).lessons.length;
  });
  const moves = best?.relaxations.find(({ what }) => what.kind === 'other-hours');
  const weeks = new Set<number>();
  let days = 0;
  for (let day = toDayNumber(year.from); day <= toDayNumber(year.to); day++) {
    if (!years.every((one) => one.day(day).open && one.day(day).known)) continue;
    days++;
    weeks.add(day - weekdayOf(day));
  }
  return { region, weeks: weeks.size, days, fixed, moved: (best?.lessons.length ?? 0) + (moves?.gain ?? 0) };
}

if (process.argv[1] === import.meta.filename && hasSharedData) {
  console.table(
    (['Cluj', 'zone B', 'Aragón'] as const).map(figuresOf).map(({ region, weeks, days, fixed, moved }) => {
      const [Mon, Tue, Wed, Thu, Fri] = fixed;
      return { 'Liguria with': region, weeks, days, Mon, Tue, Wed, Thu, Fri, 'moved within the week': moved };
    }),
  );
}
