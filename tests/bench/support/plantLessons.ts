import type { LessonId } from '@pluriclasse/shared/ids';
import type { Client } from 'pg';

/**
 * Writes copies of a lesson into the database, one an hour from `startsAt` on or all at that very time.
 * @returns Their ids.
 */
export async function plantLessons(
  client: Client,
  { like, count, startsAt, everyHour }: { like: LessonId; count: number; startsAt: Date; everyHour: boolean },
): Promise<LessonId[]> {
  const { rows } = await client.query<{ id: LessonId }>(
    `INSERT INTO lessons (id, twinning_id, title, starts_at, ends_at, over, board_id, plan)
     SELECT gen_random_uuid(), twinning_id, title || ' ' || n, at, at + interval '45 minutes', 'no',
            gen_random_uuid(), plan
     FROM lessons, generate_series(1, $2::int) n,
          LATERAL (SELECT $3::timestamptz + CASE WHEN $4 THEN n ELSE 0 END * interval '1 hour' AS at)
     WHERE id = $1
     RETURNING id`,
    [like, count, startsAt.toISOString(), everyHour],
  );
  return rows.map(({ id }) => id);
}
