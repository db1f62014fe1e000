import type { Endpoint } from '@pluriclasse/shared/api/http';
import { readTimetable } from '@pluriclasse/shared/api/timetables';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { useKeptChange } from '../../lib/query.ts';

type Changes = Endpoint & { readonly reply: (typeof readTimetable)['reply'] };

/** A change of a school's time; every one answers all that is known of it then. */
export function useTimetableChange<E extends Changes>(endpoint: E, schoolId: SchoolId) {
  return useKeptChange(endpoint, readTimetable, { params: { schoolId } });
}
