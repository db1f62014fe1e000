import { answerAsk, listAsks } from '@pluriclasse/shared/api/asks';
import { createLesson } from '@pluriclasse/shared/api/lessons';
import * as api from '@pluriclasse/shared/api/planning';
import type { Search } from '@pluriclasse/shared/api/planning';
import { readTimetable } from '@pluriclasse/shared/api/timetables';
import { createTwinning, proposeTwinning } from '@pluriclasse/shared/api/twinnings';
import type { ScheduleRequest } from '@pluriclasse/shared/calendar/wish';
import { StaffId } from '@pluriclasse/shared/ids';
import { createLog } from '@pluriclasse/server/log';
import { openSearchWorker } from '@pluriclasse/server/timetables/openSearchWorker';
import { Searches } from '@pluriclasse/server/timetables/searches.service';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildNetwork, type TestNetwork } from '../support/server/network.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { staffIdOf } from '../support/server/timetable.ts';
import { anyWish, dayFromNow, giveWeeks } from '../support/server/wishes.ts';

const run = promisify(execFile);
const HOUR = 3_600_000;
let server: TestServer;
let network: TestNetwork;
let now = Date.now();
beforeAll(async () => {
  server = await startTestServer(
    {},
    { now: () => now, flood: { session: 100_000, address: 100_000, unknown: 100_000 } },
  );
  network = await buildNetwork(server);
  await giveWeeks(server, network);
});
afterAll(() => server.close());

type Body = Record<string, unknown>;
const ours = () => anyWish(network.own, network.partner);
/** Leaves nothing behind that would take the place of another one. */
async function startAndStop(who: TestBrowser, body: Body = {}) {
  const answer = await start(who, body);
  if (!answer.error) await who.call(api.stopSearch, { params: { searchId: answer.data.searchId } });
  return answer;
}
const start = (who: TestBrowser, body: Body = {}) =>
  who.call(api.startSearch, { body: { twinningId: network.twinningId, wishes: [ours()], ...body } });
/** Reads until it has ended. */
async function follow(who: TestBrowser, { searchId, revision, state }: Search): Promise<Search> {
  const params = { searchId };
  for (let since = revision, last = state; last === 'running';) {
    const found = (await who.call(api.readSearch, { params, query: { since } })).data;
    ({ revision: since, state: last } = found);
  }
  return (await who.call(api.readSearch, { params })).data;
}
const whole = async (who: TestBrowser, body: Body = {}) => follow(who, (await start(who, body)).data);

