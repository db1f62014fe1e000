import { readDraft, readManifest, readPicture, saveEdit, withdrawCapsule } from '@pluriclasse/shared/api/capsules';
import type { PageId } from '@pluriclasse/shared/board/objects';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PlantedBoard } from '../support/capsule/plantBoard.ts';
import { putCapsule } from '../support/server/capsules.ts';
import { buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  server = await startTestServer();
  network = await buildNetwork(server);
});
afterAll(() => server.close());

/** A hundred seconds with two phases and three pages, of which one is passed in a second. */
async function lesson() {
  const params = { capsuleId: await putCapsule(server, { schoolIds: [network.own.schoolId] }) };
  const pages: PageId[] = [];
  const board = new PlantedBoard().at(0, (it) => pages.push(it.page(), it.page(), it.page()));
  for (const [seq, { at, update }] of board.updates.entries()) {
    const values = [params.capsuleId, seq + 1, at, Buffer.from(update)];
    await server.database.query('INSERT INTO capsule_board_updates VALUES ($1, $2, $3, $4)', values);
  }
  const cues = [
    [0, 'phase', { phaseId: randomUUID(), title: 'Hello' }],
    [40_000, 'phase', { phaseId: randomUUID(), title: 'Places' }],
    ...[0, 1, 2, 0].map((n, at) => [[0, 20_000, 21_000, 60_000][at], 'page', { page: pages[n] }]),
  ];
  for (const [seq, [at, kind, body]] of cues.entries())
    await server.database.query('INSERT INTO capsule_cues VALUES ($1, $2, $3, $4, $5)', [
      params.capsuleId,
      seq,
      at,
      kind,
      body,
    ]);
  return params;
}
const asRecorded = [
  { at: 0, title: 'Hello' },
  { at: 0, title: '', page: 1 },
  { at: 21_000, title: '', page: 3 },
  { at: 40_000, title: 'Places' },
  { at: 60_000, title: '', page: 1 },
];

it('pages that were shown for a while are marks within the chapters, by the time of who edits and of who watches', async () => {
  const params = await lesson();
  const { teacher } = network.own;
  expect((await ok(teacher, readDraft, { params })).chapters).toEqual(asRecorded);
  expect((await ok(teacher, readManifest, { params })).chapters).toEqual(asRecorded);
  const edit = { trim: { from: 10_000, to: 100_000 }, hidden: [{ from: 30_000, to: 58_000 }], chapters: null };
  const draft = await ok(teacher, saveEdit, { params, body: { revision: 0, edit } });
  expect(draft.chapters).toEqual(asRecorded);
  expect((await ok(teacher, readManifest, { params })).chapters).toEqual([
    { at: 0, title: 'Hello' },
    { at: 0, title: '', page: 1 },
    { at: 11_000, title: '', page: 3 },
    { at: 20_000, title: 'Places' },
    { at: 22_000, title: '', page: 1 },
  ]);
});

it('a teacher names, moves and takes away pages as chapters', async () => {
  const params = await lesson();
  const { teacher } = network.own;
  const chapters = [asRecorded[0]!, { at: 0, title: 'The map', page: 1 }, { at: 25_000, title: '', page: 3 }];
  const save = (all: unknown) => ({
    params,
    body: { revision: 0, edit: { trim: null, hidden: [], chapters: all } },
  });
  const nameless = await teacher.call(saveEdit, save([{ at: 0, title: '' }]));
  expect(nameless.error?.code).toBe('bad_request');
  expect((await ok(teacher, saveEdit, save(chapters))).chapters).toEqual(chapters);
  expect((await ok(teacher, readManifest, { params })).chapters).toEqual(chapters);
});

it('has a picture of its board once it was made ready; what is hidden is not seen in it', async () => {
  const params = await lesson();
  const { teacher } = network.own;
  const pictureOf = async () => (await ok(teacher, readPicture, { params })).picture;
  const board = new PlantedBoard().at(5_000, (it) => {
    it.page();
    it.text('The mill', { x: 300, y: 300 });
  });
  for (const [n, { at, update }] of board.updates.entries())
    await server.database.query('INSERT INTO capsule_board_updates VALUES ($1, $2, $3, $4)', [
      params.capsuleId,
      n + 10,
      at,
      Buffer.from(update),
    ]);
  await server.database.query('INSERT INTO capsule_cues VALUES ($1, 20, 5000, $2, $3)', [
    params.capsuleId,
    'page',
    { page: board.last() },
  ]);
  expect(await pictureOf()).toBeNull();
  await ok(teacher, readManifest, { params });
  expect((await pictureOf())?.things).toMatchObject([{ kind: 'text', lines: ['The mill'] }]);
  const edit = { trim: { from: 0, to: 4_000 }, hidden: [], chapters: null };
  await ok(teacher, saveEdit, { params, body: { revision: 0, edit } });
  expect(await pictureOf()).toBeNull();
  await ok(teacher, readManifest, { params });
  expect(await pictureOf()).toBeNull();
  await ok(teacher, withdrawCapsule, { params });
  expect((await teacher.call(readPicture, { params })).error?.code).toBe('not_found');
});
