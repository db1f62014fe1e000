import { readManifest, type CapsuleEdit } from '@pluriclasse/shared/api/capsules';
import { addPage, findPage } from '@pluriclasse/shared/board/document';
import { newObjectId } from '@pluriclasse/shared/board/newId';
import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { BoardReel } from '@pluriclasse/shared/capsule/reel';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { putCapsule } from '../support/server/capsules.ts';
import { buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { pictures, putTrack, sat, speech } from '../support/server/tracks.ts';

let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  server = await startTestServer({}, { flood: { session: 100_000, address: 100_000, unknown: 100_000 } });
  network = await buildNetwork(server);
});
afterAll(() => server.close());

let capsuleId: CapsuleId;
let teacher: TestBrowser;
beforeEach(async () => {
  teacher = network.own.teacher;
  await server.database.query('UPDATE capsules SET lesson_id = NULL');
  await server.database.query('DELETE FROM attendance');
  const schoolIds = [network.own.schoolId, network.partner.schoolId];
  const { lessonId } = network;
  capsuleId = await putCapsule(server, { schoolIds, lessonId, recorded: [[0, 20_000]] });
});

const manifest = (who = teacher): Promise<Manifest> => ok(who, readManifest, { params: { capsuleId } });
const edit = async (changed: Partial<CapsuleEdit>) => {
  const whole = { trim: null, hidden: [], chapters: null, ...changed };
  await server.database.query('UPDATE capsules SET edit = $2, revision = revision + 1 WHERE id = $1', [
    capsuleId,
    whole,
  ]);
};
const get = (link: string, range?: string, headers: Record<string, string> = {}) =>
  teacher.fetch(link, { headers: { ...(range !== undefined && { range }), ...headers } });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const reasonOf = async (response: Response) => {
  const { code, reason } = (await response.json()) as { code: string; reason?: string };
  return [response.status, code, reason];
};

describe('voices', () => {
  it('of one person are one, wherever they sat', async () => {
    const desk = () => sat(server, network.lessonId, network.own.teacher);
    const [first, again] = [await desk(), await desk()];
    const partner = await sat(server, network.lessonId, network.partner.teacher);
    await putTrack(server, capsuleId, { peerKey: first }, speech(0, 5_000, 'first'));
    await putTrack(server, capsuleId, { peerKey: again }, speech(9_000, 12_000, 'again'));
    await putTrack(server, capsuleId, { peerKey: partner }, speech(4_000, 9_000, 'other'));
    const { voices, duration, sites } = await manifest();
    expect(duration).toBe(20_000);
    expect(sites.map(({ schoolId }) => schoolId)).toEqual([network.own.schoolId, network.partner.schoolId]);
    expect(voices.map(({ name, schoolId, heard }) => ({ name, schoolId, heard }))).toEqual([
      {
        name: 'Some teacher',
        schoolId: network.own.schoolId,
        heard: [
          { from: 0, to: 5_000 },
          { from: 9_000, to: 12_000 },
        ],
      },
      { name: 'Some teacher', schoolId: network.partner.schoolId, heard: [{ from: 4_000, to: 9_000 }] },
    ]);
    const [own] = voices;
    const response = await get(own?.link ?? '');
    const bytes = await bytesOf(response);
    expect([response.status, response.headers.get('content-type'), bytes.length]).toEqual([
      200,
      'audio/webm',
      own?.bytes,
    ]);
    expect([bytes.includes('first'), bytes.includes('again'), bytes.includes('other')]).toEqual([true, true, false]);
  });

  it('of whoever had no desk in this lesson are never given, even if they lie there', async () => {
    const kit = await sat(server, network.lessonId, teacher, 'kit');
    await putTrack(server, capsuleId, { peerKey: kit }, speech(0, 5_000, 'pupil'));
    await putTrack(server, capsuleId, { peerKey: 'nobody' }, speech(0, 5_000, 'pupil'));
    expect((await manifest()).voices).toEqual([]);
  });

  it('hold what was written before a crash', async () => {
    const seat = await sat(server, network.lessonId, teacher);
    await putTrack(server, capsuleId, { peerKey: seat }, speech(0, 5_000, 'torn'), 100);
    await putTrack(server, capsuleId, { peerKey: seat }, [], 20);
    const { voices } = await manifest();
    expect(voices.map(({ heard }) => heard)).toEqual([[{ from: 0, to: 4_000 }]]);
  });

  it('are without what is hidden and trimmed, to the byte; links of before are refused', async () => {
    const seat = await sat(server, network.lessonId, teacher);
    const said = [...speech(0, 5_000, 'before'), ...speech(5_000, 8_000, 'secret'), ...speech(8_000, 20_000, 'after')];
    await putTrack(server, capsuleId, { peerKey: seat }, said);
    const before = await manifest();
    expect((await bytesOf(await get(before.voices[0]?.link ?? ''))).includes('secret')).toBe(true);
    await edit({ trim: { from: 1_000, to: 15_000 }, hidden: [{ from: 5_000, to: 8_000 }] });
    expect(await reasonOf(await get(before.voices[0]?.link ?? ''))).toEqual([403, 'forbidden', 'link_old']);
    const after = await manifest();
    expect([after.revision, after.duration]).toEqual([before.revision + 1, 11_000]);
    const bytes = await bytesOf(await get(after.voices[0]?.link ?? ''));
    expect([bytes.includes('before'), bytes.includes('secret'), bytes.includes('after')]).toEqual([true, false, true]);
    // What was made of the older revision is gone.
    expect(await readdir(path.join(server.dataDir, 'delivered', capsuleId))).toHaveLength(1);
    expect(await reasonOf(await get(before.voices[0]?.link ?? ''))).toEqual([403, 'forbidden', 'link_old']);
  });

  it('are made once for all who ask at once', async () => {
    const seat = await sat(server, network.lessonId, teacher);
    await putTrack(server, capsuleId, { peerKey: seat }, speech(0, 20_000, 'once'));
    const all = await Promise.all([teacher, network.own.head, network.partner.teacher].map((who) => manifest(who)));
    expect(new Set(all.map(({ voices }) => new URL(voices[0]?.link ?? '', server.origin).pathname)).size).toBe(1);
    expect(new Set(all.map(({ voices }) => voices[0]?.link)).size).toBe(3);
  });
});