describe('a search', () => {
  it('finds the hours that are common, on what the timetables say', async () => {
    const { own, partner } = network;
    const found = await whole(own.teacher);
    expect(found).toMatchObject({ state: 'done', failure: null });
    expect(found.value).toBeGreaterThan(0);
    expect(found.bound).toBe(found.value);
    const [answer] = found.answers;
    const [best] = answer!.patterns;
    expect(answer).toMatchObject({ wishId: 'wish', chosen: best?.patternId });
    expect(best?.slots).toMatchObject([{ weekday: 2 }]);
    expect(best?.lessons.length).toBeGreaterThanOrEqual(7);
    for (const lesson of best!.lessons) {
      expect(lesson.sites.map(({ schoolId }) => schoolId)).toEqual([own.schoolId, partner.schoolId]);
      expect(lesson.sites.map(({ roomId }) => roomId)).toEqual([own.roomId, partner.roomId]);
    }
    const timetable = await own.teacher.call(readTimetable, { params: { schoolId: own.schoolId } });
    expect(found.basis).toContainEqual({ schoolId: own.schoolId, revision: timetable.data.revision });
  });

  it('names what it tells of, and nobody else', async () => {
    const { own, partner, other } = network;
    const { names, answers } = await whole(network.coordinator, { twinningId: null });
    expect(names).toMatchObject({ [own.schoolId]: 'Own', [partner.schoolId]: 'Partner', [own.roomId]: 'Room' });
    expect(Object.keys(names)).not.toContain(other.schoolId);
    const text = JSON.stringify(answers);
    expect(Object.keys(names).filter((id) => !text.includes(id))).toEqual([]);
    expect(Object.values(names)).not.toContain('Some head');
  });

  it('of several wishes gives each its own hour', async () => {
    const wishes = ['one', 'two'].map((wishId) => ({ ...ours(), wishId }));
    const found = await whole(network.coordinator, { twinningId: null, wishes, limit: 3 });
    expect(found.state).toBe('done');
    expect(found.bound).toBe(found.value);
    const starts = found.answers.flatMap(({ patterns, chosen }) => {
      expect(patterns.length).toBeGreaterThan(0);
      return patterns.find(({ patternId }) => patternId === chosen)?.lessons.map(({ startsAt }) => startsAt) ?? [];
    });
    expect(starts.length).toBeGreaterThan(7);
    expect(new Set(starts).size).toBe(starts.length);
  });

  it('tells why, when no hour is common', async () => {
    const forbidden = [{ schoolId: null, weekdays: [2], start: '00:00', end: '24:00', why: 'The bus' }];
    const wish = { ...ours(), forbidden };
    for (const wishes of [[wish], [wish, { ...wish, wishId: 'two' }]]) {
      const found = await whole(network.coordinator, { twinningId: null, wishes });
      expect(found).toMatchObject({ state: 'done', value: 0 });
      expect(found.answers).toHaveLength(wishes.length);
      for (const { chosen, without } of found.answers) {
        expect(chosen).toBeNull();
        const first = (of: number) => without.find(({ weekday }) => weekday === of)?.blockers[0]?.kind;
        expect([first(1), first(2)]).toEqual(['subject', 'forbidden']);
      }
    }
  });

  it('tells a teacher what own lessons are called, not what a partner does with others', async () => {
    const { own, partner, other } = network;
    const classGroupIds = [partner.classGroupId, other.classGroupId];
    const { twinningId } = (await network.coordinator.call(createTwinning, { body: { name: 'T', classGroupIds } }))
      .data;
    const found = await whole(own.teacher);
    for (const { startsAt } of found.answers[0]!.patterns[0]!.lessons.slice(1, 3)) {
      const morning = { startsAt: startsAt - HOUR, endsAt: startsAt + 2 * HOUR };
      const body = { twinningId, title: 'A secret plan', ...morning, plan: [] };
      expect((await partner.teacher.call(createLesson, { body })).error).toBeUndefined();
    }
    const reasons = async (who: TestBrowser) => {
      const { answers } = await whole(who);
      const failures = answers.flatMap(({ patterns }) => patterns.flatMap((pattern) => pattern.failures));
      const blockers = failures.flatMap((failure) => failure.blockers);
      return blockers.filter(({ kind }) => kind === 'class-booked').map(({ name }) => name);
    };
    expect(new Set(await reasons(own.teacher))).toEqual(new Set([null]));
    expect(new Set(await reasons(partner.teacher))).toEqual(new Set(['A secret plan']));
    expect(new Set(await reasons(network.coordinator))).toEqual(new Set(['A secret plan']));
  });

  it('is kept an hour after its end', async () => {
    const { searchId } = await whole(network.own.teacher);
    const read = () => network.own.teacher.call(api.readSearch, { params: { searchId } });
    now += HOUR - 1000;
    expect((await read()).data.state).toBe('done');
    now += 1000;
    expect((await read()).error?.code).toBe('not_found');
    await server.services.searches.sweep();
    expect((await read()).error?.code).toBe('not_found');
  });
});

