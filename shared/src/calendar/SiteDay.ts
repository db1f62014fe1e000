import type { Blocker } from './answer.ts';
import { blockerKey, byFinality } from './blockers.ts';
import type { DayBooking } from './bookings.ts';
import type { Minute } from './days.ts';
import {
  obstaclesOf,
  roomTimes,
  teacherTimes,
  teachesOn,
  type Cause,
  type RoomTime,
  type TeacherTime,
} from './dayParts.ts';
import { entryOn, type EntryOfDay, type SchoolDay } from './SchoolYear.ts';
import type { SiteTime } from './SiteTime.ts';
import { buffered, contains, minutesWithin, overlaps, spanOfHours, type MinuteSpan } from './span.ts';
import { isEnglish } from './subjects.ts';
import { weights } from './weights.ts';

export interface SiteDayParts {
  readonly day: SchoolDay;
  readonly bookings: readonly DayBooking[];
  /** A teacher who is asked to come that day after all. */
  readonly asked: string | null;
  /** Somebody who leads that day though he or she does not teach the classes then. */
  readonly extra: string | null;
}

/** A lesson that can begin at an hour of a day, and what it would cost the school, in points. */
export interface Look {
  readonly start: Minute;
  readonly end: Minute;
  /** Sum of what follows; teachers' wishes are not in it, since somebody has to be chosen first. */
  readonly cost: number;
  readonly tornMinutes: number;
  readonly breakMinutes: number;
  readonly notPreferred: boolean;
  /** Hours of other subjects than English that are lost. */
  readonly lost: number;
  readonly displaced: readonly EntryOfDay[];
  readonly periods: readonly number[];
  /** Who can lead, as places in the site's list, and at what cost: points for "rather not" and "gladly". */
  readonly teachers: readonly number[];
  readonly wishes: readonly number[];
  /** Rooms that are free, as places in the site's list. */
  readonly rooms: readonly number[];
}

/** One kind of day at a school, for one wish. */
export class SiteDay {
  readonly #time: SiteTime | null;
  readonly #whole: readonly Blocker[];
  readonly #parts: SiteDayParts | null;
  readonly #looks = new Map<Minute, Look | null>();
  #obstacles: readonly Cause[] = [];
  #entries: readonly EntryOfDay[] = [];
  #teachers: readonly TeacherTime[] = [];
  /** Whether teachers are asked for at all: not where nobody is named and nobody is known to teach these classes then. */
  #needsTeachers = false;
  #rooms: readonly RoomTime[] = [];
  #preferred: readonly MinuteSpan[] | null = null;
  #isReady = false;

  constructor(time: SiteTime | null, parts: SiteDayParts | null, whole: readonly Blocker[] = []) {
    this.#time = time;
    this.#parts = parts;
    this.#whole = whole;
  }

  /** A day that is taken as a whole. */
  static closed(blockers: readonly Blocker[]): SiteDay {
    return new SiteDay(null, null, blockers);
  }

  /** Whether no lesson at all can be, by what is known of the school alone. */
  get isClosed(): boolean {
    return this.#time === null;
  }

  /** From the first bell to the last; null when no lesson at all can be. */
  get rings(): MinuteSpan | null {
    const periods = this.#parts?.day.periods ?? [];
    if (periods.length === 0) return null;
    return {
      start: Math.min(...periods.map(({ start }) => start)),
      end: Math.max(...periods.map(({ end }) => end)),
    };
  }

  /** Whether a lesson of the wish can begin at a minute, and how well; null when it can't. */
  look(start: Minute): Look | null {
    let known = this.#looks.get(start);
    if (known === undefined) this.#looks.set(start, (known = this.#lookAt(start)));
    return known;
  }

