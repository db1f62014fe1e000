import type { SeatKind } from '@pluriclasse/shared/domain/roles';
import type { ClassGroupId, LessonId, PupilId, SchoolId, SeatId } from '@pluriclasse/shared/ids';
import { and, asc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { devices } from '../db/schema/devices.ts';
import { attendance, lessons } from '../db/schema/lessons.ts';
import { staff } from '../db/schema/people.ts';
import { pupils, rooms } from '../db/schema/schools.ts';

export type NewSpan = typeof attendance.$inferInsert;

/** Begins a stretch of presence; one of the same seat that is still open goes on. */
export async function insertSpan(db: Db, span: NewSpan): Promise<void> {
  await db.insert(attendance).values(span).onConflictDoNothing();
}

export async function endSpan(db: Db, lessonId: LessonId, seatId: SeatId, at: number): Promise<void> {
  await db
    .update(attendance)
    // A clock that was set back must not end it before it began.
    .set({ to: sql`greatest(${new Date(at).toISOString()}::timestamptz, ${attendance.from})` })
    .where(and(eq(attendance.lessonId, lessonId), eq(attendance.seatId, seatId), isNull(attendance.to)));
}

/** Ends what is open when it was last seen. */
export async function endOpenSpans(db: Db, lessonId: LessonId): Promise<void> {
  await db
    .update(attendance)
    .set({ to: sql`${attendance.seen}` })
    .where(and(eq(attendance.lessonId, lessonId), isNull(attendance.to)));
}

/** Ends what nobody has seen since then: the server that knew better is gone, and nobody opened its lesson again. */
export async function endStaleSpans(db: Db, before: number): Promise<void> {
  await db
    .update(attendance)
    .set({ to: sql`${attendance.seen}` })
    .where(and(lt(attendance.seen, before), isNull(attendance.to)));
}

export async function markSeen(db: Db, lessonIds: readonly LessonId[], at: number): Promise<void> {
  await db
    .update(attendance)
    .set({ seen: at })
    .where(and(inArray(attendance.lessonId, [...lessonIds]), isNull(attendance.to)));
}

/** Everyone who was there, with the names as they are now. */
export async function listSpans(db: Db, lessonId: LessonId) {
  return db
    .select({
      span: attendance,
      staffName: staff.name,
      alias: pupils.alias,
      roomName: rooms.name,
      deviceName: devices.name,
    })
    .from(attendance)
    .leftJoin(staff, eq(staff.staffId, attendance.staffId))
    .leftJoin(pupils, eq(pupils.pupilId, attendance.pupilId))
    .leftJoin(devices, eq(devices.deviceId, attendance.deviceId))
    .leftJoin(rooms, eq(rooms.roomId, devices.roomId))
    .where(eq(attendance.lessonId, lessonId))
    .orderBy(asc(attendance.from), asc(attendance.spanId));
}

/** A seat that was taken while a lesson took place, and whose class's pupil it was, if it was one's. */
export interface PresenceRow {
  readonly lessonId: LessonId;
  readonly schoolId: SchoolId;
  readonly kind: SeatKind;
  readonly pupilId: PupilId | null;
  readonly classGroupId: ClassGroupId | null;
}

/** Who was there while these lessons took place, each once; waiting before it began does not count. */
export async function listPresence(db: Db, lessonIds: readonly LessonId[]): Promise<PresenceRow[]> {
  if (lessonIds.length === 0) return [];
  const { lessonId, schoolId, kind, pupilId, from, to, seen } = attendance;
  return db
    .selectDistinct({ lessonId, schoolId, kind, pupilId, classGroupId: pupils.classGroupId })
    .from(attendance)
    .innerJoin(lessons, eq(lessons.lessonId, lessonId))
    .leftJoin(pupils, eq(pupils.pupilId, pupilId))
    .where(
      and(
        inArray(lessonId, [...lessonIds]),
        // Teachers may end it before its hour, or after; greatest and least pass over what is null.
        sql`${from} < greatest(${lessons.endsAt}, ${lessons.endedAt})`,
        sql`coalesce(${to}, ${seen}) >= least(${lessons.startsAt}, ${lessons.endedAt})`,
      ),
    );
}
