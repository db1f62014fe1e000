import { toMinute, weekdayOf, type DayNumber, type Minute, type Weekday } from './days.ts';
import type { Clocks } from './clocks.ts';
import type { DateLook, WishTime } from './WishTime.ts';

const MINUTES_A_DAY = 1440;
const GRID_MINUTES = 5;

/** One hour of one weekday on all its dates: a lesson, or null where somebody can't. */
export interface Column {
  readonly weekday: Weekday;
  readonly start: Minute;
  readonly looks: readonly (DateLook | null)[];
}

/** All hours of a weekday that hold at least once. */
export interface WeekdayColumns {
  readonly weekday: Weekday;
  readonly days: readonly DayNumber[];
  /** In order of their hours. */
  readonly columns: readonly Column[];
}

/** Looks at every hour of every weekday by the clocks of one zone: all of a five-minute grid, and when periods begin. */
export function findColumns(time: WishTime, clocks: Clocks): { weekdays: WeekdayColumns[]; tried: number } {
  const starts = new StartsByDay(time, clocks);
  const weekdays: WeekdayColumns[] = [];
  let tried = 0;
  for (let weekday = 1; weekday <= 7; weekday++) {
    const first = time.from + ((weekday - weekdayOf(time.from) + 7) % 7);
    const days: DayNumber[] = [];
    for (let day = first; day <= time.to; day += 7) days.push(day);
    const looks = new Map<Minute, (DateLook | null)[]>();
    const asked = new Set<readonly Minute[]>();
    days.forEach((day, place) => {
      const ofDay = starts.on(day);
      asked.add(ofDay);
      for (const { start, look } of time.held(clocks, day, ofDay)) {
        let column = looks.get(start);
        if (column === undefined) looks.set(start, (column = Array.from({ length: days.length }, () => null)));
        column[place] = look;
      }
    });
    tried += new Set([...asked].flat()).size;
    const columns = [...looks]
      .map(([start, of]) => ({ weekday, start, looks: of }))
      .toSorted((a, b) => a.start - b.start);
    weekdays.push({ weekday, days, columns });
  }
  return { weekdays, tried };
}

/** At which minutes it is worth to look, day by day: while bells ring at all schools. */
class StartsByDay {
  readonly #time: WishTime;
  readonly #clocks: Clocks;
  readonly #byShift = new Map<string, readonly Minute[]>();
  #all: readonly Minute[] | undefined;

  constructor(time: WishTime, clocks: Clocks) {
    this.#time = time;
    this.#clocks = clocks;
  }

  on(day: DayNumber): readonly Minute[] {
    this.#all ??= this.#every();
    const ahead = this.#clocks.ahead(day);
    // Near a change of clocks no hour is left out: such days are few.
    if (ahead === null) return this.#all;
    const key = ahead.join(' ');
    let known = this.#byShift.get(key);
    if (known === undefined) this.#byShift.set(key, (known = this.#within(this.#all, ahead)));
    return known;
  }

  #within(starts: readonly Minute[], ahead: readonly number[]): Minute[] {
    const { years, wish } = this.#time;
    const rings = years.map(({ school }) => {
      const periods = school.bells.flatMap((bells) => bells.periods);
      return {
        first: Math.min(...periods.map(({ start }) => toMinute(start)), MINUTES_A_DAY),
        last: Math.max(...periods.map(({ end }) => toMinute(end)), 0) - wish.minutes,
      };
    });
    return starts.filter((start) =>
      rings.every(({ first, last }, place) => {
        const local = onClock(start + (ahead[place] ?? 0));
        return first <= local && local <= last;
      }),
    );
  }

  /** The grid, and when periods begin at some school at some time of the year. */
  #every(): Minute[] {
    const found = new Set<Minute>();
    for (let minute = 0; minute < MINUTES_A_DAY; minute += GRID_MINUTES) found.add(minute);
    const aheads = this.#aheads();
    this.#time.years.forEach(({ school }, place) => {
      const begins = new Set(school.bells.flatMap(({ periods }) => periods.map(({ start }) => toMinute(start))));
      for (const begin of begins) for (const ahead of aheads) found.add(onClock(begin - (ahead[place] ?? 0)));
    });
    return [...found].toSorted((a, b) => a - b);
  }

  #aheads(): (readonly number[])[] {
    const found = new Map<string, readonly number[]>();
    for (let day = this.#time.from; day <= this.#time.to; day++) {
      const ahead = this.#clocks.ahead(day);
      if (ahead !== null) found.set(ahead.join(' '), ahead);
    }
    return [...found.values()];
  }
}

const onClock = (minute: number): Minute => ((minute % MINUTES_A_DAY) + MINUTES_A_DAY) % MINUTES_A_DAY;
