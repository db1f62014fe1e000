import { takeNext } from '@pluriclasse/server/capsules/exports.repository';
import { Database } from '@pluriclasse/server/db/Database';
import { createLog } from '@pluriclasse/server/log';
import { claimMail } from '@pluriclasse/server/mail/mails.repository';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/server/testDatabase.ts';

/** What several servers share out among them, one piece at a time. */
let tables: TestDatabase;
let database: Database;
beforeAll(async () => {
  tables = await createTestDatabase();
  database = await Database.create(tables.url, createLog('silent'));
  // Files of no capsule do here.
  await tables.query('ALTER TABLE capsule_exports DROP CONSTRAINT capsule_exports_capsule_id_fkey');
});
afterAll(async () => {
  await database.close();
  await tables.drop();
});

const now = Date.UTC(2026, 11, 15);
const run = '00000000-0000-4000-8000-000000000001';
const claims = [
  {
    table: 'mails',
    columns: 'id, kind, language, subject, body_text, body_html, address, due_at, next_try_at, created_at',
    values: `gen_random_uuid(), 'test', 'en', 'S', 'T', 'H', 'a@b.example', $1, $1, $1`,
    claim: () => claimMail(database.db, now, now + 60_000),
    taken: 'tries > 0',
  },
  {
    table: 'capsule_exports',
    columns: 'id, capsule_id, kind, revision, length_ms, state, asked_at',
    values: `gen_random_uuid(), gen_random_uuid(), 'mp4', 0, 1000, 'waiting', $1`,
    claim: () => takeNext(database.db, { run, now, silent: now - 60_000 }),
    taken: 'run IS NOT NULL',
  },
];

it.each(claims)('$table: one is taken, also where the database believes that there is but one', async (of) => {
  const put = (count: number) =>
    tables.query(`INSERT INTO ${of.table} (${of.columns}) SELECT ${of.values} FROM generate_series(1, ${count})`, [
      new Date(now - 1000),
    ]);
  await put(1);
  await tables.query(`VACUUM ANALYZE ${of.table}`);
  await put(30);
  for (let taken = 1; taken <= 3; taken++) {
    await of.claim();
    expect(await tables.query(`SELECT 1 FROM ${of.table} WHERE ${of.taken}`)).toHaveLength(taken);
  }
});
