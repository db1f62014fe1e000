import * as api from '@pluriclasse/shared/api/feeds';
import * as lessons from '@pluriclasse/shared/api/lessons';
import { readMe } from '@pluriclasse/shared/api/sessions';
import { removeStaff, updateClass } from '@pluriclasse/shared/api/schools';
import ICAL from 'ical.js';
import { randomBytes, randomUUID } from 'node:crypto';
import { get, request } from 'node:http';
import { Writable } from 'node:stream';
import { sync as nodeIcal } from 'node-ical';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canHaveKhal, ensureKhal } from '../../scripts/lib/khal.mjs';
import { Khal } from '../support/calendar/Khal.ts';
import { addStaff, buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
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
  network = await buildNetwork(server);
});
afterAll(() => server.close());

const school = () => ({ of: 'school', id: network.own.schoolId });
const staffId = async (browser: TestBrowser) => {
  const me = await ok(browser, readMe);
  return me.kind === 'staff' ? me.staffId : '';
};
const make = async (browser: TestBrowser, params: Record<string, string>, shows = 'lessons') =>
  (await ok(browser, api.makeFeed, { params, body: { shows } })).address;
/** As a calendar program asks: none of our headers, no cookies. */
const fetchFeed = (address: string, headers: Record<string, string> = {}) => fetch(address, { headers });
const read = async (address: string) => (await fetchFeed(address)).text();
const plan = (from: number, fields: object = {}) => {
  const times = { startsAt: now + from * minute, endsAt: now + (from + 45) * minute };
  return { body: { twinningId: network.twinningId, title: 'Places', plan: [], ...times, ...fields } };
};
const create = (from: number, fields: object = {}) => ok(network.own.teacher, lessons.createLesson, plan(from, fields));

/** One lesson's event as ical.js reads it. */
function eventOf(text: string, lessonId: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]); // one calendar
  const events = calendar.getAllSubcomponents('vevent');
  const event = events.find((one) => String(one.getFirstPropertyValue('uid')).startsWith(lessonId));
  return event && Object.fromEntries(event.getAllProperties().map((one) => [one.name, String(one.getFirstValue())]));
}

