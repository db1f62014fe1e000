import { LessonId, StaffId } from '@pluriclasse/shared/ids';
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { lessons } from '../db/schema/lessons.ts';

/** A teacher and a lesson of which he or she has something to hear. */
export interface Due {
  readonly lessonId: LessonId;
  readonly staffId: StaffId;
  /** Whether he or she leads it still. */
  readonly named: boolean;
}

const time = (instant: number) => sql`${new Date(instant).toISOString()}::timestamptz`;
/** For how long a server may have been away and still tell of what it missed at once. */
const RECENT = 4 * 24 * 3_600_000;

/**
 * Invitations that say no more what is so: teachers who are named and were not invited, whose lesson has moved, is called
 * off, is open again or taken back, and those who are named no more. First the lessons that come first.
 * @param horizon lessons of a series that start later wait
 */
export async function listDueInvitations(db: Db, now: number, horizon: number, limit: number): Promise<Due[]> {
  const { rows } = await db.execute<{ lesson_id: string; staff_id: string; named: boolean }>(sql`
    WITH coming AS (
      SELECT l.id, l.starts_at, l.ends_at, l.series_id, l.sites,
        CASE WHEN l.over = 'cancelled' THEN 'CANCELLED' WHEN l.agreed = 'proposed' THEN 'TENTATIVE' ELSE 'CONFIRMED' END
          AS status
      FROM lessons l
      WHERE l.ends_at > ${time(now)} AND l.over <> 'ended'
        -- What is further ahead is due only when it has just been changed.
        AND (l.starts_at < ${time(horizon)} OR l.updated_at > ${time(now - RECENT)})
    ), named AS (
      SELECT DISTINCT coming.id AS lesson_id, s.id AS staff_id
      FROM coming
      CROSS JOIN LATERAL jsonb_array_elements(coming.sites) AS site
      CROSS JOIN LATERAL jsonb_array_elements_text(site -> 'staffIds') AS one
      JOIN staff s ON s.id = one::uuid AND s.left_at IS NULL
    )
    SELECT lesson_id, staff_id, named FROM (
      SELECT n.lesson_id, n.staff_id, true AS named, coming.starts_at
      FROM named n
      JOIN coming ON coming.id = n.lesson_id
      LEFT JOIN lesson_invitations i ON i.lesson_id = n.lesson_id AND i.staff_id = n.staff_id
      LEFT JOIN lesson_mail_choices c ON c.staff_id = n.staff_id
      WHERE CASE
        -- Whoever was not invited, or was sent away, is invited anew; whoever was hears what becomes of it.
        WHEN i.status IS NULL OR i.status = 'CANCELLED' THEN
          coming.status = 'CONFIRMED' AND coalesce(c.invitations, true)
          AND (coming.series_id IS NULL OR coming.starts_at < ${time(horizon)})
        ELSE i.status <> coming.status OR i.starts_at <> coming.starts_at OR i.ends_at <> coming.ends_at
      END
      UNION ALL
      SELECT i.lesson_id, i.staff_id, false, coming.starts_at
      FROM lesson_invitations i
      JOIN coming ON coming.id = i.lesson_id
      WHERE i.status <> 'CANCELLED'
        AND NOT EXISTS (SELECT 1 FROM named n WHERE n.lesson_id = i.lesson_id AND n.staff_id = i.staff_id)
    ) due
    ORDER BY starts_at, lesson_id, staff_id
    LIMIT ${limit}
  `);
  return rows.map((row) => ({
    lessonId: LessonId.parse(row.lesson_id),
    staffId: StaffId.parse(row.staff_id),
    named: row.named,
  }));
}

/** Confirmed lessons that start within a span. */
export async function listStarting(db: Db, { from, to }: { from: number; to: number }): Promise<LessonId[]> {
  const rows = await db
    .select({ lessonId: lessons.lessonId })
    .from(lessons)
    .where(
      and(
        gt(lessons.startsAt, from),
        lt(lessons.startsAt, to),
        eq(lessons.over, 'no'),
        eq(lessons.agreed, 'confirmed'),
      ),
    );
  return rows.map(({ lessonId }) => lessonId);
}