  /** All that stands against a lesson which begins at a minute. Empty when it can. */
  explain(start: Minute): Blocker[] {
    const time = this.#time;
    if (time === null) return [...this.#whole];
    this.#prepare(time);
    const { schoolId } = time.year.school;
    const end = start + time.wish.minutes;
    const asked = buffered(time.wish, start);
    const blocker = ({ start: _start, end: _end, ...cause }: Cause): Blocker => ({ schoolId, ...cause });
    const found = this.#obstacles.filter((cause) => overlaps(cause, start, end)).map(blocker);
    const bare = { schoolId, classGroupId: null, staffId: null, roomId: null, entryId: null, name: null };
    if (!this.#touchesPeriod(start, end)) found.push({ kind: 'no-bells', ...bare });
    if (this.#needsTeachers && this.#ableTeachers(asked).length < time.site.teachersNeeded) {
      const causes = this.#teachers.flatMap(({ mayLead, busy }) =>
        mayLead ? busy.filter((cause) => overlaps(cause, asked.start, asked.end)) : [],
      );
      if (causes.length === 0) found.push({ kind: 'teacher-away', ...bare });
      found.push(...causes.map(blocker));
    }
    if (time.rooms !== null && this.#freeRooms(asked).length === 0) {
      const kits = this.#rooms.filter(({ hasKit }) => hasKit);
      if (kits.length === 0) found.push({ kind: 'no-kit', ...bare, roomId: this.#rooms[0]?.roomId ?? null });
      found.push(
        ...kits.flatMap(({ busy }) => busy.filter((cause) => overlaps(cause, asked.start, asked.end))).map(blocker),
      );
    }
    return [...new Map(found.map((one) => [blockerKey(one), one])).values()].toSorted(byFinality);
  }

  #lookAt(start: Minute): Look | null {
    const time = this.#time;
    if (time === null) return null;
    this.#prepare(time);
    const end = start + time.wish.minutes;
    if (this.#obstacles.some((cause) => overlaps(cause, start, end)) || !this.#touchesPeriod(start, end)) return null;
    const asked = buffered(time.wish, start);
    const teachers = this.#needsTeachers ? this.#ableTeachers(asked) : [];
    if (this.#needsTeachers && teachers.length < time.site.teachersNeeded) return null;
    const rooms = this.#freeRooms(asked);
    if (time.rooms !== null && rooms.length === 0) return null;

    const touched = this.#periods.filter((period) => overlaps(period, start, end));
    const taught = touched.reduce((sum, period) => sum + minutesWithin(period, start, end), 0);
    const tornMinutes = touched.reduce((sum, period) => sum + period.end - period.start, 0) - taught;
    const breakMinutes = Math.max(0, end - start - taught);
    const notPreferred = this.#preferred !== null && !this.#preferred.some((span) => contains(span, start, end));
    const displaced = this.#entries.filter((entry) => overlaps(entry, start, end));
    const lost = displaced.filter(({ entry }) => !isEnglish(entry.subject)).length;
    return {
      start,
      end,
      cost:
        tornMinutes * weights.tornMinute +
        breakMinutes * weights.breakMinute +
        (notPreferred ? weights.notPreferred : 0) +
        lost * weights.displaced,
      tornMinutes,
      breakMinutes,
      notPreferred,
      lost,
      displaced,
      periods: touched.map(({ number }) => number),
      teachers,
      wishes: teachers.map((place) => this.#wishOf(place, start, end)),
      rooms,
    };
  }

  get #periods() {
    return this.#parts?.day.periods ?? [];
  }

  #touchesPeriod(start: Minute, end: Minute): boolean {
    return this.#periods.some((period) => overlaps(period, start, end));
  }

  #ableTeachers({ start, end }: MinuteSpan): number[] {
    const able: number[] = [];
    this.#teachers.forEach(({ mayLead, busy }, place) => {
      if (mayLead && !busy.some((cause) => overlaps(cause, start, end))) able.push(place);
    });
    return able;
  }

  #freeRooms({ start, end }: MinuteSpan): number[] {
    const free: number[] = [];
    this.#rooms.forEach(({ hasKit, busy }, place) => {
      if (hasKit && !busy.some((cause) => overlaps(cause, start, end))) free.push(place);
    });
    return free;
  }

  #wishOf(place: number, start: Minute, end: Minute): number {
    const teacher = this.#teachers[place];
    if (teacher === undefined) return 0;
    const reluctant = teacher.ratherNot.some((span) => overlaps(span, start, end));
    const glad = teacher.gladly.some((span) => contains(span, start, end));
    return (reluctant ? weights.ratherNot : 0) + (glad ? weights.gladly : 0);
  }

  /** Worked out when first asked: most days of a year are of a kind that was looked at before. */
  #prepare(time: SiteTime): void {
    const parts = this.#parts;
    if (this.#isReady || parts === null) return;
    this.#isReady = true;
    this.#entries = time.entries.flatMap((dated) => entryOn(dated, parts.day) ?? []);
    this.#obstacles = obstaclesOf(time, parts, this.#entries);
    this.#teachers = teacherTimes(time, parts);
    this.#needsTeachers = time.teachers.some((teacher) => teachesOn(teacher, parts.day.day));
    this.#rooms = roomTimes(time, parts);
    const wished = time.wish.preferred.filter(({ schoolId }) => schoolId === null || schoolId === time.site.schoolId);
    this.#preferred =
      wished.length === 0
        ? null
        : wished.filter(({ weekdays }) => weekdays.includes(parts.day.weekday)).map(spanOfHours);
  }
}
