import type { Period, SchoolCalendar, TimetableEntry } from '../../model.ts';
import { weights } from '../../weights.ts';
import type { Wish } from '../../wish.ts';
import { toInstant } from '../../zones.ts';
import {
  classesCan,
  entriesAt,
  isBooked,
  isOwn,
  isoOf,
  minuteOf,
  numberOf,
  orderOfTeachers,
  ownTeachers,
  periodAt,
  roomCan,
  roomsOf,
  said,
  teacherCan,
  teachersOf,
  wallAt,
  weekdayIn,
  within,
  type Facts,
  type Suppose,
} from './facts.ts';

const MINUTE = 60_000;

/** What the oracle knows of one lesson at one school. */
interface SiteLesson {
  readonly iso: string;
  readonly start: number;
  readonly cost: number;
  readonly lost: number;
  readonly displaced: readonly string[];
  readonly teachers: readonly { readonly staffId: string; readonly wish: number }[];
  readonly rooms: readonly string[] | null;
}
export interface OracleLesson {
  readonly startsAt: number;
  readonly day: number;
  readonly sites: readonly SiteLesson[];
}
export interface OraclePattern {
  readonly zone: string;
  readonly slots: readonly { readonly weekday: number; readonly minute: number }[];
  readonly phase: number;
}
export interface OracleSeries {
  readonly lessons: readonly OracleLesson[];
  readonly dates: number;
  readonly value: number;
}

/** The same questions that the search answers, answered by trying every minute of every hour. */
export class Oracle {
  readonly #schools: readonly SchoolCalendar[];
  readonly #wish: Wish;
  readonly #now: number;
  readonly #facts: readonly Facts[];
  readonly #lessons = new Map<number, OracleLesson | null>();
  readonly #can: readonly Map<number, boolean>[];
  readonly #named = new Map<string, string[]>();

