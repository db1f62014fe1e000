import { readMe, signIn } from '@pluriclasse/shared/api/sessions';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { createTestDatabase, type TestDatabase } from '../support/server/testDatabase.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

describe('for machines', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ trustProxy: '127.0.0.1' });
  });
  afterAll(() => server.close());
  const get = (address: string, headers: Record<string, string> = {}) => fetch(server.origin + address, { headers });

  it('says that it lives and that it can work', async () => {
    expect((await get('/healthz')).status).toBe(200);
    const answer = await get('/readyz');
    expect([answer.status, await answer.json()]).toEqual([200, { ready: true, checks: { database: true } }]);
  });

  it('tells its numbers, to the own network only', async () => {
    await new TestBrowser(server.origin).call(readMe);
    const text = await (await get('/metrics')).text();
    expect(text).toContain('pluriclasse_http_request_seconds_count{method="GET",route="/api/me",status="200"} 1');
    for (const name of ['seats', 'live_lessons', 'join_seconds', 'board_delay_seconds', 'database_connections']) {
      expect(text).toContain(`# TYPE pluriclasse_${name} `);
    }
    expect((await get('/metrics', { 'x-forwarded-for': '93.184.216.34' })).status).toBe(403);
    expect((await get('/metrics', { 'x-forwarded-for': '10.1.2.3' })).status).toBe(200);
  });

  it('answers "unavailable" while the database is away, and goes on when it is back', async () => {
    const browser = new TestBrowser(server.origin);
    const body = { email: 'nobody@example.org', password: 'wrong' };
    expect((await browser.call(signIn, { body })).error?.code).toBe('unauthenticated');
    await server.database.goAway();
    const away = await browser.call(signIn, { body });
    expect([away.status, away.error]).toMatchObject([503, { code: 'unavailable', retryAfter: 2 }]);
    expect((await get('/readyz')).status).toBe(503);
    expect((await get('/healthz')).status).toBe(200);
    // Who needs no database is served.
    expect((await browser.call(readMe)).data).toEqual({ kind: 'nobody' });
    await server.database.comeBack();
    expect((await browser.call(signIn, { body })).error?.code).toBe('unauthenticated');
    expect((await get('/readyz')).status).toBe(200);
  });
});

describe('the process', () => {
  const root = path.resolve(import.meta.dirname, '../..');
  let database: TestDatabase;
  let dataDir: string;
  let child: ChildProcess | undefined;
  beforeEach(async () => {
    database = await createTestDatabase();
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'pluriclasse-process-'));
  });
  afterEach(async () => {
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = (env: Record<string, string> = {}) => {
    const defaults = { PATH: process.env['PATH'] ?? '', PORT: '0', DATA_DIR: dataDir, DATABASE_URL: database.url };
    child = fork(path.join(root, 'server/src/main.ts'), {
      execArgv: ['--conditions=source'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...defaults, LOG_LEVEL: 'silent', ...env },
    });
    const exited = once(child, 'exit').then(([code]) => code as number | null);
    const said = once(child, 'message').then(([message]) => message as Record<string, unknown>);
    return { process: child, exited, said };
  };

  it('says when it is ready, and gives the first administrator a link', async () => {
    const { process: server, said, exited } = start();
    const ready = await said;
    expect(ready).toMatchObject({ type: 'ready', port: expect.any(Number) as number });
    expect(ready['firstAdminLink']).toMatch(
      new RegExp(`^http://localhost:${String(ready['port'])}/invite#[\\w-]{43}$`),
    );
    expect(ready).not.toHaveProperty('demo');
    expect((await fetch(`http://127.0.0.1:${String(ready['port'])}/healthz`)).status).toBe(200);
    server.kill('SIGTERM');
    // It would be 1 if it had to end by itself, five seconds after it was asked.
    expect(await exited).toBe(0);
  });

  it('ends when whoever started it is gone', async () => {
    const { process: server, said, exited } = start();
    await said;
    server.disconnect();
    expect(await exited).toBe(0);
  });

  it('says in a sentence why it can not start', async () => {
    const { said, exited } = start({ DATABASE_URL: '' });
    expect(await said).toEqual({ type: 'failed', message: expect.stringContaining('Set DATABASE_URL') as string });
    expect(await exited).toBe(1);
  });

  it('takes secrets from files, and shows the demo its keys', async () => {
    const secret = path.join(dataDir, 'url');
    await writeFile(secret, `${database.url}\n`);
    const { said } = start({ DATABASE_URL: '', DATABASE_URL_FILE: secret, DEMO: '1' });
    const ready = await said;
    expect(ready).toMatchObject({ type: 'ready', demo: { signIns: expect.any(Array) as unknown[] } });
    expect(ready['demo']).toEqual(JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')));
  });
});
