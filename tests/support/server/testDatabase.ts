import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { inject } from 'vitest';
import { TEMPLATE } from './globalPostgres.ts';

export interface TestDatabase {
  readonly url: string;
  /** Runs SQL beside the server, to prepare or to look. */
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Makes it unreachable, as a database that went away is: open connections break, new ones are refused. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  drop(): Promise<void>;
}

/** A fresh database with all tables and no rows, in the PostgreSQL of this test run (some 50 ms). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = new Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = name;
  const own = new Client({ connectionString: url.href });
  let connected = false;
  const disconnect = async () => {
    if (connected) await own.end();
    connected = false;
  };
  return {
    url: url.href,
    query: async <Row extends object>(text: string, values: unknown[] = []) => {
      if (!connected) await own.connect();
      connected = true;
      return (await own.query<Row>(text, values)).rows;
    },
    goAway: async () => {
      await disconnect();
      await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
      // That was a signal: each is gone when it has had its turn.
      const left = 'SELECT 1 FROM pg_stat_activity WHERE datname = $1';
      while ((await admin.query(left, [name])).rowCount) await delay(5);
    },
    comeBack: async () => {
      await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    },
    drop: async () => {
      await disconnect();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}
