import { readTimetable } from '@pluriclasse/shared/api/timetables';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  art,
  calendar,
  christmas,
  english,
  FeedSchool,
  maths,
  music,
  type Weekly,
} from '../support/server/feedSchool.ts';
import { buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import { hasSharedData, sharedFolder } from '../support/server/sharedData.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let network: TestNetwork;
let own: FeedSchool;
/** Real until everybody has signed in. */
const clock = { now: Date.now() };
beforeAll(async () => {
  const flood = { session: 100_000, address: 100_000, unknown: 100_000 };
  server = await startTestServer({ privateFeeds: true }, { flood, now: () => clock.now, tickEvery: 0 });
  network = await buildNetwork(server);
  if (!hasSharedData) console.log('Skipped: no folder with real calendars lies beside the checkout.');
});
afterAll(() => server.close());
beforeEach(async () => {
  clock.now = Date.parse('2026-11-22T09:00:00Z');
  own = await FeedSchool.open(server, network, clock);
});
afterEach(async () => {
  // Nobody asks any more where another host may stand by then.
  await server.database.query('UPDATE subscriptions SET paused = true');
  await own.host.close();
});

/** More lessons than a school has; for the whole year more dates than are read. */
const city = calendar(Array.from({ length: 3001 }, (_, at): Weekly => [`L${at} classe 4A`, 1, 8]));

describe('a feed that breaks', () => {
  it.each([
    ['nothing', '', 'empty'],
    ['a login page', '<!DOCTYPE html><title>Accedi</title>', 'not_a_calendar'],
    ['a calendar of nothing', calendar([]), 'empty'],
    ['closures alone', calendar([], christmas), 'no_lessons'],
    [
      'a lesson a term',
      calendar([]).replace('END:', `${christmas.replaceAll('VALUE=DATE', 'X=1')}\nEND:`),
      'no_lessons',
    ],
    ['every date of a city', city, 'too_large'],
    ['every hour of a city', city.replaceAll('UNTIL=20270605T000000Z', 'COUNT=2'), 'too_large'],
    ['half a file', calendar([english, maths, music]).slice(0, 60), 'empty'],
  ])('and gives %s keeps its lessons and is told', async (_, content, code) => {
    await own.taken([english, maths, music]);
    for (const byItself of [false, true]) {
      await own.settle({ byItself });
      own.host.serve(content);
      expect([await own.hours(), await own.later()]).toMatchObject([
        ['English 1.1', 'Maths 2.2', 'Music 3.3'],
        { state: 'failing', lastError: { code }, entries: 3, waiting: null },
      ]);
    }
    own.host.serve(calendar([english, maths, music, art]));
    expect(await own.later()).toMatchObject({ state: 'ok', lastError: null, entries: 4 });
  });

  it.each([404, 410, 500])('with %i keeps its lessons', async (status) => {
    await own.taken([english]);
    await own.settle({ byItself: true });
    own.host.answer = (_, response) => response.writeHead(status).end();
    expect(await own.later()).toMatchObject({ entries: 1, waiting: null });
    expect(await own.hours()).toEqual(['English 1.1']);
  });

  it.skipIf(!hasSharedData)(
    'into any odd calendar there is changes nothing without somebody',
    { timeout: 180_000 },
    async () => {
      await own.taken([english, maths, music]);
      await own.settle({ byItself: true });
      const before = (await own.desk.timetable()).entries;
      const files = sharedFolder('school-timetables-formats/ics');
      expect(files.length).toBeGreaterThan(30);
      const states: string[] = [];
      for (const { name, bytes } of files) {
        own.host.answer = (_, response) => response.writeHead(200).end(bytes);
        const { lastError, waiting: waits } = await own.later();
        states.push(`${name} ${lastError?.code ?? (waits ? 'waits' : 'ok')}`);
        expect([name, (await own.desk.timetable()).entries]).toEqual([name, before]);
      }
      expect(states.filter((state) => state.endsWith(' ok'))).toEqual([]);
    },
  );
});

describe.skipIf(!hasSharedData)('a real timetable', () => {
  it('of class 1A comes whole by a feed, and a second reading finds it unchanged', async () => {
    await own.addClass('1A');
    const text = sharedFolder('school-timetables-formats/ics')
      .find(({ name }) => name.startsWith('derived_IT-I4-96'))
      ?.bytes.toString();
    // The same weeks a year later, day by day of the week: 364 days on.
    const moved = text?.replace(
      /\b(202[56])(\d\d)(\d\d)(T\d{6})/g,
      (_, y: string, m: string, d: string, rest: string) => {
        const day = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d) + 364));
        return `${day.toISOString().slice(0, 10).replaceAll('-', '')}${rest}`;
      },
    );
    own.host.serve(moved ?? '');
    expect(await own.follow()).toMatchObject({ state: 'ok' });
    const found = await own.desk.choose(await own.waiting(), { bells: { use: 'file' } });
    const applied = await own.desk.apply(found);
    expect(applied.error).toBeUndefined();
    const { entries } = await ok(own.head, readTimetable, { params: own.params });
    expect(entries.length).toBeGreaterThanOrEqual(21);
    expect(await own.feed()).toMatchObject({ entries: entries.length, waiting: null });
    own.host.serve(`${moved ?? ''}\r\n`);
    expect(await own.later()).toMatchObject({ entries: entries.length, waiting: null, state: 'ok' });
  });
});