describe('who may search', () => {
  it('a teacher of the twinning, for its classes only', async () => {
    const { own, partner, other } = network;
    expect((await startAndStop(partner.teacher)).error).toBeUndefined();
    expect((await startAndStop(other.teacher)).error?.code).toBe('not_found');
    expect((await startAndStop(own.head)).error?.code).toBe('forbidden');
    expect((await startAndStop(own.teacher, { twinningId: null })).error?.code).toBe('forbidden');
    const wishes = [anyWish(own, other)];
    expect((await startAndStop(own.teacher, { wishes })).error).toMatchObject({
      code: 'forbidden',
      reason: 'not_in_twinning',
    });
    expect((await startAndStop(network.coordinator, { wishes, twinningId: null })).error).toBeUndefined();
  });

  it('a teacher, but not for more than a twinning has use for', async () => {
    const wishes = Array.from({ length: 13 }, (_, n) => ({ ...ours(), wishId: `w${n}` }));
    const { error } = await startAndStop(network.partner.teacher, { wishes });
    expect(error).toMatchObject({ code: 'bad_request', reason: 'too_many_rows' });
  });

  it('no teacher in a twinning that the other school has not agreed to, or that is over', async () => {
    const { own, partner, coordinator } = network;
    const classGroupIds = [own.classGroupId, partner.classGroupId];
    const body = { name: 'Asked', classGroupIds, note: null };
    const { twinningId } = (await own.teacher.call(proposeTwinning, { body })).data;
    const search = async (who: TestBrowser) => (await startAndStop(who, { twinningId })).error?.reason;
    expect(await search(own.teacher)).toBe('twinning_rests');
    expect(await search(coordinator)).toBeUndefined();
    const askId = (await partner.teacher.call(listAsks)).data.mine[0]?.askId ?? '';
    await partner.teacher.call(answerAsk, { params: { askId }, body: { answer: 'no', reason: 'No time' } });
    for (const who of [own.teacher, partner.teacher]) expect(await search(who)).toBe('twinning_rests');
  });

  it('nobody sees or stops another’s', async () => {
    const { searchId } = await whole(network.own.teacher);
    const params = { searchId };
    for (const who of [network.coordinator, network.partner.teacher, network.admin]) {
      expect((await who.call(api.readSearch, { params })).error?.code).toBe('not_found');
      expect((await who.call(api.stopSearch, { params })).error?.code).toBe('not_found');
    }
    const unknown = { params: { searchId: randomUUID() } };
    expect((await network.own.teacher.call(api.readSearch, unknown)).error?.code).toBe('not_found');
  });
});

describe('a wish that makes no sense', () => {
  const first = (fields: object) => ({
    sites: ours().sites.map((site, n) => (n === 0 ? { ...site, ...fields } : site)),
  });
  const hours = { schoolId: null, weekdays: [1], start: '08:00', end: '09:00', why: null };
  it.each([
    ['days_backward', () => ({ from: dayFromNow(60), to: dayFromNow(59) })],
    ['too_far', () => ({ to: dayFromNow(900) })],
    ['no_such_school', () => first({ schoolId: randomUUID() })],
    ['no_such_school', () => first({ schoolId: 'Roccaverde' })],
    ['no_such_class', () => first({ classGroupIds: [network.partner.classGroupId] })],
    ['no_such_teacher', () => first({ staffIds: [randomUUID()] })],
    ['too_few_teachers', async () => first({ staffIds: [await staffIdOf(network.own.teacher)], teachersNeeded: 2 })],
    ['no_such_room', () => first({ roomIds: [network.partner.roomId] })],
    ['twice', () => ({ sites: [ours().sites[0], ours().sites[0]] })],
    ['twice', () => first({ roomIds: [network.own.roomId, network.own.roomId] })],
    ['hours_backward', () => ({ forbidden: [{ ...hours, end: '08:00' }] })],
    ['no_such_school', () => ({ preferred: [{ ...hours, schoolId: network.other.schoolId }] })],
    [undefined, () => ({ sites: [ours().sites[0]] })],
    [undefined, () => ({ minutes: 5 })],
    [undefined, () => ({ cadence: { everyWeeks: 0, perWeek: 1 } })],
  ])('is refused: %s', async (reason, fields) => {
    const body = { twinningId: null, wishes: [{ ...ours(), ...(await fields()) }] };
    const { error } = await start(network.coordinator, body);
    expect([error?.code, error?.reason]).toEqual(['bad_request', reason]);
  });

  it('and two of one name are too', async () => {
    const { error } = await start(network.coordinator, { twinningId: null, wishes: [ours(), ours()] });
    expect(error).toMatchObject({ code: 'bad_request', reason: 'twice' });
  });

  it('and a body of a megabyte is read of somebody who has signed in, of nobody else', async () => {
    const wishes = Array.from({ length: 300 }, (_, n) => {
      const mayDisplace = Array.from({ length: 40 }, (__, m) => `Subject ${m} ${'x'.repeat(40)}`);
      return { ...ours(), wishId: `${n}`, sites: ours().sites.map((site) => ({ ...site, mayDisplace })) };
    });
    const body = { twinningId: null, wishes: [...wishes, wishes[0]] };
    expect(JSON.stringify(body).length).toBeGreaterThan(1_000_000);
    expect((await start(network.coordinator, body)).error).toMatchObject({ code: 'bad_request', reason: 'twice' });
    const { status } = await start(new TestBrowser(server.origin), body);
    expect(status).toBe(413);
  });
});

