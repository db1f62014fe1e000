import * as importsApi from '@pluriclasse/shared/api/imports';
import { listNotices } from '@pluriclasse/shared/api/notices';
import * as schools from '@pluriclasse/shared/api/schools';
import * as api from '@pluriclasse/shared/api/subscriptions';
import { changeEntries, copyYear, undoTimetable } from '@pluriclasse/shared/api/timetables';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { art, calendar, christmas, english, FeedSchool, maths, music } from '../support/server/feedSchool.ts';
import { told, words } from '../support/server/importDesk.ts';
import { addStaff, buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

const HOUR = 3_600_000;
let server: TestServer;
let network: TestNetwork;
let own: FeedSchool;
/** Real until everybody has signed in. */
const clock = { now: Date.now() };
beforeAll(async () => {
  const flood = { session: 100_000, address: 100_000, unknown: 100_000 };
  server = await startTestServer({ privateFeeds: true }, { flood, now: () => clock.now, tickEvery: 0 });
  network = await buildNetwork(server);
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

/** What the head was told, with how many lessons. */
const notices = async () =>
  (await ok(own.head, listNotices)).notices.map(({ kind, params }) => [kind, params['count']]);

describe('the lessons of a feed', () => {
  it('wait as a dry run beside its closures, with choices that are remembered', async () => {
    own.host.serve(calendar([english, maths], christmas));
    const made = await own.follow();
    expect(made).toMatchObject({
      state: 'ok',
      brings: ['closures', 'entries'],
      byItself: false,
      closures: 1,
      entries: 0,
      waiting: { changes: 0 },
    });
    // Whoever follows it sees it; nobody else is there.
    expect(await notices()).toEqual([]);
    const first = await own.waiting();
    expect(first).toMatchObject({ state: 'ready', subscriptionId: made.subscriptionId, fileNames: ['Register'] });
    expect(first.choices.take).toEqual(['entries']);
    expect(told(first)).toEqual(['lost class_skipped 2']);
    const chosen = await own.desk.choose(first, {
      take: ['entries', 'closures'],
      classes: [{ name: '4A', as: { do: 'create', name: 'Quarta', grades: [4] } }],
    });
    expect(chosen.choices.take).toEqual(['entries']);
    expect(await own.feed()).toMatchObject({ waiting: { changes: 3 } });
    expect(words(chosen)).toEqual(['+class Quarta', '+entry Quarta English 1.1', '+entry Quarta Maths 2.2']);
    expect((await own.desk.apply(chosen)).data?.state).toBe('applied');
    expect(await own.feed()).toMatchObject({ entries: 2, waiting: null });

    own.host.serve(calendar([english, ['Science classe 4A', 2, 9], music], christmas));
    expect(await own.later()).toMatchObject({ state: 'ok', entries: 2, waiting: { changes: 2 } });
    expect(words(await own.waiting())).toEqual(['~entry Quarta Science 2.2', '+entry Quarta Music 3.3']);
    expect(await own.hours()).toEqual(['English 1.1', 'Maths 2.2']);
    expect(await notices()).toEqual([['feed-lessons', 2]]);
  });

  it('are told once, are not asked about again when somebody forgets them, and come again when one asks', async () => {
    await own.taken([english]);
    own.host.serve(calendar([english, maths]));
    await own.later();
    const before = await own.waiting();
    // The same lessons again, with another stamp.
    own.host.serve(calendar([english, maths]));
    await own.later();
    expect((await own.waiting()).importId).toBe(before.importId);
    await ok(own.head, importsApi.dropImport, { params: { ...own.params, importId: before.importId } });
    own.host.serve(calendar([english, maths]), '"same"');
    expect(await own.later()).toMatchObject({ waiting: null });
    expect(await own.later()).toMatchObject({ waiting: null });
    expect(await notices()).toHaveLength(1);
    // Although the other server would say that it has not changed.
    expect(await ok(own.head, api.openFeedLessons, await own.on())).toMatchObject({ waiting: { changes: 1 } });
    // Back as it was: there is nothing to look at any more.
    own.host.serve(calendar([english]));
    expect(await own.later()).toMatchObject({ waiting: null });
  });

  it('are never applied other than the screen showed them', async () => {
    await own.taken([english]);
    own.host.serve(calendar([english, maths]));
    await own.later();
    const seen = await own.waiting();
    own.host.serve(calendar([english, maths, music]));
    await own.later();
    expect((await own.desk.apply(seen)).error?.code).toBe('not_found');
    expect(await own.hours()).toEqual(['English 1.1']);
    expect((await own.waiting()).importId).not.toBe(seen.importId);
  });

  it('wait once, and are taken over once, when several ask for them at a time', async () => {
    await own.taken([english]);
    for (const byItself of [false, true]) {
      await own.settle({ byItself });
      own.host.serve(calendar([english, maths, ...(byItself ? [music] : [])]));
      const on = await own.on();
      const polls = [1, 2, 3].map(() => ok(own.head, api.pollSubscription, on));
      const states = (await Promise.all([...polls, own.later()])).map(({ state }) => state);
      expect(states).toEqual(['ok', 'ok', 'ok', 'ok']);
      expect(await own.feed()).toMatchObject(byItself ? { entries: 3, waiting: null } : { waiting: { changes: 1 } });
    }
    const { imports } = await ok(own.head, importsApi.listImports, { params: own.params });
    expect(imports.map(({ state, counts }) => [state, counts.add])).toEqual([
      ['applied', 2],
      ['applied', 1],
    ]);
    expect((await notices()).filter(([kind]) => kind === 'feed-lessons-taken')).toEqual([['feed-lessons-taken', 2]]);
  });

  it('that somebody looks at stay where they are when they are asked for once more at the same time', async () => {
    const asked: (() => void)[] = [];
    let onAsked = () => {};
    own.host.answer = (_, response) => {
      asked.push(() => response.writeHead(200).end(calendar([english])));
      onAsked();
    };
    const next = () => new Promise<void>((resolve) => (onAsked = resolve));
    const first = next();
    const followed = own.follow();
    await first;
    // The clock leaves it to who follows it just now.
    await server.services.subscriptions.turn(clock.now, new AbortController().signal);
    expect(asked).toHaveLength(1);
    const second = next();
    const polled = ok(own.head, api.pollSubscription, await own.on());
    await second;
    asked[0]!();
    const { waiting } = await followed;
    expect(waiting).not.toBeNull();
    asked[1]!();
    expect((await polled).waiting).toEqual(waiting);
  });

  it('are told to the heads in the product alone, to the admins of the network where there is none', async () => {
    const body = { name: 'T', town: 'T', timeZone: 'Europe/Rome', language: 'en' };
    const { schoolId } = await ok(network.admin, schools.createSchool, { body });
    const teacher = await addStaff(server, network.admin, schoolId, ['teacher']);
    const of = { params: { schoolId } };
    own.host.answer = (_, response) => response.writeHead(500).end();
    const address = `${own.host.origin}/t.ics`;
    await ok(teacher, api.createSubscription, { ...of, body: { name: 'R', address, closureKind: 'school' } });
    const mails = async () =>
      (await server.database.query<{ kind: string }>('SELECT kind FROM mails')).filter(
        ({ kind }) => kind === 'feed-lessons',
      );
    const kindsOf = async (who: TestBrowser) =>
      (await ok(who, listNotices)).notices.map(({ kind, path }) => [kind, path]);
    const first = await kindsOf(network.admin);
    own.host.serve(calendar([english]));
    clock.now += 25 * HOUR;
    await server.services.subscriptions.turn(clock.now, new AbortController().signal);
    const said = [['feed-lessons', `/schools/${schoolId}/timetable/import`]];
    expect([await kindsOf(teacher), await kindsOf(network.admin), await mails()]).toEqual([
      said,
      [...said, ...first],
      [],
    ]);
    const head = await addStaff(server, network.admin, schoolId, ['head']);
    own.host.serve(calendar([english, ['Maths classe 5B', 2, 9]]));
    clock.now += 25 * HOUR;
    await server.services.subscriptions.turn(clock.now, new AbortController().signal);
    expect([await kindsOf(head), await kindsOf(network.admin)]).toEqual([said, [...said, ...first]]);
  });

  it('wait longer than a file does, and go with their feed', async () => {
    await own.addClass('4A');
    own.host.serve(calendar([english]));
    await own.follow();
    clock.now += 5 * 24 * HOUR;
    await server.services.imports.sweep();
    expect(words(await own.waiting())).toEqual(['+entry 4A English 1.1']);
    await ok(own.head, api.deleteSubscription, { ...(await own.on()), body: { keep: true } });
    expect((await ok(own.head, importsApi.listImports, { params: own.params })).imports).toEqual([]);
  });

  it('leave what people typed or changed, and what is left out stays out', async () => {
    await own.taken([english, maths]);
    const { entries, revision } = await own.desk.timetable();
    const change = entries.filter(({ subject }) => subject === 'Maths').map((one) => ({ ...one, subject: 'Algebra' }));
    await ok(own.head, changeEntries, { params: own.params, body: { revision, add: [], change, remove: [] } });
    expect(await own.feed()).toMatchObject({ entries: 1 });
    own.host.serve(calendar([english, maths, music]));
    await own.later();
    const found = await own.waiting();
    expect(words(found)).toEqual(['+entry 4A Maths 2.2', '+entry 4A Music 3.3']);
    const key = found.items.find((item) => words({ ...found, items: [item] })[0]?.includes('Maths'))?.key ?? '';
    await own.desk.apply(await own.desk.choose(found, { leaveOut: [key] }));
    expect(await own.hours()).toEqual(['English 1.1', 'Algebra 2.2', 'Music 3.3']);
    own.host.serve(calendar([english, maths, music]));
    expect(await own.later()).toMatchObject({ waiting: null });
  });

  it('of a file stay a file’s, and copies for another year are nobody’s', async () => {
    await own.taken([english]);
    const { revision } = await own.desk.timetable();
    const body = { revision, asOf: '2026-11-22', from: '2027-09-01', to: '2028-06-10' };
    await ok(own.head, copyYear, { params: own.params, body });
    expect([await own.hours(), await own.feed()]).toMatchObject([['English 1.1', 'English 1.1'], { entries: 1 }]);
    const { data } = await own.desk.apply(await own.desk.start([['a.ics', calendar([maths])]]));
    expect([data?.state, await own.feed()]).toMatchObject(['applied', { entries: 1 }]);
    own.host.serve(calendar([english, music]));
    await own.later();
    expect(words(await own.waiting())).toEqual(['+entry 4A Music 3.3']);
  });

  it('go back with the import that brought them', async () => {
    const applied = await own.taken([english]);
    own.host.serve(calendar([['English classe 4A', 1, 9]]));
    await own.later();
    const second = (await own.desk.apply(await own.waiting())).data;
    expect(await own.hours()).toEqual(['English 1.2']);
    await own.desk.undo(second ?? applied);
    expect(await own.hours()).toEqual(['English 1.1']);
    expect(await own.feed()).toMatchObject({ state: 'ok', entries: 1 });
    expect((await own.desk.undo(applied)).data?.state).toBe('undone');
    expect(await own.hours()).toEqual([]);
  });

  it.each([true, false])('stay when the feed is left, or go (%s)', async (keep) => {
    await own.taken([english], christmas);
    await ok(own.head, api.deleteSubscription, { ...(await own.on()), body: { keep } });
    expect(await own.hours()).toEqual(keep ? ['English 1.1'] : []);
    const { revision } = await own.desk.timetable();
    // Leaving it is a step like any other.
    await ok(own.head, undoTimetable, { params: own.params, body: { revision } });
    expect(await own.hours()).toEqual(['English 1.1']);
    // They are nobody's feed's now, so that a file may change them.
    const { closures } = await own.desk.timetable();
    expect(closures.map(({ source }) => source)).toEqual(['file']);
  });
});

describe('what a feed brings', () => {
  it('is closures alone, or lessons alone, and can be more from some day on', async () => {
    await own.addClass('4A');
    own.host.serve(calendar([english], christmas));
    expect(await own.follow({ brings: ['closures'] })).toMatchObject({ closures: 1, waiting: null });
    const without = await own.head.call(api.openFeedLessons, await own.on());
    expect(without.error).toMatchObject({ code: 'conflict', reason: 'feed_without_lessons' });
    expect(await own.settle({ brings: ['entries', 'closures'] })).toMatchObject({ waiting: { changes: 1 } });
    expect(await own.settle({ brings: ['closures'] })).toMatchObject({ closures: 1, waiting: null });
    const refused = await own.head.call(api.updateSubscription, { ...(await own.on()), body: { brings: [] } });
    expect(refused.error?.code).toBe('bad_request');
    await ok(own.head, api.deleteSubscription, { ...(await own.on()), body: { keep: false } });
    expect(await own.follow({ brings: ['entries'] })).toMatchObject({ closures: 0, waiting: { changes: 1 } });
  });

  it('is without closures where those are gone and lessons are still there', async () => {
    await own.taken([english], christmas);
    expect(await own.feed()).toMatchObject({ closures: 1 });
    own.host.serve(calendar([english]));
    expect(await own.later()).toMatchObject({ state: 'ok', closures: 0, entries: 1 });
  });

  it('is no lesson where nothing comes again', async () => {
    const meeting =
      'BEGIN:VEVENT\nUID:m\nDTSTART:20261130T170000Z\nDTEND:20261130T180000Z\nSUMMARY:Council\nEND:VEVENT';
    own.host.serve(calendar([], meeting, christmas));
    expect(await own.follow()).toMatchObject({ state: 'ok', closures: 1, waiting: null });
    expect(await ok(own.head, api.openFeedLessons, await own.on())).toMatchObject({ waiting: null, lastError: null });
  });
});

describe('a feed that may take over by itself', () => {
  it('does so once somebody has looked, tells it, and it can be undone', async () => {
    await own.addClass('4A');
    own.host.serve(calendar([english, maths]));
    await own.follow();
    await own.settle({ byItself: true });
    own.host.serve(calendar([english, maths, music]));
    expect(await own.later()).toMatchObject({ entries: 0, waiting: { changes: 3 } });
    await own.desk.apply(await own.waiting());
    own.host.serve(calendar([english, ['Science classe 4A', 2, 9], music]));
    const after = await own.later();
    expect(after).toMatchObject({ byItself: true, entries: 3, waiting: null, lastChangedAt: clock.now });
    expect(await own.hours()).toEqual(['English 1.1', 'Science 2.2', 'Music 3.3']);
    expect((await notices())[0]).toEqual(['feed-lessons-taken', 1]);
    const { imports } = await ok(own.head, importsApi.listImports, { params: own.params });
    expect(imports[0]).toMatchObject({ state: 'applied', createdBy: null, counts: { add: 0, change: 1, remove: 0 } });
    if (imports[0]) await own.desk.undo(imports[0]);
    expect(await own.hours()).toEqual(['English 1.1', 'Maths 2.2', 'Music 3.3']);
    expect(await own.feed()).toMatchObject({ byItself: false, state: 'ok' });
  });

  it('touches nothing that somebody typed', async () => {
    await own.taken([english, maths, music]);
    await own.settle({ byItself: true });
    const { entries, revision } = await own.desk.timetable();
    const change = entries.filter(({ subject }) => subject === 'Maths').map((one) => ({ ...one, staffIds: [] }));
    await ok(own.head, changeEntries, { params: own.params, body: { revision, add: [], change, remove: [] } });
    own.host.serve(calendar([['English classe 4A', 1, 9], maths, music]));
    expect(await own.later()).toMatchObject({ waiting: null });
    const kept = (await own.desk.timetable()).entries.find(({ subject }) => subject === 'Maths');
    expect([await own.hours(), kept?.staffIds]).toEqual([['English 1.2', 'Maths 2.2', 'Music 3.3'], []]);
  });

  it('asks when most of it would go, or some while part of it can’t be read', async () => {
    await own.taken([english, maths, music, art]);
    await own.settle({ byItself: true });
    const before = await own.hours();
    own.host.serve(calendar([english]));
    expect(await own.later()).toMatchObject({ entries: 4, waiting: { changes: 3 } });
    const broken = 'BEGIN:VEVENT\nUID:x\nDTSTART;TZID=Nowhere/At All:20260914T080000\nSUMMARY:Maths\nEND:VEVENT';
    own.host.serve(calendar([english, music, art], broken));
    expect(await own.later()).toMatchObject({ entries: 4, waiting: { changes: 1 } });
    expect(await own.hours()).toEqual(before);
    own.host.serve(calendar([english, music, art]));
    expect(await own.later()).toMatchObject({ entries: 3, waiting: null });
  });
});
