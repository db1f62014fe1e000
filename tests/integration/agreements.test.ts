import * as api from '@pluriclasse/shared/api/agreements';
import { readMe } from '@pluriclasse/shared/api/sessions';
import { createSchool } from '@pluriclasse/shared/api/schools';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import type { AgreementId, SchoolId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addStaff, buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

const DAY = 24 * 3_600_000;
const start = Date.UTC(2026, 9, 5, 8);
let clock = start;
let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  const flood = { session: 100_000, address: 100_000, unknown: 100_000 };
  server = await startTestServer({}, { now: () => clock, flood });
  network = await buildNetwork(server);
});
afterAll(() => server.close());

const school = (which: 'own' | 'partner' | 'other') => network[which].schoolId;
const fields = (more: object = {}) => ({
  title: 'Villages',
  note: 'One lesson a week.',
  from: '2026-09-14',
  to: '2027-06-30',
  schools: [
    { schoolId: school('own'), needs: ['teachers-board', 'school-council'] },
    { schoolId: school('partner'), needs: ['head'] },
  ],
  ...more,
});
const create = async (more: object = {}) => ok(network.coordinator, api.createAgreement, { body: fields(more) });
const propose = async (more: object = {}) => {
  const { agreementId } = await create(more);
  return ok(network.coordinator, api.proposeAgreement, { params: { agreementId } });
};
const vote = (by: TestBrowser, agreementId: AgreementId, schoolId: SchoolId, body: string, more: object = {}) =>
  by.call(api.recordVote, {
    params: { agreementId },
    body: { schoolId, body, bodyName: null, day: '2026-10-01', result: 'yes', protocol: '42/B', note: null, ...more },
  });
const agree = async (agreementId: AgreementId) => {
  await vote(network.own.head, agreementId, school('own'), 'teachers-board');
  await vote(network.own.head, agreementId, school('own'), 'school-council');
  return (await vote(network.partner.head, agreementId, school('partner'), 'head')).data;
};
const ids = new Map<TestBrowser, string>();
/** Kinds of what somebody was told of an agreement. Not read by HTTP: sessions end while the clock runs ahead. */
const told = async (browser: TestBrowser, agreementId: AgreementId) => {
  const known = ids.get(browser);
  const me = known === undefined ? await ok(browser, readMe) : undefined;
  const staffId = known ?? (me?.kind === 'staff' ? me.staffId : '');
  ids.set(browser, staffId);
  const query = 'SELECT kind FROM notices WHERE staff_id = $1 AND path = $2';
  const rows = await server.database.query<{ kind: string }>(query, [staffId, `/agreements/${agreementId}`]);
  return rows.map(({ kind }) => kind);
};
const inForce = (from: string, to: string, ...which: ('own' | 'partner' | 'other')[]) =>
  server.services.agreements.inForce(which.map(school), { from, to });

