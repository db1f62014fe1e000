import type { TimetableEntry } from '@pluriclasse/shared/calendar/model';
import {
  entriesAt,
  freeSpan,
  holdsOn,
  isAt,
  isIn,
  weeksMeet,
  weeksWithout,
  type Entries,
  type Ground,
  type Spot,
  type View,
} from './entries.ts';

/** What is painted: a subject with who gives it, where, to whom and in which weeks. */
export interface Brush {
  readonly subject: string;
  readonly staffIds: readonly string[];
  /** Null: where the class always is. */
  readonly roomId: string | null;
  readonly classGroupIds: readonly string[];
  /** Names of the week pattern; empty: every week. */
  readonly weeks: readonly string[];
}

type NewId = () => string;

/** Frees a view's cells in some weeks (empty: all). What others have in them stays theirs. */
export function clear(
  entries: Entries,
  view: View,
  spots: readonly Spot[],
  weeks: readonly string[],
  ground: Ground,
  newId: NewId,
): Entries {
  const touched = (entry: TimetableEntry) =>
    spots.some((spot) => isAt(entry, spot)) &&
    holdsOn(entry, ground.day) &&
    isIn(entry, view, ground.homes) &&
    weeksMeet(entry.weeks, weeks);
  if (!entries.some(touched)) return entries;
  return entries.flatMap((entry) => (touched(entry) ? withdraw(entry, view, weeks, ground, newId) : [entry]));
}

/** What is left of an entry when a view gives it up in some weeks: its other weeks, and the others who had it too. */
function withdraw(
  entry: TimetableEntry,
  view: View,
  weeks: readonly string[],
  { weekNames }: Ground,
  newId: NewId,
): TimetableEntry[] {
  const left: TimetableEntry[] = [];
  const keep = (part: Partial<TimetableEntry>) =>
    left.push({ ...entry, ...part, entryId: left.length === 0 ? entry.entryId : newId() });
  const otherWeeks = weeksWithout(entry.weeks, weeks, weekNames);
  if (otherWeeks !== undefined) keep({ weeks: otherWeeks });
  const given = otherWeeks === undefined ? entry.weeks : entry.weeks.length === 0 ? [...weeks] : shared(entry, weeks);
  const without = (ids: readonly string[]) => ids.filter((id) => id !== view.id);
  if (view.kind === 'class' && entry.classGroupIds.length > 1)
    keep({ weeks: given, classGroupIds: without(entry.classGroupIds) });
  if (view.kind === 'staff' && entry.staffIds.length > 1) keep({ weeks: given, staffIds: without(entry.staffIds) });
  return left;
}

const shared = (entry: TimetableEntry, weeks: readonly string[]) => entry.weeks.filter((name) => weeks.includes(name));

/** Paints a view's cells. A cell that has just this already stays as it is, down to its id. */
export function paint(
  entries: Entries,
  view: View,
  spots: readonly Spot[],
  brush: Brush,
  ground: Ground,
  newId: NewId,
): Entries {
  return spots.reduce((now, spot) => paintOne(now, view, spot, brush, ground, newId), entries);
}

function paintOne(entries: Entries, view: View, spot: Spot, brush: Brush, ground: Ground, newId: NewId): Entries {
  const there = entriesAt(entries, view, spot, ground).filter(({ weeks }) => weeksMeet(weeks, brush.weeks));
  const [first] = there;
  if (there.length === 1 && first !== undefined && isPainted(first, brush)) return entries;
  // What wholly gives way to the new hour lends it its id and its days: the hour has changed, it is no other one.
  const heir =
    there.length === 1 &&
    first !== undefined &&
    weeksWithout(first.weeks, brush.weeks, ground.weekNames) === undefined &&
    withdraw(first, view, brush.weeks, ground, newId).length === 0
      ? first
      : undefined;
  const painted: TimetableEntry = {
    ...(heir ?? { entryId: newId(), ...freeSpan(entries, view, spot, brush.weeks, ground) }),
    ...spot,
    subject: brush.subject,
    staffIds: [...brush.staffIds],
    roomId: brush.roomId,
    classGroupIds: [...brush.classGroupIds],
    weeks: [...brush.weeks],
  };
  if (heir) return entries.map((entry) => (entry === heir ? painted : entry));
  return [...clear(entries, view, [spot], brush.weeks, ground, newId), painted];
}

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id) => b.includes(id));

/** Whether an entry is what a brush would paint. */
export const isPainted = (entry: TimetableEntry, brush: Brush): boolean =>
  entry.subject === brush.subject &&
  entry.roomId === brush.roomId &&
  same(entry.staffIds, brush.staffIds) &&
  same(entry.classGroupIds, brush.classGroupIds) &&
  same(entry.weeks, brush.weeks);
