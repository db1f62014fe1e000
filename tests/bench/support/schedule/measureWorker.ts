import { LocalBus } from '@pluriclasse/server/bus/LocalBus';
import { Database } from '@pluriclasse/server/db/Database';
import { createLog } from '@pluriclasse/server/log';
import { openSearchWorker } from '@pluriclasse/server/timetables/openSearchWorker';
import { SearchRun, type Standing } from '@pluriclasse/server/timetables/SearchRun';
import { Timetables } from '@pluriclasse/server/timetables/timetables.service';
import type { ScheduleRequest } from '@pluriclasse/shared/calendar/wish';
import { SchoolId } from '@pluriclasse/shared/ids';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startPostgres } from '../../../../scripts/lib/postgres.mjs';
import type { Figure } from '../statistics.ts';
import { inventNetwork } from './inventNetwork.ts';
import { plantedWish, plantNetwork, uuidOf } from './plantNetwork.ts';

/**
 * The server's own part of a search for many twinnings: the calendars out of an embedded PostgreSQL, then through a
 * thread of its own to what the server can tell; and how long that holds up the thread that serves everybody else.
 */
export async function measureWorker(size: { schools: number; wishes: number }): Promise<Figure[]> {
  const delay = monitorEventLoopDelay({ resolution: 2 });
  const read = await readRequest(size, delay);
  const reading = delay.max / 1e6;
  delay.reset();
  const times = { looked: NaN, plan: NaN };
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  let end: Standing | undefined;
  const run = new SearchRun({
    openWorker: openSearchWorker,
    longest: 600_000,
    onEnd: (standing) => (end = standing),
  });
  delay.enable();
  const gone = run.run(read.request);
  for (let since = 0; run.standing.state === 'running'; since = run.standing.revision) {
    await run.newerThan(since, 10_000);
    if (Number.isNaN(times.looked) && run.standing.looked > 0) times.looked = seconds();
    if (Number.isNaN(times.plan) && run.standing.answers.size > 0) times.plan = seconds();
  }
  const whole = seconds();
  await gone;
  delay.disable();
  if (end?.state !== 'done') throw new Error(`The search has ${end?.state ?? 'not ended'}`);
  return [
    { name: 'on the server: all calendars, read', value: read.seconds, unit: 's' },
    { name: 'on the server: longest hold while they are read', value: reading, unit: 'ms' },
    { name: 'on the server: the first word of how far it is', value: times.looked, unit: 's' },
    { name: 'on the server: a first plan with its dated lessons', value: times.plan, unit: 's' },
    { name: 'on the server: the best plan, written out', value: whole, unit: 's' },
    { name: 'on the server: longest hold while it searches', value: delay.max / 1e6, unit: 'ms' },
  ];
}

/** What the server would hand to the thread, twice read: the second time is told. */
async function readRequest(size: { schools: number; wishes: number }, delay: ReturnType<typeof monitorEventLoopDelay>) {
  const invented = inventNetwork({ seed: 1, ...size });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'pluriclasse-schedule-'));
  const postgres = await startPostgres({ dataDir: path.join(folder, 'postgres') });
  const log = createLog('silent');
  const database = await Database.create(postgres.url, log);
  try {
    await plantNetwork(database.db, invented);
    const timetables = new Timetables({ db: database.db, bus: new LocalBus(), log, now: () => invented.now });
    const ids = invented.schools.map(({ schoolId }) => SchoolId.parse(uuidOf(schoolId)));
    await timetables.calendars(ids);
    delay.enable();
    const began = performance.now();
    const { calendars } = await timetables.calendars(ids);
    const seconds = (performance.now() - began) / 1000;
    delay.disable();
    const wishes = invented.wishes.map(plantedWish);
    const request: ScheduleRequest = { ...invented, limit: 1, schools: [...calendars], wishes };
    return { request, seconds };
  } finally {
    await database.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
