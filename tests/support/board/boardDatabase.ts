import { Database } from '@pluriclasse/server/db/Database';
import { createLog } from '@pluriclasse/server/log';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '../../../scripts/lib/postgres.mjs';

export interface BoardDatabase {
  readonly url: string;
  readonly database: Database;
  close(): Promise<void>;
}

/** A PostgreSQL of one's own with the product's tables. */
export async function startBoardDatabase(): Promise<BoardDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pluriclasse-board-'));
  const postgres = await startPostgres({ dataDir: path.join(folder, 'db') });
  const database = await Database.create(postgres.url, createLog('silent'));
  return {
    url: postgres.url,
    database,
    close: async () => {
      await database.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
