import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Config } from '@pluriclasse/server/config';
import { createLog } from '@pluriclasse/server/log';
import { createServer, type Server, type ServerDeps } from '@pluriclasse/server/server';
import { createTestDatabase, type TestDatabase } from './testDatabase.ts';

export interface TestServer extends Server {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  readonly database: TestDatabase;
  readonly dataDir: string;
  /** Closes this server and starts another one on its data; that one is the caller's to close. */
  restart(): Promise<Server>;
}

/** A whole server on a free port, with a database and a data folder of its own; `close` removes all. */
export async function startTestServer(config: Partial<Config> = {}, deps: ServerDeps = {}): Promise<TestServer> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'pluriclasse-server-'));
  const full: Config = {
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    dataDir,
    recordingsDir: path.join(config.dataDir ?? dataDir, 'recordings'),
    s3: undefined,
    s3Cache: 20e9,
    databaseUrl: database.url,
    ffmpeg: undefined,
    sfu: { nodes: [], secret: '' },
    clientDir: undefined,
    demo: false,
    logLevel: 'silent',
    turn: undefined,
    trustProxy: false,
    metricsToken: undefined,
    privateFeeds: false,
    mail: undefined,
    mailIn: undefined,
    ...config,
  };
  const start = () => createServer(full, { log: createLog('silent'), tickEvery: 0, ...deps });
  const server = await start();
  return {
    ...server,
    origin: `http://127.0.0.1:${server.port}`,
    database,
    dataDir,
    restart: async () => {
      await server.close();
      return start();
    },
    close: async () => {
      await server.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}
