import type { ClosureSource } from '@pluriclasse/shared/api/timetables';
import type { Absence, Availability, BellSchedule, Closure, TimetableEntry } from '@pluriclasse/shared/calendar/model';
import type { WeekPattern } from '@pluriclasse/shared/calendar/model';
import type { StaffId } from '@pluriclasse/shared/ids';
import { isDeepStrictEqual } from 'node:util';

export interface DraftYear {
  readonly weekdays: readonly number[];
  readonly known: { readonly from: string | null; readonly to: string | null };
  readonly weekPattern: WeekPattern | null;
}
export interface DraftClosure extends Closure {
  readonly source: ClosureSource;
  /** What names it at its source, such as a feed's id and the event's UID. */
  readonly origin: string | null;
  readonly confirmedBy: StaffId | null;
  readonly confirmedAt: number | null;
}
export interface DraftEntry extends TimetableEntry {
  /** The feed that brought it and keeps it as it is there; missing for what people typed or changed, and of files. */
  readonly origin?: string;
}
export interface DraftAvailability {
  readonly staffId: StaffId;
  readonly hours: readonly Availability[];
}
export interface DraftAbsence extends Absence {
  readonly staffId: StaffId;
}

/** All of a school's time that people change, as it is stored; rows are told apart by their ids. */
export interface Draft {
  readonly year: DraftYear;
  /** The order counts. */
  readonly bells: readonly BellSchedule[];
  readonly closures: readonly DraftClosure[];
  readonly entries: readonly DraftEntry[];
  /** Of those who have any. */
  readonly availability: readonly DraftAvailability[];
  readonly absences: readonly DraftAbsence[];
}

interface Rows<Row> {
  readonly put: readonly Row[];
  /** Ids. */
  readonly drop: readonly string[];
}
/** What leads from one draft to another. The bells are few and come whole, for their order. */
export interface Delta {
  readonly year?: DraftYear;
  readonly bells?: readonly BellSchedule[];
  readonly closures?: Rows<DraftClosure>;
  readonly entries?: Rows<DraftEntry>;
  readonly availability?: Rows<DraftAvailability>;
  readonly absences?: Rows<DraftAbsence>;
}
/** What a change was about. */
export type Part = keyof Delta;

/** How each kind of row is told apart. */
const idOf = {
  closures: ({ closureId }: DraftClosure) => closureId,
  entries: ({ entryId }: DraftEntry) => entryId,
  availability: ({ staffId }: DraftAvailability): string => staffId,
  absences: ({ absenceId }: DraftAbsence) => absenceId,
};

/** What has to be put and dropped to make `after` of `before`. */
export function difference(before: Draft, after: Draft): Delta {
  const closures = changedRows(before.closures, after.closures, idOf.closures);
  const entries = changedRows(before.entries, after.entries, idOf.entries);
  const availability = changedRows(before.availability, after.availability, idOf.availability);
  const absences = changedRows(before.absences, after.absences, idOf.absences);
  return {
    ...(!isDeepStrictEqual(before.year, after.year) && { year: after.year }),
    ...(!isDeepStrictEqual(before.bells, after.bells) && { bells: after.bells }),
    ...(closures && { closures }),
    ...(entries && { entries }),
    ...(availability && { availability }),
    ...(absences && { absences }),
  };
}

export function applyDelta(draft: Draft, delta: Delta): Draft {
  return {
    year: delta.year ?? draft.year,
    bells: delta.bells ?? draft.bells,
    closures: withRows(draft.closures, delta.closures, idOf.closures),
    entries: withRows(draft.entries, delta.entries, idOf.entries),
    availability: withRows(draft.availability, delta.availability, idOf.availability),
    absences: withRows(draft.absences, delta.absences, idOf.absences),
  };
}

/** What would be a feed's that nobody follows any more is as if a file had brought it: nothing else could change it. */
export function withoutLost(delta: Delta, origins: ReadonlySet<string>): Delta {
  const { closures, entries } = delta;
  const isLost = (origin: string | null | undefined) => typeof origin === 'string' && !origins.has(origin);
  const closure = (one: DraftClosure): DraftClosure =>
    one.source === 'feed' && isLost(one.origin) ? { ...one, source: 'file', origin: null } : one;
  const entry = ({ origin, ...rest }: DraftEntry): DraftEntry =>
    origin === undefined || isLost(origin) ? rest : { ...rest, origin };
  return {
    ...delta,
    ...(closures && { closures: { ...closures, put: closures.put.map(closure) } }),
    ...(entries && { entries: { ...entries, put: entries.put.map(entry) } }),
  };
}

// A delta has no other keys.
export const partsOf = (delta: Delta): Part[] => Object.keys(delta) as Part[];

/** Names of all that a delta touches: two that share none can be taken back in any order. */
export function touchedBy(delta: Delta): Set<string> {
  const rows = <Row>(part: Part, changed: Rows<Row> | undefined, id: (row: Row) => string) =>
    changed ? [...changed.put.map(id), ...changed.drop].map((one) => `${part}:${one}`) : [];
  return new Set([
    ...(delta.year ? ['year'] : []),
    ...(delta.bells ? ['bells'] : []),
    ...rows('closures', delta.closures, idOf.closures),
    ...rows('entries', delta.entries, idOf.entries),
    ...rows('availability', delta.availability, idOf.availability),
    ...rows('absences', delta.absences, idOf.absences),
  ]);
}

function changedRows<Row>(
  before: readonly Row[],
  after: readonly Row[],
  id: (row: Row) => string,
): Rows<Row> | undefined {
  const known = new Map(before.map((row) => [id(row), row]));
  const put = after.filter((row) => {
    const same = isDeepStrictEqual(known.get(id(row)), row);
    known.delete(id(row));
    return !same;
  });
  const drop = [...known.keys()];
  return put.length + drop.length > 0 ? { put, drop } : undefined;
}

function withRows<Row>(rows: readonly Row[], change: Rows<Row> | undefined, id: (row: Row) => string): readonly Row[] {
  if (change === undefined) return rows;
  const put = new Map(change.put.map((row) => [id(row), row]));
  const gone = new Set(change.drop);
  const kept = rows.flatMap((row) => {
    if (gone.has(id(row))) return [];
    const changed = put.get(id(row)) ?? row;
    put.delete(id(row));
    return [changed];
  });
  return [...kept, ...put.values()];
}
