import { SchoolId } from '@pluriclasse/shared/ids';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import type { Timetables } from '../../timetables/timetables.service.ts';
import { demoId } from '../demoId.ts';
import { demoSchools } from '../network.ts';
import { draftOf } from './draftOf.ts';
import { roccaverdeWeek } from './roccaverde.ts';
import { torrealtaWeek } from './torrealta.ts';
import { valeaMicaWeek } from './valeaMica.ts';

export const demoWeeks = [roccaverdeWeek, valeaMicaWeek, torrealtaWeek];

/** Gives the demo's schools their timetables, those that have none yet. */
export async function plantWeeks(timetables: Timetables, now: number): Promise<void> {
  for (const week of demoWeeks) {
    const school = demoSchools.find(({ key }) => key === week.key);
    if (school === undefined) continue;
    const { day } = toWall(now, school.timeZone);
    await timetables.begin(demoId(SchoolId, week.key), draftOf(week, school, day));
  }
}
