import type { ClassOffer } from '@pluriclasse/shared/domain/offers';
import type { ClassGroupId, SchoolId, TwinningId } from '@pluriclasse/shared/ids';
import { and, desc, eq, isNull, ne, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '../db/Database.ts';
import { twinningClasses, twinnings } from '../db/schema/lessons.ts';
import { classGroups, schools } from '../db/schema/schools.ts';
import { classOffers } from '../db/schema/twinnings.ts';

/** More than this are not compared with one class. */
const MOST = 2000;

function offers(db: Db, where: SQL | undefined) {
  return db
    .select({ offer: classOffers.offer, updatedAt: classOffers.updatedAt, classGroup: classGroups, school: schools })
    .from(classOffers)
    .innerJoin(classGroups, eq(classGroups.classGroupId, classOffers.classGroupId))
    .innerJoin(schools, eq(schools.schoolId, classOffers.schoolId))
    .where(and(isNull(classGroups.putAwayAt), where))
    .orderBy(desc(classOffers.updatedAt))
    .limit(MOST);
}
/** A class's description, with the class and its school. Those of classes that are put away are not found. */
export type OfferRecord = Awaited<ReturnType<typeof offers>>[number];

/** All, or one school's, the last changed first. */
export const listOffers = (db: Db, schoolId?: SchoolId): Promise<OfferRecord[]> =>
  offers(db, schoolId && eq(classOffers.schoolId, schoolId));

export const listOffersOfOthers = (db: Db, schoolId: SchoolId): Promise<OfferRecord[]> =>
  offers(db, ne(classOffers.schoolId, schoolId));

export async function findOffer(db: Db, classGroupId: ClassGroupId): Promise<OfferRecord | undefined> {
  const [row] = await offers(db, eq(classOffers.classGroupId, classGroupId));
  return row;
}

export async function saveOffer(
  db: Db,
  row: { classGroupId: ClassGroupId; schoolId: SchoolId; offer: ClassOffer; updatedAt: number },
): Promise<void> {
  const { offer, updatedAt } = row;
  await db
    .insert(classOffers)
    .values(row)
    .onConflictDoUpdate({ target: classOffers.classGroupId, set: { offer, updatedAt } });
}

/** @returns whether there was one */
export async function deleteOffer(db: Db, classGroupId: ClassGroupId): Promise<boolean> {
  const { rowCount } = await db.delete(classOffers).where(eq(classOffers.classGroupId, classGroupId));
  return rowCount === 1;
}

/** Classes that are in a twinning with this one, by class; one that is over does not count. */
export async function twinnedWith(db: Db, classGroupId: ClassGroupId): Promise<Map<ClassGroupId, TwinningId>> {
  const mine = alias(twinningClasses, 'mine');
  const rows = await db
    .select({ classGroupId: twinningClasses.classGroupId, twinningId: twinningClasses.twinningId })
    .from(twinningClasses)
    .innerJoin(mine, and(eq(mine.twinningId, twinningClasses.twinningId), eq(mine.classGroupId, classGroupId)))
    .innerJoin(twinnings, eq(twinnings.twinningId, twinningClasses.twinningId))
    .where(ne(twinnings.state, 'ended'));
  return new Map(rows.map((row) => [row.classGroupId, row.twinningId]));
}
