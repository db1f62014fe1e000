import { mondayOf, toDayNumber } from '../days.ts';
import type { DatedEntry } from '../entries.ts';
import { entryOn, type PeriodOfDay, type SchoolDay, type SchoolYear } from '../SchoolYear.ts';
import { holds, overlaps, spanOf, spanOfHours, type DaySpan } from '../span.ts';
import type { Wish } from '../wish.ts';
import { toInstant } from '../zones.ts';

export interface Target {
  readonly weekday: number;
  readonly period: number;
  /** Whether a class would come earlier or stay longer. */
  readonly isLongerDay: boolean;
}

/** Entries that a moved one must not meet: those of its classes, its teachers, its rooms. */
function neighboursOf(year: SchoolYear, moved: DatedEntry): DatedEntry[] {
  const { byClass, byStaff, byRoom } = year.index;
  const lists = [
    ...moved.entry.classGroupIds.map((id) => byClass.get(id)),
    ...moved.entry.staffIds.map((id) => byStaff.get(id)),
    ...moved.roomIds.map((id) => byRoom.get(id)),
  ];
  return [...new Set(lists.flatMap((list) => list ?? []))].filter((other) => other !== moved);
}

const meet = (a: DaySpan, b: DaySpan) => a.from <= b.to && a.to >= b.from;
const shareWeeks = (a: readonly string[], b: readonly string[]) =>
  a.length === 0 || b.length === 0 || a.some((week) => b.includes(week));

/**
 * Where an entry could take place instead: periods at which its classes, teachers and room are free in every week between
 * the wish's days in which it takes place. Those within the classes' day first, then the nearest.
 */
export function findTargets(year: SchoolYear, wish: Wish, entryId: string): Target[] {
  const moved = [...year.index.byWeekday.values()].flat().find(({ entry }) => entry.entryId === entryId);
  if (moved === undefined) return [];
  const wished = spanOf(wish);
  const { entry } = moved;
  const others = neighboursOf(year, moved).filter(
    (other) => meet(other.span, moved.span) && meet(other.span, wished) && shareWeeks(other.entry.weeks, entry.weeks),
  );
  const taken = new Set(others.map((other) => `${other.entry.weekday} ${other.entry.period}`));
  const numbers = new Set(year.school.bells.flatMap(({ periods }) => periods.map(({ number }) => number)));
  const targets: Target[] = [];
  for (const weekday of year.school.weekdays) {
    const ofClasses = entry.classGroupIds.map((id) =>
      others.flatMap((other) =>
        other.entry.weekday === weekday && other.entry.classGroupIds.includes(id) ? other.entry.period : [],
      ),
    );
    // On a day on which a class is not at school at all it does not come for this.
    if (ofClasses.some((own) => own.length === 0)) continue;
    for (const period of numbers) {
      if (taken.has(`${weekday} ${period}`) || (weekday === entry.weekday && period === entry.period)) continue;
      const isLongerDay = ofClasses.some((own) => period < Math.min(...own) || period > Math.max(...own));
      targets.push({ weekday, period, isLongerDay });
    }
  }
  const far = ({ weekday, period }: Target) => Math.abs(weekday - entry.weekday) * 10 + Math.abs(period - entry.period);
  return targets
    .toSorted(
      (a, b) =>
        Number(a.isLongerDay) - Number(b.isLongerDay) ||
        far(a) - far(b) ||
        a.weekday - b.weekday ||
        a.period - b.period,
    )
    .filter((target) => isFree(year, wish, moved, target));
}

/** Whether the bells ring, nobody is booked and nobody never comes then, day by day. */
function isFree(year: SchoolYear, wish: Wish, moved: DatedEntry, { weekday, period }: Target): boolean {
  const { entry, roomIds } = moved;
  const claims = new Set([...entry.classGroupIds, ...entry.staffIds, ...roomIds]);
  const bookings = year.school.bookings.filter(({ classGroupIds, staffIds, roomIds: rooms }) =>
    [...classGroupIds, ...staffIds, ...rooms].some((id) => claims.has(id)),
  );
  const refused = year.school.staff
    .filter(({ staffId }) => entry.staffIds.includes(staffId))
    .flatMap(({ availability }) => availability.filter((of) => of.wish === 'never' && of.weekdays.includes(weekday)));
  const clash = (day: SchoolDay, { start, end }: PeriodOfDay) => {
    const startsAt = toInstant(day.day, start, year.school.timeZone) ?? 0;
    const endsAt = startsAt + (end - start) * 60_000;
    return (
      bookings.some((booking) => booking.startsAt < endsAt && booking.endsAt > startsAt) ||
      refused.some((never) => holds(spanOf(never), day.day) && overlaps(spanOfHours(never), start, end))
    );
  };
  const last = toDayNumber(wish.to);
  for (let day = toDayNumber(wish.from); day <= last; day++) {
    const before = year.day(day);
    if (before.weekday !== entry.weekday || !before.open || entryOn(moved, before) === undefined) continue;
    const after = year.day(mondayOf(day) + weekday - 1);
    // A holiday takes the one as it would have taken the other.
    if (!after.open) continue;
    const place = after.periods.find(({ number }) => number === period);
    if (place === undefined || clash(after, place)) return false;
  }
  return true;
}
