import { SchoolId } from '@pluriclasse/shared/ids';
import * as z from 'zod/mini';

/** On the bus when a school's timetable has changed. */
export const timetableChanged = 'timetables:changed';

export const TimetableChanged = z.object({
  schoolId: SchoolId,
  revision: z.int(),
  /** What the change was about. */
  what: z.array(z.enum(['year', 'bells', 'closures', 'entries', 'availability', 'absences'])),
});
export type TimetableChanged = z.infer<typeof TimetableChanged>;