describe('ranges', () => {
  let link: string;
  let whole: Buffer;
  beforeEach(async () => {
    const seat = await sat(server, network.lessonId, teacher);
    await putTrack(server, capsuleId, { peerKey: seat }, speech(0, 20_000, 'range'));
    link = (await manifest()).voices[0]?.link ?? '';
    whole = await bytesOf(await get(link));
  });

  it.each([
    ['bytes=0-9', 0, 10],
    ['bytes=100-', 100, Infinity],
    ['bytes=-50', -50, Infinity],
    ['bytes=10-99999999', 10, Infinity],
  ])('%s', async (range, from, to) => {
    const response = await get(link, range);
    const expected = whole.subarray(from, to);
    expect([response.status, response.headers.get('content-length')]).toEqual([206, String(expected.length)]);
    const start = from < 0 ? whole.length + from : from;
    const wanted = `bytes ${start}-${start + expected.length - 1}/${whole.length}`;
    expect(response.headers.get('content-range')).toBe(wanted);
    expect((await bytesOf(response)).equals(expected)).toBe(true);
  });

  it.each(['bytes=99999999-', 'bytes=-0'])('%s can not be had', async (range) => {
    const response = await get(link, range);
    expect([response.status, response.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`]);
  });

  it.each(['bytes=0-9,20-29', 'bytes=9-0', 'bytes=-', 'lines=0-9', 'x'])('%s is as if not asked', async (range) => {
    expect([(await get(link, range)).status, (await bytesOf(await get(link, range))).length]).toEqual([
      200,
      whole.length,
    ]);
  });

  it('only of the same bytes, when it is asked so', async () => {
    const etag = (await get(link)).headers.get('etag') ?? '';
    expect((await get(link, 'bytes=0-9', { 'if-range': etag })).status).toBe(206);
    expect((await get(link, 'bytes=0-9', { 'if-range': '"other"' })).status).toBe(200);
  });

  it('HEAD tells the same without the bytes', async () => {
    const response = await teacher.fetch(link, { method: 'HEAD', headers: { range: 'bytes=0-9' } });
    expect([response.status, response.headers.get('content-length')]).toEqual([206, '10']);
    expect((await bytesOf(response)).length).toBe(0);
  });

  it('nobody between may keep an answer, nor take it for something else', async () => {
    const { headers } = await get(link);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});

describe('pictures', () => {
  it('are given by pieces, and nothing but these', async () => {
    const seat = await sat(server, network.lessonId, teacher);
    const header = { peerKey: seat, source: 'camera', codec: 'vp8' } as const;
    const shot = [
      ...pictures(0, 6_000, 'before'),
      ...pictures(6_000, 10_000, 'secret'),
      ...pictures(10_000, 20_000, 'after'),
    ];
    const { bytes } = await putTrack(server, capsuleId, { ...header, rendition: 'small' }, shot);
    await putTrack(server, capsuleId, { ...header, rendition: 'large' }, shot);
    await edit({ hidden: [{ from: 6_500, to: 9_000 }] });
    const [camera] = (await manifest()).pictures;
    expect([camera?.small.length, camera?.large.length, camera?.source]).toEqual([1, 1, 'camera']);
    const [file] = camera?.small ?? [];
    if (!file) throw new Error('No picture');
    expect(file.type).toBe('video/webm; codecs="vp8"');
    const got: Buffer[] = [];
    for (const { offset, size } of [{ offset: 0, size: file.head }, ...file.pieces]) {
      const response = await get(file.link, `bytes=${offset}-${offset + size - 1}`);
      expect(response.status).toBe(206);
      got.push(await bytesOf(response));
    }
    const all = Buffer.concat(got);
    expect([all.includes('before'), all.includes('secret'), all.includes('after')]).toEqual([true, false, true]);
    // After the seam time goes on, without the 2.5 s that are hidden.
    expect(file.pieces.find(({ shift }) => shift !== 0)).toMatchObject({ from: 7_500, shift: -2_500 });
    const hidden = bytes.indexOf('secret');
    for (const range of [
      undefined,
      'bytes=0-',
      `bytes=${hidden}-${hidden + 5}`,
      'bytes=-100000',
      `bytes=0-${hidden}`,
    ]) {
      expect(await reasonOf(await get(file.link, range))).toEqual([403, 'forbidden', 'not_delivered']);
    }
    const beyond = `bytes=${file.head}-${hidden + 100}`;
    expect((await get(file.link, beyond, { 'if-range': '"other"' })).status).toBe(403);
    expect((await get(file.link, `bytes=${bytes.length}-`)).status).toBe(416);
  });

  it('of a camera that was off meanwhile are several files', async () => {
    const seat = await sat(server, network.lessonId, teacher);
    const header = { peerKey: seat, source: 'camera', codec: 'vp8', rendition: 'small' } as const;
    await putTrack(server, capsuleId, header, pictures(10_000, 14_000, 'again'));
    await putTrack(server, capsuleId, header, pictures(0, 4_000, 'first'));
    const [camera] = (await manifest()).pictures;
    expect(camera?.small.map(({ pieces }) => pieces[0]?.from)).toEqual([0, 10_000]);
    expect(camera?.large).toEqual([]);
  });
});

describe('board and cues', () => {
  it('are what was kept of them', async () => {
    const doc = new Y.Doc();
    const updates: [number, Uint8Array][] = [];
    let clock = 0;
    doc.on('update', (update) => updates.push([clock, update]));
    const page = doc.transact(() => addPage(doc));
    await server.database.query('UPDATE capsules SET base_state = $2 WHERE id = $1', [
      capsuleId,
      Buffer.from(Y.encodeStateAsUpdate(doc)),
    ]);
    updates.length = 0;
    const write = (at: number, letters: string) => {
      clock = at;
      const id = newObjectId();
      doc.transact(() => {
        const parts = findPage(doc, page);
        parts?.objects.set(id, { kind: 'text', z: 1, color: 'ink', size: 56, x: 0, y: 0, width: 400 });
        parts?.words.set(id, new Y.Text(letters));
      });
      return id;
    };
    write(1_000, 'Hello');
    const secret = write(6_000, 'Anna Bianchi');
    clock = 7_000;
    doc.transact(() => findPage(doc, page)?.objects.delete(secret));
    doc.transact(() => findPage(doc, page)?.words.delete(secret));
    write(9_000, 'Goodbye');
    for (const [seq, [at, update]] of updates.entries())
      await server.database.query('INSERT INTO capsule_board_updates VALUES ($1, $2, $3, $4)', [
        capsuleId,
        seq,
        at,
        Buffer.from(update),
      ]);
    const cues = [
      [0, 'phase', { phaseId: network.lessonId, title: 'Warm up' }],
      [5_500, 'phase', { phaseId: network.lessonId, title: 'Songs' }],
    ] as const;
    for (const [seq, [at, kind, body]] of cues.entries())
      await server.database.query('INSERT INTO capsule_cues VALUES ($1, $2, $3, $4, $5)', [
        capsuleId,
        seq,
        at,
        kind,
        body,
      ]);
    await server.database.query(`INSERT INTO capsule_gaps VALUES ($1, 12000, 13000, 'lost')`, [capsuleId]);
    await edit({ hidden: [{ from: 5_000, to: 8_000 }] });

    const { board, chapters, gaps } = await manifest();
    expect(chapters).toEqual([
      { at: 0, title: 'Warm up' },
      { at: 5_000, title: 'Songs' },
    ]);
    expect(gaps).toEqual([{ from: 9_000, to: 10_000 }]);
    const text = await (await get(board.link)).text();
    expect(text).not.toContain('Bianchi');
    const { steps } = BoardReel.parse(JSON.parse(text));
    expect(steps.map((step) => [step.at, step.do])).toEqual([
      [0, 'page'],
      [0, 'show'],
      [1_000, 'draw'],
      [1_000, 'write'],
      [6_000, 'draw'],
      [6_000, 'write'],
    ]);
    const plain = await get(board.link, undefined, { 'accept-encoding': 'identity' });
    expect([plain.headers.get('content-encoding'), plain.headers.get('content-length')]).toEqual([
      null,
      String(board.bytes),
    ]);
    const packed = await get(board.link);
    const known = await teacher.fetch(board.link, { method: 'HEAD' });
    for (const { headers } of [packed, known]) {
      expect(['content-encoding', 'vary'].map((name) => headers.get(name))).toEqual(['gzip', 'accept-encoding']);
      expect(headers.get('etag')).not.toBe(plain.headers.get('etag'));
    }
    expect(Number(known.headers.get('content-length'))).toBeLessThan(board.bytes);
    expect(await (await get(board.link, 'bytes=0-8')).text()).toBe('{"steps":');
  });
});

describe('a folder from which somebody took what was made', () => {
  it('has links refused as old ones, and is filled again for who asks anew', async () => {
    const seat = await sat(server, network.lessonId, teacher);
    await putTrack(server, capsuleId, { peerKey: seat }, speech(0, 5_000, 'one'));
    const { voices, board } = await manifest();
    const delivered = path.join(server.dataDir, 'delivered');
    const [version = ''] = await readdir(path.join(delivered, capsuleId));
    // One file alone, then all of it.
    await rm(path.join(delivered, capsuleId, version, 'board.json.gz'));
    expect(await reasonOf(await get(board.link))).toEqual([403, 'forbidden', 'link_old']);
    await rm(delivered, { recursive: true });
    for (const link of [voices[0]?.link ?? '', board.link])
      expect(await reasonOf(await get(link))).toEqual([403, 'forbidden', 'link_old']);
    const again = await manifest();
    expect((await get(again.voices[0]?.link ?? '')).status).toBe(200);
    expect((await get(again.board.link)).status).toBe(200);
  });
});

describe('what is still recorded', () => {
  it('is not watched yet; what goes on is another version', async () => {
    const seat = await sat(server, network.lessonId, teacher);
    await putTrack(server, capsuleId, { peerKey: seat }, speech(0, 20_000, 'one'));
    const link = (await manifest()).voices[0]?.link ?? '';
    await server.database.query("UPDATE capsules SET state = 'recording' WHERE id = $1", [capsuleId]);
    const answer = await teacher.call(readManifest, { params: { capsuleId } });
    expect([answer.error?.code, answer.error?.reason]).toEqual(['conflict', 'still_recorded']);
    expect(await reasonOf(await get(link))).toEqual([403, 'forbidden', 'link_old']);
    await putTrack(server, capsuleId, { peerKey: seat }, speech(60_000, 65_000, 'two'));
    await server.database.query("UPDATE capsules SET state = 'ready' WHERE id = $1", [capsuleId]);
    await server.database.query("INSERT INTO capsule_stretches VALUES ($1, 1, 60000, 65000, 'over')", [capsuleId]);
    const now = await manifest();
    expect([now.duration, now.voices[0]?.heard.at(-1)]).toEqual([25_000, { from: 0, to: 25_000 }]);
    expect(await reasonOf(await get(link))).toEqual([403, 'forbidden', 'link_old']);
  });
});

it('a manifest of many pieces comes packed to whoever unpacks it, and is the same', async () => {
  const seat = await sat(server, network.lessonId, teacher);
  const camera = { peerKey: seat, source: 'camera', codec: 'vp8', rendition: 'small' } as const;
  // Each has one piece, since the clusters do not follow each other.
  const clusters = Array.from({ length: 9 }, (_, n) => pictures(n * 2_000, n * 2_000 + 1_000, 'face')).flat();
  for (let n = 0; n < 40; n++) await putTrack(server, capsuleId, camera, clusters);
  const address = `/api/capsules/${capsuleId}/manifest`;
  const ask = (encoding: string) => teacher.fetch(address, { headers: { 'accept-encoding': encoding } });
  const [packed, plain, never] = [await ask('br, gzip'), await ask('identity'), await ask('gzip;q=0')];
  expect([packed, plain, never].map(({ headers }) => headers.get('content-encoding'))).toEqual(['gzip', null, null]);
  expect([packed, plain].map(({ headers }) => headers.get('vary'))).toEqual(['accept-encoding', 'accept-encoding']);
  const [one, other] = [await packed.text(), await plain.text()];
  expect(one).toBe(other);
  expect(Number(packed.headers.get('content-length'))).toBeLessThan(other.length / 3);
});

it('staff who watch are noted, once an hour', async () => {
  for (const who of [teacher, teacher, network.partner.head]) await manifest(who);
  const noted = await server.database.query<{ school_id: string }>(
    'SELECT school_id FROM capsule_viewings WHERE capsule_id = $1 ORDER BY at',
    [capsuleId],
  );
  expect(noted.map((row) => row.school_id)).toEqual([network.own.schoolId, network.partner.schoolId]);
});
