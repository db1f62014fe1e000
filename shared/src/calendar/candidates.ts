import type { DatedEntry } from './entries.ts';
import type { CalendarRoom, SchoolCalendar } from './model.ts';
import { spanOf, type DaySpan } from './span.ts';
import { isEnglish } from './subjects.ts';
import type { WishSite } from './wish.ts';

/** Somebody who may lead. */
export interface Candidate {
  readonly staffId: string;
  /** The days of the own entries with the classes; null: on all days, as the wish names him or her. */
  readonly teaches: readonly DaySpan[] | null;
}

/**
 * Who may lead: those whom the wish names, else who teaches its classes at some time between its days, while he or she
 * does: first those who teach them English, else in the timetable's order.
 */
export function candidateTeachers(
  { staffIds }: WishSite,
  ofClasses: readonly DatedEntry[],
  wished: { readonly from: string; readonly to: string },
): Candidate[] {
  if (staffIds.length > 0) return [...new Set(staffIds)].map((staffId) => ({ staffId, teaches: null }));
  const { from, to } = spanOf(wished);
  const current = ofClasses.filter(({ span }) => span.from <= to && span.to >= from);
  const first = current.filter(({ entry }) => isEnglish(entry.subject));
  const found = new Map<string, DaySpan[]>();
  for (const { entry, span } of [...first, ...current]) {
    for (const id of entry.staffIds) {
      const spans = found.get(id) ?? [];
      found.set(id, spans);
      if (!spans.some((known) => known.from === span.from && known.to === span.to)) spans.push(span);
    }
  }
  return [...found].map(([staffId, teaches]) => ({ staffId, teaches }));
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