describe('an agreement', () => {
  it('is a draft, waits for each school, and is in force with the last yes; everybody is told once', async () => {
    const draft = await create();
    const { agreementId } = draft;
    const params = { agreementId };
    expect(draft).toMatchObject({ state: 'draft', may: { edit: true, propose: true, remove: true, consentFor: [] } });
    // Nobody else knows of a draft.
    expect((await network.own.head.call(api.readAgreement, { params })).error?.code).toBe('not_found');
    expect((await vote(network.own.head, agreementId, school('own'), 'head')).error?.code).toBe('not_found');
    const proposed = await ok(network.coordinator, api.proposeAgreement, { params });
    expect(proposed).toMatchObject({ state: 'waiting', proposedAt: clock });
    expect(await told(network.own.head, agreementId)).toEqual(['agreement-proposed']);
    expect(await told(network.own.teacher, agreementId)).toEqual([]);
    expect((await ok(network.own.head, api.listAgreements)).agreements[0]).toMatchObject({
      agreementId,
      waitsForMe: true,
    });

    const first = await vote(network.own.head, agreementId, school('own'), 'teachers-board', {
      bodyName: 'Collegio dei docenti',
    });
    expect(first.data).toMatchObject({
      state: 'waiting',
      may: { consentFor: [school('own')], edit: false },
      consents: [
        { standing: 'waiting', open: ['school-council'] },
        { standing: 'waiting', open: ['head'] },
      ],
    });
    expect(first.data.consents[0]?.votes).toMatchObject([
      { body: 'teachers-board', bodyName: 'Collegio dei docenti', protocol: '42/B', by: { name: 'Some head' } },
    ]);
    expect(await agree(agreementId)).toMatchObject({ state: 'in-force' });
    expect((await ok(network.own.head, api.listAgreements)).agreements[0]).toMatchObject({ waitsForMe: false });
    for (const browser of [network.own.head, network.partner.head, network.coordinator])
      expect((await told(browser, agreementId)).filter((kind) => kind === 'agreement-in-force')).toHaveLength(1);
    const { history } = await ok(network.own.teacher, api.readAgreement, { params });
    expect(new Set(history.map(({ kind }) => kind))).toEqual(new Set(['created', 'proposed', 'voted', 'in-force']));
  });

  it('is not made by a no; a body that votes again can still say yes', async () => {
    const { agreementId } = await propose();
    await agree(agreementId);
    const no = await vote(network.partner.head, agreementId, school('partner'), 'head', {
      result: 'no',
      day: '2026-10-02',
    });
    expect(no.data).toMatchObject({ state: 'waiting', consents: [{ standing: 'agreed' }, { standing: 'refused' }] });
    expect(
      (await vote(network.partner.head, agreementId, school('partner'), 'head', { day: '2026-10-03' })).data.state,
    ).toBe('in-force');
  });

  it('can be changed until somebody has voted, since they voted on what it says', async () => {
    const { agreementId } = await propose();
    const params = { agreementId };
    const changed = await ok(network.coordinator, api.updateAgreement, { params, body: { title: 'Valleys' } });
    expect(changed).toMatchObject({ title: 'Valleys', note: 'One lesson a week.' });
    await vote(network.own.head, agreementId, school('own'), 'teachers-board');
    const late = await network.coordinator.call(api.updateAgreement, { params, body: { to: '2028-06-30' } });
    expect(late.error).toMatchObject({ code: 'conflict', reason: 'voted' });
  });

  it('takes only what makes sense', async () => {
    const refusals: [object, string][] = [
      [{ to: '2026-09-13' }, 'end_before_begin'],
      [{ schools: [0, 1].map(() => ({ schoolId: school('own'), needs: ['head'] })) }, 'school_twice'],
    ];
    for (const [more, reason] of refusals)
      expect((await network.coordinator.call(api.createAgreement, { body: fields(more) })).error?.reason).toBe(reason);
    const stranger = [school('own'), randomUUID()].map((schoolId) => ({ schoolId, needs: ['head'] }));
    const answer = await network.coordinator.call(api.createAgreement, { body: fields({ schools: stranger }) });
    expect(answer.error).toMatchObject({ code: 'conflict', reason: 'no_such_school' });
    const { agreementId } = await propose();
    const late = await vote(network.own.head, agreementId, school('own'), 'head', { day: '2026-10-09' });
    expect(late.error).toMatchObject({ code: 'bad_request', reason: 'vote_to_come' });
    // A head speaks for the own school alone, in an agreement that it is in.
    expect((await vote(network.own.head, agreementId, school('partner'), 'head')).error?.code).toBe('forbidden');
    expect((await vote(network.other.head, agreementId, school('other'), 'head')).error?.code).toBe('not_found');
  });

  it('ends for a school that withdraws, and for all when one is left', async () => {
    const three = ['own', 'partner', 'other'] as const;
    const schools = three.map((which) => ({ schoolId: school(which), needs: ['head'] }));
    const { agreementId } = await propose({ schools });
    const params = { agreementId };
    for (const which of three) await vote(network[which].head, agreementId, school(which), 'head');
    const body = { schoolId: school('other'), reason: 'We close.' };
    const after = await ok(network.other.head, api.withdrawSchool, { params, body });
    expect(after).toMatchObject({ state: 'in-force', consents: [{}, {}, { standing: 'withdrawn' }] });
    expect(await told(network.own.head, agreementId)).toContain('agreement-left');
    // Whoever was in it still reads it, and says nothing any more.
    expect((await vote(network.other.head, agreementId, school('other'), 'head')).error?.reason).toBe(
      'school_withdrawn',
    );
    const last = { schoolId: school('own'), reason: 'We too.' };
    expect(await ok(network.own.head, api.withdrawSchool, { params, body: last })).toMatchObject({ state: 'ended' });
    expect(await told(network.partner.head, agreementId)).toContain('agreement-ended');
    expect((await vote(network.partner.head, agreementId, school('partner'), 'head')).error?.reason).toBe(
      'agreement_over',
    );
  });

  it('of a school without a head waits for an administrator', async () => {
    const body = { name: 'Headless', town: 'T', timeZone: 'Europe/Rome', language: 'it' };
    const { schoolId } = await ok(network.admin, createSchool, { body });
    const lone = await addStaff(server, network.admin, schoolId, ['teacher']);
    const schools = [school('own'), schoolId].map((id) => ({ schoolId: id, needs: ['head'] }));
    const { agreementId } = await propose({ schools });
    expect(await told(network.admin, agreementId)).toEqual(['agreement-proposed']);
    expect((await vote(lone, agreementId, schoolId, 'head')).error?.code).toBe('forbidden');
    const shown = await ok(network.admin, api.readAgreement, { params: { agreementId } });
    expect(shown.may.consentFor).toEqual([schoolId]);
    expect((await vote(network.admin, agreementId, schoolId, 'head')).data.consents[1]).toMatchObject({
      standing: 'agreed',
      headless: true,
    });
  });

  it('is taken one step at a time: of two last votes at once one makes it', async () => {
    const { agreementId } = await propose({
      schools: ['own', 'partner'].map((which) => ({ schoolId: school(which as 'own' | 'partner'), needs: ['head'] })),
    });
    await Promise.all([
      vote(network.own.head, agreementId, school('own'), 'head'),
      vote(network.partner.head, agreementId, school('partner'), 'head'),
    ]);
    const { history } = await ok(network.own.head, api.readAgreement, { params: { agreementId } });
    expect(history.filter(({ kind }) => kind === 'in-force')).toHaveLength(1);
  });
});