describe('a secret address', () => {
  it('is said once, kept as a hash, and gives the calendar to whoever has it', async () => {
    const address = await make(network.own.teacher, school());
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
    const first = await make(network.own.teacher, school());
    const others = await make(network.own.head, school());
    const second = await make(network.own.teacher, school());
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
    const id = await staffId(leaving);
    const addresses = [await make(leaving, school()), await make(leaving, { of: 'staff', id })];
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
    const [flooded, other] = [await make(network.own.teacher, school()), await make(network.own.head, school())];
    const answers = await Promise.all(Array.from({ length: 70 }, () => fetchFeed(flooded)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetchFeed(other)).status).toBe(200);
  });

  it('of another person, or of what is not there, is made by nobody', async () => {
    const { own, partner, coordinator, admin, kit } = network;
    const tries: [TestBrowser, Record<string, string>, string][] = [
      [own.head, { of: 'staff', id: await staffId(own.teacher) }, 'not_found'],
      [admin, { of: 'staff', id: await staffId(own.teacher) }, 'not_found'],
      [coordinator, { of: 'staff', id: await staffId(own.teacher) }, 'not_found'],
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
    const address = await make(network.own.teacher, school());
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
    const address = await make(network.own.teacher, school());
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
    const address = await make(network.own.teacher, school());
    const plain = await read(address);
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

describe('a calendar', () => {
  it('shows what moved and what was called off, under the same name and with a higher number', async () => {
    const { lessonId, startsAt } = await create(300);
    const address = await make(network.own.teacher, school());
    const planned = eventOf(await read(address), lessonId);
    expect(planned).toMatchObject({ sequence: '0', status: 'CONFIRMED' });
    now += minute;
    const moved = { startsAt: startsAt + 60 * minute, endsAt: startsAt + 105 * minute };
    await ok(network.partner.teacher, lessons.updateLesson, { params: { lessonId }, body: moved });
    const later = eventOf(await read(address), lessonId);
    expect(later).toMatchObject({
      uid: planned?.['uid'],
      sequence: '1',
      dtstart: new Date(moved.startsAt).toISOString().replace('.000', ''),
      'last-modified': new Date(now).toISOString().replace('.000', ''),
    });
    await ok(network.own.teacher, lessons.cancelLesson, { params: { lessonId }, body: {} });
    const off = eventOf(await read(address), lessonId);
    expect(off).toMatchObject({ uid: planned?.['uid'], sequence: '2', status: 'CANCELLED', transp: 'TRANSPARENT' });
  });

  it('keeps what was called off and what is past for sixty days', async () => {
    const before = now;
    const past = await create(200, { title: 'Past' });
    const off = await create(200 * 24 * 60, { title: 'Off' });
    await ok(network.own.teacher, lessons.cancelLesson, { params: { lessonId: off.lessonId }, body: {} });
    const address = await make(network.own.teacher, school());
    const both = async () => {
      const text = await read(address);
      return [eventOf(text, past.lessonId) !== undefined, eventOf(text, off.lessonId)?.['status']];
    };
    now = before + 59 * day;
    expect(await both()).toEqual([true, 'CANCELLED']);
    now = before + 61 * day;
    expect(await both()).toEqual([false, undefined]);
    now = before;
  });

  it('is of a class, a room or a school of one’s own, and of nobody beyond', async () => {
    const { lessonId } = await create(400);
    const { own, other, coordinator } = network;
    const has = async (browser: TestBrowser, of: string, id: string) =>
      eventOf(await read(await make(browser, { of, id })), lessonId) !== undefined;
    expect(await has(own.teacher, 'class', own.classGroupId)).toBe(true);
    expect(await has(own.head, 'room', own.roomId)).toBe(true);
    expect(await has(coordinator, 'school', own.schoolId)).toBe(true);
    expect(await has(other.teacher, 'school', other.schoolId)).toBe(false);
    expect(await has(other.teacher, 'class', other.classGroupId)).toBe(false);
    expect(await has(other.teacher, 'staff', await staffId(other.teacher))).toBe(false);
  });

  it('of one’s own has the lessons that one is named for, or may be asked to lead', async () => {
    const { own } = network;
    const [named, unnamed] = [await create(500), await create(600)];
    const colleague = await addStaff(server, network.admin, own.schoolId, ['teacher']);
    const site = {
      schoolId: own.schoolId,
      staffIds: [await staffId(own.teacher)],
      roomId: null,
      periods: [],
      displaced: [],
    };
    await server.database.query('UPDATE lessons SET sites = $2 WHERE id = $1', [
      named.lessonId,
      JSON.stringify([{ ...site, watchOnly: false }]),
    ]);
    const both = async (browser: TestBrowser) => {
      const text = await read(await make(browser, { of: 'staff', id: await staffId(browser) }));
      return [named, unnamed].map(({ lessonId }) => eventOf(text, lessonId) !== undefined);
    };
    expect(await both(own.teacher)).toEqual([true, true]);
    expect(await both(colleague)).toEqual([false, true]);
    expect(await both(own.head)).toEqual([false, false]);
  });

  it('has a teacher’s name and no pupil’s, nobody’s address, and invites nobody', async () => {
    const text = (await read(await make(network.own.teacher, school()))).replaceAll('\r\n ', '');
    expect(text).toContain('Some teacher');
    expect(text).not.toMatch(/Elio|Luna|@example\.org|mailto:|ORGANIZER|ATTENDEE/);
  });

  it('marks what is only proposed', async () => {
    const { lessonId } = await create(700);
    await server.database.query("UPDATE lessons SET agreed = 'proposed' WHERE id = $1", [lessonId]);
    const text = await read(await make(network.own.teacher, school()));
    expect(eventOf(text, lessonId)).toMatchObject({
      status: 'TENTATIVE',
      summary: 'Proposed: Places (Own town – Partner town)',
    });
  });
});

describe('hours that are taken', () => {
  it('stand under an address of their own, or under that of the lessons, without a word', async () => {
    const { startsAt, endsAt } = await create(2 * 24 * 60);
    const of = { of: 'class', id: network.own.classGroupId };
    const busy = await make(network.own.teacher, of, 'busy');
    const full = await make(network.own.teacher, of);
    expect(busy).toMatch(/\.ifb$/);
    const utc = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
    for (const address of [busy, busy.replace('.ifb', '.ics'), full.replace('.ics', '.ifb'), `${full}?freebusy`]) {
      const text = await read(address);
      expect(text).toContain(`FREEBUSY;FBTYPE=BUSY:${utc(startsAt)}/${utc(endsAt)}\r\n`);
      expect(text).not.toMatch(/VEVENT|Places|Own|Partner|SUMMARY|DESCRIPTION|LOCATION|URL/);
    }
    expect(await read(full)).toContain('BEGIN:VEVENT');
    const list = await ok(network.own.teacher, api.listFeeds, { params: of });
    expect(list.feeds.map(({ shows }) => shows)).toEqual(['lessons', 'busy']);
    const etag = (await fetchFeed(busy)).headers.get('etag') ?? '';
    now += minute;
    expect((await fetchFeed(busy, { 'if-none-match': etag })).status).toBe(304);
  });
});

describe('read back by others', () => {
  const nasty = 'Comma, semicolon; back\\slash "quotes" — ăâîșț 👩🏽‍🏫 İstanbul';

  it('by node-ical', async () => {
    const { lessonId, startsAt, endsAt } = await create(900, { title: nasty.slice(0, 60) });
    const found = nodeIcal.parseICS(await read(await make(network.own.teacher, school())));
    const event = Object.values(found).find((one) => one?.type === 'VEVENT' && one.uid.startsWith(lessonId));
    expect(event).toMatchObject({
      summary: `${nasty.slice(0, 60)} (Own town – Partner town)`,
      start: new Date(startsAt),
      end: new Date(endsAt),
      status: 'CONFIRMED',
      location: 'Room, Own',
    });
  });

  it.skipIf(!canHaveKhal())(
    'by khal, in its reader’s zone (where neither khal nor apt-get is, this is left out)',
    async () => {
      await ensureKhal();
      const khal = new Khal('Europe/Istanbul');
      try {
        // 10:00 in Rome: 12:00 in Istanbul in winter, 11:00 in summer.
        const year = new Date(now).getUTCFullYear() + 1;
        const winter = Date.UTC(year, 1, 10, 9);
        const summer = Date.UTC(year, 4, 12, 8);
        const at = (startsAt: number, title: string) => create(0, { title, startsAt, endsAt: startsAt + 45 * minute });
        await at(winter, nasty.slice(0, 60));
        const { lessonId } = await at(summer, 'Summer');
        const address = await make(network.own.teacher, school());
        khal.import(await read(address));
        const format = '{start-time}-{end-time} {title}';
        expect(khal.list(`${year}-02-10`, 1, format)).toEqual([
          `12:00-12:45 ${nasty.slice(0, 60)} (Own town – Partner town)`,
        ]);
        expect(khal.list(`${year}-05-12`, 1, format)).toEqual(['11:00-11:45 Summer (Own town – Partner town)']);
        // Moved by a day, it is there once.
        const moved = { startsAt: summer + day, endsAt: summer + day + 45 * minute };
        await ok(network.own.teacher, lessons.updateLesson, { params: { lessonId }, body: moved });
        khal.import(await read(address));
        expect(khal.list(`${year}-05-12`, 3, `{start-date} ${format}`)).toEqual([
          `${year}-05-13 11:00-11:45 Summer (Own town – Partner town)`,
        ]);
      } finally {
        khal.close();
      }
    },
    600_000,
  );
});

/** The last one: all that was asked for above. */
it('no secret address is in the log', () => {
  expect(logged.length).toBeGreaterThan(100);
  expect(logged.filter((line) => line.includes('calendar/:file')).length).toBeGreaterThan(10);
  expect(logged.filter((line) => /calendar\/(?!:file)|\.ics|\.ifb/.test(line))).toEqual([]);
});
