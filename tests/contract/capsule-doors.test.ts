import * as capsules from '@pluriclasse/shared/api/capsules';
import * as files from '@pluriclasse/shared/api/capsuleExports';
import * as letters from '@pluriclasse/shared/api/captions';
import * as work from '@pluriclasse/shared/api/catchUps';
import type { Endpoint } from '@pluriclasse/shared/api/http';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatherAudience, staffIdOf, type Audience } from '../support/capsules/audience.ts';
import { putCapsule } from '../support/server/capsules.ts';
import { buildNetwork, type TestNetwork } from '../support/server/network.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let network: TestNetwork;
let audience: Audience;
beforeAll(async () => {
  server = await startTestServer({}, { flood: { session: 100_000, address: 100_000, unknown: 100_000 } });
  network = await buildNetwork(server);
  audience = await gatherAudience(server, network);
}, 120_000);
afterAll(() => server.close());

/** The capsules that are asked for. */
const situations = {
  /** Of the own and the partner school, for the own class. */
  lesson: () => put(true),
  'to nobody': () => put(false),
  alone: () => alone(false),
  'alone, published': () => alone(true),
  withdrawn: () => changed("state = 'withdrawn', withdrawn_at = now()"),
  'over its time': () => changed("expires_at = now() - interval '1 second'"),
  'still recorded': () => changed("state = 'recording'"),
};
type Situation = keyof typeof situations;

