import { readdir, readFile } from 'node:fs/promises';
import type { Pool, PoolClient } from 'pg';
import type { Log } from '../log.ts';
import { lackingExtension } from './lackingExtension.ts';

/** Sources and build lie equally deep, so both find the files here. */
const folder = new URL('../../src/db/migrations/', import.meta.url);
/** Any number, the same for all servers of this product. */
const LOCK = 7_505_213;

/**
 * Brings the tables up to date: runs the numbered files that this database has not seen, in order, each in a
 * transaction. Several servers may start at once: one migrates, the others wait for it.
 */
export async function migrate(pool: Pool, log: Log): Promise<void> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL)',
    );
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations');
    const applied = new Set(rows.map(({ name }) => name));
    for (const name of files.filter((file) => !applied.has(file))) {
      await apply(client, name);
      log.info({ migration: name }, 'database migrated');
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    client.release();
  }
}

async function apply(client: PoolClient, name: string): Promise<void> {
  const statements = await readFile(new URL(name, folder), 'utf8');
  try {
    await client.query('BEGIN');
    await client.query(statements);
    await client.query('INSERT INTO migrations VALUES ($1, now())', [name]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    const missing = lackingExtension(error);
    throw new Error(missing ?? `Migration ${name} failed`, { cause: error });
  }
}
