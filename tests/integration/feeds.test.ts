import * as api from '@pluriclasse/shared/api/feeds';
import * as lessons from '@pluriclasse/shared/api/lessons';
import { removeStaff, updateClass } from '@pluriclasse/shared/api/schools';
import { randomBytes, randomUUID } from 'node:crypto';
import { get, request } from 'node:http';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fetchFeed, makeAddress, readFeed } from '../support/calendar/feeds.ts';
import { addStaff, buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { staffIdOf } from '../support/server/timetable.ts';

const minute = 60_000;
let server: TestServer;
let network: TestNetwork;
let now = Math.floor(Date.now() / 1000) * 1000;
const logged: string[] = [];
beforeAll(async () => {
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      logged.push(chunk.toString());
      done();
    },
  });
  server = await startTestServer({}, { now: () => now, log: pino({ level: 'trace' }, stream) });
  network = await buildNetwork(server, now);
});
afterAll(() => server.close());

const school = () => ({ of: 'school', id: network.own.schoolId });
const create = (from: number, fields: object = {}) => {
  const times = { startsAt: now + from * minute, endsAt: now + (from + 45) * minute };
  const body = { twinningId: network.twinningId, title: 'Places', plan: [], ...times, ...fields };
  return ok(network.own.teacher, lessons.createLesson, { body });
};

describe('a secret address', () => {
  it('is said once, kept as a hash, and gives the calendar to whoever has it', async () => {
    const address = await makeAddress(network.own.teacher, school());
    expect(address).toMatch(new RegExp(`^${server.origin}/calendar/[\\w-]{43}\\.ics$`));
    const answer = await fetchFeed(address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.text()).toContain('NAME:Own: lessons with other schools\r\n');
    const list = await ok(network.own.teacher, api.listFeeds, { params: school() });
    expect(list.feeds).toEqual([{ shows: 'lessons', createdAt: now, readAt: now }]);
    const secret = address.slice(-47, -4);
    const [row] = await server.database.query<{ row: string }>(
      'SELECT calendar_feeds::text AS row FROM calendar_feeds',
    );
    expect(row?.row).not.toContain(secret);
    expect(row?.row).not.toContain(Buffer.from(secret).toString('hex'));
  });

  it('is one for each person and calendar: a new one ends the one before, and nobody else’s', async () => {
    const first = await makeAddress(network.own.teacher, school());
    const others = await makeAddress(network.own.head, school());
    const second = await makeAddress(network.own.teacher, school());
    expect((await fetchFeed(first)).status).toBe(404);
    expect((await fetchFeed(second)).status).toBe(200);
    expect((await fetchFeed(others)).status).toBe(200);
    const params = { ...school(), shows: 'lessons' };
    for (let n = 0; n < 2; n++) await ok(network.own.teacher, api.revokeFeed, { params });
    const answer = await fetchFeed(second);
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'not_found' }]);
    expect((await fetchFeed(others)).status).toBe(200);
    expect((await ok(network.own.teacher, api.listFeeds, { params: school() })).feeds).toEqual([]);
  });

  it('ends when its person leaves the school', async () => {
    const leaving = await addStaff(server, network.admin, network.own.schoolId, ['teacher']);
    const id = await staffIdOf(leaving);
    const addresses = [await makeAddress(leaving, school()), await makeAddress(leaving, { of: 'staff', id })];
    for (const address of addresses) expect((await fetchFeed(address)).status).toBe(200);
    await ok(network.own.head, removeStaff, { params: { schoolId: network.own.schoolId, staffId: id } });
    for (const address of addresses) expect((await fetchFeed(address)).status).toBe(404);
  });

  it.each([
    'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics',
    `${randomBytes(32).toString('base64url')}.ics`,
    `${randomBytes(32).toString('base64url')}.ifb`,
    `${randomBytes(32).toString('base64url')}`,
    `${randomBytes(32).toString('base64url')}.ics.ics`,
    `${randomBytes(64).toString('base64url')}.ics`,
    '.ics',
    '%00.ics',
    "' OR 1=1 --.ics",
    '..%2f..%2fetc%2fpasswd',
    `${'x'.repeat(4000)}.ics`,
    'àèì.ics',
  ])('that is none is not found: %s', async (file) => {
    const answer = await fetch(`${server.origin}/calendar/${file}`);
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'not_found' }]);
  });

  it('is refused when it is read without end, and others are not', async () => {
    const [flooded, other] = [
      await makeAddress(network.own.teacher, school()),
      await makeAddress(network.own.head, school()),
    ];
    const written = vi.spyOn(server.services.feeds, 'open');
    const answers = await Promise.all(Array.from({ length: 70 }, () => fetchFeed(flooded)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    // What is refused is not written first.
    expect(written).toHaveBeenCalledTimes(60);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetchFeed(other)).status).toBe(200);
  });

  it('of another person, or of what is not there, is made by nobody', async () => {
    const { own, partner, coordinator, admin, kit } = network;
    const tries: [TestBrowser, Record<string, string>, string][] = [
      [own.head, { of: 'staff', id: await staffIdOf(own.teacher) }, 'not_found'],
      [admin, { of: 'staff', id: await staffIdOf(own.teacher) }, 'not_found'],
      [coordinator, { of: 'staff', id: await staffIdOf(own.teacher) }, 'not_found'],
      [partner.teacher, { of: 'class', id: own.classGroupId }, 'not_found'],
      [partner.teacher, { of: 'room', id: own.roomId }, 'not_found'],
      [kit, { of: 'room', id: own.roomId }, 'not_found'],
      [network.companion, { of: 'class', id: own.classGroupId }, 'not_found'],
      [network.home, { of: 'class', id: own.classGroupId }, 'not_found'],
      [admin, { of: 'room', id: own.roomId }, 'forbidden'],
      [own.teacher, { of: 'room', id: own.classGroupId }, 'not_found'],
      [own.teacher, { of: 'school', id: randomUUID() }, 'not_found'],
      [own.teacher, { of: 'pupil', id: randomUUID() }, 'bad_request'],
    ];
    for (const [browser, params, code] of tries) {
      const answer = await browser.call(api.makeFeed, { params, body: { shows: 'lessons' } });
      expect([params['of'], answer.error?.code]).toEqual([params['of'], code]);
    }
  });
});