async function put(published: boolean, schools = [network.own.schoolId, network.partner.schoolId]): Promise<CapsuleId> {
  const classGroupIds = published ? [network.own.classGroupId] : [];
  const capsuleId = await putCapsule(server, { schoolIds: schools, classGroupIds });
  await server.database.query(
    `INSERT INTO capsule_captions (capsule_id, revision, language, cues, bytes, changed_at)
     VALUES ($1, 1, 'en', '[{"from": 0, "to": 5000, "text": "Hello", "speaker": null}]', 50, now())`,
    [capsuleId],
  );
  return capsuleId;
}
async function alone(published: boolean): Promise<CapsuleId> {
  const capsuleId = await put(published, [network.own.schoolId]);
  const staffId = await staffIdOf(network.own.teacher);
  await server.database.query('UPDATE capsules SET alone = true, staff_id = $2 WHERE id = $1', [capsuleId, staffId]);
  return capsuleId;
}
async function changed(how: string): Promise<CapsuleId> {
  const capsuleId = await put(true);
  await server.database.query(`UPDATE capsules SET ${how} WHERE id = $1`, [capsuleId]);
  return capsuleId;
}
/** A sound file of it that a teacher had made. */
async function exported(capsuleId: CapsuleId): Promise<string> {
  const [exportId, run] = [randomUUID(), randomUUID()];
  await server.database.query(
    `INSERT INTO capsule_exports (id, capsule_id, kind, revision, length_ms, state, asked_at, ended_at, run, format, bytes)
     VALUES ($1, $2, 'audio', 0, 100000, 'done', now(), now(), $3, 'm4a-aac', 5)`,
    [exportId, capsuleId, run],
  );
  const folder = path.join(server.dataDir, 'exports');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${exportId}.${run}.m4a`), 'sound');
  return exportId;
}

/** What one gets: `x`, or the letter of a refusal. */
type Ask = (who: TestBrowser, capsuleId: CapsuleId) => Promise<string>;
const refusals: Record<string, string> = {
  unauthenticated: 'u',
  forbidden: 'f',
  not_found: 'n',
  conflict: 'c',
};
const call =
  (endpoint: Endpoint, body?: () => unknown): Ask =>
  async (who, capsuleId) => {
    const answer = await who.call(endpoint, { params: { capsuleId }, ...(body && { body: body() }) });
    if (answer.error) return refusals[answer.error.code] ?? answer.error.code;
    return answer.data === undefined ? '?' : 'x';
  };
const statuses: Record<number, string> = { 200: 'x', 401: 'u', 403: 'f', 404: 'n', 409: 'c' };
const fetched = (address: (capsuleId: CapsuleId) => string | Promise<string>): Ask => {
  return async (who, capsuleId) => {
    const { status } = await who.fetch(await address(capsuleId));
    return statuses[status] ?? String(status);
  };
};
/** Whether it is in somebody's list. */
const listed =
  (endpoint: Endpoint, of: string): Ask =>
  async (who, capsuleId) => {
    const answer = await who.call(endpoint);
    if (answer.error) return refusals[answer.error.code] ?? answer.error.code;
    const { [of]: found } = answer.data as Record<string, { capsuleId: CapsuleId }[]>;
    return found?.some((one) => one.capsuleId === capsuleId) === true ? 'x' : '·';
  };
const saved = (capsuleId: CapsuleId, table: string) =>
  server.database.query<{ revision: number }>(
    `SELECT revision FROM ${table} WHERE ${table === 'capsules' ? 'id' : 'capsule_id'} = $1`,
    [capsuleId],
  );
/** Saves over what is there now. */
const save =
  (endpoint: Endpoint, table: string, content: object): Ask =>
  async (who, capsuleId) => {
    const [row] = await saved(capsuleId, table);
    return call(endpoint, () => ({ revision: row?.revision ?? 0, ...content }))(who, capsuleId);
  };

const asks: Record<string, Ask> = {
  list: listed(capsules.listCapsules, 'capsules'),
  read: call(capsules.readCapsule),
  manifest: call(capsules.readManifest),
  picture: call(capsules.readPicture),
  draft: call(capsules.readDraft),
  edit: save(capsules.saveEdit, 'capsules', { edit: { trim: null, hidden: [], chapters: null } }),
  rename: call(capsules.renameCapsule, () => ({ title: 'New' })),
  publish: call(capsules.publishCapsule, () => ({ classGroupIds: [network.own.classGroupId] })),
  captions: call(letters.readCaptions),
  'save captions': save(letters.saveCaptions, 'capsule_captions', { captions: { language: 'en', cues: [] } }),
  'fetch captions': fetched((capsuleId) => letters.captionFilePath({ capsuleId })),
  exports: call(files.listExports),
  'fetch export': fetched(
    async (capsuleId) => `/api/capsules/${capsuleId}/exports/${await onceFor(capsuleId, exported)}/file`,
  ),
  checks: call(work.readChecks),
  'save checks': save(work.saveChecks, 'capsule_checks', { sheet: { checks: [], task: null } }),
  follow: call(work.followCatchUps),
  viewings: call(capsules.readViewings),
  'own list': listed(work.listCatchUps, 'catchUps'),
  work: call(work.readCatchUp),
  send: (who, capsuleId) => {
    const pupilId = network.own.pupilIds[who === audience.own.home ? 1 : 0];
    const events = [{ eventId: randomUUID(), at: 1, kind: 'said', checkId: randomUUID() }];
    return call(work.sendCatchUpEvents, () => ({ pupilId, events }))(who, capsuleId);
  },
  withdraw: call(capsules.withdrawCapsule),
};
const made = new Map<CapsuleId, Promise<string>>();
const onceFor = (capsuleId: CapsuleId, make: (capsuleId: CapsuleId) => Promise<string>): Promise<string> => {
  const known = made.get(capsuleId) ?? make(capsuleId);
  made.set(capsuleId, known);
  return known;
};

/** Who gets what. `x`: it; else the letter of the refusal (see `refusals`); `·`: it is not in the list. */
const tables: Record<Situation, string> = {
  lesson: `
                    N   T   U   H  pT  pH  oT  oH  Co  Ad   K  pK  C0   C  bC  pC  Ho  bH pHo
list                u   x   x   x   x   x   ·   ·   ·   ·   ·   ·   ·   x   ·   ·   x   ·   ·
read                u   x   x   x   x   x   n   n   n   n   n   n   n   x   n   n   x   n   n
manifest            u   x   x   x   x   x   n   n   n   n   n   n   n   x   n   n   x   n   n
picture             u   x   x   x   x   x   n   n   n   n   n   n   n   x   n   n   x   n   n
draft               u   x   x   f   x   f   n   n   n   n   n   n   n   f   n   n   f   n   n
edit                u   x   x   f   x   f   n   n   n   n   n   n   n   f   n   n   f   n   n
rename              u   x   x   f   x   f   n   n   n   n   n   n   n   f   n   n   f   n   n
publish             u   x   x   f   x   f   n   n   n   n   n   n   n   f   n   n   f   n   n
captions            u   x   x   f   x   f   n   n   n   n   n   n   n   f   n   n   f   n   n
save captions       u   x   x   f   x   f   n   n   n   n   n   n   n   f   n   n   f   n   n
fetch captions      u   x   x   x   x   x   n   n   n   n   u   u   u   u   u   u   u   u   u
exports             u   x   x   f   x   f   n   n   n   n   n   n   n   f   n   n   f   n   n
fetch export        u   x   x   f   x   f   n   n   n   n   u   u   u   u   u   u   u   u   u
checks              u   x   x   f   x   f   n   n   n   n   n   n   n   f   n   n   f   n   n
save checks         u   x   x   f   x   f   n   n   n   n   n   n   n   f   n   n   f   n   n
follow              u   x   x   x   x   x   n   n   n   n   n   n   n   f   n   n   f   n   n
viewings            u   x   x   x   x   x   n   n   n   n   n   n   n   f   n   n   f   n   n
own list            u   f   f   f   f   f   f   f   f   f   f   f   f   x   ·   ·   x   ·   ·
work                u   n   n   n   n   n   n   n   n   n   n   n   n   x   n   n   x   n   n
send                u   n   n   n   n   n   n   n   n   n   n   n   n   x   n   n   x   n   n
withdraw            u   x   x   x   x   x   n   n   n   n   n   n   n   f   n   n   f   n   n
`,
  'to nobody': `
                    N   T   U   H  pT  pH  oT  oH  Co  Ad   K  pK  C0   C  bC  pC  Ho  bH pHo
list                u   x   x   x   x   x   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
manifest            u   x   x   x   x   x   n   n   n   n   n   n   n   n   n   n   n   n   n
picture             u   x   x   x   x   x   n   n   n   n   n   n   n   n   n   n   n   n   n
edit                u   x   x   f   x   f   n   n   n   n   n   n   n   n   n   n   n   n   n
publish             u   x   x   f   x   f   n   n   n   n   n   n   n   n   n   n   n   n   n
fetch captions      u   x   x   x   x   x   n   n   n   n   u   u   u   u   u   u   u   u   u
fetch export        u   x   x   f   x   f   n   n   n   n   u   u   u   u   u   u   u   u   u
follow              u   x   x   x   x   x   n   n   n   n   n   n   n   n   n   n   n   n   n
viewings            u   x   x   x   x   x   n   n   n   n   n   n   n   n   n   n   n   n   n
own list            u   f   f   f   f   f   f   f   f   f   f   f   f   ·   ·   ·   ·   ·   ·
work                u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
send                u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
withdraw            u   x   x   x   x   x   n   n   n   n   n   n   n   n   n   n   n   n   n
`,
  alone: `
                    N   T   U   H  pT  pH  oT  oH  Co  Ad   K  pK  C0   C  bC  pC  Ho  bH pHo
list                u   x   ·   x   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
read                u   x   n   x   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
manifest            u   x   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
picture             u   x   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
draft               u   x   n   f   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
edit                u   x   n   f   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
rename              u   x   n   f   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
publish             u   x   n   f   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
captions            u   x   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
save captions       u   x   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
fetch captions      u   x   n   n   n   n   n   n   n   n   u   u   u   u   u   u   u   u   u
exports             u   x   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
fetch export        u   x   n   n   n   n   n   n   n   n   u   u   u   u   u   u   u   u   u
checks              u   x   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
save checks         u   x   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
follow              u   x   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
viewings            u   x   n   x   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
own list            u   f   f   f   f   f   f   f   f   f   f   f   f   ·   ·   ·   ·   ·   ·
work                u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
send                u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
withdraw            u   x   n   x   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
`,
  'alone, published': `
                    N   T   U   H  pT  pH  oT  oH  Co  Ad   K  pK  C0   C  bC  pC  Ho  bH pHo
list                u   x   x   x   ·   ·   ·   ·   ·   ·   ·   ·   ·   x   ·   ·   x   ·   ·
manifest            u   x   x   x   n   n   n   n   n   n   n   n   n   x   n   n   x   n   n
picture             u   x   x   x   n   n   n   n   n   n   n   n   n   x   n   n   x   n   n
draft               u   x   f   f   n   n   n   n   n   n   n   n   n   f   n   n   f   n   n
edit                u   x   f   f   n   n   n   n   n   n   n   n   n   f   n   n   f   n   n
publish             u   x   f   f   n   n   n   n   n   n   n   n   n   f   n   n   f   n   n
fetch captions      u   x   x   x   n   n   n   n   n   n   u   u   u   u   u   u   u   u   u
fetch export        u   x   f   f   n   n   n   n   n   n   u   u   u   u   u   u   u   u   u
save checks         u   x   f   f   n   n   n   n   n   n   n   n   n   f   n   n   f   n   n
follow              u   x   x   x   n   n   n   n   n   n   n   n   n   f   n   n   f   n   n
viewings            u   x   x   x   n   n   n   n   n   n   n   n   n   f   n   n   f   n   n
own list            u   f   f   f   f   f   f   f   f   f   f   f   f   x   ·   ·   x   ·   ·
work                u   n   n   n   n   n   n   n   n   n   n   n   n   x   n   n   x   n   n
withdraw            u   x   f   x   n   n   n   n   n   n   n   n   n   f   n   n   f   n   n
`,
  withdrawn: `
                    N   T   U   H  pT  pH  oT  oH  Co  Ad   K  pK  C0   C  bC  pC  Ho  bH pHo
list                u   x   x   x   x   x   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
read                u   x   x   x   x   x   n   n   n   n   n   n   n   n   n   n   n   n   n
manifest            u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
picture             u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
draft               u   c   c   f   c   f   n   n   n   n   n   n   n   n   n   n   n   n   n
edit                u   c   c   f   c   f   n   n   n   n   n   n   n   n   n   n   n   n   n
rename              u   c   c   f   c   f   n   n   n   n   n   n   n   n   n   n   n   n   n
publish             u   c   c   f   c   f   n   n   n   n   n   n   n   n   n   n   n   n   n
captions            u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
save captions       u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
fetch captions      u   n   n   n   n   n   n   n   n   n   u   u   u   u   u   u   u   u   u
exports             u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
fetch export        u   n   n   n   n   n   n   n   n   n   u   u   u   u   u   u   u   u   u
checks              u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
save checks         u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
follow              u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
viewings            u   x   x   x   x   x   n   n   n   n   n   n   n   n   n   n   n   n   n
own list            u   f   f   f   f   f   f   f   f   f   f   f   f   ·   ·   ·   ·   ·   ·
work                u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
send                u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
withdraw            u   x   x   x   x   x   n   n   n   n   n   n   n   n   n   n   n   n   n
`,
  'over its time': `
                    N   T   U   H  pT  pH  oT  oH  Co  Ad   K  pK  C0   C  bC  pC  Ho  bH pHo
list                u   x   x   x   x   x   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
read                u   x   x   x   x   x   n   n   n   n   n   n   n   n   n   n   n   n   n
manifest            u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
picture             u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
fetch captions      u   n   n   n   n   n   n   n   n   n   u   u   u   u   u   u   u   u   u
fetch export        u   n   n   n   n   n   n   n   n   n   u   u   u   u   u   u   u   u   u
work                u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
send                u   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n   n
withdraw            u   x   x   x   x   x   n   n   n   n   n   n   n   n   n   n   n   n   n
`,
  'still recorded': `
                    N   T   U   H  pT  pH  oT  oH  Co  Ad   K  pK  C0   C  bC  pC  Ho  bH pHo
list                u   x   x   x   x   x   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
manifest            u   c   c   c   c   c   n   n   n   n   n   n   n   c   n   n   c   n   n
picture             u   x   x   x   x   x   n   n   n   n   n   n   n   x   n   n   x   n   n
edit                u   x   x   f   x   f   n   n   n   n   n   n   n   f   n   n   f   n   n
work                u   n   n   n   n   n   n   n   n   n   n   n   n   x   n   n   x   n   n
withdraw            u   x   x   x   x   x   n   n   n   n   n   n   n   f   n   n   f   n   n
`,
};

/** Rows that change what the next one asks for: each caller gets a capsule of the own. */
const fresh = new Set(['publish', 'withdraw']);

it('each call is in the table of a lesson', () => {
  const lines = tables.lesson.split('\n').filter((line) => line.trim() !== '');
  expect(lines.slice(1).map((line) => line.slice(0, 18).trim())).toEqual(Object.keys(asks));
});

describe.each(Object.keys(situations) as Situation[])('a capsule: %s', (situation) => {
  const [header = '', ...lines] = tables[situation].split('\n').filter((line) => line.trim() !== '');
  const rows = lines.map((line) => {
    return { name: line.slice(0, 18).trim(), cells: line.slice(18).trim().split(/\s+/) };
  });

  it('is asked for by everyone', () => {
    expect(header.trim().split(/\s+/)).toEqual(Object.keys(audience.all));
    for (const { cells } of rows) expect(cells).toHaveLength(Object.keys(audience.all).length);
  });

  it.each(rows)('$name', async ({ name, cells }) => {
    const callers = Object.entries(audience.all);
    const ask = asks[name] ?? (() => Promise.reject(new Error('Nobody asks so')));
    let capsuleId = await situations[situation]();
    const got: Record<string, string> = {};
    for (const [who, browser] of callers) {
      if (fresh.has(name)) capsuleId = await situations[situation]();
      got[who] = await ask(browser, capsuleId);
    }
    expect(got).toEqual(Object.fromEntries(callers.map(([who], n) => [who, cells[n]])));
  });
});
