import * as api from '@pluriclasse/shared/api/feeds';
import * as lessons from '@pluriclasse/shared/api/lessons';
import * as timetables from '@pluriclasse/shared/api/timetables';
import { sync as nodeIcal } from 'node-ical';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canHaveKhal, ensureKhal } from '../../scripts/lib/khal.mjs';
import { eventOf, fetchFeed, makeAddress, readFeed } from '../support/calendar/feeds.ts';
import { Khal } from '../support/calendar/Khal.ts';
import { addStaff, buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { anyBells, anyEntry, staffIdOf, TimetableDesk } from '../support/server/timetable.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
let server: TestServer;
let network: TestNetwork;
let now = Math.floor(Date.now() / 1000) * 1000;
beforeAll(async () => {
  server = await startTestServer({}, { now: () => now });
  network = await buildNetwork(server, now);
});
afterAll(() => server.close());

const school = () => ({ of: 'school', id: network.own.schoolId });
const create = (from: number, fields: object = {}) => {
  const times = { startsAt: now + from * minute, endsAt: now + (from + 45) * minute };
  const body = { twinningId: network.twinningId, title: 'Places', plan: [], ...times, ...fields };
  return ok(network.own.teacher, lessons.createLesson, { body });
};

describe('a calendar', () => {
  it('shows what moved and what was called off, under the same name and with a higher number', async () => {
    const { lessonId, startsAt } = await create(4000);
    const address = await makeAddress(network.own.teacher, school());
    const planned = eventOf(await readFeed(address), lessonId);
    expect(planned).toMatchObject({ sequence: '0', status: 'CONFIRMED' });
    now += minute;
    const moved = { startsAt: startsAt + 60 * minute, endsAt: startsAt + 105 * minute };
    await ok(network.partner.teacher, lessons.updateLesson, { params: { lessonId }, body: moved });
    const later = eventOf(await readFeed(address), lessonId);
    expect(later).toMatchObject({
      uid: planned?.['uid'],
      sequence: '1',
      dtstart: new Date(moved.startsAt).toISOString().replace('.000', ''),
      'last-modified': new Date(now).toISOString().replace('.000', ''),
    });
    await ok(network.own.teacher, lessons.cancelLesson, { params: { lessonId }, body: {} });
    const off = eventOf(await readFeed(address), lessonId);
    expect(off).toMatchObject({ uid: planned?.['uid'], sequence: '2', status: 'CANCELLED', transp: 'TRANSPARENT' });
  });

  it('keeps what was called off and what is past for sixty days', async () => {
    const before = now;
    const past = await create(200, { title: 'Past' });
    const off = await create(200 * 24 * 60, { title: 'Off' });
    await ok(network.own.teacher, lessons.cancelLesson, { params: { lessonId: off.lessonId }, body: {} });
    const address = await makeAddress(network.own.teacher, school());
    const both = async () => {
      const text = await readFeed(address);
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
      eventOf(await readFeed(await makeAddress(browser, { of, id })), lessonId) !== undefined;
    expect(await has(own.teacher, 'class', own.classGroupId)).toBe(true);
    expect(await has(own.head, 'room', own.roomId)).toBe(true);
    expect(await has(coordinator, 'school', own.schoolId)).toBe(true);
    expect(await has(other.teacher, 'school', other.schoolId)).toBe(false);
    expect(await has(other.teacher, 'class', other.classGroupId)).toBe(false);
    expect(await has(other.teacher, 'staff', await staffIdOf(other.teacher))).toBe(false);
  });

  it('of one’s own has the lessons that one is named for, or may be asked to lead', async () => {
    const { own } = network;
    const [named, unnamed] = [await create(500), await create(600)];
    const colleague = await addStaff(server, network.admin, own.schoolId, ['teacher']);
    const site = {
      schoolId: own.schoolId,
      staffIds: [await staffIdOf(own.teacher)],
      roomId: null,
      periods: [],
      displaced: [],
    };
    await server.database.query('UPDATE lessons SET sites = $2 WHERE id = $1', [
      named.lessonId,
      JSON.stringify([{ ...site, watchOnly: false }]),
    ]);
    const both = async (browser: TestBrowser) => {
      const text = await readFeed(await makeAddress(browser, { of: 'staff', id: await staffIdOf(browser) }));
      return [named, unnamed].map(({ lessonId }) => eventOf(text, lessonId) !== undefined);
    };
    expect(await both(own.teacher)).toEqual([true, true]);
    expect(await both(colleague)).toEqual([false, true]);
    expect(await both(own.head)).toEqual([false, false]);
  });

  it('has a teacher’s name and no pupil’s, nobody’s address, and invites nobody', async () => {
    const text = (await readFeed(await makeAddress(network.own.teacher, school()))).replaceAll('\r\n ', '');
    expect(text).toContain('Some teacher');
    expect(text).not.toMatch(/Elio|Luna|@example\.org|mailto:|ORGANIZER|ATTENDEE/);
  });

  it('marks what is only proposed', async () => {
    const { lessonId } = await create(700);
    await server.database.query("UPDATE lessons SET agreed = 'proposed' WHERE id = $1", [lessonId]);
    const text = await readFeed(await makeAddress(network.own.teacher, school()));
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
    const busy = await makeAddress(network.own.teacher, of, 'busy');
    const full = await makeAddress(network.own.teacher, of);
    expect(busy).toMatch(/\.ifb$/);
    const utc = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
    for (const address of [busy, busy.replace('.ifb', '.ics'), full.replace('.ics', '.ifb'), `${full}?freebusy`]) {
      const text = await readFeed(address);
      expect(text).toContain(`FREEBUSY;FBTYPE=BUSY:${utc(startsAt)}/${utc(endsAt)}\r\n`);
      expect(text).not.toMatch(/VEVENT|Places|Own|Partner|SUMMARY|DESCRIPTION|LOCATION|URL/);
    }
    expect(await readFeed(full)).toContain('BEGIN:VEVENT');
    const list = await ok(network.own.teacher, api.listFeeds, { params: of });
    expect(list.feeds.map(({ shows }) => shows)).toEqual(['lessons', 'busy']);
    const etag = (await fetchFeed(busy)).headers.get('etag') ?? '';
    now += minute;
    expect((await fetchFeed(busy, { 'if-none-match': etag })).status).toBe(304);
  });

  it('are those of the own timetable too', async () => {
    const { own } = network;
    const desk = new TimetableDesk(own);
    const of = { of: 'staff', id: await staffIdOf(own.teacher) };
    const address = await makeAddress(own.teacher, of, 'busy');
    const count = async () => (await readFeed(address)).split('FBTYPE=BUSY:').length - 1;
    const before = await count();
    await desk.change(timetables.createBells, { bells: { ...anyBells, from: null } });
    const entry = { ...anyEntry(own), staffIds: [of.id] };
    await desk.change(timetables.changeEntries, { add: [entry], change: [], remove: [] });
    // Once a week for 180 days.
    expect((await count()) - before).toBeGreaterThanOrEqual(20);
    expect(await readFeed(address)).not.toContain(entry.subject);
  });
});

describe('read back by others', () => {
  const nasty = 'Comma, semicolon; back\\slash "quotes" — ăâîșț 👩🏽‍🏫 İstanbul';

  it('by node-ical', async () => {
    const { lessonId, startsAt, endsAt } = await create(900, { title: nasty.slice(0, 60) });
    const found = nodeIcal.parseICS(await readFeed(await makeAddress(network.own.teacher, school())));
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
        const address = await makeAddress(network.own.teacher, school());
        khal.import(await readFeed(address));
        const format = '{start-time}-{end-time} {title}';
        expect(khal.list(`${year}-02-10`, 1, format)).toEqual([
          `12:00-12:45 ${nasty.slice(0, 60)} (Own town – Partner town)`,
        ]);
        expect(khal.list(`${year}-05-12`, 1, format)).toEqual(['11:00-11:45 Summer (Own town – Partner town)']);
        // Moved by a day, it is there once.
        const moved = { startsAt: summer + day, endsAt: summer + day + 45 * minute };
        await ok(network.own.teacher, lessons.updateLesson, { params: { lessonId }, body: moved });
        khal.import(await readFeed(address));
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
