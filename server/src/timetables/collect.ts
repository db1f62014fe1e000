import type { LessonId, SchoolId } from '@pluriclasse/shared/ids';
import type { Db } from '../db/Database.ts';
import type { SchoolFacts } from './calendarOf.ts';
import * as facts from './calendars.repository.ts';
import type { References } from './checkDraft.ts';
import type { Draft } from './draft.ts';
import { draftsOf } from './draftsOf.ts';
import * as repository from './timetables.repository.ts';

export interface Collected {
  readonly facts: SchoolFacts;
  readonly draft: Draft;
  readonly revision: number;
}

/** Everything about the time of several schools, each table read once. Unknown schools are left out. */
export async function collect(
  db: Db,
  schoolIds: readonly SchoolId[],
  bookings: { after: number; without: readonly LessonId[] },
): Promise<Collected[]> {
  const schools = await facts.listSchools(db, schoolIds);
  const draftOf = draftsOf(await repository.readRows(db, schoolIds));
  const classes = Map.groupBy(await facts.listClasses(db, schoolIds), ({ schoolId }) => schoolId);
  const staff = Map.groupBy(await facts.listStaff(db, schoolIds), ({ schoolId }) => schoolId);
  const rooms = Map.groupBy(await facts.listRooms(db, schoolIds), ({ schoolId }) => schoolId);
  const claims = Map.groupBy(await facts.listClaims(db, schoolIds, bookings), ({ schoolId }) => schoolId);
  return schools.map((school) => {
    const { schoolId } = school;
    const own = {
      school,
      classes: classes.get(schoolId) ?? [],
      staff: staff.get(schoolId) ?? [],
      rooms: rooms.get(schoolId) ?? [],
      claims: claims.get(schoolId) ?? [],
    };
    return { facts: own, ...draftOf(schoolId) };
  });
}

/** What a change may refer to. */
export async function references(db: Db, schoolId: SchoolId): Promise<References> {
  const staff = await facts.listStaff(db, [schoolId]);
  return {
    classGroupIds: new Set((await facts.listClasses(db, [schoolId])).map(({ classGroupId }) => classGroupId)),
    staffIds: new Set(staff.filter(({ leftAt }) => leftAt === null).map(({ staffId }) => staffId)),
    roomIds: new Set((await facts.listRooms(db, [schoolId])).map(({ roomId }) => roomId)),
  };
}
