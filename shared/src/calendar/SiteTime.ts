import type { Blocker } from './answer.ts';
import { bookingsByDay, type DayBooking } from './bookings.ts';
import type { DayNumber } from './days.ts';
import type { DatedEntry } from './entries.ts';
import type { Availability, Absence } from './model.ts';
import type { SchoolDay, SchoolYear } from './SchoolYear.ts';
import { SiteDay, type SiteDayParts } from './SiteDay.ts';
import { candidateRooms, candidateTeachers, type Candidate } from './candidates.ts';
import { holds, spanOf, type DaySpan } from './span.ts';
import { subjectKey } from './subjects.ts';
import type { Wish, WishSite } from './wish.ts';

/** What is tried out without changing what is known of the school. */
export interface WhatIf {
  /** An entry takes place at another hour of its week. */
  readonly moved?: { readonly entryId: string; readonly weekday: number; readonly period: number };
  /** A teacher comes on these days whatever he or she said, and is substituted in own lessons. */
  readonly asked?: { readonly staffId: string; readonly days: ReadonlySet<DayNumber> };
  /** Somebody who is none of the wish's teachers leads on these days. */
  readonly extra?: { readonly staffId: string; readonly days: ReadonlySet<DayNumber> };
}

export interface SiteOptions {
  /** Bookings that don't count: those of the very lessons that are looked at. */
  readonly except?: ReadonlySet<string>;
  readonly whatIf?: WhatIf;
}

/** What is known of one teacher who may lead. */
export interface Teacher extends Candidate {
  readonly entries: readonly DatedEntry[];
  readonly availability: readonly { readonly wish: Availability; readonly span: DaySpan }[];
  readonly absences: readonly { readonly absence: Absence; readonly span: DaySpan }[];
}

/** A room that will do, by the wish. */
export interface CandidateRoom {
  readonly roomId: string;
  readonly hasKit: boolean;
  readonly entries: readonly DatedEntry[];
}

/**
 * One school's part of a wish, made ready to be asked which of its hours can be taken. Days that are alike share what was
 * worked out for one of them: a year has some ten kinds of Tuesday at most.
 */
export class SiteTime {
  readonly year: SchoolYear;
  readonly wish: Wish;
  readonly site: WishSite;
  readonly teachers: readonly Teacher[];
  /** Null: nothing is known of rooms, so none is needed. */
  readonly rooms: readonly CandidateRoom[] | null;
  /** Entries of the classes that take part, each once. */
  readonly entries: readonly DatedEntry[];
  /** Classes of which the timetable knows nothing at all: they are there while bells ring. */
  readonly unknownClasses: ReadonlySet<string>;
  readonly mayDisplace: ReadonlySet<string>;
  readonly #options: SiteOptions;
  readonly #bookings: ReadonlyMap<DayNumber, readonly DayBooking[]>;
  readonly #days = new Map<DayNumber, SiteDay>();
  readonly #kinds = new Map<string, SiteDay>();
  /** Days on which the validity of something begins or has just ended, in order. */
  readonly #turns: readonly DayNumber[];

  constructor(year: SchoolYear, wish: Wish, site: WishSite, options: SiteOptions = {}) {
    this.year = year;
    this.wish = wish;
    this.site = site;
    this.#options = options;
    const { moved, extra } = options.whatIf ?? {};
    const where = (dated: DatedEntry): DatedEntry =>
      moved && dated.entry.entryId === moved.entryId
        ? { ...dated, entry: { ...dated.entry, weekday: moved.weekday, period: moved.period } }
        : dated;
    const index = year.index;
    const ofClasses = site.classGroupIds.flatMap((id) => index.byClass.get(id) ?? []);
    this.entries = [...new Set(ofClasses)].map(where);
    this.unknownClasses = new Set(site.classGroupIds.filter((id) => !index.byClass.has(id)));
    this.mayDisplace = new Set(site.mayDisplace.map(subjectKey));
    const known = new Map(year.school.staff.map((member) => [member.staffId, member]));
    const candidates = candidateTeachers(site, ofClasses, { from: wish.from, to: wish.to });
    if (extra && !candidates.some(({ staffId }) => staffId === extra.staffId)) {
      candidates.push({ staffId: extra.staffId, teaches: [] });
    }
    this.teachers = candidates.map(({ staffId, teaches }) => ({
      staffId,
      teaches,
      entries: (index.byStaff.get(staffId) ?? []).map(where),
      availability: (known.get(staffId)?.availability ?? []).map((of) => ({ wish: of, span: spanOf(of) })),
      absences: (known.get(staffId)?.absences ?? []).map((absence) => ({ absence, span: spanOf(absence) })),
    }));
    this.rooms =
      candidateRooms(site, year.school)?.map(({ roomId, hasKit }) => ({
        roomId,
        hasKit,
        entries: (index.byRoom.get(roomId) ?? []).map(where),
      })) ?? null;
    this.#bookings = bookingsByDay(this, options.except ?? new Set());
    this.#turns = this.#validityTurns();
  }

