import { askExport, cancelExport, exportFilePath, listExports } from '@pluriclasse/shared/api/capsuleExports';
import type { CapsuleExport, CapsuleExports, ExportKind } from '@pluriclasse/shared/api/capsuleExports';
import { readViewings, withdrawCapsule } from '@pluriclasse/shared/api/capsules';
import { CapsuleExportId, type CapsuleId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeFfmpeg } from '../support/capsules/FakeFfmpeg.ts';
import { putCapsule } from '../support/server/capsules.ts';
import { buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

const DAY = 86_400_000;
let fake: FakeFfmpeg;
let server: TestServer;
let network: TestNetwork;
let later = 0;
beforeAll(async () => {
  fake = await FakeFfmpeg.create();
  const flood = { session: 100_000, address: 100_000, unknown: 100_000 };
  server = await startTestServer({ ffmpeg: fake.binary }, { flood, now: () => Date.now() + later });
  network = await buildNetwork(server);
});
afterAll(async () => {
  await fake.go();
  await server.close();
  await fake.close();
});

let capsuleId: CapsuleId;
const put = (title?: string) => {
  const schoolIds = [network.own.schoolId, network.partner.schoolId];
  const { classGroupId } = network.own;
  return putCapsule(server, { schoolIds, classGroupIds: [classGroupId], ...(title !== undefined && { title }) });
};
beforeEach(async () => {
  later = 0;
  await fake.plan({});
  capsuleId = await put();
});
afterEach(async () => {
  await fake.go();
  await server.services.exporting.settled();
});

const of = (id: CapsuleId) => ({ params: { capsuleId: id } });
const ask = (id = capsuleId, kind: ExportKind = 'mp4') =>
  ok(network.own.teacher, askExport, { ...of(id), body: { kind } });
const list = (id = capsuleId) => ok(network.own.teacher, listExports, of(id));
const theOne = ({ exports }: CapsuleExports): CapsuleExport => {
  const [one] = exports;
  if (one === undefined || exports.length > 1) throw new Error(`${exports.length} exports`);
  return one;
};
const stateOf = async (id = capsuleId) => (await list(id)).exports.map(({ state }) => state);
/** What it is once nothing is left to make. */
const settled = async (id = capsuleId) => {
  await server.services.exporting.settled();
  return theOne(await list(id));
};
const files = () => readdir(path.join(server.dataDir, 'exports'));
const fetchFile = async (who: TestBrowser, headers: Record<string, string> = {}, of = capsuleId) => {
  const { exportId } = theOne(await list());
  return who.fetch(exportFilePath({ capsuleId: of, exportId }), { headers });
};
/** Names of its files, those half made too. */
const ofThis = async () => {
  const others = await server.database.query<{ id: string }>('SELECT id FROM capsule_exports WHERE capsule_id <> $1', [
    capsuleId,
  ]);
  return (await files()).filter((name) => !others.some(({ id }) => name.startsWith(id)));
};
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a file that is asked for', () => {
  it('is made, niced, with nothing of the server in its environment, and tells how far it is', async () => {
    await fake.plan({ told: [0.1, 0.25], holds: true, bytes: 4321 });
    await ask();
    await expect
      .poll(async () => (await list()).exports, { timeout: 10_000 })
      .toMatchObject([{ kind: 'mp4', state: 'running', progress: 0.25 }]);
    const [run] = await fake.runs();
    expect(run).toMatchObject({ env: ['HOME', 'TMPDIR', 'LANG'] });
    expect(getPriority(run?.pid)).toBe(19);
    expect(await files()).toEqual([expect.stringMatching(/^\./)]);
    await fake.go();
    const made = await settled();
    expect(made).toMatchObject({ state: 'done', format: 'mp4-h264', bytes: 4321 });
    expect(await files()).toEqual([expect.stringMatching(`^${made.exportId}\\.[\\w-]+\\.mp4$`)]);
    // Asked for again, nothing is made again.
    expect(theOne(await ask())).toEqual(made);
    expect(await fake.runs()).toHaveLength(1);
  });

  it('waits for those that were asked for before; two are never made at once', async () => {
    await fake.plan({ told: [0.5], holds: true });
    const others = [await put(), await put()] as const;
    await ask();
    await expect.poll(() => fake.runs()).toHaveLength(1);
    expect(theOne(await ask(others[0]))).toMatchObject({ state: 'waiting', ahead: 1 });
    later = 1;
    expect(theOne(await ask(others[1]))).toMatchObject({ state: 'waiting', ahead: 2 });
    expect(await fake.runs()).toHaveLength(1);
    await fake.go();
    await settled();
    const all = [capsuleId, ...others].map((id) => stateOf(id));
    expect(await Promise.all(all)).toEqual([['done'], ['done'], ['done']]);
  });

  it('is stopped at once when it is cancelled, and nothing is left of it', async () => {
    const before = await files();
    await fake.plan({ told: [0.5], holds: true });
    const { exportId } = theOne(await ask());
    await expect.poll(() => fake.runs()).toHaveLength(1);
    const [run] = await fake.runs();
    expect((await ok(network.own.teacher, cancelExport, { params: { capsuleId, exportId } })).exports).toEqual([]);
    await server.services.exporting.settled();
    expect([isAlive(run?.pid ?? 0), await files(), await stateOf()]).toEqual([false, before, []]);
  });

  it.each([
    ['av_interleaved_write_frame(): No space left on device', 'disk_full'],
    ['Invalid data found when processing input', 'failed'],
  ])('says why it failed, leaves nothing, and is tried anew: %s', async (fails, reason) => {
    const before = await files();
    await fake.plan({ told: [0.5], fails });
    await ask();
    expect([await settled(), await files()]).toMatchObject([{ state: 'failed', reason }, before]);
    await fake.plan({});
    await ask();
    expect(await settled()).toMatchObject({ state: 'done' });
  });

  it('is not believed when it ends far from its end', async () => {
    await fake.plan({ reaches: 0.5 });
    await ask();
    expect(await settled()).toMatchObject({ state: 'failed', reason: 'failed' });
  });

  it('is of sound too, if there is any', async () => {
    await ask(capsuleId, 'audio');
    expect(await settled()).toMatchObject({ kind: 'audio', state: 'failed', reason: 'nothing_there' });
  });
});

