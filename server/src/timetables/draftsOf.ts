import type { SchoolId } from '@pluriclasse/shared/ids';
import type { Draft } from './draft.ts';
import type { readRows } from './timetables.repository.ts';

export type StoredRows = Awaited<ReturnType<typeof readRows>>;

interface StoredSchool {
  readonly revision: number;
  readonly draft: Draft;
}

/** What the rows say of each school; of one without any: a week from Monday to Friday and nothing else. */
export function draftsOf(rows: StoredRows): (schoolId: SchoolId) => StoredSchool {
  const group = <Row extends { schoolId: SchoolId }>(list: readonly Row[]) => {
    const groups = Map.groupBy(list, (row) => row.schoolId);
    return (schoolId: SchoolId) => groups.get(schoolId) ?? [];
  };
  const years = group(rows.years);
  const bells = group(rows.bells);
  const closures = group(rows.closures);
  const entries = group(rows.entries);
  const availability = group(rows.availability);
  const absences = group(rows.absences);
  return (of) => {
    const [year] = years(of);
    const draft = {
      year: {
        weekdays: year?.weekdays ?? [1, 2, 3, 4, 5],
        known: { from: year?.knownFrom ?? null, to: year?.knownTo ?? null },
        weekPattern: year?.weekPattern ?? null,
      },
      bells: bells(of).map(({ schoolId: _, position: __, ...row }) => row),
      closures: closures(of).map(({ schoolId: _, ...row }) => row),
      entries: entries(of).map(({ schoolId: _, origin, ...row }) => (origin === null ? row : { ...row, origin })),
      availability: availability(of).map(({ staffId, hours }) => ({ staffId, hours })),
      absences: absences(of).map(({ schoolId: _, ...row }) => row),
    };
    return { revision: year?.revision ?? 0, draft };
  };
}
