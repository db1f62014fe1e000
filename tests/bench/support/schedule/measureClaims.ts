import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Database } from '@pluriclasse/server/db/Database';
import { createLog } from '@pluriclasse/server/log';
import { Claims } from '@pluriclasse/server/timetables/claims.service';
import { Client } from 'pg';
import { startPostgres } from '../../../../scripts/lib/postgres.mjs';
import { seededRandom } from '../../../support/board/seededRandom.ts';
import { percentile, type Figure } from '../statistics.ts';
import { fillClaims, type PlantedSeries } from './fillClaims.ts';

const WEEK = 7 * 86_400_000;
const MINUTE = 60_000;

/**
 * Whether an hour is free, asked of the product's own service: every class, teacher and room of a twinning, among the
 * claims that all schools' series make in a year, in an embedded PostgreSQL with its usual settings.
 */
export async function measureClaims({ schools, checks }: { schools: number; checks: number }): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'pluriclasse-schedule-'));
  const postgres = await startPostgres({ dataDir: path.join(folder, 'postgres') });
  const database = await Database.create(postgres.url, createLog('silent'));
  const client = new Client({ connectionString: postgres.url });
  try {
    await client.connect();
    const filled = await fillClaims(client, { schools });
    const claims = new Claims({ db: database.db });
    const random = seededRandom(3);
    const lesson = (series: PlantedSeries, at: number) =>
      series.subjects.map((id) => ({ id, from: at, to: at + 55 * MINUTE }));
    const one: number[] = [];
    const whole: number[] = [];
    let taken = 0;
    for (let check = 0; check < checks; check++) {
      const series = filled.series[Math.floor(random() * filled.series.length)]!;
      // Any five minutes of the school week, in any week: half of them beside, on or across somebody's lesson.
      const shift = Math.floor(random() * 5) * 1440 + Math.floor(random() * 84) * 5;
      const at = filled.monday + shift * MINUTE + Math.floor(random() * filled.weeks) * WEEK;
      const began = performance.now();
      const clashes = await claims.clashes(lesson(series, at));
      one.push(performance.now() - began);
      if (clashes.length > 0) taken++;
      if (check % 10 !== 0) continue;
      const dates = Array.from({ length: filled.weeks }, (_, week) => filled.monday + shift * MINUTE + week * WEEK);
      const wanted = dates.flatMap((date) => lesson(series, date));
      const asked = performance.now();
      await claims.clashes(wanted, { firmOnly: true });
      whole.push(performance.now() - asked);
    }
    const slow = percentile(one, 0.99);
    return [
      {
        name: `is a lesson’s hour free, ${schools} schools, ${filled.claims} claims, p99`,
        value: slow,
        unit: 'ms',
        goal: '≤ 5 ms',
        holds: slow <= 5,
      },
      { name: 'the same, median', value: percentile(one, 0.5), unit: 'ms' },
      { name: 'share of these hours that were taken', value: (taken / checks) * 100, unit: '%' },
      { name: `a whole series of ${filled.weeks} dates in one query, p99`, value: percentile(whole, 0.99), unit: 'ms' },
    ];
  } finally {
    await client.end();
    await database.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
