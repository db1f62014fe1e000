import type { FeedOf, FeedShows } from '@pluriclasse/shared/api/feeds';
import type { SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { and, eq, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { calendarFeeds, installation } from '../db/schema/feeds.ts';
import { staff } from '../db/schema/people.ts';
import { classGroups, rooms, schools } from '../db/schema/schools.ts';

export type FeedRow = typeof calendarFeeds.$inferSelect;
export type HolderRow = typeof staff.$inferSelect;

/** Whose calendar it is. */
export interface Whose {
  readonly of: FeedOf;
  readonly id: string;
}
/** Whose calendar it is, with its names; `school` undefined for a person of the network. */
export interface Owner extends Whose {
  readonly name: string;
  readonly school: { readonly schoolId: SchoolId; readonly name: string } | undefined;
}

const columnOf = {
  staff: calendarFeeds.staffId,
  class: calendarFeeds.classGroupId,
  room: calendarFeeds.roomId,
  school: calendarFeeds.schoolId,
} as const;
const keyOf = { staff: 'staffId', class: 'classGroupId', room: 'roomId', school: 'schoolId' } as const;

/** The values of a row's four columns of which one says whose it is. */
export const ownerColumns = ({ of, id }: Whose) =>
  // The columns' brands: an owner was found under this id.
  ({ staffId: null, classGroupId: null, roomId: null, schoolId: null, [keyOf[of]]: id }) as Pick<
    FeedRow,
    (typeof keyOf)[FeedOf]
  >;

/** Whose a row is. */
export function whoseFeed({ staffId, classGroupId, roomId, schoolId }: FeedRow): Whose {
  if (staffId !== null) return { of: 'staff', id: staffId };
  if (classGroupId !== null) return { of: 'class', id: classGroupId };
  return roomId === null ? { of: 'school', id: schoolId ?? '' } : { of: 'room', id: roomId };
}

const held = (holderId: StaffId, { of, id }: Whose, shows?: FeedShows): SQL | undefined =>
  and(
    eq(calendarFeeds.holderId, holderId),
    sql`${columnOf[of]} = ${id}`,
    shows === undefined ? undefined : eq(calendarFeeds.shows, shows),
  );

export async function listFeeds(db: Db, holderId: StaffId, whose: Whose): Promise<FeedRow[]> {
  return db.select().from(calendarFeeds).where(held(holderId, whose));
}

/** Puts a feed in the place of the one that there was. */
export async function replaceFeed(db: Db, row: FeedRow): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(calendarFeeds).where(held(row.holderId, whoseFeed(row), row.shows));
    await tx.insert(calendarFeeds).values(row);
  });
}

/** @returns whether there was one */
export async function deleteFeed(db: Db, holderId: StaffId, whose: Whose, shows: FeedShows): Promise<boolean> {
  const { rowCount } = await db.delete(calendarFeeds).where(held(holderId, whose, shows));
  return (rowCount ?? 0) > 0;
}

/** The feed of a secret, and who made it, who is still there. */
export async function findFeed(db: Db, tokenHash: Buffer): Promise<{ feed: FeedRow; holder: HolderRow } | undefined> {
  const [row] = await db
    .select({ feed: calendarFeeds, holder: staff })
    .from(calendarFeeds)
    .innerJoin(staff, eq(staff.staffId, calendarFeeds.holderId))
    .where(and(eq(calendarFeeds.tokenHash, tokenHash), isNull(staff.leftAt)));
  return row;
}

/** Keeps what it gives from now on. */
export async function setContent(
  db: Db,
  feedId: string,
  content: { contentHash: Buffer; contentAt: number },
): Promise<void> {
  await db.update(calendarFeeds).set(content).where(eq(calendarFeeds.feedId, feedId));
}

/** Notes that it was read, unless it was noted after `before`. */
export async function markRead(db: Db, feedId: string, at: number, before: number): Promise<void> {
  const stale = or(isNull(calendarFeeds.readAt), lt(calendarFeeds.readAt, before));
  await db
    .update(calendarFeeds)
    .set({ readAt: at })
    .where(and(eq(calendarFeeds.feedId, feedId), stale));
}

/** Whose calendar it would be; a person only while of the staff. */
export async function findOwner(db: Db, whose: Whose): Promise<Owner | undefined> {
  const [row] = await ownerQuery(db, whose);
  return row && { ...whose, name: row.name, school: row.school ?? undefined };
}

function ownerQuery(db: Db, { of, id }: Whose) {
  const school = { schoolId: schools.schoolId, name: schools.name };
  switch (of) {
    case 'staff':
      return db
        .select({ name: staff.name, school })
        .from(staff)
        .leftJoin(schools, eq(schools.schoolId, staff.schoolId))
        .where(and(sql`${staff.staffId} = ${id}`, isNull(staff.leftAt)));
    case 'class':
      return db
        .select({ name: classGroups.name, school })
        .from(classGroups)
        .innerJoin(schools, eq(schools.schoolId, classGroups.schoolId))
        .where(sql`${classGroups.classGroupId} = ${id}`);
    case 'room':
      return db
        .select({ name: rooms.name, school })
        .from(rooms)
        .innerJoin(schools, eq(schools.schoolId, rooms.schoolId))
        .where(sql`${rooms.roomId} = ${id}`);
    case 'school':
      return db
        .select({ name: schools.name, school })
        .from(schools)
        .where(sql`${schools.schoolId} = ${id}`);
  }
}

/** What tells this installation's things from others', for good. */
export async function readInstallationId(db: Db): Promise<string> {
  const [row] = await db.select().from(installation);
  if (row === undefined) throw new Error('The installation has lost its id');
  return row.installationId;
}