  constructor(schools: readonly SchoolCalendar[], wish: Wish, now: number, suppose: Suppose = {}) {
    this.#schools = schools;
    this.#wish = wish;
    this.#now = now;
    this.#facts = wish.sites.map((site) => {
      const school = schools.find(({ schoolId }) => schoolId === site.schoolId);
      if (school === undefined) throw new Error('no such school');
      return { school, wish, site, suppose };
    });
    this.#can = wish.sites.map(() => new Map<number, boolean>());
  }

  /** The best of all patterns; null when none holds even once, undefined when there are too many to try. */
  best(): OracleSeries | null | undefined {
    let best: OracleSeries | null = null;
    for (const zone of new Set(this.#facts.map(({ school }) => school.timeZone))) {
      const slots = this.#slots(zone);
      for (let phase = 0; phase < this.#wish.cadence.everyWeeks; phase++) {
        const holding = slots.filter((slot) => this.#dates({ zone, slots: [slot], phase }).lessons.length > 0);
        const choices = combinations(holding, this.#wish.cadence.perWeek);
        if (choices === undefined) return undefined;
        for (const choice of choices) {
          const series = this.series({ zone, slots: choice, phase });
          if (
            best === null ||
            series.value > best.value ||
            (series.value === best.value && series.lessons.length > best.lessons.length)
          ) {
            best = series;
          }
        }
      }
    }
    return best;
  }

  /** Every five minutes of every weekday, and whenever a period begins somewhere. */
  #slots(zone: string) {
    const minutes = new Set<number>();
    for (let minute = 0; minute < 1440; minute += 5) minutes.add(minute);
    for (let day = numberOf(this.#wish.from); day <= numberOf(this.#wish.to); day++) {
      for (const { timeZone, bells } of this.#schools) {
        for (const { start } of bells.flatMap(({ periods }) => periods)) {
          const instant = toInstant(day, Number(start.slice(0, 2)) * 60 + Number(start.slice(3)), timeZone);
          if (instant !== undefined) minutes.add(wallAt(instant, zone).minute);
        }
      }
    }
    return [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [...minutes].map((minute) => ({ weekday, minute })));
  }

  series(pattern: OraclePattern): OracleSeries {
    const { lessons, dates } = this.#dates(pattern);
    return { lessons, dates, value: this.#value(lessons) };
  }

  #dates({ zone, slots, phase }: OraclePattern) {
    const { from, to, cadence } = this.#wish;
    const firstMonday = numberOf(from) - weekdayIn(from) + 1;
    const lessons: OracleLesson[] = [];
    let dates = 0;
    for (let day = numberOf(from); day <= numberOf(to); day++) {
      if (Math.floor((day - firstMonday) / 7) % cadence.everyWeeks !== phase) continue;
      for (const { weekday, minute } of slots) {
        if (weekdayIn(isoOf(day)) !== weekday) continue;
        dates++;
        const instant = toInstant(day, minute, zone);
        const lesson = instant === undefined ? null : this.lesson(instant);
        if (lesson) lessons.push({ ...lesson, day });
      }
    }
    return { lessons, dates };
  }

  lesson(startsAt: number): OracleLesson | null {
    let known = this.#lessons.get(startsAt);
    if (known === undefined) this.#lessons.set(startsAt, (known = this.#tryLesson(startsAt)));
    return known;
  }

  #tryLesson(startsAt: number): OracleLesson | null {
    if (startsAt < this.#now + this.#wish.noticeHours * 3_600_000) return null;
    const sites: SiteLesson[] = [];
    for (const place of this.#facts.keys()) {
      const site = this.#trySite(place, startsAt);
      if (site === null) return null;
      sites.push(site);
    }
    return { startsAt, day: 0, sites };
  }

  #trySite(place: number, startsAt: number): SiteLesson | null {
    const facts = this.#facts[place];
    if (facts === undefined) return null;
    const { school, site, wish } = facts;
    if (!this.#classesCan(place, facts, startsAt)) return null;
    const first = wallAt(startsAt, school.timeZone);
    const displaced = new Map<string, TimetableEntry>();
    const touched = new Map<Period, number>();
    let taught = 0;
    for (let minute = 0; minute < wish.minutes; minute++) {
      const instant = startsAt + minute * MINUTE;
      const wall = wallAt(instant, school.timeZone);
      if (wall.iso !== first.iso || wall.minute !== first.minute + minute) return null;
      if (!this.#classesCan(place, facts, instant)) return null;
      for (const entry of entriesAt(facts, wall.iso, wall.minute)) {
        if (entry.classGroupIds.some((id) => site.classGroupIds.includes(id))) displaced.set(entry.entryId, entry);
      }
      const period = periodAt(facts, wall.iso, wall.minute);
      if (period === undefined) continue;
      taught++;
      touched.set(period, (touched.get(period) ?? 0) + 1);
    }
    if (taught === 0) return null;

    const asked: { iso: string; minute: number; instant: number }[] = [];
    for (let minute = -wish.bufferBefore; minute < wish.minutes + wish.bufferAfter; minute++) {
      const instant = startsAt + minute * MINUTE;
      asked.push({ ...wallAt(instant, school.timeZone), instant });
    }
    const named = this.#teachers(place, facts, first.iso);
    const able = named.filter((staffId) =>
      asked.every(({ iso, minute, instant }) => teacherCan(facts, staffId, iso, minute, instant)),
    );
    const somebody = ownTeachers(facts, first.iso).length > 0;
    if (somebody && able.length < site.teachersNeeded) return null;
    const rooms = roomsOf(facts)?.filter((roomId) =>
      asked.every(({ iso, minute, instant }) => roomCan(facts, roomId, iso, minute, instant)),
    );
    if (rooms?.length === 0) return null;

    const torn = [...touched].reduce(
      (sum, [{ start, end }, minutes]) => sum + minuteOf(end) - minuteOf(start) - minutes,
      0,
    );
    const wished = wish.preferred.filter(({ schoolId }) => schoolId === null || schoolId === school.schoolId);
    const last = first.minute + wish.minutes - 1;
    const isPreferred = wished.some(
      (hours) => hours.weekdays.includes(weekdayIn(first.iso)) && within(hours, first.minute) && within(hours, last),
    );
    const lost = [...displaced.values()].filter(({ subject }) => !isOwn(subject)).length;
    return {
      iso: first.iso,
      start: first.minute,
      lost,
      displaced: [...displaced.keys()],
      cost:
        torn * weights.tornMinute +
        (wish.minutes - taught) * weights.breakMinute +
        lost * weights.displaced +
        (wished.length > 0 && !isPreferred ? weights.notPreferred : 0),
      teachers: somebody
        ? able.map((staffId) => ({ staffId, wish: this.#wishOf(facts, staffId, first.iso, first.minute) }))
        : [],
      rooms: rooms ?? null,
    };
  }

  #wishOf(facts: Facts, staffId: string, iso: string, start: number): number {
    const all = Array.from({ length: this.#wish.minutes }, (_, minute) => start + minute);
    let sum = 0;
    if (said(facts, staffId, 'rather-not', iso).some((hours) => all.some((minute) => within(hours, minute))))
      sum += weights.ratherNot;
    if (said(facts, staffId, 'gladly', iso).some((hours) => all.every((minute) => within(hours, minute))))
      sum += weights.gladly;
    return sum;
  }

  /** Whether the classes of a site can at one minute. */
  #classesCan(place: number, facts: Facts, instant: number): boolean {
    const known = this.#can[place]?.get(instant);
    if (known !== undefined) return known;
    const { iso, minute } = wallAt(instant, facts.school.timeZone);
    const can =
      classesCan(facts, iso, minute) &&
      !facts.site.classGroupIds.some((id) => isBooked(facts, instant, 'classGroupIds', id));
    this.#can[place]?.set(instant, can);
    return can;
  }

  #teachers(place: number, facts: Facts, iso: string): string[] {
    const key = `${place} ${iso}`;
    let known = this.#named.get(key);
    if (known === undefined) this.#named.set(key, (known = teachersOf(facts, iso)));
    return known;
  }

  /** Who leads each lesson of a series at a school. */
  leaders(lessons: readonly OracleLesson[], place: number): string[][] {
    const needed = this.#facts[place]?.site.teachersNeeded ?? 0;
    const own = lessons.map(({ sites }) => sites[place]?.teachers ?? []);
    const names = this.#facts.flatMap((facts, at) =>
      at === place ? [...new Set([...orderOfTeachers(facts), ...own.flat().map(({ staffId }) => staffId)])] : [],
    );
    const marks = (staffId: string) => own.flat().filter((one) => one.staffId === staffId);
    const counts = new Map(
      names.map((staffId) => {
        const wishes = marks(staffId).map(({ wish }) => wish);
        return [staffId, [-wishes.length, wishes.filter((of) => of > 0).length, -wishes.filter((of) => of < 0).length]];
      }),
    );
    const order = names.toSorted((a, b) => {
      const [one, other] = [counts.get(a) ?? [], counts.get(b) ?? []];
      const at = one.findIndex((count, of) => count !== other[of]);
      return at === -1 ? names.indexOf(a) - names.indexOf(b) : (one[at] ?? 0) - (other[at] ?? 0);
    });
    return own.map((able) => order.filter((staffId) => able.some((one) => one.staffId === staffId)).slice(0, needed));
  }

  #value(lessons: readonly OracleLesson[]): number {
    let value = lessons.length * weights.lesson * this.#facts.length;
    const lost = this.#facts.map(() => 0);
    this.#facts.forEach((_, place) => {
      const leaders = this.leaders(lessons, place);
      lessons.forEach(({ sites }, at) => {
        const site = sites[place];
        if (site === undefined) return;
        value -= site.cost;
        lost[place] = (lost[place] ?? 0) + site.lost;
        for (const staffId of leaders[at] ?? []) {
          value -= site.teachers.find((one) => one.staffId === staffId)?.wish ?? 0;
        }
      });
    });
    value -= (Math.max(...lost) - Math.min(...lost)) * weights.unfairness;
    for (const [at, { day }] of lessons.entries()) {
      const before = lessons[at - 1];
      if (before === undefined) continue;
      const turns = Math.round((day - before.day) / (7 * this.#wish.cadence.everyWeeks)) - 1;
      if (turns > 0) value -= weights.gap * Math.min(turns, weights.gapTurns) ** 2;
    }
    return value;
  }
}

const MOST_CHOICES = 2000;

/** Every choice of so many slots of different weekdays, in order of the week. */
function combinations<T extends { weekday: number }>(slots: readonly T[], count: number): T[][] | undefined {
  let choices: T[][] = [[]];
  for (let more = 0; more < count; more++) {
    choices = choices.flatMap((choice) =>
      slots.filter(({ weekday }) => weekday > (choice.at(-1)?.weekday ?? 0)).map((slot) => [...choice, slot]),
    );
    if (choices.length > MOST_CHOICES) return undefined;
  }
  return choices;
}
