import type { Availability, BellSchedule, SchoolCalendar, TimetableEntry } from '../../model.ts';
import type { Wish, WishSite } from '../../wish.ts';
import { toWall } from '../../zones.ts';

/**
 * What is true at one minute of one school, read straight from the model: slow, plain, and with nothing in common with
 * the search but days as texts and the clocks of zones. Tests hold the search against it.
 */

/** A function of few different arguments, each worked out once. */
function once<A, T>(answer: (argument: A) => T): (argument: A) => T {
  const known = new Map<A, T>();
  return (argument) => {
    let found = known.get(argument);
    if (found === undefined) known.set(argument, (found = answer(argument)));
    return found;
  };
}

export const isoOf = once((day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10));
export const numberOf = once((iso: string): number => Math.floor(Date.parse(iso) / 86_400_000));
export const weekdayIn = once((iso: string): number => new Date(`${iso}T12:00:00Z`).getUTCDay() || 7);
export const minuteOf = once((time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
const addDays = (iso: string, days: number) => isoOf(numberOf(iso) + days);
const mondayIn = (iso: string) => addDays(iso, 1 - weekdayIn(iso));
const valid = ({ from, to }: { from: string | null; to: string | null }, iso: string) =>
  (from === null || from <= iso) && (to === null || iso <= to);
export const within = ({ start, end }: { start: string; end: string }, minute: number) =>
  minuteOf(start) <= minute && minute < minuteOf(end);

export const wallAt = (instant: number, zone: string) => {
  const { day, minute } = toWall(instant, zone);
  return { iso: isoOf(day), minute };
};

const allDay = (school: SchoolCalendar, iso: string) =>
  school.closures.filter(
    ({ from, to, hours, classGroupIds }) => from <= iso && iso <= to && hours === null && classGroupIds.length === 0,
  );

/** Answers that are asked for at every minute are kept for the school's day. */
function kept<T>(answer: (school: SchoolCalendar, iso: string) => T): (school: SchoolCalendar, iso: string) => T {
  const known = new WeakMap<SchoolCalendar, Map<string, T>>();
  return (school, iso) => {
    const ofSchool = known.get(school) ?? new Map<string, T>();
    known.set(school, ofSchool);
    const found = ofSchool.has(iso) ? ofSchool.get(iso) : undefined;
    if (found !== undefined) return found;
    const fresh = answer(school, iso);
    ofSchool.set(iso, fresh);
    return fresh;
  };
}

const isKept = kept(
  (school, iso): boolean => school.weekdays.includes(weekdayIn(iso)) && allDay(school, iso).length === 0,
);

const weekName = kept((school, iso): string | null => {
  const pattern = school.weekPattern;
  if (pattern === null) return null;
  const anchor = mondayIn(pattern.anchor);
  const wanted = mondayIn(iso);
  const counts = (monday: string) =>
    pattern.closuresCount || [0, 1, 2, 3, 4, 5, 6].some((add) => isKept(school, addDays(monday, add)));
  let turn = 0;
  for (let monday = anchor; monday < wanted; monday = addDays(monday, 7)) if (counts(monday)) turn++;
  for (let monday = wanted; monday < anchor; monday = addDays(monday, 7)) if (counts(monday)) turn--;
  const count = pattern.names.length;
  return pattern.names[((turn % count) + count) % count] ?? null;
});

const bellsOn = kept((school, iso): BellSchedule | null => {
  let best: BellSchedule | null = null;
  const rank = (bells: BellSchedule) => `${bells.days.length > 0 ? 1 : 0} ${bells.from ?? '0000-00-00'}`;
  for (const bells of school.bells) {
    if (!valid(bells, iso)) continue;
    if (bells.days.length > 0 ? !bells.days.includes(iso) : !bells.weekdays.includes(weekdayIn(iso))) continue;
    if (best === null || rank(bells) >= rank(best)) best = bells;
  }
  return best;
});

/** The period of an entry on a day on which it takes place. */
function hoursOf(school: SchoolCalendar, entry: TimetableEntry, iso: string) {
  if (entry.weekday !== weekdayIn(iso) || !valid(entry, iso)) return undefined;
  const week = weekName(school, iso);
  if (entry.weeks.length > 0 && (week === null || !entry.weeks.includes(week))) return undefined;
  return bellsOn(school, iso)?.periods.find(({ number }) => number === entry.period);
}

const englishNames = ['english', 'inglese', 'engleza'];
export const isOwn = (subject: string) => englishNames.includes(subject.toLowerCase());

const entriesOn = kept((school, iso) =>
  school.entries.flatMap((entry) => {
    const hours = hoursOf(school, entry, iso);
    return hours === undefined ? [] : [{ entry, hours }];
  }),
);

/** What the oracle is told to suppose. */
export interface Suppose {
  readonly asked?: { readonly schoolId: string; readonly staffId: string; readonly days: readonly string[] };
  readonly extra?: { readonly schoolId: string; readonly staffId: string; readonly days: readonly string[] };
}

export interface Facts {
  readonly school: SchoolCalendar;
  readonly wish: Wish;
  readonly site: WishSite;
  readonly suppose: Suppose;
}

const byMinute = kept((_school, _iso) => new Map<number, TimetableEntry[]>());

export function entriesAt({ school }: Facts, iso: string, minute: number): TimetableEntry[] {
  const known = byMinute(school, iso);
  let found = known.get(minute);
  if (found === undefined) {
    found = entriesOn(school, iso).flatMap(({ entry, hours }) => (within(hours, minute) ? entry : []));
    known.set(minute, found);
  }
  return found;
}

export const periodAt = ({ school }: Facts, iso: string, minute: number) =>
  bellsOn(school, iso)?.periods.find((period) => within(period, minute));

/** Whether the classes can at one minute. */
export function classesCan(facts: Facts, iso: string, minute: number): boolean {
  const { school, site, wish } = facts;
  if (!valid(school.known, iso) || !isKept(school, iso)) return false;
  const bells = bellsOn(school, iso);
  if (bells === null || bells.periods.length === 0) return false;
  if (!bells.periods.some(({ start }) => minuteOf(start) <= minute)) return false;
  if (!bells.periods.some(({ end }) => minute < minuteOf(end))) return false;
  for (const { from, to, hours, classGroupIds } of school.closures) {
    if (iso < from || to < iso || (hours !== null && !within(hours, minute))) continue;
    if (classGroupIds.length === 0 || classGroupIds.some((id) => site.classGroupIds.includes(id))) return false;
  }
  for (const classGroupId of site.classGroupIds) {
    const isKnown = school.entries.some(({ classGroupIds }) => classGroupIds.includes(classGroupId));
    const today = entriesOn(school, iso).flatMap(({ entry, hours }) =>
      entry.classGroupIds.includes(classGroupId) ? hours : [],
    );
    const comes = today.some(({ start }) => minuteOf(start) <= minute);
    const goes = today.some(({ end }) => minute < minuteOf(end));
    if (isKnown && !(comes && goes)) return false;
  }
  for (const hours of wish.forbidden) {
    const here = hours.schoolId === null || hours.schoolId === school.schoolId;
    if (here && hours.weekdays.includes(weekdayIn(iso)) && within(hours, minute)) return false;
  }
  const may = site.mayDisplace.map((subject) => subject.toLowerCase());
  return entriesAt(facts, iso, minute).every(
    ({ classGroupIds, subject }) =>
      !classGroupIds.some((id) => site.classGroupIds.includes(id)) ||
      isOwn(subject) ||
      may.includes(subject.toLowerCase()),
  );
}

export const isBooked = (
  { school }: Facts,
  instant: number,
  of: 'classGroupIds' | 'staffIds' | 'roomIds',
  id: string,
) =>
  school.bookings.some(
    (booking) => booking.startsAt < instant + 60_000 && booking.endsAt > instant && booking[of].includes(id),
  );

/** Entries at a minute that a class has which takes no part. */
const elsewhere = (facts: Facts, iso: string, minute: number) =>
  entriesAt(facts, iso, minute).filter(({ classGroupIds }) =>
    classGroupIds.some((id) => !facts.site.classGroupIds.includes(id)),
  );

export function said({ school }: Facts, staffId: string, wish: Availability['wish'], iso: string): Availability[] {
  const member = school.staff.find((one) => one.staffId === staffId);
  return (member?.availability ?? []).filter(
    (of) => of.wish === wish && of.weekdays.includes(weekdayIn(iso)) && valid(of, iso),
  );
}

export function teacherCan(facts: Facts, staffId: string, iso: string, minute: number, instant: number): boolean {
  const { school, suppose } = facts;
  const member = school.staff.find((one) => one.staffId === staffId);
  for (const { from, to, hours } of member?.absences ?? []) {
    if (from <= iso && iso <= to && (hours === null || within(hours, minute))) return false;
  }
  if (isBooked(facts, instant, 'staffIds', staffId)) return false;
  const { asked } = suppose;
  if (asked?.schoolId === school.schoolId && asked.staffId === staffId && asked.days.includes(iso)) return true;
  if (said(facts, staffId, 'never', iso).some((hours) => within(hours, minute))) return false;
  return !elsewhere(facts, iso, minute).some(({ staffIds }) => staffIds.includes(staffId));
}

export function roomCan(facts: Facts, roomId: string, iso: string, minute: number, instant: number): boolean {
  const { school } = facts;
  const homes = (ids: readonly string[]) =>
    school.classGroups.filter(({ classGroupId }) => ids.includes(classGroupId)).map((of) => of.roomId);
  if (isBooked(facts, instant, 'roomIds', roomId)) return false;
  return !elsewhere(facts, iso, minute).some((entry) =>
    entry.roomId === null ? homes(entry.classGroupIds).includes(roomId) : entry.roomId === roomId,
  );
}

/**
 * Who is a class's own on a day: whoever the wish names; else who has the class in the timetable that is valid that day,
 * on whatever weekday. Somebody who has left, or has not come yet, is nobody's teacher.
 */
export const ownTeachers = ({ school, site }: Facts, iso: string): string[] =>
  site.staffIds.length > 0
    ? site.staffIds
    : school.entries.flatMap((entry) =>
        valid(entry, iso) && entry.classGroupIds.some((id) => site.classGroupIds.includes(id)) ? entry.staffIds : [],
      );

/** Who may lead on a day. */
export function teachersOf(facts: Facts, iso: string): string[] {
  const { extra } = facts.suppose;
  const comes = extra?.schoolId === facts.school.schoolId && extra.days.includes(iso) ? [extra.staffId] : [];
  return [...new Set([...ownTeachers(facts, iso), ...comes])];
}

/** All who are teachers on some day of the wish, in the order in which they are named; the last word between equals. */
export function orderOfTeachers({ school, site, wish }: Facts): string[] {
  const entries = school.entries.filter(
    ({ classGroupIds, from, to }) =>
      classGroupIds.some((id) => site.classGroupIds.includes(id)) &&
      (from === null || from <= wish.to) &&
      (to === null || to >= wish.from),
  );
  const english = entries.filter(({ subject }) => isOwn(subject));
  return [...site.staffIds, ...[...english, ...entries].flatMap(({ staffIds }) => staffIds)];
}

/** Rooms that would do, with a kit; null where none is needed. */
export function roomsOf({ school, site }: Facts): string[] | null {
  if (school.rooms.length === 0) return null;
  const kits = school.rooms.filter(({ hasKit }) => hasKit).map(({ roomId }) => roomId);
  if (site.roomIds.length > 0) return kits.filter((roomId) => site.roomIds.includes(roomId));
  const homes = school.classGroups.filter(
    ({ classGroupId, roomId }) => site.classGroupIds.includes(classGroupId) && roomId !== null,
  );
  if (homes.length > 0) return kits.filter((id) => homes.some(({ roomId }) => roomId === id));
  return kits.length > 0 ? kits : null;
}
