import { toDayNumber, toMinute, weekdayOf, type DayNumber, type Minute } from '@pluriclasse/shared/calendar/days';
import type { Period, SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import type { ReadLesson } from '../formats/reading.ts';

/** Minutes by which a lesson may begin or end apart from the bells and still mean them. */
const NEAR = 10;
/** Weeks to look for a day on which bells ring. */
const AHEAD = 60;

interface Slot {
  readonly number: number;
  readonly start: Minute;
  readonly end: Minute;
}
export interface Placed {
  readonly periods: readonly number[];
  /** Whether it begins and ends with the bells, give or take ten minutes. */
  readonly exact: boolean;
}

type SlotsOn = (weekday: number, day: DayNumber | undefined) => readonly Slot[];

/** Finds the periods of hours, by one set of bells. */
export class Bells {
  readonly #slotsOn: SlotsOn;

  private constructor(slotsOn: SlotsOn) {
    this.#slotsOn = slotsOn;
  }

  /** Bells that ring alike on every day. */
  static of(periods: readonly Period[]): Bells {
    const slots = periods.map(({ number, start, end }) => ({ number, start: toMinute(start), end: toMinute(end) }));
    return new Bells(() => slots);
  }

  /** The school's, as they ring on a lesson's first day, else on the next such weekday from a day on. */
  static ofSchool(calendar: SchoolCalendar, from: DayNumber): Bells {
    const year = new SchoolYear(calendar);
    const usual = new Map<number, readonly Slot[]>();
    return new Bells((weekday, day) => {
      if (day !== undefined && year.day(day).periods.length > 0) return year.day(day).periods;
      let slots = usual.get(weekday);
      if (slots === undefined) {
        const first = from + ((weekday - weekdayOf(from) + 7) % 7);
        const days = Array.from({ length: AHEAD }, (_, week) => year.day(first + week * 7));
        slots = days.find(({ periods, open }) => open && periods.length > 0)?.periods ?? [];
        usual.set(weekday, slots);
      }
      return slots;
    });
  }

  ringOn(weekday: number): boolean {
    return this.#slotsOn(weekday, undefined).length > 0;
  }

  has(weekday: number, period: number, day?: DayNumber): boolean {
    return this.#slotsOn(weekday, day).some(({ number }) => number === period);
  }

  /** The periods of which a lesson takes the greater part; none: it lies beside them. */
  place({ weekday, hours, dates }: ReadLesson): Placed {
    if (hours === null) return { periods: [], exact: false };
    const taken = this.#slotsOn(weekday, dates?.[0]).filter(({ start, end }) => {
      const overlap = Math.min(end, hours.end) - Math.max(start, hours.start);
      return overlap * 2 > end - start;
    });
    const [first, last] = [taken[0], taken.at(-1)];
    const exact =
      first !== undefined &&
      last !== undefined &&
      Math.abs(first.start - hours.start) <= NEAR &&
      Math.abs(last.end - hours.end) <= NEAR;
    return { periods: taken.map(({ number }) => number), exact };
  }
}

/** A day of a choice, or nothing. */
export const dayOr = (day: string | null, otherwise: DayNumber): DayNumber =>
  day === null ? otherwise : toDayNumber(day);