describe('a file that was made', () => {
  beforeEach(async () => {
    await fake.plan({ bytes: 2_000 });
    await ask();
    await settled();
  });

  it('is fetched by those who may, under its title, in parts too', async () => {
    const whole = await fetchFile(network.own.teacher);
    expect([whole.status, whole.headers.get('content-type'), (await whole.arrayBuffer()).byteLength]).toEqual([
      200,
      'video/mp4',
      2_000,
    ]);
    expect(whole.headers.get('content-disposition')).toMatch(/^attachment; filename="In our village [\d-]{10}\.mp4"/);
    const part = await fetchFile(network.partner.teacher, { range: 'bytes=1990-' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 1990-1999/2000',
      'f'.repeat(10),
    ]);
    expect((await fetchFile(network.own.teacher, { range: 'bytes=2000-' })).status).toBe(416);
  });

  it('tells the home school who of another school fetched it', async () => {
    await fetchFile(network.own.teacher);
    await fetchFile(network.partner.teacher, { range: 'bytes=0-9' });
    const { viewings } = await ok(network.own.head, readViewings, of(capsuleId));
    expect(viewings.map(({ school }) => school)).toEqual(['Partner']);
  });

  it('is not found where another server keeps it', async () => {
    for (const name of await ofThis()) await rm(path.join(server.dataDir, 'exports', name));
    const answer = await fetchFile(network.own.teacher);
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'not_found' }]);
  });

  it('is refused to everyone else', async () => {
    const { own, other, coordinator, admin, kit, companion, home } = network;
    const askedBy = {
      nobody: new TestBrowser(server.origin),
      head: own.head,
      other: other.teacher,
      coordinator,
      admin,
      kit,
      companion,
      home,
    };
    const answers: Record<string, number> = {};
    for (const [who, browser] of Object.entries(askedBy)) answers[who] = (await fetchFile(browser)).status;
    // Devices have no cookie of staff.
    expect(answers).toEqual({
      nobody: 401,
      head: 403,
      other: 404,
      coordinator: 404,
      admin: 404,
      kit: 401,
      companion: 401,
      home: 401,
    });
  });

  it('is not found under another capsule, nor anything under what is no id', async () => {
    const other = await put();
    expect((await fetchFile(network.own.teacher, {}, other)).status).toBe(404);
    const { exportId } = theOne(await list());
    const foreign = { params: { capsuleId: other, exportId } };
    expect((await network.own.teacher.call(cancelExport, foreign)).error?.code).toBe('not_found');
    const rubbish = `/api/capsules/${capsuleId}/exports/..%2f..%2fsecret/file`;
    expect((await network.own.teacher.fetch(rubbish)).status).toBe(400);
    const unknown = exportFilePath({ capsuleId, exportId: CapsuleExportId.parse(randomUUID()) });
    expect((await network.own.teacher.fetch(unknown)).status).toBe(404);
  });

  it('is refused from the next edit on, and its bytes go', async () => {
    const path = exportFilePath({ capsuleId, exportId: theOne(await list()).exportId });
    await server.database.query('UPDATE capsules SET revision = revision + 1 WHERE id = $1', [capsuleId]);
    expect((await network.own.teacher.fetch(path)).status).toBe(404);
    expect(await stateOf()).toEqual([]);
    await server.services.exporting.sweep();
    expect(await ofThis()).toEqual([]);
    expect(theOne(await ask())).toMatchObject({ kind: 'mp4' });
  });

  it.each([
    ['seven days', 30 * DAY, 7 * DAY + 1],
    ['the time of the capsule', 2 * DAY, 2 * DAY + 1],
  ])('is gone after %s', async (_, kept, time) => {
    const expires = new Date(Date.now() + kept);
    await server.database.query('UPDATE capsules SET expires_at = $2 WHERE id = $1', [capsuleId, expires]);
    await server.services.exporting.sweep();
    expect(await ofThis()).toHaveLength(1);
    later = time;
    await server.services.exporting.sweep();
    expect(await ofThis()).toEqual([]);
    later = 0;
    expect(await stateOf()).toEqual([]);
  });

  it('goes at once when the capsule is withdrawn', async () => {
    await ok(network.own.teacher, withdrawCapsule, of(capsuleId));
    expect(await ofThis()).toEqual([]);
    expect((await network.own.teacher.call(listExports, of(capsuleId))).error?.code).toBe('not_found');
  });
});

