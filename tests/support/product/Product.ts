import type { LessonId } from '@pluriclasse/shared/ids';
import { Client } from 'pg';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { freePort } from '../../../scripts/lib/freePort.mjs';
import { startPostgres, type RunningPostgres } from '../../../scripts/lib/postgres.mjs';
import { ManagedProcess } from './ManagedProcess.ts';
import { readDemo, type Demo } from './demo.ts';
import { root } from './root.ts';

interface Parts {
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly demo: Demo;
  readonly server: ManagedProcess;
  readonly sfu: ManagedProcess;
  readonly postgres: RunningPostgres;
}

/** A whole installation with the demo network, as `npm start` makes it, on ports and in a folder of its own. */
export class Product {
  readonly baseUrl: string;
  readonly demo: Demo;
  readonly server: ManagedProcess;
  readonly sfu: ManagedProcess;
  readonly #parts: Parts;

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.baseUrl = parts.baseUrl;
    this.demo = parts.demo;
    this.server = parts.server;
    this.sfu = parts.sfu;
  }

  /** Takes about three seconds. @param settings of the server's environment */
  static async create(settings: Readonly<Record<string, string>> = {}): Promise<Product> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'pluriclasse-product-'));
    const [port, sfuPort, mediaPort] = await Promise.all([freePort(), freePort(), freePort()]);
    // A copy: what is built while a test runs must not change the pages under it.
    const clientDir = path.join(dataDir, 'pages');
    await cp(path.join(root, 'client', 'dist', 'app'), clientDir, { recursive: true });
    const SFU_SECRET = randomBytes(24).toString('base64url');
    const baseUrl = `http://127.0.0.1:${port}`;
    const sfuStarts = ManagedProcess.create({
      name: 'sfu',
      main: 'sfu/src/main.ts',
      env: {
        SFU_PORT: String(sfuPort),
        SFU_SECRET,
        MEDIA_PORT: String(mediaPort),
        SFU_WORKERS: '1',
        DATA_DIR: dataDir,
      },
      logFile: path.join(dataDir, 'sfu.log'),
    });
    const postgres = await startPostgres({ dataDir: path.join(dataDir, 'postgres') });
    const server = await ManagedProcess.create({
      name: 'server',
      main: 'server/src/main.ts',
      env: {
        HOST: '127.0.0.1',
        PORT: String(port),
        PUBLIC_URL: baseUrl,
        DATA_DIR: dataDir,
        DATABASE_URL: postgres.url,
        SFU_URL: `ws://127.0.0.1:${sfuPort}`,
        SFU_SECRET,
        CLIENT_DIR: clientDir,
        DEMO: '1',
        ...settings,
      },
      logFile: path.join(dataDir, 'server.log'),
    });
    const demo = await readDemo(path.join(dataDir, 'demo.json'));
    return new Product({ baseUrl, dataDir, demo, server, sfu: await sfuStarts, postgres });
  }

  get dataDir(): string {
    return this.#parts.dataDir;
  }

  /** Where the node writes and the server looks. */
  get recordingsDir(): string {
    return path.join(this.#parts.dataDir, 'recordings');
  }

  /** For tests that prepare or look beside the server. */
  get databaseUrl(): string {
    return this.#parts.postgres.url;
  }

  /** What is stored of a running lesson, as text; empty while nothing is. */
  async stored(lessonId: LessonId): Promise<string> {
    const client = new Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      const { rows } = await client.query<{ state: object }>('SELECT state FROM live_lessons WHERE lesson_id = $1', [
        lessonId,
      ]);
      return JSON.stringify(rows[0]?.state ?? '');
    } finally {
      await client.end();
    }
  }

  /** What a process has logged so far. */
  readLog(name: 'server' | 'sfu'): Promise<string> {
    return readFile(path.join(this.#parts.dataDir, `${name}.log`), 'utf8');
  }

  /** Index of the phase that a lesson would have if the server died now. Orders are stored within half a second. */
  async storedPhase(lessonId: LessonId): Promise<number | undefined> {
    const client = new Client({ connectionString: this.#parts.postgres.url });
    await client.connect();
    try {
      const sql = "SELECT (state->'plan'->>'current')::int AS phase FROM live_lessons WHERE lesson_id = $1";
      const { rows } = await client.query<{ phase: number }>(sql, [lessonId]);
      return rows[0]?.phase;
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    const { server, sfu, postgres, dataDir } = this.#parts;
    await server.stop();
    await sfu.stop();
    await postgres.stop();
    // What was killed may have a child that still writes.
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
