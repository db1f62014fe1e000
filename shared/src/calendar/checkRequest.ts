import { toDayNumber } from './days.ts';
import type { SchoolCalendar } from './model.ts';
import type { ScheduleRequest, Wish } from './wish.ts';

/** A search over more days than these is refused: no school plans so far ahead. */
const MOST_DAYS = 800;
/** No day of a request lies behind: the years of `IsoDay` end. */
const LATEST = Date.UTC(2200, 0, 1);

/**
 * What a request says that can't be, though its form is right: unknown ids, ends before beginnings, one id for two things.
 * @returns a sentence that begins with the place, or undefined when nothing is wrong
 */
export function checkRequest({ now, schools, wishes }: ScheduleRequest): string | undefined {
  return (
    instant(now, 'now') ??
    twice('schools', schools, 'schoolId') ??
    twice('wishes', wishes, 'wishId') ??
    first(schools, (school, at) => checkSchool(school, `schools[${at}]`)) ??
    first(wishes, (wish, at) => checkWish(wish, schools, `wishes[${at}]`))
  );
}

function checkSchool(school: SchoolCalendar, at: string): string | undefined {
  const { bells, weekPattern, closures, classGroups, entries, staff, rooms, bookings } = school;
  const classes = new Set(classGroups.map(({ classGroupId }) => classGroupId));
  const members = new Set(staff.map(({ staffId }) => staffId));
  const places = new Set(rooms.map(({ roomId }) => roomId));
  const weeks = new Set(weekPattern?.names);
  const numbers = new Set(bells.flatMap(({ periods }) => periods.map(({ number }) => number)));
  return (
    days(school.known, `${at}.known`) ??
    twice(`${at}.bells`, bells, 'bellScheduleId') ??
    twice(`${at}.classGroups`, classGroups, 'classGroupId') ??
    twice(`${at}.entries`, entries, 'entryId') ??
    twice(`${at}.staff`, staff, 'staffId') ??
    twice(`${at}.rooms`, rooms, 'roomId') ??
    first(
      bells,
      (of, place) => days(of, `${at}.bells[${place}]`) ?? checkPeriods(of.periods, `${at}.bells[${place}].periods`),
    ) ??
    first(closures, (of, place) => {
      const here = `${at}.closures[${place}]`;
      return (
        days(of, here) ??
        hours(of.hours, `${here}.hours`) ??
        known(of.classGroupIds, classes, `${here}.classGroupIds`, 'class')
      );
    }) ??
    first(classGroups, ({ roomId }, place) => one(roomId, places, `${at}.classGroups[${place}].roomId`, 'room')) ??
    first(entries, (of, place) => {
      const here = `${at}.entries[${place}]`;
      return (
        days(of, here) ??
        known(of.classGroupIds, classes, `${here}.classGroupIds`, 'class') ??
        known(of.staffIds, members, `${here}.staffIds`, 'member of staff') ??
        one(of.roomId, places, `${here}.roomId`, 'room') ??
        // Such an entry would never take place, and lessons would be put where the class has it.
        known(of.weeks, weeks, `${here}.weeks`, 'week') ??
        (numbers.has(of.period) ? undefined : `${here}.period: there are no bells for period ${of.period}.`)
      );
    }) ??
    first(staff, ({ availability, absences }, place) => {
      const here = `${at}.staff[${place}]`;
      return (
        first(
          availability,
          (of, which) => days(of, `${here}.availability[${which}]`) ?? hours(of, `${here}.availability[${which}]`),
        ) ??
        first(
          absences,
          (of, which) => days(of, `${here}.absences[${which}]`) ?? hours(of.hours, `${here}.absences[${which}].hours`),
        )
      );
    }) ??
    first(bookings, (of, place) => {
      const here = `${at}.bookings[${place}]`;
      return (
        instant(of.startsAt, `${here}.startsAt`) ??
        instant(of.endsAt, `${here}.endsAt`) ??
        (of.startsAt < of.endsAt ? undefined : `${here}: it ends before it begins.`) ??
        known(of.classGroupIds, classes, `${here}.classGroupIds`, 'class') ??
        known(of.staffIds, members, `${here}.staffIds`, 'member of staff') ??
        known(of.roomIds, places, `${here}.roomIds`, 'room')
      );
    })
  );
}

