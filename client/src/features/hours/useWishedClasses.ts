import { listTwinnings, type Participant, type Twinning } from '@pluriclasse/shared/api/twinnings';
import { readTimetable } from '@pluriclasse/shared/api/timetables';
import { isEnglish } from '@pluriclasse/shared/calendar/subjects';
import type { SchoolId, TwinningId } from '@pluriclasse/shared/ids';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { callApi } from '../../lib/api.ts';
import { useRead } from '../../lib/query.ts';
import { useMay } from '../../lib/staff.ts';
import type { WishedClass } from './draft.ts';

/** A group of classes for which hours can be looked for. */
export interface Group {
  readonly twinningId: TwinningId;
  readonly name: string;
  readonly classes: readonly WishedClass[];
}

/** The twinnings for which one may look for hours. */
export function useGroups() {
  const may = useMay();
  const read = useRead(listTwinnings, {});
  const groups = useMemo(
    () =>
      read.data?.twinnings.filter((twinning) => twinning.meets && may('hours:find', jointOf(twinning))).map(groupOf),
    // What one may do does not change while the page is open.
    // oxlint-disable-next-line react/exhaustive-deps
    [read.data],
  );
  return { read, groups };
}

const jointOf = ({ participants }: Twinning) =>
  ({
    kind: 'joint',
    schoolIds: participants.map(({ school }) => school.schoolId),
    classGroupIds: participants.flatMap(({ classes }) => classes.map(({ classGroupId }) => classGroupId)),
  }) as const;

function groupOf({ twinningId, name, participants }: Twinning): Group {
  return { twinningId, name, classes: participants.flatMap(classesOf) };
}

const classesOf = ({ school, classes }: Participant): WishedClass[] =>
  classes.map(({ classGroupId, name }) => ({
    schoolId: school.schoolId,
    school: school.name,
    timeZone: school.timeZone,
    classGroupId,
    name,
  }));

/** What is known of a school of which one may read the timetable: its classes' subjects, its teachers, its rooms with a kit. */
export interface KnownSchool {
  readonly schoolId: string;
  readonly subjects: readonly string[];
  readonly staff: readonly { readonly id: string; readonly name: string }[];
  readonly rooms: readonly { readonly id: string; readonly name: string }[];
}

export function useKnownSchools(classes: readonly WishedClass[]): KnownSchool[] {
  const may = useMay();
  const ids = [...new Set(classes.map(({ schoolId }) => schoolId as SchoolId))].filter((schoolId) =>
    // A wished class carries ids that the server gave.
    may('timetable:read', { kind: 'school', schoolId }),
  );
  const wanted = new Set(classes.map(({ classGroupId }) => classGroupId));
  const reads = useQueries({
    queries: ids.map((schoolId) => ({
      queryKey: [`${readTimetable.method} ${readTimetable.path}`, { params: { schoolId } }],
      queryFn: ({ signal }: { signal: AbortSignal }) => callApi(readTimetable, { params: { schoolId } }, { signal }),
    })),
  });
  return reads.flatMap(({ data }) => {
    if (data === undefined) return [];
    const subjects = data.entries
      .filter(({ classGroupIds }) => classGroupIds.some((id) => wanted.has(id)))
      .map(({ subject }) => subject)
      // Its hours can always be taken.
      .filter((subject) => !isEnglish(subject));
    return [
      {
        schoolId: data.schoolId,
        subjects: [...new Set(subjects)].toSorted((a, b) => a.localeCompare(b)),
        staff: data.staff.map(({ staffId, name }) => ({ id: staffId, name })),
        rooms: data.rooms.filter(({ hasKit }) => hasKit).map(({ roomId, name }) => ({ id: roomId, name })),
      },
    ];
  });
}
