import type { LessonId, RoomId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { and, asc, eq, exists, gt, inArray, lt, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { lessons } from '../db/schema/lessons.ts';
import { staff } from '../db/schema/people.ts';
import { rooms } from '../db/schema/schools.ts';
import { series } from '../db/schema/series.ts';
import { inScope, type Scope } from '../db/scope.ts';

export type LessonRow = typeof lessons.$inferSelect;

/** Whose lessons: of a school or class; or of a person, by name, by school as far as nobody is named, or as its maker. */
export type LessonsOf =
  | Exclude<Scope, { of: 'network' }>
  | { readonly of: 'person'; readonly staffId: StaffId; readonly teachesAt: SchoolId | undefined };

interface Span {
  readonly from: number;
  readonly to?: number | undefined;
}

/** No calendar holds more; whoever has more lessons than this has more than one calendar. */
const MOST = 5000;

/** Lessons that end after `from`, by start; what was called off before `from` is left out. */
export async function listLessons(db: Db, whose: LessonsOf, { from, to }: Span): Promise<LessonRow[]> {
  return db
    .select()
    .from(lessons)
    .where(
      and(
        gt(lessons.endsAt, from),
        to === undefined ? undefined : lt(lessons.startsAt, to),
        or(ne(lessons.over, 'cancelled'), gt(lessons.cancelledAt, from)),
        whose.of === 'person' ? ofPerson(db, whose) : inScope(whose, lessons.twinningId),
      ),
    )
    .orderBy(asc(lessons.startsAt), asc(lessons.lessonId))
    .limit(MOST);
}

function ofPerson(db: Db, { staffId, teachesAt }: Extract<LessonsOf, { of: 'person' }>): SQL | undefined {
  const site = (fields: object) => sql`${lessons.sites} @> ${JSON.stringify([fields])}::jsonb`;
  const made = db
    .select({ one: sql`1` })
    .from(series)
    .where(and(eq(series.seriesId, lessons.seriesId), eq(series.staffId, staffId)));
  // Where nobody of the school is named, any of its teachers may lead.
  const unnamed = (schoolId: SchoolId) =>
    and(
      inScope({ of: 'school', schoolId }, lessons.twinningId),
      sql`not exists (
        select 1 from jsonb_array_elements(${lessons.sites}) site
        where site ->> 'schoolId' = ${schoolId} and jsonb_array_length(site -> 'staffIds') > 0
      )`,
    );
  return or(site({ staffIds: [staffId] }), exists(made), teachesAt && unnamed(teachesAt));
}

/** Lessons by id, in no order. */
export async function findLessons(db: Db, ids: readonly LessonId[]): Promise<LessonRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(lessons)
    .where(inArray(lessons.lessonId, [...ids]));
}

export async function staffNames(db: Db, ids: readonly StaffId[]): Promise<ReadonlyMap<StaffId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ staffId: staff.staffId, name: staff.name })
    .from(staff)
    .where(inArray(staff.staffId, [...ids]));
  return new Map(rows.map(({ staffId, name }) => [staffId, name]));
}

export async function roomNames(db: Db, ids: readonly RoomId[]): Promise<ReadonlyMap<RoomId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ roomId: rooms.roomId, name: rooms.name })
    .from(rooms)
    .where(inArray(rooms.roomId, [...ids]));
  return new Map(rows.map(({ roomId, name }) => [roomId, name]));
}
