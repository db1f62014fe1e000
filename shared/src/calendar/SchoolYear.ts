import { mondayOf, toDayNumber, toMinute, weekdayOf, type DayNumber, type Minute, type Weekday } from './days.ts';
import type { BellSchedule, Closure, SchoolCalendar, TimetableEntry } from './model.ts';
import { indexEntries, type DatedEntry, type EntryIndex } from './entries.ts';
import { holds, spanOf, type DaySpan } from './span.ts';

/** A period by the clocks of one day. */
export interface PeriodOfDay {
  readonly number: number;
  readonly start: Minute;
  readonly end: Minute;
}

/** What a school does on one day. */
export interface SchoolDay {
  readonly day: DayNumber;
  readonly weekday: Weekday;
  /** The name that the week has in the week pattern; null without one. */
  readonly week: string | null;
  /** Whether it lies within the days for which closures are known. */
  readonly known: boolean;
  /** Whether school is kept at all: a school's weekday that no closure takes whole. */
  readonly open: boolean;
  /** The closure that takes the whole day from the whole school. */
  readonly shut: Closure | null;
  /** All closures that touch the day, also those of single classes and of some hours. */
  readonly closures: readonly Closure[];
  /** Null: no bells ring. */
  readonly bells: BellSchedule | null;
  readonly periods: readonly PeriodOfDay[];
}

/** An entry of the timetable as it takes place on a day. */
export interface EntryOfDay {
  readonly entry: TimetableEntry;
  readonly start: Minute;
  readonly end: Minute;
}

/** A school's calendar, made ready to be asked what happens on a day. Days are worked out once, when first asked for. */
export class SchoolYear {
  readonly school: SchoolCalendar;
  readonly #days = new Map<DayNumber, SchoolDay>();
  readonly #known: DaySpan;
  readonly #weekdays: ReadonlySet<Weekday>;
  readonly #closures: readonly { readonly closure: Closure; readonly span: DaySpan }[];
  readonly #bells: readonly {
    readonly bells: BellSchedule;
    readonly span: DaySpan;
    readonly days: ReadonlySet<DayNumber>;
  }[];
  #index: EntryIndex | undefined;
  /** Place in the week pattern of weeks already counted, by their Monday. */
  readonly #turns = new Map<DayNumber, number>();

  constructor(school: SchoolCalendar) {
    this.school = school;
    this.#known = spanOf(school.known);
    this.#weekdays = new Set(school.weekdays);
    this.#closures = school.closures.map((closure) => ({ closure, span: spanOf(closure) }));
    this.#bells = school.bells.map((bells) => ({
      bells,
      span: spanOf(bells),
      days: new Set(bells.days.map(toDayNumber)),
    }));
  }

  day(day: DayNumber): SchoolDay {
    let known = this.#days.get(day);
    if (known === undefined) this.#days.set(day, (known = this.#workOut(day)));
    return known;
  }

  /** Entries by whom and what they claim. */
  get index(): EntryIndex {
    return (this.#index ??= indexEntries(this.school));
  }

  /** What the timetable has on that day, closed or not; an entry whose period does not ring that day is left out. */
  entries(day: DayNumber): EntryOfDay[] {
    const known = this.day(day);
    return (this.index.byWeekday.get(known.weekday) ?? []).flatMap((dated) => entryOn(dated, known) ?? []);
  }

  #workOut(day: DayNumber): SchoolDay {
    const weekday = weekdayOf(day);
    const closures = this.#closuresOn(day);
    const shut = closures.find(takesAll) ?? null;
    const bells = this.#bellsOn(day, weekday);
    const periods = (bells?.periods ?? []).map(({ number, start, end }) => ({
      number,
      start: toMinute(start),
      end: toMinute(end),
    }));
    return {
      day,
      weekday,
      week: this.#weekOf(day),
      known: holds(this.#known, day),
      open: this.#weekdays.has(weekday) && shut === null,
      shut,
      closures,
      bells,
      periods,
    };
  }

  #closuresOn(day: DayNumber): Closure[] {
    return this.#closures.filter(({ span }) => holds(span, day)).map(({ closure }) => closure);
  }

  #bellsOn(day: DayNumber, weekday: Weekday): BellSchedule | null {
    const able = this.#bells.filter(
      ({ bells, span, days }) => holds(span, day) && (days.size > 0 ? days.has(day) : bells.weekdays.includes(weekday)),
    );
    const named = able.filter(({ days }) => days.size > 0);
    const found = (named.length > 0 ? named : able).reduce<(typeof able)[number] | undefined>(
      (best, one) => (best === undefined || one.span.from >= best.span.from ? one : best),
      undefined,
    );
    return found?.bells ?? null;
  }

  /** Whether a week has a day on which school is kept. */
  #isKept(monday: DayNumber): boolean {
    for (let day = monday; day < monday + 7; day++) {
      if (this.#weekdays.has(weekdayOf(day)) && !this.#closuresOn(day).some(takesAll)) return true;
    }
    return false;
  }

  #weekOf(day: DayNumber): string | null {
    const pattern = this.school.weekPattern;
    if (pattern === null) return null;
    const count = pattern.names.length;
    const monday = mondayOf(day);
    const anchor = mondayOf(toDayNumber(pattern.anchor));
    const turn = pattern.closuresCount ? (monday - anchor) / 7 : this.#turnOf(monday, anchor);
    return pattern.names[((turn % count) + count) % count] ?? null;
  }

  /** Weeks with school between the anchor's and this one; a week without any has the turn of the next with one. */
  #turnOf(monday: DayNumber, anchor: DayNumber): number {
    if (monday === anchor) return 0;
    const known = this.#turns.get(monday);
    if (known !== undefined) return known;
    // From the nearest counted week on, one by one: years of weeks, not a recursion as deep.
    const step = monday > anchor ? 7 : -7;
    let turn = 0;
    for (let week = anchor; week !== monday; week += step) {
      const next = week + step;
      const counted = this.#turns.get(next);
      if (counted !== undefined) turn = counted;
      else {
        turn += step > 0 ? Number(this.#isKept(week)) : -Number(this.#isKept(next));
        this.#turns.set(next, turn);
      }
    }
    return turn;
  }
}

/** An entry as it takes place on a day; undefined when it does not. */
export function entryOn({ entry, span }: DatedEntry, day: SchoolDay): EntryOfDay | undefined {
  if (entry.weekday !== day.weekday || !holds(span, day.day)) return undefined;
  if (entry.weeks.length > 0 && (day.week === null || !entry.weeks.includes(day.week))) return undefined;
  const period = day.periods.find(({ number }) => number === entry.period);
  return period && { entry, start: period.start, end: period.end };
}

const takesAll = ({ hours, classGroupIds }: Closure): boolean => hours === null && classGroupIds.length === 0;
