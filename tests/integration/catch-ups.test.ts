import * as api from '@pluriclasse/shared/api/catchUps';
import { printHomeCode } from '@pluriclasse/shared/api/schools';
import { signInAtHome } from '@pluriclasse/shared/api/sessions';
import type { CheckSheet } from '@pluriclasse/shared/api/catchUps';
import type { CatchUpEvent } from '@pluriclasse/shared/capsule/progress';
import type { SeatKind } from '@pluriclasse/shared/domain/roles';
import { CatchUpEventId, CheckId, SeatId, type CapsuleId, type LessonId, type PupilId } from '@pluriclasse/shared/ids';
import { createLesson } from '@pluriclasse/shared/api/lessons';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putCapsule } from '../support/server/capsules.ts';
import { buildNetwork, ok, type TestNetwork, type TestSchool } from '../support/server/network.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

const minute = 60_000;
let server: TestServer;
let network: TestNetwork;
let now = Date.now();
/** Own and partner school's second pupils, at home. */
let luna: TestBrowser;
let partnerLuna: TestBrowser;
beforeAll(async () => {
  server = await startTestServer({}, { now: () => now });
  network = await buildNetwork(server);
  luna = network.home;
  partnerLuna = await atHome(network.partner);
});
afterAll(() => server.close());

async function atHome({ teacher, pupilIds }: TestSchool): Promise<TestBrowser> {
  const { code } = await ok(teacher, printHomeCode, { params: { pupilId: pupilIds[1] } });
  const browser = new TestBrowser(server.origin, 'home');
  await ok(browser, signInAtHome, { body: { code } });
  return browser;
}

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const choice = {
  checkId: CheckId.parse(uuid(1)),
  at: 30_000,
  kind: 'choice' as const,
  ask: 'Where is the mill?',
  options: [
    { text: 'next to the church', right: true },
    { text: 'next to the school', right: false },
  ],
};
const say = { checkId: CheckId.parse(uuid(2)), at: 10_000, from: 8_000, kind: 'say' as const, ask: 'Say it' };
const sheet: CheckSheet = { checks: [choice, say], task: { ask: 'Write about your village.', how: 'write' } };
const event = (at = now) => ({ eventId: CatchUpEventId.parse(randomUUID()), at });
const answer = (place: number): CatchUpEvent => {
  return { ...event(), kind: 'answer', checkId: choice.checkId, given: { kind: 'choice', chosen: [place] } };
};
const said = (): CatchUpEvent => ({ ...event(), kind: 'said', checkId: say.checkId });
const seen = (revision: number, ...bounds: [number, number][]): CatchUpEvent => {
  return { ...event(), kind: 'seen', revision, stretches: bounds.map(([from, to]) => ({ from, to })) };
};
const task = (text: string, at: number): CatchUpEvent => ({ ...event(at), kind: 'task', text });

async function publish(more: { lessonId?: LessonId; recorded?: [number, number][] } = {}) {
  const { own, partner } = network;
  return putCapsule(server, {
    schoolIds: [own.schoolId, partner.schoolId],
    classGroupIds: [own.classGroupId],
    ...more,
  });
}
async function withChecks(more?: Parameters<typeof publish>[0]) {
  const capsuleId = await publish(more);
  await ok(network.own.teacher, api.saveChecks, { params: { capsuleId }, body: { revision: 0, sheet } });
  return capsuleId;
}
const read = (capsuleId: CapsuleId, who = luna) => ok(who, api.readCatchUp, { params: { capsuleId } });
const bodyOf = (...events: CatchUpEvent[]) => ({ pupilId: network.own.pupilIds[1], events });
const send = (capsuleId: CapsuleId, events: CatchUpEvent[], who = luna) =>
  ok(who, api.sendCatchUpEvents, { params: { capsuleId }, body: bodyOf(...events) });
const follow = async (capsuleId: CapsuleId, who = network.own.teacher) =>
  ok(who, api.followCatchUps, { params: { capsuleId } });
const brief = async (capsuleId: CapsuleId, who = luna) =>
  (await ok(who, api.listCatchUps)).catchUps.find((one) => one.capsuleId === capsuleId);

