import type { ClassBrief, SchoolBrief } from '@pluriclasse/shared/api/sessions';
import type { TwinningState } from '@pluriclasse/shared/domain/twinningState';
import type { ClassGroupId, RoomId, SchoolId, StaffId, TwinningId } from '@pluriclasse/shared/ids';
import { asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { twinningClasses, twinnings } from '../db/schema/lessons.ts';
import { staff } from '../db/schema/people.ts';
import { twinningEvents } from '../db/schema/twinnings.ts';
import { inScope, type Scope } from '../db/scope.ts';
import { randomUUID } from 'node:crypto';
import { classGroups, pupils, schools } from '../db/schema/schools.ts';
import { classBrief, schoolBrief } from '../db/briefs.ts';

type NewEvent = typeof twinningEvents.$inferInsert;

export interface TwinnedClass extends ClassBrief {
  readonly roomId: RoomId | null;
  readonly putAwayAt: number | null;
  /** Pupils on its list. */
  readonly pupils: number;
}
/** A school in a twinning; its place in the list gives its colour and shape. */
export interface TwinnedSchool {
  readonly school: SchoolBrief;
  readonly classes: TwinnedClass[];
}
export interface TwinningRecord {
  readonly twinningId: TwinningId;
  readonly name: string;
  readonly createdAt: number;
  readonly state: TwinningState;
  /** Since when it is in that state. */
  readonly since: number;
  readonly participants: TwinnedSchool[];
}

export async function listTwinnings(db: Db, scope: Scope): Promise<TwinningRecord[]> {
  const rows = await db
    .select()
    .from(twinnings)
    .where(inScope(scope, twinnings.twinningId))
    .orderBy(desc(twinnings.createdAt), asc(twinnings.twinningId));
  return withParticipants(db, rows);
}

export async function findTwinnings(db: Db, ids: readonly TwinningId[]): Promise<TwinningRecord[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(twinnings)
    .where(inArray(twinnings.twinningId, [...ids]));
  return withParticipants(db, rows);
}

async function withParticipants(db: Db, rows: (typeof twinnings.$inferSelect)[]): Promise<TwinningRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ twinningId }) => twinningId);
  const classes = await db
    .select({
      twinningId: twinningClasses.twinningId,
      school: schools,
      classGroup: classGroups,
      pupils: sql<number>`(select count(*)::int from ${pupils} where ${eq(pupils.classGroupId, classGroups.classGroupId)})`,
    })
    .from(twinningClasses)
    .innerJoin(classGroups, eq(classGroups.classGroupId, twinningClasses.classGroupId))
    .innerJoin(schools, eq(schools.schoolId, classGroups.schoolId))
    .where(inArray(twinningClasses.twinningId, ids))
    .orderBy(asc(twinningClasses.position));
  const byTwinning = Map.groupBy(classes, ({ twinningId }) => twinningId);
  return rows.map((row) => ({ ...row, participants: bySchool(byTwinning.get(row.twinningId) ?? []) }));
}

type ClassRow = { school: typeof schools.$inferSelect; classGroup: typeof classGroups.$inferSelect; pupils: number };

function bySchool(rows: ClassRow[]): TwinnedSchool[] {
  return [...Map.groupBy(rows, ({ school }) => school.schoolId).values()].map((mine) => ({
    school: schoolBrief(mine[0]!.school), // a group has at least the row that made it
    classes: mine.map(({ classGroup, pupils: count }) => {
      const { roomId, putAwayAt } = classGroup;
      return { ...classBrief(classGroup), roomId, putAwayAt, pupils: count };
    }),
  }));
}

export async function insertTwinning(
  db: Db,
  twinning: typeof twinnings.$inferInsert,
  classes: readonly { classGroupId: ClassGroupId; schoolId: SchoolId }[],
  event: Pick<NewEvent, 'staffId' | 'reason'>,
): Promise<void> {
  const { twinningId, state = 'active', since = Date.now() } = twinning;
  await db.transaction(async (tx) => {
    await tx.insert(twinnings).values(twinning);
    await tx.insert(twinningClasses).values(classes.map((one, position) => ({ ...one, position, twinningId })));
    await tx.insert(twinningEvents).values({ ...event, eventId: randomUUID(), twinningId, at: since, state });
  });
}

/** Holds a twinning until the transaction ends. @returns its state */
export async function lockTwinning(db: Db, twinningId: TwinningId): Promise<TwinningState | undefined> {
  const [row] = await db
    .select({ state: twinnings.state })
    .from(twinnings)
    .where(eq(twinnings.twinningId, twinningId))
    .for('update');
  return row?.state;
}

export async function setState(db: Db, event: Omit<NewEvent, 'eventId'>): Promise<void> {
  const { twinningId, state, at } = event;
  await db.update(twinnings).set({ state, since: at }).where(eq(twinnings.twinningId, twinningId));
  await db.insert(twinningEvents).values({ ...event, eventId: randomUUID() });
}

/** What became of a twinning, newest first. */
export async function listEvents(db: Db, twinningId: TwinningId) {
  return db
    .select({ event: twinningEvents, name: staff.name })
    .from(twinningEvents)
    .leftJoin(staff, eq(staff.staffId, twinningEvents.staffId))
    .where(eq(twinningEvents.twinningId, twinningId))
    .orderBy(desc(twinningEvents.n));
}

/** Who began it. */
export async function findProposer(db: Db, twinningId: TwinningId): Promise<StaffId | null> {
  const [row] = await db
    .select({ staffId: twinningEvents.staffId })
    .from(twinningEvents)
    .where(eq(twinningEvents.twinningId, twinningId))
    .orderBy(asc(twinningEvents.n))
    .limit(1);
  return row?.staffId ?? null;
}

/** Classes by id, with their schools. */
export async function findClasses(db: Db, ids: readonly ClassGroupId[]) {
  return db
    .select({
      classGroupId: classGroups.classGroupId,
      schoolId: classGroups.schoolId,
      putAwayAt: classGroups.putAwayAt,
    })
    .from(classGroups)
    .where(inArray(classGroups.classGroupId, [...ids]));
}

/** Classes by id with their schools, for those to whom they are shown. */
export async function describeClasses(db: Db, ids: readonly ClassGroupId[]) {
  if (ids.length === 0) return [];
  return db
    .select({ classGroup: classGroups, school: schools })
    .from(classGroups)
    .innerJoin(schools, eq(schools.schoolId, classGroups.schoolId))
    .where(inArray(classGroups.classGroupId, [...ids]))
    .orderBy(asc(classGroups.name));
}
