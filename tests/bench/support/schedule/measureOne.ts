import { findHours } from '@pluriclasse/shared/calendar/findHours';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { median, percentile, type Figure } from '../statistics.ts';
import { cpuOf } from './cpu.ts';
import { inventNetwork } from './inventNetwork.ts';

const WISHES = 24;

/** One twinning of five schools over a school year, from calendars of which nothing is worked out yet: processor time. */
export function measureOne({ rounds }: { rounds: number }): Figure[] {
  const request = inventNetwork({ seed: 5, schools: 40, wishes: WISHES, sites: [5, 5] });
  const times: number[] = [];
  let lessons = 0;
  for (let round = 0; round < rounds; round++) {
    for (const wish of request.wishes) {
      const schools = request.schools.filter(({ schoolId }) => wish.sites.some((site) => site.schoolId === schoolId));
      const { result, ms } = cpuOf(() => {
        const years = schools.map((school) => new SchoolYear(school));
        return findHours(years, wish, { now: request.now });
      });
      times.push(ms);
      if (round === 0) lessons += result.patterns[0]?.lessons.length ?? 0;
    }
  }
  const usual = median(times);
  return [
    {
      name: `one twinning of 5 schools over a year, median of ${times.length}`,
      value: usual,
      unit: 'CPU ms',
      goal: '≤ 50 ms',
      holds: usual <= 50,
    },
    { name: 'the same, p95', value: percentile(times, 0.95), unit: 'CPU ms' },
    { name: 'the same, the first in the process', value: times[0]!, unit: 'CPU ms' },
    { name: 'lessons of the best hour found, on average', value: lessons / WISHES, unit: '' },
  ];
}