describe('who missed a lesson', () => {
  const seat = (lessonId: LessonId, kind: SeatKind, school: TestSchool, pupilId?: PupilId) => {
    const seatId = SeatId.parse(randomUUID());
    const nobody = { staffId: undefined, deviceId: undefined };
    const { schoolId } = school;
    server.services.attendance.arrived({ ...nobody, lessonId, seatId, schoolId, kind, pupilId }, now);
    return { leave: () => server.services.attendance.left(lessonId, seatId, now + minute) };
  };
  /** A lesson that begins now. */
  const lesson = async () => {
    const times = { startsAt: now + minute, endsAt: now + 46 * minute };
    const body = { twinningId: network.twinningId, title: 'L', plan: [], ...times };
    const { lessonId } = await ok(network.own.teacher, createLesson, { body });
    now += 2 * minute;
    return lessonId;
  };
  const presences = async (capsuleId: CapsuleId) =>
    (await follow(capsuleId)).classes.flatMap(({ pupils }) =>
      pupils.map(({ pupil, presence, missed }) => [pupil.alias, presence, missed]),
    );

  it('is found where children sat at tablets', async () => {
    const lessonId = await lesson();
    seat(lessonId, 'kit', network.own);
    seat(lessonId, 'companion', network.own, network.own.pupilIds[0]);
    const capsuleId = await publish({ lessonId });
    expect(await presences(capsuleId)).toEqual([
      ['Elio', 'there', false],
      ['Luna', 'not-seen', true],
    ]);
    expect(await brief(capsuleId)).toMatchObject({ missed: true, state: 'new' });
    expect(await brief(capsuleId, network.companion)).toMatchObject({ missed: false });
  });

  it('is nobody where only the kit was, until a teacher says so', async () => {
    const lessonId = await lesson();
    seat(lessonId, 'kit', network.own);
    const capsuleId = await publish({ lessonId });
    expect(await presences(capsuleId)).toEqual([
      ['Elio', 'with-class', false],
      ['Luna', 'with-class', false],
    ]);
    const mark = (missed: boolean | null) =>
      ok(network.own.teacher, api.markAbsent, {
        params: { capsuleId, pupilId: network.own.pupilIds[1] },
        body: { missed },
      });
    expect((await mark(true)).classes[0]?.pupils[1]).toMatchObject({ marked: true, missed: true });
    expect(await brief(capsuleId)).toMatchObject({ missed: true });
    expect((await mark(null)).classes[0]?.pupils[1]).toMatchObject({ marked: null, missed: false });
  });

  it('is everyone where nobody of the school came, and who only waited before', async () => {
    const lessonId = await lesson();
    seat(lessonId, 'kit', network.partner);
    expect(await presences(await publish({ lessonId }))).toEqual([
      ['Elio', 'not-seen', true],
      ['Luna', 'not-seen', true],
    ]);
    const times = { startsAt: now + 10 * minute, endsAt: now + 20 * minute };
    const body = { twinningId: network.twinningId, title: 'L', plan: [], ...times };
    const later = await ok(network.own.teacher, createLesson, { body });
    seat(later.lessonId, 'home', network.own, network.own.pupilIds[1]).leave();
    seat(later.lessonId, 'companion', network.own, network.own.pupilIds[0]);
    now += 12 * minute;
    await server.services.attendance.presence([]);
    await server.database.query('UPDATE attendance SET seen_at = $2 WHERE lesson_id = $1 AND to_at IS NULL', [
      later.lessonId,
      new Date(now),
    ]);
    expect(await presences(await publish({ lessonId: later.lessonId }))).toEqual([
      ['Elio', 'there', false],
      ['Luna', 'not-seen', true],
    ]);
  });

  it('is unknown without a lesson', async () => {
    expect(await presences(await publish())).toEqual([
      ['Elio', 'unknown', false],
      ['Luna', 'unknown', false],
    ]);
  });

  it('comes first in the list', async () => {
    const missed = (await ok(luna, api.listCatchUps)).catchUps.map((one) => one.missed);
    expect(missed).toContain(true);
    expect(missed).toEqual(missed.toSorted((a, b) => Number(b) - Number(a)));
  });
});

