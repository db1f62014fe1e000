import { readCalendar } from '@pluriclasse/shared/api/timetables';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { SchoolId } from '@pluriclasse/shared/ids';
import { useMemo } from 'react';
import { useRead } from '../../lib/query.ts';
import { firstSide } from './side.ts';
import type { Wanted } from './wanted.ts';

/** A school's calendar and whom of it one side shows. */
export function useSide(wanted: Wanted | undefined) {
  const parsed = SchoolId.safeParse(wanted?.schoolId);
  const read = useRead(
    readCalendar,
    // Not asked without one.
    { params: { schoolId: parsed.success ? parsed.data : '' } },
    { enabled: parsed.success },
  );
  const { data } = read;
  const year = useMemo(() => (data ? new SchoolYear(data) : undefined), [data]);
  const side = wanted?.side ?? (data && firstSide(data));
  const key = side && `${side.of} ${side.id}`;
  // The side is the same as long as its words are.
  // oxlint-disable-next-line react/exhaustive-deps
  const shown = useMemo(() => (year && side ? { year, side } : undefined), [year, key]);
  return { read, side, shown };
}
