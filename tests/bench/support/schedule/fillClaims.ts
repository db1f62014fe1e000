import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { seededRandom } from '../../../support/board/seededRandom.ts';

const CLASSES = 3;
const TEACHERS = 3;
const KITS = 2;
const WEEKS = 33;
const SERIES_A_SCHOOL = 2;
const SLOTS = 25;

/** A weekly hour of two or three schools. */
export interface PlantedSeries {
  /** Ids of its classes, teachers and rooms. */
  readonly subjects: readonly string[];
}

interface School {
  readonly id: string;
  readonly ids: {
    readonly class: readonly string[];
    readonly staff: readonly string[];
    readonly room: readonly string[];
  };
  /** Hours of the week that are taken, by weekday and hour. */
  readonly taken: Set<number>;
}

/**
 * Fills a database with schools that have a year of weekly lessons with others: every lesson's claims are firm, as the
 * product makes them. Straight into the tables, since it is not the making that is measured.
 */
export async function fillClaims(client: Client, { schools: count }: { schools: number }) {
  const random = seededRandom(17);
  const pick = (below: number) => Math.floor(random() * below);
  const ids = (length: number) => Array.from({ length }, () => randomUUID());
  const schools = Array.from({ length: count }, (): School => {
    return { id: randomUUID(), ids: { class: ids(CLASSES), staff: ids(TEACHERS), room: ids(KITS) }, taken: new Set() };
  });
  const monday = Date.UTC(2026, 8, 21);
  const planned: { id: string; at: number; claims: { kind: string; id: string; schoolId: string }[] }[] = [];
  while (planned.length < (count * SERIES_A_SCHOOL) / 2.5) {
    const sites = Array.from({ length: 2 + pick(2) }, () => schools[pick(count)]!);
    const slot = pick(SLOTS);
    if (new Set(sites).size < sites.length || sites.some(({ taken }) => taken.has(slot))) continue;
    const claims = sites.flatMap(({ id: schoolId, ids: of, taken }) => {
      taken.add(slot);
      return (['class', 'staff', 'room'] as const).map((kind) => ({
        kind,
        id: of[kind][pick(of[kind].length)]!,
        schoolId,
      }));
    });
    planned.push({
      id: randomUUID(),
      at: monday + Math.floor(slot / 5) * 86_400_000 + (7 + (slot % 5)) * 3_600_000,
      claims,
    });
  }

  await client.query(
    `INSERT INTO schools (id, name, town, time_zone, language)
     SELECT id, 'School', 'Town', 'Europe/Rome', 'it' FROM unnest($1::uuid[]) id`,
    [schools.map(({ id }) => id)],
  );
  await client.query(`INSERT INTO twinnings (id, name) SELECT id, 'Twinning' FROM unnest($1::uuid[]) id`, [
    planned.map(({ id }) => id),
  ]);
  await client.query(
    `INSERT INTO lessons (id, twinning_id, title, starts_at, ends_at, over, board_id, plan)
     SELECT gen_random_uuid(), id, 'Lesson', at + week * interval '7 days',
            at + week * interval '7 days' + interval '45 minutes', 'no',
            gen_random_uuid(), '[]'
     FROM unnest($1::uuid[], $2::timestamptz[]) AS planned(id, at), generate_series(0, $3::int - 1) week`,
    [planned.map(({ id }) => id), planned.map(({ at }) => new Date(at).toISOString()), WEEKS],
  );
  const claims = planned.flatMap(({ id, claims: of }) => of.map((claim) => ({ ...claim, twinningId: id })));
  const { rowCount } = await client.query(
    `INSERT INTO claims (lesson_id, kind, subject_id, school_id, during, firm)
     SELECT l.id, c.kind, c.subject_id, c.school_id,
            tstzrange(l.starts_at - (c.kind <> 'class')::int * interval '5 minutes',
                      l.ends_at + (c.kind <> 'class')::int * interval '5 minutes'), true
     FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[]) AS c(twinning_id, kind, subject_id, school_id)
     JOIN lessons l ON l.twinning_id = c.twinning_id`,
    [
      claims.map(({ twinningId }) => twinningId),
      claims.map(({ kind }) => kind),
      claims.map(({ id }) => id),
      claims.map(({ schoolId }) => schoolId),
    ],
  );
  // What the filling leaves to be done in the background would be done during the first checks.
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
  const series = planned.map(({ claims: of }): PlantedSeries => ({ subjects: of.map(({ id }) => id) }));
  return { series, claims: rowCount ?? 0, monday: monday + 6 * 3_600_000, weeks: WEEKS };
}
