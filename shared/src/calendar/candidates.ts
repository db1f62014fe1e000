import type { DatedEntry } from './entries.ts';
import type { CalendarRoom, SchoolCalendar } from './model.ts';
import { spanOf } from './span.ts';
import { isEnglish } from './subjects.ts';
import type { WishSite } from './wish.ts';

/**
 * Who may lead: those whom the wish names, else who teaches its classes at some time between its days: first those who
 * teach them English, else in the timetable's order.
 */
export function candidateTeachers(
  { staffIds }: WishSite,
  ofClasses: readonly DatedEntry[],
  wished: { readonly from: string; readonly to: string },
): string[] {
  if (staffIds.length > 0) return [...new Set(staffIds)];
  const { from, to } = spanOf(wished);
  const current = ofClasses.filter(({ span }) => span.from <= to && span.to >= from).map(({ entry }) => entry);
  const first = current.filter(({ subject }) => isEnglish(subject));
  return [...new Set([...first, ...current].flatMap(({ staffIds: ids }) => ids))];
}

/**
 * Rooms that will do: those that the wish names, else those where its classes always are, else any with a kit.
 * @returns null where nothing is known of rooms
 */
export function candidateRooms({ roomIds, classGroupIds }: WishSite, school: SchoolCalendar): CalendarRoom[] | null {
  if (school.rooms.length === 0) return null;
  const homes = school.classGroups
    .filter(({ classGroupId }) => classGroupIds.includes(classGroupId))
    .flatMap(({ roomId }) => roomId ?? []);
  const ids = new Set(roomIds.length > 0 ? roomIds : homes);
  const found = school.rooms.filter(({ roomId, hasKit }) => (ids.size > 0 ? ids.has(roomId) : hasKit));
  return ids.size === 0 && found.length === 0 ? null : found;
}
