import type { RecordingRules } from '@pluriclasse/shared/api/capsules';
import type { CapsuleId, SchoolId } from '@pluriclasse/shared/ids';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { capsules, capsuleSchools, schoolRecording } from '../db/schema/capsules.ts';
import { schoolYears } from '../db/schema/timetables.ts';
import type { KeepRule } from './keep.ts';

export async function findRules(db: Db, schoolId: SchoolId): Promise<RecordingRules | undefined> {
  const [row] = await db.select().from(schoolRecording).where(eq(schoolRecording.schoolId, schoolId));
  return row;
}

export async function setRules(db: Db, schoolId: SchoolId, { mode, keep }: RecordingRules): Promise<void> {
  await db.update(schoolRecording).set({ mode, keep }).where(eq(schoolRecording.schoolId, schoolId));
}

/** Rules of these schools; what is no school has none. */
export async function rulesOf(db: Db, schoolIds: readonly SchoolId[]): Promise<KeepRule[]> {
  const { schoolId, mode, keep, timeZone } = schoolRecording;
  return db
    .select({ mode, keep, timeZone, yearEnd: schoolYears.knownTo })
    .from(schoolRecording)
    .leftJoin(schoolYears, eq(schoolYears.schoolId, schoolId))
    .where(inArray(schoolId, [...schoolIds]));
}

/** Those of these schools that record. */
export async function listRecording(db: Db, schoolIds: readonly SchoolId[]): Promise<SchoolId[]> {
  const { schoolId, mode } = schoolRecording;
  const rows = await db
    .select({ schoolId })
    .from(schoolRecording)
    .where(and(inArray(schoolId, [...schoolIds]), eq(mode, 'capsule')));
  return rows.map((row) => row.schoolId);
}

/** Capsules of a school that are there, with all their schools. */
export async function listKept(
  db: Db,
  schoolId: SchoolId,
): Promise<{ capsuleId: CapsuleId; createdAt: number; schoolIds: SchoolId[] }[]> {
  const mine = db
    .select({ capsuleId: capsuleSchools.capsuleId })
    .from(capsuleSchools)
    .where(eq(capsuleSchools.schoolId, schoolId));
  const rows = await db
    .select({ capsuleId: capsules.capsuleId, createdAt: capsules.createdAt, schoolId: capsuleSchools.schoolId })
    .from(capsules)
    .innerJoin(capsuleSchools, eq(capsuleSchools.capsuleId, capsules.capsuleId))
    .where(
      and(
        inArray(capsules.capsuleId, mine),
        inArray(capsules.state, ['recording', 'ready']),
        isNull(capsules.bytesGoneAt),
      ),
    );
  return [...Map.groupBy(rows, ({ capsuleId }) => capsuleId)].map(([capsuleId, list]) => {
    // A group has at least the row that made it.
    return { capsuleId, createdAt: list[0]!.createdAt, schoolIds: list.map((row) => row.schoolId) };
  });
}

export async function setExpiry(db: Db, capsuleId: CapsuleId, expiresAt: number): Promise<void> {
  await db.update(capsules).set({ expiresAt }).where(eq(capsules.capsuleId, capsuleId));
}
