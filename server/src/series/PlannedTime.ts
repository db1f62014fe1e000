import type { Blocker, DatedLesson } from '@pluriclasse/shared/calendar/answer';
import {
  checkLesson,
  findAlternatives,
  wishOfLesson,
  type AgreedLesson,
} from '@pluriclasse/shared/calendar/checkLesson';
import { toIsoDay, toWallTime, weekdayOf } from '@pluriclasse/shared/calendar/days';
import { describeLessons } from '@pluriclasse/shared/calendar/describe';
import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import type { Wish } from '@pluriclasse/shared/calendar/wish';
import { bareBlocker, WishTime, type DateLook } from '@pluriclasse/shared/calendar/WishTime';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import { alternativeCount, alternativeDays, moveNotice } from '@pluriclasse/shared/domain/lessonChanges';
import { alwaysAgreed, type IsAgreed } from './agreedDays.ts';

const HOUR = 3_600_000;

export interface Refused {
  readonly startsAt: number;
  readonly blockers: Blocker[];
}

/** Schools' time as it is known at one moment, asked about lessons of a wish. */
export class PlannedTime {
  readonly #years: readonly SchoolYear[];
  readonly #now: number;
  readonly #isAgreed: IsAgreed;

  /** @param isAgreed left out where an agreement is not asked: while people still decide, and of what is made by hand */
  constructor(calendars: readonly SchoolCalendar[], now: number, isAgreed: IsAgreed = alwaysAgreed) {
    this.#years = calendars.map((school) => new SchoolYear(untitled(school)));
    this.#now = now;
    this.#isAgreed = isAgreed;
  }

  /** Which of these starts hold by the wish, its notice counted, written out with one teacher and room as far as can be. */
  evaluate(wish: Wish, starts: readonly number[]): { held: DatedLesson[]; refused: Refused[] } {
    const time = new WishTime(this.#years, wish, { now: this.#now });
    const looks = starts.map((startsAt) => lookAt(time, startsAt));
    const refused = starts.flatMap((startsAt, n) =>
      looks[n] ? [] : [{ startsAt, blockers: orClocks(time.explain(startsAt), wish) }],
    );
    return { held: describeLessons(time, looks), refused };
  }

  /** A lesson that was agreed, as it would take place now, with those who are to lead it; or what stands against it. */
  check(wish: Wish, lesson: AgreedLesson): { held: DatedLesson } | { blockers: Blocker[] } {
    const result = this.#look(wish, lesson);
    if (this.#isAgreed(lesson.startsAt)) return result;
    const agreement = bareBlocker('agreement', wish.sites[0]?.schoolId ?? '');
    return { blockers: [agreement, ...('held' in result ? [] : result.blockers)] };
  }

  #look(wish: Wish, lesson: AgreedLesson): { held: DatedLesson } | { blockers: Blocker[] } {
    const gone = this.#gone(wish, lesson);
    if (gone.length > 0) return { blockers: gone };
    const time = new WishTime(this.#years, wishOfLesson(wish, lesson), { now: -Infinity });
    const look = lookAt(time, lesson.startsAt);
    const [held] = look ? describeLessons(time, [look]) : [];
    return held ? { held } : { blockers: orClocks(checkLesson(this.#years, wish, lesson), wish) };
  }

  /** The same lesson at another hour: with those who lead it if they can, else with whoever can. */
  place(wish: Wish, lesson: AgreedLesson, startsAt: number): { held: DatedLesson } | { blockers: Blocker[] } {
    const same = this.check(wish, { ...lesson, startsAt });
    return 'held' in same ? same : this.check(wish, { startsAt });
  }

  /** The next hours within two weeks that hold and can be moved to at once. `taken`: other lessons of its series. */
  alternatives(
    wish: Wish,
    lesson: AgreedLesson,
    taken: readonly number[],
    count: number = alternativeCount,
  ): { startsAt: number; endsAt: number }[] {
    const zone =
      this.#years.find(({ school }) => school.schoolId === wish.sites[0]?.schoolId)?.school.timeZone ?? 'UTC';
    const { day, minute } = toWall(lesson.startsAt, zone);
    const today = toWall(this.#now, zone).day;
    const soon = { ...wish, noticeHours: Math.ceil(moveNotice / HOUR) };
    const look = (of: Wish, from: number, to: number) => {
      const span = { from: toIsoDay(from), to: toIsoDay(to) };
      return findAlternatives(this.#years, of, lesson, { now: this.#now, count, taken, order: 'soonest', ...span });
    };
    // Of its own day an hour that does not overlap it, and lies behind it; to begin five minutes later is no other hour.
    const itself = { start: toWallTime(minute), end: toWallTime(Math.min(1440, minute + wish.minutes)) };
    const forbidden = { schoolId: wish.sites[0]?.schoolId ?? null, weekdays: [weekdayOf(day)], ...itself, why: null };
    const sameDay = day < today ? [] : look({ ...soon, forbidden: [...soon.forbidden, forbidden] }, day, day);
    const behind = sameDay.filter(({ startsAt }) => startsAt > lesson.startsAt);
    const later = look(soon, Math.max(day + 1, today), day + alternativeDays);
    const agreed = [...behind, ...later].filter(({ startsAt }) => this.#isAgreed(startsAt));
    return agreed.slice(0, count).map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
  }

  /** Classes, and people named for it, that the schools no longer have: the search takes unknown ones for free. */
  #gone(wish: Wish, { sites = [] }: AgreedLesson): Blocker[] {
    return wish.sites.flatMap(({ schoolId, classGroupIds }) => {
      const school = this.#years.find((year) => year.school.schoolId === schoolId)?.school;
      const named = sites.find((one) => one.schoolId === schoolId)?.staffIds ?? [];
      const classes = new Set(school?.classGroups.map((one) => one.classGroupId));
      const staff = new Set(school?.staff.map((one) => one.staffId));
      const noClass = classGroupIds.filter((id) => !classes.has(id));
      const noStaff = named.filter((id) => !staff.has(id));
      return [
        ...noClass.map((classGroupId) => ({ ...bareBlocker('not-there', schoolId), classGroupId })),
        ...noStaff.map((staffId) => ({ ...bareBlocker('teacher-away', schoolId), staffId })),
      ];
    });
  }
}

/** Where nothing else stands against a lesson that can't be looked at, the clocks do: what is refused has a reason. */
const orClocks = (blockers: Blocker[], { sites }: Wish): Blocker[] =>
  blockers.length > 0 ? blockers : [bareBlocker('clocks', sites[0]?.schoolId ?? '')];

/** What is found here is told to all schools of the lesson: that a time is taken will do, whatever for. */
const untitled = (school: SchoolCalendar): SchoolCalendar => ({
  ...school,
  bookings: school.bookings.map((one) => ({ ...one, title: '' })),
});

function lookAt(time: WishTime, startsAt: number): DateLook | null {
  const zone = time.years[0]?.school.timeZone ?? 'UTC';
  const { day, minute } = toWall(startsAt, zone);
  const look = time.look(time.clocks(zone), day, minute);
  // Of an hour that comes twice only the first is looked at; seconds belong to no hour.
  return look?.startsAt === startsAt ? look : null;
}
