import type { TimetableEntry } from '@pluriclasse/shared/calendar/model';
import type { Entries } from './entries.ts';

/** What saving sends: entries without id are new. */
export interface EntryChanges {
  readonly add: Omit<TimetableEntry, 'entryId'>[];
  readonly change: TimetableEntry[];
  readonly remove: string[];
}

const byId = (entries: Entries) => new Map(entries.map((entry) => [entry.entryId, entry]));

const sameList = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one, n) => one === b[n]);

export const isSame = (a: TimetableEntry, b: TimetableEntry): boolean =>
  a === b ||
  (a.subject === b.subject &&
    a.roomId === b.roomId &&
    a.weekday === b.weekday &&
    a.period === b.period &&
    a.from === b.from &&
    a.to === b.to &&
    sameList(a.classGroupIds, b.classGroupIds) &&
    sameList(a.staffIds, b.staffIds) &&
    sameList(a.weeks, b.weeks));

/** What leads from the stored entries to the painted ones. */
export function changesOf(base: Entries, painted: Entries): EntryChanges {
  const [before, after] = [byId(base), byId(painted)];
  return {
    add: painted.filter(({ entryId }) => !before.has(entryId)).map(({ entryId: _, ...entry }) => entry),
    change: painted.filter((entry) => {
      const was = before.get(entry.entryId);
      return was !== undefined && !isSame(was, entry);
    }),
    remove: base.filter(({ entryId }) => !after.has(entryId)).map(({ entryId }) => entryId),
  };
}

export const countOf = ({ add, change, remove }: EntryChanges): number => add.length + change.length + remove.length;

/**
 * Puts what was painted on one state of the timetable on a newer one. What somebody painted wins over what others did to
 * the same entry meanwhile; `met` counts those, so that they can be looked at.
 */
export function rebase(base: Entries, painted: Entries, newer: Entries): { entries: Entries; met: number } {
  const [before, after, now] = [byId(base), byId(painted), byId(newer)];
  let met = 0;
  const meets = (was: TimetableEntry, is: TimetableEntry | undefined) => {
    if (is === undefined || !isSame(was, is)) met++;
  };
  const kept = newer.flatMap((entry) => {
    const was = before.get(entry.entryId);
    if (was === undefined) return [entry];
    const mine = after.get(entry.entryId);
    if (mine === undefined) {
      meets(was, entry);
      return [];
    }
    if (isSame(was, mine)) return [entry];
    meets(was, entry);
    return [mine];
  });
  const added = painted.filter((entry) => {
    if (now.has(entry.entryId)) return false;
    const was = before.get(entry.entryId);
    if (was === undefined) return true;
    if (isSame(was, entry)) return false;
    // Gone meanwhile, and changed here: it is a new one now.
    meets(was, undefined);
    return true;
  });
  return { entries: [...kept, ...added], met };
}
