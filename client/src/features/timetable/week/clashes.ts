import type { TimetableEntry } from '@pluriclasse/shared/calendar/model';
import { groupBy } from '../../../lib/groupBy.ts';
import { holdsOn, roomOf, spansMeet, spotKey, weeksMeet, type Entries, type Ground } from './entries.ts';

/** Two hours of one period that want the same class, teacher or room. */
export interface Clash {
  readonly kind: 'class' | 'staff' | 'room';
  /** What is wanted twice. */
  readonly id: string;
  readonly entries: readonly [TimetableEntry, TimetableEntry];
}

/** All clashes of the weekly hours that hold on the shown day, by cell. */
export function clashesOf(entries: Entries, ground: Ground): ReadonlyMap<string, readonly Clash[]> {
  const found = new Map<string, Clash[]>();
  const spots = groupBy(
    entries.filter((entry) => holdsOn(entry, ground.day)),
    spotKey,
  );
  for (const [key, there] of spots) {
    const clashes = there.flatMap((one, at) => there.slice(at + 1).flatMap((other) => between(one, other, ground)));
    if (clashes.length > 0) found.set(key, clashes);
  }
  return found;
}

function between(one: TimetableEntry, other: TimetableEntry, { homes }: Ground): Clash[] {
  if (!weeksMeet(one.weeks, other.weeks) || !spansMeet(one, other)) return [];
  const both = (a: readonly string[], b: readonly string[]) => a.filter((id) => b.includes(id));
  const clash = (kind: Clash['kind']) => (id: string) => ({ kind, id, entries: [one, other] as const });
  const [room, otherRoom] = [roomOf(one, homes), roomOf(other, homes)];
  return [
    ...both(one.staffIds, other.staffIds).map(clash('staff')),
    ...(room !== null && room === otherRoom ? [clash('room')(room)] : []),
    ...both(one.classGroupIds, other.classGroupIds).map(clash('class')),
  ];
}
