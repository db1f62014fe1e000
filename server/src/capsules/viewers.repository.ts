import type { Actor } from '@pluriclasse/shared/domain/actor';
import type { CapsuleId, SchoolId } from '@pluriclasse/shared/ids';
import { and, desc, eq, gt, isNull, ne, or, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { Db } from '../db/Database.ts';
import { capsuleViewings } from '../db/schema/capsules.ts';
import { staff } from '../db/schema/people.ts';
import { schools } from '../db/schema/schools.ts';

/** Who asks again within this time goes on with the same viewing: a page asks again and again. */
const SAME_VIEWING = 3_600_000;

/** Notes that somebody of the staff gets to see it, and of which school they are now; of others nothing is noted. */
export async function noteViewing(db: Db, actor: Actor, capsuleId: CapsuleId, at: number): Promise<void> {
  if (actor.kind !== 'staff') return;
  const { staffId, schoolId = null } = actor;
  const same = and(
    eq(capsuleViewings.capsuleId, capsuleId),
    eq(capsuleViewings.staffId, staffId),
    gt(capsuleViewings.at, at - SAME_VIEWING),
  );
  const isNoted = async (within: Db) =>
    (await within.select({ at: capsuleViewings.at }).from(capsuleViewings).where(same).limit(1)).length > 0;
  if (await isNoted(db)) return;
  await db.transaction(async (tx) => {
    // A player asks for several things at once: the second of two looks after the first has noted.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${capsuleId} ${staffId}`}, 0))`);
    if (await isNoted(tx)) return;
    await tx.insert(capsuleViewings).values({ viewingId: randomUUID(), capsuleId, staffId, schoolId, at });
  });
}

/** Who of other schools' staff watched it, newest first, with the names as they are now. All of them: it is a record. */
export async function listViewings(db: Db, capsuleId: CapsuleId, home: SchoolId | undefined) {
  const { at, staffId, schoolId } = capsuleViewings;
  return db
    .select({ at, staffId, schoolId, name: staff.name, school: schools.name })
    .from(capsuleViewings)
    .leftJoin(staff, eq(staff.staffId, staffId))
    .leftJoin(schools, eq(schools.schoolId, schoolId))
    .where(and(eq(capsuleViewings.capsuleId, capsuleId), home && or(isNull(schoolId), ne(schoolId, home))))
    .orderBy(desc(at));
}
