import type { LessonMail, ReplyState } from '@pluriclasse/shared/api/lessonMail';
import type { LessonId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { and, arrayContains, asc, eq, inArray, isNull, lt, ne, or } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { lessonInvitations, lessonMailChoices } from '../db/schema/lessonMail.ts';
import { lessons } from '../db/schema/lessons.ts';
import { staff } from '../db/schema/people.ts';
import { schools } from '../db/schema/schools.ts';
import { series } from '../db/schema/series.ts';

export type InvitationRow = typeof lessonInvitations.$inferSelect;

/** What a mail to a member of staff needs. */
export async function findReaders(db: Db, ids: readonly StaffId[]) {
  if (ids.length === 0) return [];
  return readers(db).where(and(inArray(staff.staffId, [...ids]), isNull(staff.leftAt)));
}
export type ReaderRow = Awaited<ReturnType<typeof findReaders>>[number];

/** Those who teach at these schools, to be asked where nobody is named. */
export async function listTeachers(db: Db, schoolIds: readonly SchoolId[]): Promise<ReaderRow[]> {
  if (schoolIds.length === 0) return [];
  return readers(db).where(
    and(inArray(staff.schoolId, [...schoolIds]), arrayContains(staff.roles, ['teacher']), isNull(staff.leftAt)),
  );
}

const readers = (db: Db) =>
  db
    .select({
      staffId: staff.staffId,
      schoolId: staff.schoolId,
      name: staff.name,
      email: staff.email,
      language: staff.language,
      timeZone: schools.timeZone,
      invitations: lessonMailChoices.invitations,
      reminders: lessonMailChoices.reminders,
    })
    .from(staff)
    .leftJoin(schools, eq(schools.schoolId, staff.schoolId))
    .leftJoin(lessonMailChoices, eq(lessonMailChoices.staffId, staff.staffId));

export async function setChoices(db: Db, staffId: StaffId, choices: LessonMail): Promise<void> {
  await db
    .insert(lessonMailChoices)
    .values({ staffId, ...choices })
    .onConflictDoUpdate({ target: lessonMailChoices.staffId, set: choices });
}

/** Those who are invited to a lesson, and what they answered. */
export async function listInvited(db: Db, lessonId: LessonId) {
  return db
    .select({ invitation: lessonInvitations, name: staff.name, schoolId: staff.schoolId })
    .from(lessonInvitations)
    .innerJoin(staff, eq(staff.staffId, lessonInvitations.staffId))
    .where(and(eq(lessonInvitations.lessonId, lessonId), ne(lessonInvitations.status, 'CANCELLED')))
    .orderBy(asc(staff.name), asc(staff.staffId));
}

/** Keeps what somebody was sent; the answer to what was sent before is forgotten. */
export async function putInvitation(
  db: Db,
  sent: Omit<InvitationRow, 'answer' | 'answeredAt' | 'answerStamp'>,
): Promise<void> {
  const fresh = { ...sent, answer: 'invited' as const, answeredAt: null, answerStamp: null };
  await db
    .insert(lessonInvitations)
    .values(fresh)
    .onConflictDoUpdate({ target: [lessonInvitations.lessonId, lessonInvitations.staffId], set: fresh });
}

export async function findByToken(db: Db, tokenHash: Buffer) {
  const [row] = await db
    .select({ invitation: lessonInvitations, member: staff })
    .from(lessonInvitations)
    .innerJoin(staff, eq(staff.staffId, lessonInvitations.staffId))
    .where(and(eq(lessonInvitations.tokenHash, tokenHash), isNull(staff.leftAt)));
  return row;
}

/**
 * Keeps an answer, unless the lesson has moved meanwhile or a later one is there.
 * @returns whether it was kept
 */
export async function setAnswer(
  db: Db,
  { lessonId, staffId, sequence }: Pick<InvitationRow, 'lessonId' | 'staffId' | 'sequence'>,
  given: { answer: ReplyState; answeredAt: number; answerStamp: number },
): Promise<boolean> {
  const { rowCount } = await db
    .update(lessonInvitations)
    .set(given)
    .where(
      and(
        eq(lessonInvitations.lessonId, lessonId),
        eq(lessonInvitations.staffId, staffId),
        eq(lessonInvitations.sequence, sequence),
        ne(lessonInvitations.status, 'CANCELLED'),
        or(isNull(lessonInvitations.answerStamp), lt(lessonInvitations.answerStamp, given.answerStamp)),
      ),
    );
  return rowCount === 1;
}

/** Whom a refusal concerns: who proposed the series, if that is a coordinator still; else all coordinators. */
export async function coordinatorsOf(db: Db, lessonId: LessonId): Promise<StaffId[]> {
  const coordinates = and(arrayContains(staff.roles, ['coordinator']), isNull(staff.leftAt));
  const makers = await db
    .select({ staffId: staff.staffId })
    .from(lessons)
    .innerJoin(series, eq(series.seriesId, lessons.seriesId))
    .innerJoin(staff, eq(staff.staffId, series.staffId))
    .where(and(eq(lessons.lessonId, lessonId), coordinates));
  const found = makers.length > 0 ? makers : await db.select({ staffId: staff.staffId }).from(staff).where(coordinates);
  return found.map(({ staffId }) => staffId);
}

/** What somebody was sent, held until the transaction ends: of two servers one sends the next. */
export async function lockInvitation(db: Db, lessonId: LessonId, staffId: StaffId): Promise<InvitationRow | undefined> {
  // A row that is not there yet can't be held: the lesson's can.
  await db.select({ lessonId: lessons.lessonId }).from(lessons).where(eq(lessons.lessonId, lessonId)).for('update');
  const [row] = await db
    .select()
    .from(lessonInvitations)
    .where(and(eq(lessonInvitations.lessonId, lessonId), eq(lessonInvitations.staffId, staffId)));
  return row;
}

/** @returns whether there was one */
export async function deleteInvitation(db: Db, lessonId: LessonId, staffId: StaffId): Promise<boolean> {
  const { rowCount } = await db
    .delete(lessonInvitations)
    .where(and(eq(lessonInvitations.lessonId, lessonId), eq(lessonInvitations.staffId, staffId)));
  return rowCount === 1;
}