describe('whether lessons may be agreed', () => {
  it('depends on agreements in force for all days, one after the other', async () => {
    const pair = (more: object) => propose({ ...more });
    const empty = await server.services.agreements.inForce([school('partner'), school('other')], {
      from: '2029-10-01',
      to: '2030-05-31',
    });
    expect(empty).toEqual({
      ok: false,
      until: null,
      missing: { schoolIds: [school('partner'), school('other')], from: '2029-10-01', to: '2030-05-31' },
    });
    const first = await pair({ from: '2029-09-01', to: '2029-12-31' });
    await agree(first.agreementId);
    expect(await inForce('2029-10-01', '2030-05-31', 'own', 'partner')).toMatchObject({
      ok: false,
      until: '2029-12-31',
      missing: { from: '2030-01-01', to: '2030-05-31' },
    });
    const second = await pair({ from: '2030-01-01', to: '2030-06-30' });
    await vote(network.own.head, second.agreementId, school('own'), 'teachers-board');
    await vote(network.own.head, second.agreementId, school('own'), 'school-council');
    // One waits for the partner alone.
    expect((await inForce('2029-10-01', '2030-05-31', 'own', 'partner')).missing?.schoolIds).toEqual([
      school('partner'),
    ]);
    await vote(network.partner.head, second.agreementId, school('partner'), 'head');
    expect(await inForce('2029-10-01', '2030-05-31', 'own', 'partner')).toEqual({
      ok: true,
      until: '2030-06-30',
      missing: null,
    });
    expect((await inForce('2029-10-01', '2030-05-31', 'own', 'partner', 'other')).ok).toBe(false);
    expect((await inForce('2029-10-01', '2030-05-31', 'own')).ok).toBe(true);
    const params = { agreementId: second.agreementId };
    await ok(network.coordinator, api.endAgreement, { params, body: { reason: 'A mistake.' } });
    expect(await inForce('2029-10-01', '2030-05-31', 'own', 'partner')).toMatchObject({
      ok: false,
      until: '2029-12-31',
    });
  });
});

/** The last ones: their clock runs ahead. */
describe('reminders', () => {
  let coordinator: Actor;
  beforeAll(async () => {
    clock = start;
    const me = await ok(network.coordinator, readMe);
    if (me.kind !== 'staff') throw new Error('Not staff');
    coordinator = { kind: 'staff', staffId: me.staffId, schoolId: undefined, roles: ['coordinator'] };
  });
  const kinds = async (browser: TestBrowser, agreementId: AgreementId, kind: string) =>
    (await told(browser, agreementId)).filter((one) => one === kind).length;
  const turn = async (days: number) => {
    clock = start + days * DAY;
    await server.services.agreementReminders.turn(clock);
    await server.services.agreementReminders.turn(clock);
  };

  it('ask a silent school again, then tell the coordinators; whoever has voted is left alone', async () => {
    clock = start;
    const { agreementId } = await propose();
    await vote(network.partner.head, agreementId, school('partner'), 'head');
    const asked = () => kinds(network.own.head, agreementId, 'agreement-proposed');
    expect(await asked()).toBe(1);
    await turn(6);
    expect(await asked()).toBe(1);
    await turn(7);
    expect(await asked()).toBe(2);
    await turn(15);
    expect(await asked()).toBe(3);
    expect(await kinds(network.coordinator, agreementId, 'agreement-silent')).toBe(0);
    await turn(21);
    expect(await asked()).toBe(3);
    expect(await kinds(network.coordinator, agreementId, 'agreement-silent')).toBe(1);
    expect(await kinds(network.partner.head, agreementId, 'agreement-proposed')).toBe(1);
    // By hand too, at most once a day.
    for (const _ of [1, 2]) await server.services.agreements.remind(coordinator, agreementId, school('own'));
    expect(await asked()).toBe(4);
    const again = server.services.agreements.remind(coordinator, agreementId, school('partner'));
    await expect(again).rejects.toMatchObject({ reason: 'not_waited_for' });
  });

  it('come sixty and fourteen days before its end, and by the clock of the server', async () => {
    clock = start;
    const { agreementId } = await propose();
    await agree(agreementId);
    const end = Math.round((Date.UTC(2027, 5, 30, 8) - start) / DAY);
    const expiring = () => kinds(network.own.head, agreementId, 'agreement-expiring');
    await turn(end - 60);
    expect(await expiring()).toBe(0);
    clock = start + (end - 59) * DAY;
    expect(await server.clockwork.tick()).toContain('agreements-reminded');
    expect(await expiring()).toBe(1);
    const state = async () => (await server.services.agreements.read(coordinator, agreementId)).state;
    expect(await state()).toBe('expiring');
    await turn(end - 20);
    expect(await expiring()).toBe(1);
    await turn(end - 13);
    expect(await expiring()).toBe(2);
    await turn(end + 1);
    expect(await expiring()).toBe(2);
    expect(await state()).toBe('expired');
  });
});
