import type { Timetable } from '@pluriclasse/shared/api/timetables';
import { sameJson } from '@pluriclasse/shared/domain/sameJson';
import type { Entries } from './entries.ts';

/** Names of the teachers of an hour who have left the school, by the hour's id. */
export type Gone = ReadonlyMap<string, readonly string[]>;

/** The hours that still wait for another teacher: not those that were given one, on paper as yet. */
export function goneOf({ gone, entries: stored }: Pick<Timetable, 'gone' | 'entries'>, entries: Entries): Gone {
  const before = new Map(stored.map(({ entryId, staffIds }) => [entryId, staffIds]));
  const waiting = new Set(
    entries.filter(({ entryId, staffIds }) => sameJson(before.get(entryId), staffIds)).map(({ entryId }) => entryId),
  );
  return new Map(gone.filter(({ entryId }) => waiting.has(entryId)).map(({ entryId, names }) => [entryId, names]));
}