describe('while it is made', () => {
  beforeEach(async () => {
    await fake.plan({ told: [0.5], holds: true });
    await ask();
    const begun = async () => {
      if ((await fake.runs()).length === 0) throw new Error('Not begun');
    };
    await vi.waitFor(begun, { timeout: 20_000 });
  });
  const isOver = async () => {
    await server.services.exporting.settled();
    const [run] = await fake.runs();
    return !isAlive(run?.pid ?? 0) && (await ofThis()).length === 0;
  };

  it('is stopped when the capsule is withdrawn', async () => {
    await ok(network.own.teacher, withdrawCapsule, of(capsuleId));
    expect(await isOver()).toBe(true);
  });

  it.each([
    ['is edited', 'revision = revision + 1'],
    ['is over', "expires_at = now() - interval '1 second'"],
    ['goes on being recorded', "state = 'recording'"],
  ])('is stopped by itself when the capsule %s', async (_, changed) => {
    await server.database.query(`UPDATE capsules SET ${changed} WHERE id = $1`, [capsuleId]);
    expect(await isOver()).toBe(true);
  });
});

it('is not asked for while the capsule is still recorded', async () => {
  await server.database.query(`UPDATE capsules SET state = 'recording' WHERE id = $1`, [capsuleId]);
  const asked = await network.own.teacher.call(askExport, { ...of(capsuleId), body: { kind: 'mp4' } });
  expect(asked.error).toMatchObject({ code: 'conflict', reason: 'still_recorded' });
});

