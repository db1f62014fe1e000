import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import { Pool } from 'pg';
import type { Log } from '../log.ts';
import { tellWhenAway } from './away.ts';
import { migrate } from './migrate.ts';

/** What queries go through: the database, or one transaction of it. */
export type Db = PgDatabase<NodePgQueryResultHKT>;

/** A pool of connections to PostgreSQL. When the database goes away, calls reject with `unavailable` until it is back. */
export class Database {
  readonly db: Db;
  readonly pool: Pool;
  #closing: Promise<void> | undefined;

  private constructor(pool: Pool) {
    this.pool = pool;
    this.db = drizzle(pool);
  }

  /** Connects and brings the tables up to date. Rejects when the database can't be reached or a migration fails. */
  static async create(url: string, log: Log): Promise<Database> {
    const pool = new Pool({
      connectionString: url,
      max: 16,
      connectionTimeoutMillis: 5000,
      // A query that outlasts this is a bug or a lock; nobody waits for it any more.
      statement_timeout: 15_000,
      application_name: 'pluriclasse',
      options: '-c timezone=UTC',
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    pool.on('error', (error) => log.warn({ err: error }, 'database connection lost'));
    tellWhenAway(pool);
    try {
      await migrate(pool, log);
    } catch (error) {
      await pool.end();
      throw error;
    }
    return new Database(pool);
  }

  /** Resolves when the database answers. Rejects with `unavailable` otherwise. */
  async ping(): Promise<void> {
    await this.pool.query('select 1');
  }

  /** Waits for running queries and closes. Safe twice. */
  close(): Promise<void> {
    return (this.#closing ??= this.pool.end());
  }
}