describe('checks', () => {
  it('are saved over the revision that was read', async () => {
    const capsuleId = await withChecks();
    const save = (revision: number, body: object = sheet) =>
      network.partner.teacher.call(api.saveChecks, { params: { capsuleId }, body: { revision, sheet: body } });
    expect((await save(0)).error).toMatchObject({ code: 'conflict', reason: 'stale' });
    expect((await save(1, { checks: [say], task: null })).data).toEqual({ revision: 2, checks: [say], task: null });
    expect((await save(1)).error).toMatchObject({ code: 'conflict', reason: 'stale' });
    expect((await save(2, { checks: [say, say], task: null })).error).toMatchObject({ reason: 'twice' });
  });

  it('come to pupils in their time, and stay right when the capsule is cut', async () => {
    const capsuleId = await withChecks();
    expect((await read(capsuleId)).checks.map(({ at }) => at)).toEqual([10_000, 30_000]);
    const edit = { trim: { from: 5_000, to: 90_000 }, hidden: [{ from: 20_000, to: 40_000 }], chapters: null };
    await server.database.query('UPDATE capsules SET edit = $2, revision = 1 WHERE id = $1', [capsuleId, edit]);
    const cut = await read(capsuleId);
    expect(cut.brief.duration).toBe(65_000);
    expect(cut.checks).toMatchObject([
      { kind: 'say', at: 5_000, from: 3_000 },
      { kind: 'choice', at: 15_000 },
    ]);
  });
});

describe('what a pupil does', () => {
  it('counts once, in whatever order and however often it comes', async () => {
    const events = [
      seen(0, [0, 20_000]),
      seen(0, [15_000, 40_000], [60_000, 61_000]),
      answer(1),
      answer(0),
      said(),
      task('first', now - 2000),
      task('My village is small.', now - 1000),
    ];
    let state = 4242;
    const random = (below: number) => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    const results: unknown[] = [];
    for (let round = 0; round < 8; round++) {
      const capsuleId = await withChecks();
      const fresh = events.map((one) => ({ ...one, eventId: event().eventId }));
      const sent = [...fresh, ...fresh.slice(random(events.length))]
        .map((one) => [random(1000), one] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, one]) => one);
      while (sent.length > 0) await send(capsuleId, sent.splice(0, 1 + random(4)));
      const [, pupil] = (await follow(capsuleId)).classes[0]?.pupils ?? [];
      results.push({ ...(await read(capsuleId)).progress, checks: pupil?.checks });
    }
    const expected = {
      seen: [
        { from: 0, to: 40_000 },
        { from: 60_000, to: 61_000 },
      ],
      task: { text: 'My village is small.', at: now - 1000 },
      checks: [
        { checkId: say.checkId, mark: 'said', tries: 1 },
        { checkId: choice.checkId, mark: 'right', tries: 2 },
      ],
    };
    expect(results).toEqual(results.map(() => expected));
  });

  it('sent by two phones at once, loses nothing', async () => {
    const capsuleId = await withChecks();
    const parts = Array.from({ length: 10 }, (_, n) => seen(0, [n * 10_000, n * 10_000 + 10_000]));
    await Promise.all(parts.map((one) => send(capsuleId, [one])));
    expect((await read(capsuleId)).progress.seen).toEqual([{ from: 0, to: 100_000 }]);
  });

  it('is seen by the own school only, by alias', async () => {
    const capsuleId = await withChecks();
    await send(capsuleId, [answer(1), task('Mine', now), seen(0, [0, 50_000])]);
    const own = await follow(capsuleId);
    expect(own.classes).toMatchObject([
      {
        published: true,
        pupils: [
          { pupil: { alias: 'Elio' }, state: 'new', task: null },
          { pupil: { alias: 'Luna' }, state: 'going', seen: 50_000, task: { text: 'Mine' } },
        ],
      },
    ]);
    expect((await follow(capsuleId, network.own.head)).mayMark).toBe(false);
    const partners = await follow(capsuleId, network.partner.teacher);
    expect(JSON.stringify(partners)).not.toContain('Mine');
    expect(partners.classes).toEqual([]);
  });

  it('made without a link, before an edit, counts where it was then', async () => {
    const capsuleId = await withChecks();
    await read(capsuleId);
    const edit = { trim: { from: 50_000, to: 100_000 }, hidden: [], chapters: null };
    await server.database.query('UPDATE capsules SET edit = $2, revision = 1 WHERE id = $1', [capsuleId, edit]);
    const { progress } = await send(capsuleId, [seen(0, [40_000, 60_000])]);
    expect(progress.seen).toEqual([{ from: 0, to: 10_000 }]);
  });

  it('is done when all is seen, tried and handed in, right or not', async () => {
    const capsuleId = await withChecks();
    await send(capsuleId, [seen(0, [0, 99_000]), answer(1), said()]);
    expect(await brief(capsuleId)).toMatchObject({ state: 'going', checks: { all: 2, done: 2 }, task: 'open' });
    await send(capsuleId, [task('Here', now)]);
    expect(await brief(capsuleId)).toMatchObject({ state: 'done', task: 'done' });
  });

  it('is kept within bounds', async () => {
    const capsuleId = await withChecks();
    for (let n = 0; n < 6; n++)
      await send(
        capsuleId,
        Array.from({ length: 100 }, () => answer(1)),
      );
    const [, pupil] = (await follow(capsuleId)).classes[0]?.pupils ?? [];
    expect(pupil?.checks[1]?.tries).toBe(500);
    await send(capsuleId, [{ ...event(now + 9 * minute), kind: 'task', text: 'from the future' }]);
    expect((await read(capsuleId)).progress.task?.at).toBe(now);
  });
});

