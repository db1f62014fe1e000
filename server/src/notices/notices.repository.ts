import type { NoticeTopic } from '@pluriclasse/shared/domain/noticeTopics';
import type { NoticeId, StaffId } from '@pluriclasse/shared/ids';
import { and, asc, count, desc, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { noticeChoices, notices } from '../db/schema/mail.ts';
import { staff } from '../db/schema/people.ts';
import { schools } from '../db/schema/schools.ts';

export type NoticeRecord = typeof notices.$inferSelect;

/** @returns whether it was put in: not when the person was told the same already. */
export async function insertNotice(db: Db, notice: NoticeRecord): Promise<boolean> {
  const target = [notices.staffId, notices.dedupeKey];
  const rows = await db
    .insert(notices)
    .values(notice)
    .onConflictDoNothing({ target })
    .returning({ noticeId: notices.noticeId });
  return rows.length > 0;
}

/**
 * Those of them who are still on the staff, with what a mail to them needs, and where they want to hear of a topic;
 * undefined: they have not said.
 */
export async function findReaders(db: Db, staffIds: readonly StaffId[], topic: NoticeTopic) {
  const rows = await db
    .select({
      staffId: staff.staffId,
      name: staff.name,
      language: staff.language,
      timeZone: schools.timeZone,
      here: noticeChoices.here,
      mail: noticeChoices.mail,
    })
    .from(staff)
    .leftJoin(schools, eq(schools.schoolId, staff.schoolId))
    .leftJoin(noticeChoices, and(eq(noticeChoices.staffId, staff.staffId), eq(noticeChoices.topic, topic)))
    .where(and(inArray(staff.staffId, [...staffIds]), isNull(staff.leftAt)))
    .orderBy(asc(staff.staffId));
  return rows.map(({ here, mail, ...row }) => ({ ...row, here: here ?? undefined, mail: mail ?? undefined }));
}

/** The newest first; `before`: only what is listed after that one. */
export async function listNotices(
  db: Db,
  staffId: StaffId,
  before: NoticeId | undefined,
  limit: number,
): Promise<NoticeRecord[]> {
  const [last] =
    before === undefined
      ? []
      : await db
          .select()
          .from(notices)
          .where(and(eq(notices.noticeId, before), eq(notices.staffId, staffId)));
  const after =
    last &&
    or(
      lt(notices.createdAt, last.createdAt),
      and(eq(notices.createdAt, last.createdAt), gt(notices.noticeId, last.noticeId)),
    );
  return db
    .select()
    .from(notices)
    .where(and(eq(notices.staffId, staffId), eq(notices.hidden, false), after))
    .orderBy(desc(notices.createdAt), asc(notices.noticeId))
    .limit(limit);
}

export async function countUnread(db: Db, staffId: StaffId): Promise<number> {
  const unread = and(eq(notices.staffId, staffId), isNull(notices.readAt), eq(notices.hidden, false));
  const [row] = await db.select({ count: count() }).from(notices).where(unread);
  return row?.count ?? 0;
}

export async function markRead(
  db: Db,
  staffId: StaffId,
  noticeIds: readonly NoticeId[] | 'all',
  readAt: number,
): Promise<void> {
  const these = noticeIds === 'all' ? undefined : inArray(notices.noticeId, [...noticeIds]);
  await db
    .update(notices)
    .set({ readAt })
    .where(and(eq(notices.staffId, staffId), isNull(notices.readAt), these));
}

export async function deleteBefore(db: Db, before: number): Promise<void> {
  await db.delete(notices).where(lt(notices.createdAt, before));
}