it.each([
  ['a run of a server that is gone', 1, 40_000, { state: 'done', failure: null }],
  ['one that took its server with it each time', 3, 40_000, { state: 'failed', failure: 'interrupted' }],
  ['one of another server that goes on', 1, 1_000, { state: 'running', failure: null }],
])('%s', async (_, runs, silentFor, ended) => {
  await server.database.query(
    `INSERT INTO capsule_exports (id, capsule_id, kind, revision, length_ms, state, asked_at, run, runs, heard_at)
     VALUES ($1, $2, 'mp4', 0, 100000, 'running', now(), $1, $3, $4)`,
    [randomUUID(), capsuleId, runs, new Date(Date.now() - silentFor)],
  );
  await server.services.exporting.sweep();
  await server.services.exporting.settled();
  const rows = 'SELECT state, failure FROM capsule_exports WHERE capsule_id = $1';
  expect(await server.database.query(rows, [capsuleId])).toEqual([ended]);
});

describe('with another server on the same folder', () => {
  const running = async (run: string, silentFor: number) => {
    const exportId = randomUUID();
    await server.database.query(
      `INSERT INTO capsule_exports (id, capsule_id, kind, revision, length_ms, state, asked_at, run, runs, heard_at)
       VALUES ($1, $2, 'audio', 0, 100000, 'running', now(), $3, 4, $4)`,
      [exportId, capsuleId, run, new Date(Date.now() - silentFor)],
    );
    return exportId;
  };

  it('what that one makes now is left alone until it is silent', async () => {
    const run = randomUUID();
    const folder = path.join(server.dataDir, 'exports', `.${run}`);
    const exportId = await running(run, 1_000);
    await mkdir(folder, { recursive: true });
    await server.services.exporting.sweep();
    expect(await files()).toContain(`.${run}`);
    await server.database.query("UPDATE capsule_exports SET heard_at = now() - interval '1 minute' WHERE id = $1", [
      exportId,
    ]);
    await server.services.exporting.sweep();
    expect(await files()).not.toContain(`.${run}`);
  });

  it('a run that the other took over ends here, and takes nothing of the other with it', async () => {
    await fake.plan({ told: [0.5], holds: true });
    const { exportId } = theOne(await ask());
    await expect.poll(() => fake.runs()).toHaveLength(1);
    const other = randomUUID();
    const made = path.join(server.dataDir, 'exports', `${exportId}.${other}.mp4`);
    await writeFile(made, 'made by the other');
    await server.database.query('UPDATE capsule_exports SET run = $2 WHERE id = $1', [exportId, other]);
    await server.services.exporting.settled();
    const [run] = await fake.runs();
    const rows = 'SELECT run, state FROM capsule_exports WHERE id = $1';
    expect(await server.database.query(rows, [exportId])).toEqual([{ run: other, state: 'running' }]);
    expect([isAlive(run?.pid ?? 0), await ofThis()]).toEqual([false, [path.basename(made)]]);
  });
});

// The last one: it ends the server.
it('is stopped when the server ends, and the next one begins it anew', async () => {
  await fake.plan({ told: [0.5], holds: true });
  const { exportId } = theOne(await ask());
  await expect.poll(() => fake.runs()).toHaveLength(1);
  const [run] = await fake.runs();
  await writeFile(path.join(server.dataDir, 'exports', 'of nobody.mp4'), 'left behind');
  // What a server that was killed leaves running, and a number that belongs to somebody else since.
  const folders = ['.left', '.taken'].map((name) => path.join(server.dataDir, 'exports', name));
  for (const folder of folders) await mkdir(folder);
  const left = spawn('sleep', ['600'], { cwd: folders[0], stdio: 'ignore' });
  const ended = once(left, 'exit');
  await writeFile(path.join(folders[0] ?? '', 'pid'), String(left.pid));
  await writeFile(path.join(folders[1] ?? '', 'pid'), String(process.pid));
  const next = await server.restart();
  try {
    expect(isAlive(run?.pid ?? 0)).toBe(false);
    await fake.go();
    await next.services.exporting.settled();
    const rows = 'SELECT state, runs FROM capsule_exports WHERE id = $1';
    expect(await server.database.query(rows, [exportId])).toEqual([{ state: 'done', runs: 1 }]);
    expect(await fake.runs()).toHaveLength(2);
    expect((await files()).filter((name) => name.startsWith(exportId))).toHaveLength(1);
    expect((await files()).filter((name) => /^\.|nobody/.test(name))).toEqual([]);
    expect(await ended).toEqual([null, 'SIGKILL']);
  } finally {
    left.kill();
    await next.close();
  }
});