describe('nobody else', () => {
  it.each([
    ["another school's pupil", () => partnerLuna],
    ['a kit', () => network.kit],
    ['a teacher', () => network.own.teacher],
  ])('%s finds it', async (_, who) => {
    const params = { capsuleId: await withChecks() };
    expect((await who().call(api.readCatchUp, { params })).error?.code).toBe('not_found');
    const body = bodyOf(answer(0));
    expect((await who().call(api.sendCatchUpEvents, { params, body })).error?.code).toBe('not_found');
  });

  it('is not given to the next child, whose page another tab has signed in', async () => {
    const capsuleId = await withChecks();
    const answered = await network.companion.call(api.sendCatchUpEvents, {
      params: { capsuleId },
      body: bodyOf(answer(0)),
    });
    expect(answered.error).toMatchObject({ code: 'unauthenticated', reason: 'somebody_else' });
    const classes = (await follow(capsuleId)).classes.flatMap(({ pupils }) => pupils);
    expect(classes.map(({ state }) => state)).toEqual(['new', 'new']);
  });

  it.each(['withdrawn', 'expired'])('refuses one that is %s, and takes away what was written', async (state) => {
    const capsuleId = await withChecks();
    await send(capsuleId, [answer(0), task('Mine', now)]);
    await server.database.query('UPDATE capsules SET state = $2 WHERE id = $1', [capsuleId, state]);
    const params = { capsuleId };
    expect(await brief(capsuleId)).toBeUndefined();
    expect((await luna.call(api.readCatchUp, { params })).error?.code).toBe('not_found');
    const body = bodyOf(answer(0));
    expect((await luna.call(api.sendCatchUpEvents, { params, body })).error?.code).toBe('not_found');
    expect((await network.own.teacher.call(api.followCatchUps, { params })).error?.code).toBe('not_found');
    await server.services.catchUps.sweep();
    for (const table of ['catch_ups', 'catch_up_answers', 'capsule_checks', 'capsule_kept']) {
      const rows = await server.database.query(`SELECT 1 FROM ${table} WHERE capsule_id = $1`, [capsuleId]);
      expect([table, rows]).toEqual([table, []]);
    }
  });

  it('refuses one whose time is over, before anybody swept it', async () => {
    const capsuleId = await withChecks();
    await server.database.query('UPDATE capsules SET expires_at = $2 WHERE id = $1', [capsuleId, new Date(now - 1)]);
    expect((await luna.call(api.readCatchUp, { params: { capsuleId } })).error?.code).toBe('not_found');
  });
});
