import type { LessonId, RoomId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { staff } from '../db/schema/people.ts';
import { rooms } from '../db/schema/schools.ts';
import { asks, lessonMoves } from '../db/schema/series.ts';

type MoveRow = typeof lessonMoves.$inferSelect;

/** What a lesson refers to and does not hold itself. */
export interface LessonFacts {
  readonly staff: ReadonlyMap<StaffId, string>;
  readonly rooms: ReadonlyMap<RoomId, string>;
  readonly moves: ReadonlyMap<LessonId, MoveRow & { readonly waitsFor: readonly SchoolId[] }>;
}

interface Referring {
  readonly lessonId: LessonId;
  readonly sites: readonly { readonly staffIds: readonly StaffId[]; readonly roomId: RoomId | null }[];
}

/** Names of those who lead lessons and of their rooms, and hours that are proposed for them: three queries at most. */
export async function findFacts(db: Db, lessons: readonly Referring[]): Promise<LessonFacts> {
  const moves = await findMoves(
    db,
    lessons.map(({ lessonId }) => lessonId),
  );
  const sites = lessons.flatMap((one) => one.sites);
  const movers = [...moves.values()].flatMap(({ staffId }) => staffId ?? []);
  const staffIds = [...new Set([...sites.flatMap((one) => one.staffIds), ...movers])];
  const roomIds = [...new Set(sites.flatMap(({ roomId }) => roomId ?? []))];
  return { moves, staff: await staffNames(db, staffIds), rooms: await roomNames(db, roomIds) };
}

async function findMoves(db: Db, lessonIds: readonly LessonId[]): Promise<LessonFacts['moves']> {
  if (lessonIds.length === 0) return new Map();
  const rows = await db
    .select({ move: lessonMoves, schoolId: asks.schoolId })
    .from(lessonMoves)
    .leftJoin(asks, and(eq(asks.matterId, lessonMoves.moveId), isNull(asks.answer), isNull(asks.closedAt)))
    .where(inArray(lessonMoves.lessonId, [...lessonIds]));
  const byLesson = Map.groupBy(rows, ({ move }) => move.lessonId);
  return new Map(
    [...byLesson].map(([lessonId, mine]) => {
      const waitsFor = [...new Set(mine.flatMap(({ schoolId }) => schoolId ?? []))];
      return [lessonId, { ...mine[0]!.move, waitsFor }]; // a group has at least the row that made it
    }),
  );
}

async function staffNames(db: Db, ids: readonly StaffId[]): Promise<Map<StaffId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ staffId: staff.staffId, name: staff.name })
    .from(staff)
    .where(inArray(staff.staffId, [...ids]));
  return new Map(rows.map(({ staffId, name }) => [staffId, name]));
}

async function roomNames(db: Db, ids: readonly RoomId[]): Promise<Map<RoomId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ roomId: rooms.roomId, name: rooms.name })
    .from(rooms)
    .where(inArray(rooms.roomId, [...ids]));
  return new Map(rows.map(({ roomId, name }) => [roomId, name]));
}