  day(day: DayNumber): SiteDay {
    let known = this.#days.get(day);
    if (known === undefined) this.#days.set(day, (known = this.#find(this.year.day(day))));
    return known;
  }

  /** Of a kind of day that was seen already, what was worked out then. */
  #find(day: SchoolDay): SiteDay {
    if (!day.known || !day.open || day.bells === null) return SiteDay.closed(this.#whole(day));
    const parts = this.#parts(day);
    const single = parts.bookings.length > 0 || day.closures.length > 0 || this.#isMarked(day.day);
    if (single) return new SiteDay(this, parts);
    const kind = `${day.weekday} ${day.week ?? ''} ${day.bells.bellScheduleId} ${this.#epoch(day.day)}`;
    let known = this.#kinds.get(kind);
    if (known === undefined) this.#kinds.set(kind, (known = new SiteDay(this, parts)));
    return known;
  }

  #parts(day: SchoolDay): SiteDayParts {
    const { asked, extra } = this.#options.whatIf ?? {};
    return {
      day,
      bookings: this.#bookings.get(day.day) ?? [],
      asked: asked?.days.has(day.day) ? asked.staffId : null,
      extra: extra?.days.has(day.day) ? extra.staffId : null,
    };
  }

  /** What takes a whole day from the whole school. */
  #whole({ known, open, shut, bells, closures, weekday }: SchoolDay): Blocker[] {
    const { schoolId, weekdays } = this.year.school;
    const of = (kind: Blocker['kind'], name: string | null = null): Blocker => ({
      kind,
      schoolId,
      classGroupId: null,
      staffId: null,
      roomId: null,
      entryId: null,
      name,
    });
    const found: Blocker[] = [];
    if (!known) found.push(of('unknown'));
    if (!open && !weekdays.includes(weekday)) found.push(of('weekday'));
    if (shut) {
      const whole = closures.filter(({ hours, classGroupIds }) => hours === null && classGroupIds.length === 0);
      found.push(...whole.map(({ kind, name }) => of(kind, name)));
    }
    if (open && bells === null) found.push(of('no-bells'));
    return found;
  }

  /** Whether a day differs from others of its kind by somebody's absence, or by what is tried out. */
  #isMarked(day: DayNumber): boolean {
    const { asked, extra } = this.#options.whatIf ?? {};
    if (asked?.days.has(day) || extra?.days.has(day)) return true;
    return this.teachers.some(({ absences }) => absences.some(({ span }) => holds(span, day)));
  }

  #validityTurns(): DayNumber[] {
    const spans = [
      ...this.entries.map(({ span }) => span),
      ...this.teachers.flatMap(({ entries, availability }) => [...entries, ...availability].map(({ span }) => span)),
      ...(this.rooms ?? []).flatMap(({ entries }) => entries.map(({ span }) => span)),
    ];
    const turns = new Set(spans.flatMap(({ from, to }) => [from, to + 1]).filter(Number.isFinite));
    return [...turns].toSorted((a, b) => a - b);
  }

  #epoch(day: DayNumber): number {
    let low = 0;
    for (let high = this.#turns.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((this.#turns[middle] ?? Infinity) <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
