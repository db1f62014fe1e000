import type { Endpoint } from '@pluriclasse/shared/api/http';
import { readTimetable, type Timetable } from '@pluriclasse/shared/api/timetables';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { useKeptChange } from '../../lib/query.ts';

type Changes = Endpoint & { readonly reply: (typeof readTimetable)['reply'] };

/** A change of a school's time; every one answers all that is known of it then. */
export function useTimetableChange<E extends Changes>(endpoint: E, schoolId: SchoolId) {
  return useKeptChange(endpoint, readTimetable, { params: { schoolId } });
}

/**
 * The revision to change something with that was taken to hand a while ago: today's while that thing is as it was, else
 * the one of then, so that the server refuses to write over what somebody else made of it.
 */
export function useRevisionOf(timetable: Timetable, pick: (timetable: Timetable) => unknown): number {
  const { revision } = timetable;
  const is = JSON.stringify(pick(timetable));
  const [taken] = useState({ revision, is });
  return taken.is === is ? revision : taken.revision;
}
