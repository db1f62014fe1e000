import type { SchoolCalendar, TimetableEntry } from './model.ts';
import { spanOf, type DaySpan } from './span.ts';

/** An entry with its validity as day numbers. */
export interface DatedEntry {
  readonly entry: TimetableEntry;
  readonly span: DaySpan;
  /** The rooms that it is in: its own, else those where its classes always are. */
  readonly roomIds: readonly string[];
}

/** The entries of a timetable, by what they claim. */
export interface EntryIndex {
  readonly byWeekday: ReadonlyMap<number, readonly DatedEntry[]>;
  readonly byClass: ReadonlyMap<string, readonly DatedEntry[]>;
  readonly byStaff: ReadonlyMap<string, readonly DatedEntry[]>;
  readonly byRoom: ReadonlyMap<string, readonly DatedEntry[]>;
}

export function indexEntries({ entries, classGroups }: SchoolCalendar): EntryIndex {
  const byWeekday = new Map<number, DatedEntry[]>();
  const byClass = new Map<string, DatedEntry[]>();
  const byStaff = new Map<string, DatedEntry[]>();
  const byRoom = new Map<string, DatedEntry[]>();
  const homes = new Map(classGroups.map(({ classGroupId, roomId }) => [classGroupId, roomId]));
  for (const entry of entries) {
    const roomIds = roomsOf(entry, homes);
    const dated = { entry, span: spanOf(entry), roomIds };
    put(byWeekday, entry.weekday, dated);
    for (const id of new Set(entry.classGroupIds)) put(byClass, id, dated);
    for (const id of new Set(entry.staffIds)) put(byStaff, id, dated);
    for (const id of roomIds) put(byRoom, id, dated);
  }
  return { byWeekday, byClass, byStaff, byRoom };
}

function roomsOf({ roomId, classGroupIds }: TimetableEntry, homes: ReadonlyMap<string, string | null>): string[] {
  if (roomId !== null) return [roomId];
  return [...new Set(classGroupIds.flatMap((id) => homes.get(id) ?? []))];
}

function put<K>(index: Map<K, DatedEntry[]>, key: K, dated: DatedEntry): void {
  const list = index.get(key);
  if (list) list.push(dated);
  else index.set(key, [dated]);
}
