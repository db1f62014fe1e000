import { Database } from '@pluriclasse/server/db/Database';
import { createLog } from '@pluriclasse/server/log';
import { Clockwork } from '@pluriclasse/server/ops/Clockwork';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/server/testDatabase.ts';

const log = createLog('silent');
const MINUTE = 60_000;

let tables: TestDatabase;
let database: Database;
let clock: number;
const clocks: Clockwork[] = [];
beforeAll(async () => {
  tables = await createTestDatabase();
  database = await Database.create(tables.url, log);
});
afterAll(async () => {
  await database.close();
  await tables.drop();
});
beforeEach(() => {
  clock = Date.UTC(2026, 10, 1);
});
afterEach(async () => {
  for (const one of clocks.splice(0)) await one.close();
  await database.pool.query('DELETE FROM clock_jobs');
});
const newClock = () => {
  const made = new Clockwork({ db: database.db, now: () => clock, log, tickEvery: 0 });
  clocks.push(made);
  return made;
};

describe('what is done again and again', () => {
  it('is done at once, then each time that its time has come', async () => {
    const turns: number[] = [];
    const one = newClock();
    one.every(5 * MINUTE, 'job', async (now) => void turns.push(now));
    expect(await one.tick()).toEqual(['job']);
    expect(await one.tick()).toEqual([]);
    clock += 5 * MINUTE - 1;
    expect(await one.tick()).toEqual([]);
    clock += 1;
    expect(await one.tick()).toEqual(['job']);
    expect(turns).toEqual([Date.UTC(2026, 10, 1), clock]);
  });

  it('is done once for all servers, and not again because one restarts', async () => {
    let turns = 0;
    const make = () => {
      const made = newClock();
      made.every(5 * MINUTE, 'job', async () => void turns++);
      return made;
    };
    await Promise.all([make().tick(), make().tick(), make().tick()]);
    expect(turns).toBe(1);
    expect(await make().tick()).toEqual([]);
    clock += 5 * MINUTE;
    await Promise.all([make().tick(), make().tick()]);
    expect(turns).toBe(2);
  });

  it('is not done twice at a time, and by another when whoever does it has died', async () => {
    let finish = () => {};
    let turns = 0;
    const slow = newClock();
    slow.every(MINUTE, 'job', () => {
      turns++;
      return new Promise((resolve) => {
        finish = resolve;
      });
    });
    const running = slow.tick();
    const other = newClock();
    other.every(MINUTE, 'job', async () => void turns++);
    await expect.poll(() => turns).toBe(1);
    clock += 14 * MINUTE;
    expect([await slow.tick(), await other.tick()]).toEqual([[], []]);
    clock += MINUTE;
    expect(await other.tick()).toEqual(['job']);
    expect(turns).toBe(2);
    finish();
    await running;
    // The late one changes nothing of what the other has noted.
    expect(await other.tick()).toEqual([]);
    clock += MINUTE;
    expect(await other.tick()).toEqual(['job']);
  });

  it('that fails is tried again soon, then later and later, and disturbs no other', async () => {
    let failing = true;
    const done: string[] = [];
    const one = newClock();
    one.every(60 * MINUTE, 'bad', async () => {
      if (failing) throw new Error('no');
      done.push('bad');
    });
    one.every(60 * MINUTE, 'good', async () => void done.push('good'));
    expect((await one.tick()).sort()).toEqual(['bad', 'good']);
    expect(done).toEqual(['good']);
    clock += 30_000;
    expect(await one.tick()).toEqual(['bad']);
    clock += 30_000;
    expect(await one.tick()).toEqual([]);
    failing = false;
    clock += 30_000;
    expect(await one.tick()).toEqual(['bad']);
    clock += 30_000;
    expect(await one.tick()).toEqual([]);
    expect(done).toEqual(['good', 'bad']);
  });

  it('can be asked for at once', async () => {
    const one = newClock();
    one.every(60 * MINUTE, 'job', async () => {});
    await one.tick();
    await one.hurry('job');
    expect(await one.tick()).toEqual(['job']);
  });

  it('ends with the server, which tells it to', async () => {
    const one = newClock();
    let began = false;
    one.every(MINUTE, 'job', (_now, signal) => {
      began = true;
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    });
    const running = one.tick();
    await expect.poll(() => began).toBe(true);
    await one.close();
    expect(await running).toEqual(['job']);
    expect(await one.tick()).toEqual([]);
  });

  it('waits while the database is away', async () => {
    const one = newClock();
    let turns = 0;
    one.every(MINUTE, 'job', async () => void turns++);
    await tables.goAway();
    expect(await one.tick()).toEqual([]);
    // Each connection that broke is noticed by itself.
    await expect.poll(() => database.pool.totalCount).toBe(0);
    await tables.comeBack();
    expect(await one.tick()).toEqual(['job']);
    expect(turns).toBe(1);
  });
});