describe('whoever has a calendar already', () => {
  it('is told so, by tag and by time, until something changes', async () => {
    const { lessonId } = await create(5000);
    const address = await makeAddress(network.own.teacher, school());
    const first = await fetchFeed(address);
    const etag = first.headers.get('etag') ?? '';
    const modified = first.headers.get('last-modified') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
    now += 10 * minute;
    const again = (headers: Record<string, string>) => fetchFeed(address, headers);
    for (const headers of [{ 'if-none-match': etag }, { 'if-modified-since': modified }] as Record<string, string>[]) {
      const answer = await again(headers);
      expect([answer.status, await answer.text(), answer.headers.get('etag')]).toEqual([304, '', etag]);
    }
    // A name is nothing of the lesson's; it changes the calendar all the same.
    const { classGroupId } = network.own;
    await ok(network.own.teacher, updateClass, { params: { classGroupId }, body: { name: 'Fourth' } });
    for (const headers of [{ 'if-none-match': etag }, { 'if-modified-since': modified }] as Record<string, string>[]) {
      const answer = await again(headers);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('(Fourth');
    }
    const later = (await again({})).headers;
    expect(Date.parse(later.get('last-modified') ?? '')).toBeGreaterThan(Date.parse(modified));
    // Within the same second: time alone tells them apart too.
    await ok(network.own.teacher, lessons.cancelLesson, { params: { lessonId }, body: {} });
    const since = { 'if-modified-since': later.get('last-modified') ?? '' };
    expect((await again(since)).status).toBe(200);
  });

  it('may ask for the head alone', async () => {
    const address = await makeAddress(network.own.teacher, school());
    const whole = await fetchFeed(address, { 'accept-encoding': 'identity' });
    const length = Buffer.byteLength(await whole.text());
    const head = await new Promise<{ status: number | undefined; headers: object; size: number }>((resolve) => {
      const call = request(address, { method: 'HEAD' }, (response) => {
        let size = 0;
        response.on('data', (chunk: Buffer) => (size += chunk.length));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, size }));
      });
      call.end();
    });
    expect(head).toMatchObject({
      status: 200,
      size: 0,
      headers: { 'content-length': String(length), etag: whole.headers.get('etag') },
    });
  });

  it('gets it packed when it can unpack', async () => {
    const address = await makeAddress(network.own.teacher, school());
    const plain = await readFeed(address);
    const packed = await new Promise<{ encoding: string | undefined; size: number }>((resolve) => {
      get(address, { headers: { 'accept-encoding': 'gzip, br' } }, (response) => {
        let size = 0;
        response.on('data', (chunk: Buffer) => (size += chunk.length));
        response.on('end', () => resolve({ encoding: response.headers['content-encoding'], size }));
      });
    });
    expect(packed.encoding).toBe('gzip');
    expect(packed.size).toBeLessThan(plain.length);
  });
});

/** The last one: all that was asked for above. */
it('no secret address is in the log', () => {
  expect(logged.length).toBeGreaterThan(100);
  expect(logged.filter((line) => line.includes('calendar/:file')).length).toBeGreaterThan(10);
  expect(logged.filter((line) => /calendar\/(?!:file)|\.ics|\.ifb/.test(line))).toEqual([]);
});
