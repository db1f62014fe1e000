import { AppError } from '@pluriclasse/shared/errors';
import { randomUUID } from 'node:crypto';
import type { Draft } from './draft.ts';

export interface CopyYear {
  /** A day of the year that is copied. */
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
}
interface Validity {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Adds what holds on a day once more, to hold from–to; what is there like that already is not added again. Bells of
 * certain days are of their year and are not copied. What would hold beyond ends before the copy begins, so that no hour
 * is there twice.
 * @throws AppError `bad_request` with reason `days_backward`, or `nothing_to_copy`
 */
export function copyYear(draft: Draft, { asOf, from, to }: CopyYear, mayCopy: (staffId: string) => boolean): Draft {
  if (to < from || from <= asOf) throw refuse('days_backward');
  let found = 0;
  const copyRows = <Row extends Validity>(
    rows: readonly Row[],
    fits: (row: Row) => boolean,
    renew: (row: Row) => Row,
  ) => {
    const old = rows.filter((row) => (row.from ?? asOf) <= asOf && asOf <= (row.to ?? asOf) && fits(row));
    found += old.length;
    const copied = new Set(old);
    const ended = rows.map((row) =>
      copied.has(row) && (row.to ?? from) >= from ? { ...row, to: dayBefore(from) } : row,
    );
    const known = new Set(rows.map(contentOf));
    const added = old
      .map((row) => ({ ...row, from, to }))
      .filter((row) => !known.has(contentOf(row)) && known.add(contentOf(row)));
    return [...ended, ...added.map(renew)];
  };
  const copied = {
    ...draft,
    bells: copyRows(
      draft.bells,
      ({ days }) => days.length === 0,
      (row) => ({ ...row, bellScheduleId: randomUUID() }),
    ),
    entries: copyRows(
      draft.entries,
      () => true,
      // What somebody copies is no feed's to change.
      ({ origin: _, ...row }) => ({ ...row, entryId: randomUUID() }),
    ),
    availability: draft.availability.map((one) => {
      if (!mayCopy(one.staffId)) return one;
      const hours = copyRows(
        one.hours,
        () => true,
        (row) => row,
      );
      return { ...one, hours };
    }),
  };
  if (found === 0) throw refuse('nothing_to_copy');
  return copied;
}

const beside = new Set(['bellScheduleId', 'entryId', 'origin']);
/** All of a row but its id and whence it is, in an order that does not depend on where it came from. */
const contentOf = (row: object): string =>
  JSON.stringify(
    Object.entries(row)
      .filter(([key]) => !beside.has(key))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

const refuse = (reason: string) => new AppError('bad_request', `Not copied: ${reason}`, { reason });
