import { saveCaptions } from '@pluriclasse/shared/api/captions';
import { readManifest } from '@pluriclasse/shared/api/capsules';
import { signOut } from '@pluriclasse/shared/api/sessions';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { putCapsule } from '../support/server/capsules.ts';
import { addStaff, buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { pictures, putTrack, sat, speech } from '../support/server/tracks.ts';

const hour = 3_600_000;
let server: TestServer;
let network: TestNetwork;
let now = Date.now();
let capsuleId: CapsuleId;
beforeAll(async () => {
  const flood = { session: 100_000, address: 100_000, unknown: 100_000 };
  server = await startTestServer({}, { now: () => now, flood });
  network = await buildNetwork(server, now);
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.database.query('DELETE FROM capsules');
  capsuleId = await put();
});

/** A capsule of the own and the partner school's lesson, for the own class. */
async function put(): Promise<CapsuleId> {
  const { own, partner, lessonId } = network;
  const schoolIds = [own.schoolId, partner.schoolId];
  const id = await putCapsule(server, {
    schoolIds,
    lessonId,
    classGroupIds: [own.classGroupId],
    recorded: [[0, 4_000]],
  });
  const peerKey = await sat(server, lessonId, own.teacher);
  await putTrack(server, id, { peerKey }, speech(0, 4_000, 'voice'));
  await putTrack(
    server,
    id,
    { peerKey, source: 'camera', codec: 'vp8', rendition: 'small' },
    pictures(0, 4_000, 'face'),
  );
  const captions = { language: 'en', cues: [{ from: 0, to: 900, speaker: null, text: 'Hello, schools!' }] };
  await ok(own.teacher, saveCaptions, { params: { capsuleId: id }, body: { revision: 0, captions } });
  return id;
}
const manifest = (who: TestBrowser) => ok(who, readManifest, { params: { capsuleId } });
/** A range that each of them gives. */
const range = { range: 'bytes=0-9' };
const links = async (who: TestBrowser) => {
  const { voices, pictures: shown, board, captions } = await manifest(who);
  return [voices[0]?.link, shown[0]?.small[0]?.link, board.link, captions?.link].map((link) => link ?? '');
};
const statuses = (who: TestBrowser, all: readonly string[]) =>
  Promise.all(all.map(async (link) => (await who.fetch(link, { headers: range })).status));
const errorOf = async (who: TestBrowser, link: string) => {
  const response = await who.fetch(link, { headers: range });
  const { code, reason } = (await response.json()) as { code: string; reason?: string };
  return [response.status, code, reason];
};

const callers: Record<string, () => TestBrowser> = {
  nobody: () => new TestBrowser(server.origin),
  teacher: () => network.own.teacher,
  head: () => network.own.head,
  "partner's teacher": () => network.partner.teacher,
  "partner's head": () => network.partner.head,
  "other school's teacher": () => network.other.teacher,
  'coordinator (of the other school)': () => network.coordinator,
  admin: () => network.admin,
  kit: () => network.kit,
  companion: () => network.companion,
  home: () => network.home,
};

describe.each([
  ['nobody', 401, 401],
  ['teacher', 200, 403],
  ['head', 200, 403],
  ["partner's teacher", 200, 403],
  ["partner's head", 200, 403],
  ["other school's teacher", 404, 403],
  ['coordinator (of the other school)', 404, 403],
  ['admin', 404, 403],
  ['kit', 404, 401],
  ['companion', 200, 401],
  ['home', 200, 401],
])('%s', (name, own, others) => {
  it(`asks for the manifest: ${own}; by another one's links: ${others}`, async () => {
    const who = callers[name]?.() ?? new TestBrowser(server.origin);
    const answer = await who.call(readManifest, { params: { capsuleId } });
    expect(answer.status).toBe(own);
    // Those of the own school's head; for the head, of the teacher.
    const whose = name === 'head' ? network.own.teacher : network.own.head;
    expect(await statuses(who, await links(whose))).toEqual([others, others, others, others]);
    const mine = own === 200 ? await statuses(who, await links(who)) : [206, 206, 206, 206];
    expect(mine).toEqual([206, 206, 206, 206]);
  });
});

describe('a link', () => {
  it('holds for half an hour at least, for an hour at most, and is the same meanwhile', async () => {
    now = Math.ceil(now / hour) * hour + 1_000;
    const { teacher } = network.own;
    const first = await manifest(teacher);
    expect(first.linksUntil - now).toBeLessThanOrEqual(hour);
    expect(first.linksUntil - now).toBeGreaterThan(hour / 2);
    const all = await links(teacher);
    now += hour / 2 - 2_000;
    expect(await links(teacher)).toEqual(all);
    expect(await statuses(teacher, all)).toEqual([206, 206, 206, 206]);
    now = first.linksUntil;
    for (const link of all) expect(await errorOf(teacher, link)).toEqual([403, 'forbidden', 'link_expired']);
    expect(await statuses(teacher, await links(teacher))).toEqual([206, 206, 206, 206]);
  });

  it('is nothing after signing out, nor for whoever signs in next', async () => {
    const leaver = await addStaff(server, network.admin, network.own.schoolId, ['teacher']);
    const all = await links(leaver);
    const cookies = new Map(leaver.cookies);
    await ok(leaver, signOut);
    expect(await statuses(leaver, all)).toEqual([401, 401, 401, 401]);
    for (const [name, value] of cookies) leaver.cookies.set(name, value);
    expect(await statuses(leaver, all)).toEqual([401, 401, 401, 401]);
    for (const [name, value] of network.own.head.cookies) leaver.cookies.set(name, value);
    for (const link of all) expect(await errorOf(leaver, link)).toEqual([403, 'forbidden', 'link_foreign']);
  });

  it('is nothing for one who may no longer watch', async () => {
    const { home } = network;
    const all = await links(home);
    await server.database.query('DELETE FROM capsule_classes WHERE capsule_id = $1', [capsuleId]);
    expect(await statuses(home, all)).toEqual([404, 404, 404, 404]);
  });

  it.each([
    ["UPDATE capsules SET state = 'withdrawn', withdrawn_at = now()", 'withdrawn'],
    ["UPDATE capsules SET state = 'expired'", 'expired'],
    ["UPDATE capsules SET expires_at = '2001-01-01'", 'over its time, though nobody has noticed yet'],
    ['DELETE FROM capsules', 'gone'],
  ])('is nothing at once: %s', async (sql) => {
    const { teacher } = network.own;
    const all = await links(teacher);
    await server.database.query(sql);
    expect(await statuses(teacher, all)).toEqual([404, 404, 404, 404]);
    expect((await teacher.call(readManifest, { params: { capsuleId } })).status).toBe(404);
  });

  it('of an older revision is refused', async () => {
    const { teacher } = network.own;
    const all = await links(teacher);
    await server.database.query('UPDATE capsules SET revision = revision + 1');
    for (const link of all) expect(await errorOf(teacher, link)).toEqual([403, 'forbidden', 'link_old']);
  });

  it('can not be changed', async () => {
    const { teacher } = network.own;
    const [voice = '', picture = '', board = ''] = await links(teacher);
    const of = (link: string) => new URL(link, server.origin);
    const query = of(voice).search;
    const until = of(voice).searchParams.get('until') ?? '';
    const changed = [
      of(picture).pathname + query,
      of(board).pathname + query,
      voice.replace(until, String(Number(until) + hour)),
      voice.replace(/sig=.{4}/, 'sig=AAAA'),
      voice.replace('/voice/', '/picture/'),
      voice.replace(/\/r\d+-/, '/r999-'),
      voice.replace(capsuleId, network.lessonId),
    ];
    for (const link of changed) expect(await errorOf(teacher, link)).toEqual([403, 'forbidden', 'link_foreign']);
  });

  it.each([
    ['no query', (link: string) => link.replace(/\?.*/, '')],
    ['no signature', (link: string) => link.replace(/&sig=.*/, '')],
    ['a short signature', (link: string) => link.slice(0, -1)],
    ['as nobody known', (link: string) => link.replace('as=staff', 'as=me')],
    ['two of them', (link: string) => `${link}&as=staff`],
    ['no time', (link: string) => link.replace(/until=\d+/, 'until=soon')],
    ['time beyond numbers', (link: string) => link.replace(/until=\d+/, `until=${'9'.repeat(40)}`)],
    ['no capsule', (link: string) => link.replace(/capsules\/[^/]+/, 'capsules/x')],
    ['no version', (link: string) => link.replace(/\/r\d+-[^/]+/, '/latest')],
    ['out of the folder', (link: string) => link.replace(/\/r\d+-[^/]+/, '/..%2f..%2fsecret')],
    ['another kind', (link: string) => link.replace('/voice/', '/secret/')],
    ['no track', (link: string) => link.replace(/voice\/[^?]+/, 'voice/..%2fcontents.json')],
  ])('that is rubbish is a bad request: %s', async (_, spoil) => {
    const { teacher } = network.own;
    const [voice = ''] = await links(teacher);
    expect((await errorOf(teacher, spoil(voice))).slice(0, 2)).toEqual([400, 'bad_request']);
  });

  it('and noise never is an error of ours', async () => {
    const { teacher } = network.own;
    const [voice = ''] = await links(teacher);
    for (let n = 0; n < 200; n++) {
      const at = randomBytes(2).readUInt16BE() % voice.length;
      const noise = encodeURIComponent(randomBytes(3).toString('latin1'));
      const response = await teacher.fetch(voice.slice(0, at) + noise + voice.slice(at + 3), { headers: range });
      expect([200, 206, 400, 403, 404]).toContain(response.status);
    }
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('is not for %s', async (method) => {
    const { teacher } = network.own;
    const [voice = ''] = await links(teacher);
    expect((await teacher.fetch(voice, { method })).status).toBe(404);
  });
});

it('the door refuses a flood, and nothing of a link is logged', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const narrow = await startTestServer({}, { log, flood: { session: 30, address: 1_000, unknown: 5 } });
  try {
    const browser = new TestBrowser(narrow.origin);
    const [link = ''] = await links(network.own.teacher);
    const answers = [];
    for (let n = 0; n < 10; n++) answers.push((await browser.fetch(link)).status);
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429, 429, 429, 429]);
    const sig = new URL(link, narrow.origin).searchParams.get('sig') ?? 'none';
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.join('')).not.toContain(sig);
  } finally {
    await narrow.close();
  }
});
