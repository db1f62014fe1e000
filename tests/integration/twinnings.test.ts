import * as asks from '@pluriclasse/shared/api/asks';
import { createLesson, listLessons } from '@pluriclasse/shared/api/lessons';
import { listNotices } from '@pluriclasse/shared/api/notices';
import * as schools from '@pluriclasse/shared/api/schools';
import { readMe, updateMe } from '@pluriclasse/shared/api/sessions';
import * as api from '@pluriclasse/shared/api/twinnings';
import { SeatId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addStaff, buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import { keepSignedIn } from '../support/server/series.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

const hour = 3_600_000;
const day = 24 * hour;
let server: TestServer;
let network: TestNetwork;
let now = Date.now();
beforeAll(async () => {
  server = await startTestServer({}, { now: () => now });
  network = await buildNetwork(server);
  await keepSignedIn(server);
});
afterAll(() => server.close());

const told = async (browser: TestBrowser) => (await ok(browser, listNotices)).notices.map(({ kind }) => kind);
const bothClasses = () => [network.own.classGroupId, network.partner.classGroupId];
const propose = (browser: TestBrowser, classGroupIds = bothClasses()) =>
  ok(browser, api.proposeTwinning, { body: { name: 'Letters', classGroupIds, note: 'Shall we?' } });
const read = (browser: TestBrowser, twinningId: string) => ok(browser, api.readTwinning, { params: { twinningId } });
const answer = (browser: TestBrowser, askId: string, yes: boolean, reason: string | null = yes ? null : 'No time') =>
  browser.call(asks.answerAsk, { params: { askId }, body: { answer: yes ? 'yes' : 'no', reason } });
const clear = () => server.database.query('DELETE FROM notices');

describe('a twinning that is proposed', () => {
  beforeEach(clear);

  it('by a teacher is active once the other school has said yes, and everybody reads its history', async () => {
    const { own, partner, other } = network;
    const { twinningId, state, meets } = await propose(own.teacher);
    expect([state, meets]).toEqual(['proposed', false]);
    expect(await told(partner.head)).toEqual(['twinning-asked']);
    expect(await told(own.head)).toEqual([]);
    const mine = await ok(partner.teacher, asks.listAsks);
    expect(mine.mine).toMatchObject([{ kind: 'twinning', step: 'school', title: 'Letters', may: { answer: true } }]);
    expect((await ok(own.teacher, asks.listAsks)).others).toMatchObject([{ may: { answer: false, remind: true } }]);
    const askId = mine.mine[0]?.askId ?? '';
    expect((await answer(other.teacher, askId, true)).error?.code).toBe('not_found');
    expect((await answer(partner.teacher, askId, true)).data).toMatchObject({ answer: 'yes' });
    const { twinning, history, asks: open } = await read(own.head, twinningId);
    expect(twinning).toMatchObject({ state: 'active', meets: true });
    expect(open).toEqual([]);
    expect(history).toMatchObject([
      { state: 'active', by: { name: 'Some teacher' } },
      { state: 'proposed', by: { name: 'Some teacher' }, reason: 'Shall we?' },
    ]);
    expect(await told(own.teacher)).toEqual(['twinning-active']);
  });

  it('by a coordinator waits for every school; a no ends it and closes the other question', async () => {
    const { own, partner, coordinator } = network;
    const { twinningId } = await propose(coordinator);
    const { asks: open } = await read(coordinator, twinningId);
    const of = (name: string) => open.find(({ school }) => school.name === name)?.askId;
    const [mine, theirs] = [of('Own'), of('Partner')];
    expect(open).toHaveLength(2);
    const without = await answer(partner.head, theirs ?? '', false, null);
    expect(without.error).toMatchObject({ code: 'bad_request', reason: 'reason_missing' });
    expect((await answer(partner.head, theirs ?? '', false)).data).toMatchObject({ answer: 'no', reason: 'No time' });
    expect((await answer(own.head, mine ?? '', true)).error).toMatchObject({ code: 'conflict', reason: 'settled' });
    expect((await read(coordinator, twinningId)).twinning.state).toBe('ended');
    expect(await told(coordinator)).toEqual(['twinning-declined']);
  });

  it('is answered once, however many answer at once', async () => {
    const { own, partner } = network;
    const { twinningId } = await propose(own.teacher);
    const askId = (await read(partner.head, twinningId)).asks[0]?.askId ?? '';
    const all = await Promise.all([
      answer(partner.head, askId, true),
      answer(partner.teacher, askId, false),
      answer(partner.head, askId, true),
      answer(partner.teacher, askId, false),
    ]);
    const refused = all.filter(({ error }) => error);
    expect(refused.every(({ error }) => error?.reason === 'answered' || error?.reason === 'settled')).toBe(true);
    expect(new Set(all.filter(({ error }) => !error).map(({ data }) => data.answer)).size).toBe(1);
    const { twinning, history } = await read(own.head, twinningId);
    expect(history).toHaveLength(2);
    expect(['active', 'ended']).toContain(twinning.state);
  });

  it('is not put to work by a coordinator alone, but may be given up; its question goes with it', async () => {
    const { own, partner, coordinator } = network;
    const { twinningId } = await propose(own.teacher);
    const set = (state: string) =>
      coordinator.call(api.setTwinningState, { params: { twinningId }, body: { state, reason: null } });
    expect((await set('active')).error).toMatchObject({ code: 'conflict', reason: 'state' });
    const askId = (await read(partner.head, twinningId)).asks[0]?.askId ?? '';
    expect(askId).not.toBe('');
    expect((await set('ended')).data).toMatchObject({ state: 'ended' });
    expect((await answer(partner.head, askId, true)).error).toMatchObject({ reason: 'settled' });
    const { answer: given, closedAt, may } = await ok(partner.head, asks.readAsk, { params: { askId } });
    expect({ given, isClosed: closedAt !== null, may: may.answer }).toEqual({
      given: null,
      isClosed: true,
      may: false,
    });
  });

  it('takes no lessons before', async () => {
    const { twinningId } = await propose(network.coordinator);
    const body = { twinningId, title: 'L', plan: [], startsAt: now + hour, endsAt: now + 2 * hour };
    const { error } = await network.coordinator.call(createLesson, { body });
    expect(error).toMatchObject({ code: 'conflict', reason: 'twinning_rests' });
  });
});

describe('silence', () => {
  beforeEach(clear);

  it('reminds after three and seven days, and tells who asked after ten; each once, also across a restart', async () => {
    const { own, partner } = network;
    await server.database.query('DELETE FROM asks');
    await propose(own.teacher);
    await clear();
    const seen: [number, string[], string[]][] = [];
    for (let n = 1; n <= 12; n++) {
      now += day;
      await server.services.asks.nudge();
      await server.services.asks.nudge();
      seen.push([n, await told(partner.teacher), await told(own.teacher)]);
      await clear();
    }
    expect(seen.filter(([, theirs, mine]) => theirs.length + mine.length > 0)).toEqual([
      [3, ['ask-reminder'], []],
      [7, ['ask-reminder'], []],
      [10, [], ['ask-silent']],
    ]);
  });

  it('of one school is told although another question can not be asked again', async () => {
    const { own, partner } = network;
    await server.database.query('DELETE FROM asks');
    await propose(own.teacher);
    await propose(own.teacher);
    now += 3 * day;
    await clear();
    const params = vi.spyOn(server.services.twinningProposals, 'params').mockRejectedValueOnce(new Error('Broken'));
    await server.services.asks.nudge();
    params.mockRestore();
    expect(await told(partner.teacher)).toEqual(['ask-reminder']);
    await server.services.asks.nudge();
    expect(await told(partner.teacher)).toEqual(['ask-reminder', 'ask-reminder']);
  });

  it('is broken by hand at most once an hour', async () => {
    const { own, partner } = network;
    await server.database.query('DELETE FROM asks');
    const { twinningId } = await propose(own.teacher);
    const params = { askId: (await read(own.teacher, twinningId)).asks[0]?.askId ?? '' };
    expect((await own.teacher.call(asks.remindAsk, { params })).error?.code).toBe('too_many');
    now += 2 * hour;
    await clear();
    const both = await Promise.all([1, 2].map(() => own.teacher.call(asks.remindAsk, { params })));
    expect(both.flatMap(({ error }) => error?.code ?? [])).toEqual(['too_many']);
    expect(await told(partner.teacher)).toEqual(['ask-reminder']);
  });
});

describe('states', () => {
  it('pause, go on, end; and what is over stays over', async () => {
    const { coordinator, own } = network;
    const { twinningId } = await ok(coordinator, api.createTwinning, {
      body: { name: 'Short', classGroupIds: bothClasses() },
    });
    const set = (state: string, reason: string | null = null) => {
      now += 1000;
      return coordinator.call(api.setTwinningState, { params: { twinningId }, body: { state, reason } });
    };
    await clear();
    expect((await set('active')).error).toMatchObject({ code: 'conflict', reason: 'state' });
    expect((await set('paused', 'Holidays')).data).toMatchObject({ state: 'paused', meets: false });
    expect((await set('active')).data).toMatchObject({ state: 'active', meets: true });
    expect((await set('ended')).data).toMatchObject({ state: 'ended', meets: false });
    expect((await set('active')).error).toMatchObject({ code: 'conflict', reason: 'state' });
    expect((await told(own.teacher)).reverse()).toEqual(['twinning-paused', 'twinning-active', 'twinning-ended']);
  });
});

const offer = (more: object = {}) => ({
  ageFrom: 9,
  ageTo: 10,
  level: 'A1',
  topics: ['animals'],
  hours: [{ weekday: 2, start: '10:00', end: '12:00' }],
  pupils: 12,
  languages: ['it', 'en'],
  note: null,
  ...more,
});

describe('classes that describe themselves', () => {
  const describeClass = (who: TestBrowser, classGroupId: string, more?: object) =>
    ok(who, api.saveOffer, { params: { classGroupId }, body: offer(more) });
  const partners = (who: TestBrowser, classGroupId: string) => who.call(api.findPartners, { params: { classGroupId } });

  it('find others, the best fit first and with reasons; not their own school, none that is put away', async () => {
    const { own, partner, other } = network;
    expect((await partners(own.teacher, own.classGroupId)).error).toMatchObject({ reason: 'no_offer' });
    await describeClass(own.teacher, own.classGroupId);
    await describeClass(partner.head, partner.classGroupId, { level: 'B1', ageFrom: 12, ageTo: 14, topics: [] });
    await describeClass(network.coordinator, other.classGroupId);
    const body = { name: 'Beside', grades: [1], level: null, roomId: null };
    const beside = await ok(own.teacher, schools.createClass, { params: { schoolId: own.schoolId }, body });
    await describeClass(own.teacher, beside.classGroupId);
    const { matches } = (await partners(own.teacher, own.classGroupId)).data;
    expect(matches.map(({ offer: { school } }) => school.name)).toEqual(['Other', 'Partner']);
    expect(matches.map(({ twinningId }) => twinningId === null)).toEqual([true, false]);
    expect(matches[0]?.parts).toContainEqual({ kind: 'topics', score: 1, weight: 0.1, common: ['animals'] });
    expect(matches[1]?.parts).toContainEqual(expect.objectContaining({ kind: 'level', steps: 2 }));
    await ok(other.head, schools.putClassAway, { params: { classGroupId: other.classGroupId } });
    expect((await partners(own.teacher, own.classGroupId)).data.matches).toHaveLength(1);
    await ok(other.head, schools.takeClassBack, { params: { classGroupId: other.classGroupId } });
    await ok(partner.teacher, api.deleteOffer, { params: { classGroupId: partner.classGroupId } });
    expect((await partners(own.teacher, own.classGroupId)).data.matches).toHaveLength(1);
  });

  it('are listed for those who edit them, and ages go up', async () => {
    const { own, other, coordinator } = network;
    const mine = await ok(other.teacher, api.listOffers);
    expect(mine.offers.map(({ school, mayEdit }) => [school.name, mayEdit])).toEqual([['Other', true]]);
    expect((await ok(coordinator, api.listOffers)).offers.length).toBeGreaterThan(1);
    const params = { classGroupId: own.classGroupId };
    const { error } = await own.teacher.call(api.saveOffer, { params, body: offer({ ageFrom: 12, ageTo: 8 }) });
    expect(error).toMatchObject({ code: 'bad_request', reason: 'ages' });
  });
});

describe('an invitation by link', () => {
  const invite = async () => {
    const body = { name: 'Pen friends', note: null, classGroupIds: [network.own.classGroupId] };
    const { link, invitation } = await ok(network.own.teacher, api.inviteSchool, { body });
    return { ...invitation, link, token: new URL(link).hash.slice(1) };
  };
  const accept = (who: TestBrowser, token: string, classGroupIds: string[]) =>
    who.call(api.acceptTwinningInvitation, { body: { token, classGroupIds } });

  it('joins a class of the other school, once; the token is kept nowhere', async () => {
    const { own, other } = network;
    const { token, link, invitationId } = await invite();
    expect(new URL(link).pathname).toBe('/twin');
    const rows = await server.database.query<{ all: string }>('SELECT i::text AS all FROM twinning_invitations i');
    expect(rows.some(({ all }) => all.includes(token))).toBe(false);
    const { invitation } = await ok(other.head, api.readTwinningInvitation, { body: { token } });
    expect(invitation).toMatchObject({ invitationId, participants: [{ school: { name: 'Own' } }] });
    expect((await accept(own.head, token, [own.classGroupId])).error?.code).toBe('bad_request');
    expect((await accept(other.head, token, [network.partner.classGroupId])).error?.code).toBe('forbidden');
    const both = await Promise.all([1, 2].map(() => accept(other.head, token, [other.classGroupId])));
    expect(both.filter(({ error }) => error).map(({ error }) => error?.reason)).toEqual(['invitation_gone']);
    const made = both.find(({ error }) => !error)?.data;
    expect(made?.participants.map(({ school }) => school.name)).toEqual(['Own', 'Other']);
    expect(made).toMatchObject({ state: 'active', name: 'Pen friends' });
  });

  it('that is taken is told to both schools, as a twinning that a coordinator makes', async () => {
    const { own, other, partner, coordinator } = network;
    const { token } = await invite();
    await clear();
    await accept(other.head, token, [other.classGroupId]);
    for (const who of [own.teacher, own.head, other.teacher]) expect(await told(who)).toEqual(['twinning-active']);
    for (const who of [other.head, partner.teacher]) expect(await told(who)).toEqual([]);
    await clear();
    const body = { name: 'Made', classGroupIds: bothClasses() };
    await ok(coordinator, api.createTwinning, { body });
    for (const who of [own.teacher, partner.head]) expect(await told(who)).toEqual(['twinning-active']);
  });

  it('ends when it is withdrawn or thirty days old', async () => {
    const { own, other, partner } = network;
    const one = await invite();
    const params = { invitationId: one.invitationId };
    expect((await partner.teacher.call(api.withdrawTwinningInvitation, { params })).error?.code).toBe('not_found');
    await ok(own.head, api.withdrawTwinningInvitation, { params });
    expect((await accept(other.head, one.token, [other.classGroupId])).error?.reason).toBe('invitation_gone');
    const two = await invite();
    await server.database.query(`UPDATE twinning_invitations SET expires_at = expires_at - interval '30 days'`);
    expect((await accept(other.head, two.token, [other.classGroupId])).error?.reason).toBe('invitation_gone');
    await server.services.twinningInvitations.sweep();
    expect(await server.database.query('SELECT id FROM twinning_invitations')).toEqual([]);
  });
});

describe('the overview', () => {
  it('counts lessons held, missed, called off and to come, hours of each class, and who is waited for', async () => {
    const { own, partner, coordinator } = network;
    const { twinningId } = await ok(coordinator, api.createTwinning, {
      body: { name: '=Sums; and more', classGroupIds: bothClasses() },
    });
    const make = async (from: number) => {
      const body = { twinningId, title: 'L', plan: [], startsAt: now + from * hour, endsAt: now + (from + 1.5) * hour };
      return (await ok(own.teacher, createLesson, { body })).lessonId;
    };
    const begin = now;
    const [held, missed, , called] = [await make(1), await make(3), await make(99), await make(5)];
    const { attendance } = server.services;
    for (const schoolId of [own.schoolId, partner.schoolId]) {
      const seatId = SeatId.parse(randomUUID());
      const nobody = { staffId: undefined, pupilId: undefined, deviceId: undefined };
      attendance.arrived({ ...nobody, lessonId: held, seatId, schoolId, kind: 'kit' }, now + hour);
    }
    await attendance.recover(held);
    await server.database.query(`UPDATE lessons SET over = 'cancelled' WHERE id = $1`, [called]);
    now += 10 * hour;
    const query = { from: begin, to: begin + 200 * hour };
    const { twinnings } = await ok(coordinator, api.readOverview, { query });
    const mine = twinnings.find(({ twinning }) => twinning.twinningId === twinningId);
    expect(mine).toMatchObject({ held: 1, missed: 1, cancelled: 1, toCome: 1, open: 0, waiting: [] });
    expect(mine?.time.map(({ name, ms }) => [name, ms])).toEqual([
      ['3–4', 1.5 * hour],
      ['3–4', 1.5 * hour],
    ]);
    expect(missed).toBeTruthy();
    expect((await ok(network.other.teacher, api.readOverview, { query })).twinnings).not.toContainEqual(
      expect.objectContaining({ twinning: expect.objectContaining({ twinningId }) as unknown }),
    );

    const english = await ok(coordinator, api.exportOverview, { query });
    expect(english.text).toContain(`\r\n'=Sums; and more,active,Own,3–4,1,1,1,1,0,1.5,0,\r\n`);
    await ok(coordinator, updateMe, { body: { language: 'it' } });
    const italian = await ok(coordinator, api.exportOverview, { query });
    expect(italian.fileName).toMatch(/^gemellaggi-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
    expect(italian.text).toMatch(/^\uFEFFGemellaggio;Stato;/);
    expect(italian.text).toContain(`\r\n"'=Sums; and more";attivo;Own;3–4;1;1;1;1;0;1,5;0;\r\n`);
  });

  it('takes no span that is none', async () => {
    for (const query of [{ from: 5, to: 4 }, { from: 0, to: 4e11 }, { from: -1 }]) {
      const { error } = await network.coordinator.call(api.readOverview, { query });
      expect([query, error?.reason]).toEqual([query, 'span']);
    }
  });
});

it('one’s own questions are there however many others wait', async () => {
  const { own, partner, coordinator } = network;
  await server.database.query('DELETE FROM asks');
  const { twinningId } = await propose(own.teacher);
  await server.database.query(
    `INSERT INTO asks (id, kind, step, matter_id, twinning_id, school_id, staff_id, asked_at, remind_days, tell_days)
     SELECT gen_random_uuid(), kind, 'teacher', gen_random_uuid(), twinning_id, school_id,
       (SELECT id FROM staff WHERE school_id = $1 LIMIT 1), asked_at - interval '1 h', remind_days, tell_days
     FROM asks, generate_series(1, 1001)`,
    [network.other.schoolId],
  );
  const found = await ok(partner.head, asks.listAsks);
  expect(found.mine).toMatchObject([{ twinningId, step: 'school' }]);
  expect(found.others).toHaveLength(1000);
  expect((await ok(coordinator, asks.listAsks)).mine.length).toBeLessThanOrEqual(1001);
  expect((await read(coordinator, twinningId)).asks).toHaveLength(1002);
  await server.database.query('DELETE FROM asks');
});

it('nothing of this is told to those whom it does not concern', async () => {
  const { own, other } = network;
  const stranger = await addStaff(server, network.admin, other.schoolId, ['teacher']);
  await propose(own.teacher);
  expect(await told(stranger)).toEqual([]);
  expect((await ok(stranger, asks.listAsks)).others).toEqual([]);
  expect((await ok(stranger, listLessons)).lessons).toEqual([]);
  expect((await ok(stranger, readMe)).kind).toBe('staff');
});
