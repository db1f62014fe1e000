import { toWallTime } from '@pluriclasse/shared/calendar/days';
import type { BellSchedule } from '@pluriclasse/shared/calendar/model';
import { toWall } from '@pluriclasse/shared/calendar/zones';

const HOURS = 14;
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A school's week, seven days of it, in which English is given in the one hour that begins at an instant. */
export interface Week {
  readonly bells: Omit<BellSchedule, 'bellScheduleId'>;
  /** The weekly hours as a table, as a school would save them from its spreadsheet. */
  readonly table: string;
}

/** @param instant a full minute in the late morning of the zone */
export function weekAround(instant: number, zone: string, className: string, teacher: string): Week {
  const { minute } = toWall(instant, zone);
  const english = 5;
  const first = minute - (english - 1) * 60;
  const periods = Array.from({ length: HOURS }, (_, n) => ({
    number: n + 1,
    start: toWallTime(first + n * 60),
    end: toWallTime(first + n * 60 + 50),
  }));
  const rows = days.flatMap((day) =>
    periods.map(({ number }) => [className, day, number, number === english ? 'English' : 'Maths', teacher].join(';')),
  );
  return {
    bells: { name: 'Every day', periods, weekdays: [1, 2, 3, 4, 5, 6, 7], days: [], from: null, to: null },
    table: ['Class;Day;Hour;Subject;Teacher', ...rows, ''].join('\n'),
  };
}