/** Searches of their own, whose threads do as a test says. */
describe('a thread', () => {
  const opened: { searches: Searches; workers: Worker[] }[] = [];
  afterEach(async () => {
    for (const { searches } of opened.splice(0)) await searches.close();
  });
  const open = (script?: string) => {
    const { timetables, twinnings, partnerCalendars } = server.services;
    const workers: Worker[] = [];
    const openWorker = (request: ScheduleRequest) => {
      const worker = script === undefined ? openSearchWorker(request) : new Worker(script, { eval: true });
      workers.push(worker);
      return worker;
    };
    const deps = { log: createLog('silent'), now: Date.now, timetables, twinnings, partnerCalendars, openWorker };
    const one = { searches: new Searches(deps), workers };
    opened.push(one);
    return one;
  };
  const coordinator = async () =>
    ({
      kind: 'staff',
      staffId: await staffIdOf(network.coordinator),
      schoolId: network.other.schoolId,
      roles: ['coordinator'],
    }) as const;
  const wanted = () => ({ twinningId: null, wishes: [ours()], seed: 1, limit: 8 });
  /** Tells one answer and then works on for ever. */
  const endless = `
    const { parentPort } = require('node:worker_threads');
    parentPort.postMessage({ kind: 'better', value: 1, bound: 2, tried: 3, answers: [], names: {} });
    setInterval(() => {}, 1000);`;

  it('that is killed fails its search, and others go on', async () => {
    const actor = await coordinator();
    const { searches, workers } = open(endless);
    const [first, second] = [await searches.start(actor, wanted()), await searches.start(actor, wanted())];
    expect(await searches.read(actor, first.searchId, 0)).toMatchObject({ state: 'running', revision: 1, value: 1 });
    const news = searches.read(actor, first.searchId, 1);
    await workers[0]?.terminate();
    expect(await news).toMatchObject({ state: 'failed', failure: 'broken', revision: 2, value: 1, bound: 2 });
    expect(await searches.read(actor, second.searchId, 0)).toMatchObject({ state: 'running' });
  });

  it.each([
    ['throws', `throw new Error('a bug')`, 'broken'],
    ['ends before it is done', `process.exit(0)`, 'broken'],
    ['takes all memory', `const all = []; for (;;) all.push(new Array(1e6).fill(all.length));`, 'memory'],
  ])('that %s fails its search', async (_, script, failure) => {
    const actor = await coordinator();
    const { timetables, twinnings, partnerCalendars } = server.services;
    const openWorker = () => new Worker(script, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 32 } });
    const deps = { log: createLog('silent'), now: Date.now, timetables, twinnings, partnerCalendars, openWorker };
    const searches = new Searches(deps);
    opened.push({ searches, workers: [] });
    const { searchId } = await searches.start(actor, wanted());
    expect(await searches.read(actor, searchId, 0)).toMatchObject({ state: 'failed', failure, answers: [] });
  });

  it('runs from the build as it does from the sources', async () => {
    const built = new URL('../../server/dist/timetables/openSearchWorker.js', import.meta.url).href;
    const script = `
      const request = { version: 1, now: 0, seed: 1, limit: 1, schools: [], wishes: [] };
      void import(${JSON.stringify(built)}).then(({ openSearchWorker }) =>
        openSearchWorker(request).on('message', ({ kind }) => console.log(kind)));`;
    const { stdout } = await run(process.execPath, ['--eval', script]);
    expect(stdout.trim().split('\n').at(-1)).toBe('done');
  });

  it('is stopped by whoever began it, keeps what it found, and makes room for another', async () => {
    const actor = await coordinator();
    const { searches } = open(endless);
    const { searchId } = await searches.start(actor, wanted());
    await searches.start(actor, wanted());
    await searches.read(actor, searchId, 0);
    await expect(searches.start(actor, wanted())).rejects.toMatchObject({ code: 'too_many', reason: 'two_searches' });
    const waiting = searches.read(actor, searchId, 1);
    expect(await searches.stop(actor, searchId)).toMatchObject({ state: 'stopped', value: 1, revision: 2 });
    expect(await waiting).toMatchObject({ state: 'stopped' });
    expect(await searches.stop(actor, searchId)).toMatchObject({ state: 'stopped', revision: 2 });
    expect(await searches.start(actor, wanted())).toMatchObject({ state: 'running' });
  });

  it('three that one person begins at once are two', async () => {
    const actor = await coordinator();
    const { searches } = open(endless);
    const begun = await Promise.allSettled([1, 2, 3].map(() => searches.start(actor, wanted())));
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });

  it('waits for its turn when two of other people run, and may be stopped before', async () => {
    const { searches, workers } = open(endless);
    const one = await coordinator();
    const people = Array.from({ length: 3 }, () => ({ ...one, staffId: StaffId.parse(randomUUID()) }));
    const begun = [];
    for (const person of people) begun.push(await searches.start(person, wanted()));
    expect(workers).toHaveLength(2);
    await searches.stop(people[2]!, begun[2]!.searchId);
    const again = await searches.start(people[2]!, wanted());
    await searches.stop(people[0]!, begun[0]!.searchId);
    expect(await searches.read(people[2]!, again.searchId, 0)).toMatchObject({ state: 'running', value: 1 });
    expect(workers).toHaveLength(3);
  });

  it('of one person leaves the other for somebody else', async () => {
    const { searches, workers } = open(endless);
    const one = await coordinator();
    const other = { ...one, staffId: StaffId.parse(randomUUID()) };
    await searches.start(one, wanted());
    await searches.start(one, wanted());
    const { searchId } = await searches.start(other, wanted());
    expect(await searches.read(other, searchId, 0)).toMatchObject({ state: 'running', value: 1 });
    expect(workers).toHaveLength(2);
  });

  it('ends with the server, which keeps nobody waiting', async () => {
    const actor = await coordinator();
    const { searches, workers } = open(endless);
    const { searchId } = await searches.start(actor, wanted());
    await searches.read(actor, searchId, 0);
    const waiting = searches.read(actor, searchId, 1);
    await searches.close();
    await searches.close();
    expect(await waiting).toMatchObject({ state: 'failed', failure: 'ending' });
    expect(workers[0]?.threadId).toBe(-1);
    await expect(searches.start(actor, wanted())).rejects.toMatchObject({ code: 'unavailable' });
  });
});

/** The last one: it ends the server's sessions with the database for a moment. */
describe('a database that goes away', () => {
  it('does not end a search that runs; a new one is told to come later, and takes nobody’s place', async () => {
    const begun = (await start(network.coordinator, { twinningId: null })).data;
    await server.database.goAway();
    expect((await start(network.coordinator, { twinningId: null })).error?.code).toBe('unavailable');
    const staffId = StaffId.parse(randomUUID());
    const actor = { kind: 'staff', staffId, schoolId: undefined, roles: ['coordinator'] } as const;
    const { searches } = server.services;
    const wanted = { twinningId: null, wishes: [ours()], seed: 1, limit: 8 };
    for (let n = 0; n < 3; n++)
      await expect(searches.start(actor, wanted)).rejects.toMatchObject({ code: 'unavailable' });
    await server.database.comeBack();
    expect(await follow(network.coordinator, begun)).toMatchObject({ state: 'done', failure: null });
    expect(await searches.start(actor, wanted)).toMatchObject({ state: 'running' });
  });
});
