import { listImports, undoImport } from '@pluriclasse/shared/api/imports';
import * as schools from '@pluriclasse/shared/api/schools';
import * as api from '@pluriclasse/shared/api/subscriptions';
import { confirmClosures, createClosure, deleteClosure, readTimetable } from '@pluriclasse/shared/api/timetables';
import { fetchFeed } from '@pluriclasse/server/imports/fetch/fetchFeed';
import { createLog, describeError } from '@pluriclasse/server/log';
import { pino } from 'pino';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FeedHost } from '../support/server/feedHost.ts';
import { addStaff, buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

const HOUR = 3_600_000;
let server: TestServer;
let strict: TestServer | undefined;
let network: TestNetwork;
let host: FeedHost;
let now: number | undefined;
const logged: string[] = [];
const clock = () => now ?? Date.now();
/** As the server's own log, into a list. */
const log = pino(
  { level: 'debug', serializers: { err: describeError } },
  { write: (line: string) => void logged.push(line) },
);
beforeAll(async () => {
  const flood = { session: 100_000, address: 100_000, unknown: 100_000 };
  server = await startTestServer({ privateFeeds: true }, { flood, now: clock, log, tickEvery: 0 });
  network = await buildNetwork(server);
  now = Date.parse('2026-11-22T09:00:00Z');
});
afterAll(async () => {
  await server.close();
  await strict?.close();
});

/** A school of its own for each test. */
let head: TestBrowser;
let params: { schoolId: string };
beforeEach(async () => {
  host = await FeedHost.open();
  const body = { name: 'S', town: 'T', timeZone: 'Europe/Rome', language: 'it' };
  const { schoolId } = await ok(network.admin, schools.createSchool, { body });
  params = { schoolId };
  head = await addStaff(server, network.admin, schoolId, ['head']);
});
afterEach(async () => {
  // Nobody asks any more where another host may stand by then.
  await server.database.query('UPDATE subscriptions SET paused = true');
  await host.close();
});

const calendar = (...holidays: readonly (readonly [from: string, to: string, name: string])[]) =>
  [
    'BEGIN:VCALENDAR',
    ...holidays.map(
      ([from, to, name], at) =>
        `BEGIN:VEVENT\nUID:${at}\nDTSTART;VALUE=DATE:${from}\nDTEND;VALUE=DATE:${to}\nSUMMARY:${name}\nEND:VEVENT`,
    ),
    'END:VCALENDAR',
  ].join('\n');
const christmas = ['20261223', '20270107', 'Natale'] as const;
const easter = ['20270325', '20270331', 'Pasqua'] as const;

const follow = (path = '/s3cret/a.ics', name = 'Comune') =>
  ok(head, api.createSubscription, {
    params,
    body: { name, address: `${host.origin}${path}`, closureKind: 'municipal' },
  });
const list = async () => (await ok(head, api.listSubscriptions, { params })).subscriptions;
const closures = async () => (await ok(head, readTimetable, { params })).closures;
const names = async () => (await closures()).map(({ name, from, to }) => `${name} ${from} ${to}`);
/** Some hours later the clock asks what is due. */
async function later(hours: number): Promise<api.Subscription | undefined> {
  now = clock() + hours * HOUR;
  await server.services.subscriptions.turn(now, new AbortController().signal);
  return (await list())[0];
}

describe('a feed', () => {
  it('brings closures that nobody has vouched for, and changes and takes away its own alone', async () => {
    host.serve(calendar(christmas, easter));
    const typed = {
      kind: 'school',
      name: 'Ponte',
      from: '2026-12-07',
      to: '2026-12-07',
      hours: null,
      classGroupIds: [],
    };
    await ok(head, createClosure, { params, body: { revision: 0, closure: typed } });
    expect(await follow()).toMatchObject({ state: 'ok', closures: 2, lastError: null, lastChangedAt: now });
    expect(await closures()).toMatchObject([
      { name: 'Ponte', source: 'typed' },
      { name: 'Natale', from: '2026-12-23', to: '2027-01-06', kind: 'municipal', source: 'feed', confirmedBy: null },
      { name: 'Pasqua', source: 'feed' },
    ]);
    const closureIds = (await closures()).slice(1).map(({ closureId }) => closureId);
    await ok(head, confirmClosures, { params, body: { revision: 2, closureIds } });

    host.serve(calendar(['20261222', '20270107', 'Natale'], ['20270211', '20270213', 'Carnevale']));
    expect(await later(7)).toMatchObject({ state: 'ok', lastChangedAt: now, closures: 2 });
    expect(await names()).toEqual([
      'Ponte 2026-12-07 2026-12-07',
      'Natale 2026-12-22 2027-01-06',
      'Carnevale 2027-02-11 2027-02-12',
    ]);
    expect((await closures()).find(({ name }) => name === 'Natale')?.confirmedBy).toBeNull();
    const { imports } = await ok(head, listImports, { params });
    expect(imports.map(({ counts, createdBy }) => [counts.add, counts.change, counts.remove, createdBy])).toEqual([
      [1, 1, 1, null],
      [2, 0, 0, null],
    ]);
  });

  it('is asked again only for what changed, and the same again is no change', async () => {
    host.serve(calendar(christmas), '"v1"');
    const first = await follow();
    expect(await later(7)).toMatchObject({ lastChangedAt: first.lastChangedAt, lastPolledAt: now });
    expect(host.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"v1"']);
    // A server that knows no conditions sends it whole.
    host.serve(calendar(christmas));
    expect(await later(7)).toMatchObject({ state: 'ok', lastChangedAt: first.lastChangedAt });
    expect((await ok(head, listImports, { params })).imports).toHaveLength(1);
  });

  it('is asked only when it is due, later and later while it fails, and at once when somebody says so', async () => {
    host.serve(calendar(christmas));
    await follow();
    await later(1);
    expect(host.requests).toHaveLength(1);
    host.answer = (_, response) => response.writeHead(500).end();
    const waits: number[] = [];
    for (let failure = 0; failure < 4; failure++) {
      const state = await later(25);
      expect(state).toMatchObject({ state: 'failing', lastError: { code: 'http_status', status: 500 }, closures: 1 });
      waits.push(((state?.nextPollAt ?? 0) - clock()) / 60_000);
    }
    for (const [at, minutes] of [15, 30, 60, 120].entries()) {
      expect(waits[at]).toBeLessThanOrEqual(minutes);
      expect(waits[at]).toBeGreaterThanOrEqual(minutes * 0.9);
    }
    host.serve(calendar(christmas, easter));
    const [one] = await list();
    const polled = await ok(head, api.pollSubscription, {
      params: { ...params, subscriptionId: one?.subscriptionId ?? '' },
    });
    expect(polled).toMatchObject({ state: 'ok', lastError: null, closures: 2 });
  });

  it.each([
    ['a login page', '<!DOCTYPE html><title>Accedi</title>', 'not_a_calendar'],
    ['nothing', '', 'empty'],
    ['another text', 'name;date', 'not_a_calendar'],
    ['a calendar without events all at once', calendar(), 'empty'],
    [
      'thousands of days',
      calendar(
        ...Array.from(
          { length: 301 },
          (_, at) =>
            [
              `2026${String(1 + (at % 12)).padStart(2, '0')}01`,
              `2026${String(1 + (at % 12)).padStart(2, '0')}02`,
              `N${at}`,
            ] as const,
        ),
      ),
      'too_large',
    ],
  ])('that turns into %s is told, and keeps what it brought', async (_, content, code) => {
    host.serve(calendar(christmas));
    await follow();
    host.serve(content);
    expect(await later(7)).toMatchObject({ state: 'failing', lastError: { code }, closures: 1 });
    expect(await names()).toEqual(['Natale 2026-12-23 2027-01-06']);
  });

  it.each([
    [404, 'http_status', 'failing'],
    [401, 'needs_sign_in', 'failing'],
    [403, 'needs_sign_in', 'failing'],
    [410, 'gone', 'paused'],
  ])('that answers %i is told', async (status, code, state) => {
    host.answer = (_, response) => response.writeHead(status).end();
    expect(await follow()).toMatchObject({ state, lastError: { code, status }, closures: 0 });
  });

  it('may be moved, but not round and round, and not to another kind of address', async () => {
    const to = (path: string) => (location: string) =>
      void (host.answer = (request, response) => {
        if (request.url === path) response.end(calendar(christmas));
        else response.writeHead(302, { location }).end();
      });
    to('/there')('/there');
    expect(await follow('/here')).toMatchObject({ state: 'ok', closures: 1 });
    to('/nowhere')('/again');
    expect(await follow('/round', 'B')).toMatchObject({ lastError: { code: 'too_many_redirects' } });
    to('/nowhere')('file:///etc/passwd');
    expect(await follow('/file', 'C')).toMatchObject({ lastError: { code: 'refused_address' } });
  });

  it('comes packed too, and never unpacks beyond the limit', async () => {
    const packed = (content: string) => {
      host.answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(content));
    };
    packed(calendar(christmas));
    expect(await follow('/a')).toMatchObject({ closures: 1 });
    packed('x'.repeat(20_000_000));
    expect(await follow('/b', 'B')).toMatchObject({ lastError: { code: 'too_large' } });
  });

  it('that is endless or never answers is left within the limits', async () => {
    const url = new URL(`${host.origin}/x`);
    const fetch = (time = 20_000) => {
      const limits = { time, bytes: 100_000, redirects: 2 };
      return fetchFeed(url, { etag: null, lastModified: null }, { allowPrivate: true }, { limits });
    };
    host.answer = (_, response) => {
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    };
    expect(await fetch()).toMatchObject({ kind: 'failed', code: 'too_large' });
    host.answer = () => undefined;
    expect(await fetch(300)).toMatchObject({ kind: 'failed', code: 'timeout' });
    host.answer = (_, response) => void response.write('BEGIN:VCALENDAR\n');
    expect(await fetch(300)).toMatchObject({ kind: 'failed', code: 'timeout' });
    await host.close();
    expect(await fetch()).toMatchObject({ kind: 'failed', code: 'unreachable' });
    host = await FeedHost.open();
  });

  it('is asked nothing while it is paused, and undoing what it brought pauses it', async () => {
    host.serve(calendar(christmas));
    const { subscriptionId } = await follow();
    const one = { ...params, subscriptionId };
    await ok(head, api.updateSubscription, { params: one, body: { paused: true, name: 'Altro' } });
    expect(await later(100)).toMatchObject({ state: 'paused', name: 'Altro', nextPollAt: null });
    expect(host.requests).toHaveLength(1);
    await ok(head, api.updateSubscription, { params: one, body: { paused: false } });
    const [brought] = (await ok(head, listImports, { params })).imports;
    await ok(head, undoImport, { params: { ...params, importId: brought?.importId ?? '' } });
    expect(await names()).toEqual([]);
    expect(await later(100)).toMatchObject({ state: 'paused', closures: 0 });
  });

  it('brings again what was taken back once somebody lets it, though it has not changed', async () => {
    host.serve(calendar(christmas), '"v1"');
    const { subscriptionId } = await follow();
    const one = { ...params, subscriptionId };
    const takeBack = async () => {
      const [brought] = (await ok(head, listImports, { params })).imports;
      await ok(head, undoImport, { params: { ...params, importId: brought?.importId ?? '' } });
      expect(await names()).toEqual([]);
    };
    await takeBack();
    await ok(head, api.updateSubscription, { params: one, body: { paused: false } });
    expect(await later(1)).toMatchObject({ state: 'ok', closures: 1 });
    await takeBack();
    expect(await ok(head, api.pollSubscription, { params: one })).toMatchObject({ state: 'paused', closures: 1 });
    // Deleted by hand, and asked by hand.
    const { revision, closures: all } = await ok(head, readTimetable, { params });
    const closureId = all[0]?.closureId ?? '';
    await ok(head, deleteClosure, { params: { ...params, closureId }, body: { revision } });
    expect(await ok(head, api.pollSubscription, { params: one })).toMatchObject({ closures: 1 });
  });

  it('brings what another said too once that one is left, and in a month what somebody said and deleted', async () => {
    host.serve(calendar(christmas, easter), '"v1"');
    const closure = { kind: 'school', name: 'X', from: '2026-12-23', to: '2027-01-06', hours: null, classGroupIds: [] };
    await ok(head, createClosure, { params, body: { revision: 0, closure } });
    const first = await follow();
    expect(first).toMatchObject({ closures: 1 });
    expect(await follow('/b.ics', 'Regione')).toMatchObject({ closures: 0 });
    const left = { ...params, subscriptionId: first.subscriptionId };
    await ok(head, api.deleteSubscription, { params: left, body: { keep: false } });
    expect(await later(7)).toMatchObject({ name: 'Regione', closures: 1 });
    const { revision, closures: all } = await ok(head, readTimetable, { params });
    const closureId = all.find(({ source }) => source === 'typed')?.closureId ?? '';
    await ok(head, deleteClosure, { params: { ...params, closureId }, body: { revision } });
    expect(await later(7)).toMatchObject({ closures: 1 });
    // Sessions don't last as long.
    const today = clock();
    now = today + 31 * 24 * HOUR;
    await server.services.subscriptions.turn(now, new AbortController().signal);
    now = today;
    expect(await list()).toMatchObject([{ state: 'ok', closures: 2 }]);
  });

  it.each([true, false])('is left with its closures or without (%s)', async (keep) => {
    host.serve(calendar(christmas));
    const { subscriptionId } = await follow();
    await ok(head, api.deleteSubscription, { params: { ...params, subscriptionId }, body: { keep } });
    expect(await list()).toEqual([]);
    expect((await closures()).map(({ source }) => source)).toEqual(keep ? ['file'] : []);
  });

  it('is followed once, and its address is told to nobody again, nor to the log', async () => {
    host.serve(calendar(christmas));
    const made = await follow('/s3cret-token/a.ics?key=s3cret-key');
    expect(made.address).toBe(`${host.origin}/…`);
    const body = { name: 'Again', address: `${host.origin}/s3cret-token/a.ics?key=s3cret-key`, closureKind: 'school' };
    expect((await head.call(api.createSubscription, { params, body })).error).toMatchObject({ reason: 'feed_twice' });
    host.answer = (_, response) => response.writeHead(500).end();
    await later(7);
    expect(JSON.stringify(await list())).not.toContain('s3cret');
    expect(logged.join('')).toContain('feed failed');
    expect(logged.join('')).not.toContain('s3cret');
  });
});

describe('a turn of feeds', () => {
  const paths = ['/a', '/b', '/c', '/d', '/e'];
  const followAll = async () => {
    const made = new Map<string, api.Subscription>();
    host.serve(calendar());
    for (const path of paths) {
      made.set(path, await follow(path, path));
      // The first is due first.
      now = clock() + HOUR;
    }
    return (path: string) => ({ ...params, subscriptionId: made.get(path)?.subscriptionId ?? '' });
  };
  const asked = () => host.requests.slice(paths.length).map(({ path }) => path);

  it('asks nobody who was paused, and takes nothing of one that was left, while it went', async () => {
    const one = await followAll();
    const waiting: (() => unknown)[] = [];
    const meanwhile = async () => {
      await ok(head, api.updateSubscription, { params: one('/e'), body: { paused: true } });
      await ok(head, api.deleteSubscription, { params: one('/b'), body: { keep: false } });
      for (const go of waiting) go();
    };
    // Four are asked at once; the fifth waits for one of them.
    host.answer = ({ url }, response) => {
      waiting.push(() => response.end(url === '/b' ? calendar(christmas) : calendar()));
      if (waiting.length === 4) void meanwhile();
    };
    await later(8);
    expect(asked().toSorted()).toEqual(['/a', '/b', '/c', '/d']);
    expect(await names()).toEqual([]);
    expect((await ok(head, listImports, { params })).imports).toEqual([]);
    const states = (await list()).map(({ name, state }) => `${name} ${state}`);
    expect(states).toEqual(['/a ok', '/c ok', '/d ok', '/e paused']);
  });

  it('goes on when one of them breaks us, and asks that one later', async () => {
    await followAll();
    host.serve(calendar(christmas));
    vi.spyOn(server.services.timetables, 'change').mockRejectedValueOnce(new TypeError('broken'));
    await later(8);
    expect(asked().toSorted()).toEqual(paths);
    const failing = (await list()).filter(({ state }) => state === 'failing');
    expect(failing).toMatchObject([{ lastError: { code: 'unreadable' } }]);
    expect(failing[0]?.nextPollAt).toBeGreaterThan(clock());
    await later(2);
    expect((await list()).map(({ state }) => state)).toEqual(paths.map(() => 'ok'));
  });
});

describe('an installation on the internet', () => {
  it('asks no private address', async () => {
    strict = await startTestServer({}, { tickEvery: 0, log: createLog('silent') });
    const other = await buildNetwork(strict);
    const own = { params: { schoolId: other.own.schoolId } };
    for (const [address, reason] of [
      [`${host.origin}/a.ics`, 'feed_address'],
      ['https://127.0.0.1/a.ics', 'feed_refused'],
      ['https://localhost/a.ics', 'feed_refused'],
    ]) {
      const body = { name: 'X', address, closureKind: 'school' };
      const answer = await other.own.head.call(api.createSubscription, { ...own, body });
      expect([address, answer.error?.reason]).toEqual([address, reason]);
    }
    expect(host.requests).toEqual([]);
  });
});