function checkWish(wish: Wish, schools: readonly SchoolCalendar[], at: string): string | undefined {
  const ids = new Set(schools.map(({ schoolId }) => schoolId));
  const length = toDayNumber(wish.to) - toDayNumber(wish.from) + 1;
  return (
    days(wish, at) ??
    (length > MOST_DAYS
      ? `${at}: from ${wish.from} to ${wish.to} are ${length} days; ${MOST_DAYS} are the most.`
      : undefined) ??
    twice(`${at}.sites`, wish.sites, 'schoolId') ??
    first(wish.sites, (site, place) => {
      const here = `${at}.sites[${place}]`;
      const school = schools.find(({ schoolId }) => schoolId === site.schoolId);
      if (school === undefined) return `${here}.schoolId: there is no school "${site.schoolId}" in the request.`;
      const of = (list: readonly string[]) => new Set(list);
      return (
        known(
          site.classGroupIds,
          of(school.classGroups.map((one) => one.classGroupId)),
          `${here}.classGroupIds`,
          'class',
        ) ??
        known(site.staffIds, of(school.staff.map((one) => one.staffId)), `${here}.staffIds`, 'member of staff') ??
        known(site.roomIds, of(school.rooms.map((one) => one.roomId)), `${here}.roomIds`, 'room') ??
        (site.staffIds.length > 0 && site.staffIds.length < site.teachersNeeded
          ? `${here}: ${site.teachersNeeded} teachers are needed and ${site.staffIds.length} named.`
          : undefined)
      );
    }) ??
    first(['forbidden', 'preferred'] as const, (kind) =>
      first(wish[kind], (of, place) => {
        const here = `${at}.${kind}[${place}]`;
        return one(of.schoolId, ids, `${here}.schoolId`, 'school') ?? hours(of, here);
      }),
    )
  );
}

function first<T>(list: readonly T[], check: (item: T, at: number) => string | undefined): string | undefined {
  for (const [at, item] of list.entries()) {
    const fault = check(item, at);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function twice<K extends string>(at: string, list: readonly Readonly<Record<K, string>>[], key: K): string | undefined {
  const seen = new Set<string>();
  return first(list, (item, place) => {
    if (seen.has(item[key])) return `${at}[${place}].${key}: "${item[key]}" is there twice.`;
    seen.add(item[key]);
    return undefined;
  });
}

function one(id: string | null, ids: ReadonlySet<string>, at: string, what: string): string | undefined {
  return id === null || ids.has(id) ? undefined : `${at}: there is no ${what} "${id}".`;
}

function known(list: readonly string[], ids: ReadonlySet<string>, at: string, what: string): string | undefined {
  return first(list, (id, place) => one(id, ids, `${at}[${place}]`, what));
}

/** Beyond the years that days have, an instant is not in milliseconds. */
function instant(of: number, at: string): string | undefined {
  return of < LATEST ? undefined : `${at}: it is after 2199; milliseconds since 1970 are meant.`;
}

function days(
  { from, to }: { readonly from: string | null; readonly to: string | null },
  at: string,
): string | undefined {
  return from !== null && to !== null && from > to ? `${at}: from ${from} is after to ${to}.` : undefined;
}

function hours(of: { readonly start: string; readonly end: string } | null, at: string): string | undefined {
  return of !== null && of.start >= of.end ? `${at}: ${of.start} is not before ${of.end}.` : undefined;
}

function checkPeriods(
  periods: readonly { readonly number: number; readonly start: string; readonly end: string }[],
  at: string,
): string | undefined {
  return first(periods, (period, place) => {
    const before = periods[place - 1];
    const here = `${at}[${place}]`;
    if (before && before.end > period.start) return `${here}: it begins before the one before it ends.`;
    if (periods.findIndex(({ number }) => number === period.number) !== place)
      return `${here}: number ${period.number} is there twice.`;
    return hours(period, here);
  });
}
