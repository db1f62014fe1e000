import { countLessonsAhead, readAttendance, readLesson } from '@pluriclasse/shared/api/lessons';
import * as schools from '@pluriclasse/shared/api/schools';
import { acceptInvitation, readInvitation, readMe, signIn } from '@pluriclasse/shared/api/sessions';
import * as timetables from '@pluriclasse/shared/api/timetables';
import { SeatId, type StaffId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addStaff, buildNetwork, ok, testPassword, type TestNetwork } from '../support/server/network.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { anyBells, anyEntry, TimetableDesk } from '../support/server/timetable.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  server = await startTestServer();
  network = await buildNetwork(server);
});
afterAll(() => server.close());

const browser = () => new TestBrowser(server.origin);
const school = () => ({ schoolId: network.own.schoolId });
const whoIs = async (one: TestBrowser) => {
  const me = await ok(one, readMe);
  if (me.kind !== 'staff') throw new Error('Not staff');
  return me;
};
const idOf = async (one: TestBrowser) => (await whoIs(one)).staffId;
const newTeacher = () => addStaff(server, network.admin, network.own.schoolId, ['teacher']);
const remove = (by: TestBrowser, staffId: StaffId) =>
  by.call(schools.removeStaff, { params: { ...school(), staffId } });
const takeBack = (by: TestBrowser, staffId: StaffId) =>
  by.call(schools.takeStaffBack, { params: { ...school(), staffId } });
const list = () => ok(network.own.head, schools.listStaff, { params: school() });

describe('whoever leaves', () => {
  it('is signed out everywhere, can not come in again, and stands among those of before', async () => {
    const here = await newTeacher();
    const { staffId, email, name } = await whoIs(here);
    const elsewhere = browser();
    await ok(elsewhere, signIn, { body: { email, password: testPassword } });
    expect((await remove(network.own.head, staffId)).status).toBe(200);
    for (const one of [here, elsewhere]) expect(await ok(one, readMe)).toEqual({ kind: 'nobody' });
    const { error } = await browser().call(signIn, { body: { email, password: testPassword } });
    expect(error?.code).toBe('unauthenticated');
    const { staff, former } = await list();
    expect(staff.map((one) => one.staffId)).not.toContain(staffId);
    expect(former).toContainEqual({
      staffId,
      name,
      email,
      roles: ['teacher'],
      leftAt: expect.any(Number) as number,
    });
    expect((await remove(network.own.head, staffId)).error?.code).toBe('not_found');
  });

  it('leaves hours behind, which say so until somebody else has them', async () => {
    const staffId = await idOf(await newTeacher());
    const desk = new TimetableDesk(network.own);
    await desk.change(timetables.createBells, { bells: anyBells });
    const mine = { ...anyEntry(network.own), weekday: 5, staffIds: [staffId] };
    const { entries } = await desk.change(timetables.changeEntries, { add: [mine], change: [], remove: [] });
    const entry = entries.find(({ staffIds }) => staffIds.includes(staffId));
    expect((await desk.read()).gone).toEqual([]);
    await remove(network.own.head, staffId);
    const left = await desk.read();
    expect(left.gone).toEqual([{ entryId: entry?.entryId, names: ['Some teacher'] }]);
    expect(left.entries.find(({ entryId }) => entryId === entry?.entryId)?.staffIds).toEqual([]);
    await takeBack(network.own.head, staffId);
    expect((await desk.read()).gone).toEqual([]);
    await remove(network.own.head, staffId);
    const change = [{ ...entry, staffIds: [await idOf(network.own.teacher)] }];
    expect((await desk.change(timetables.changeEntries, { add: [], change, remove: [] })).gone).toEqual([]);
  });

  it('is nobody also by a session that began in that moment', async () => {
    const staffId = await idOf(await newTeacher());
    await remove(network.own.head, staffId);
    const { token } = await server.services.sessions.begin({ kind: 'staff', staffId });
    const actor = () => server.services.sessions.actorOf(`pc_staff=${token}`, 'staff');
    expect(await actor()).toEqual({ kind: 'nobody' });
    await takeBack(network.own.head, staffId);
    expect(await actor()).toMatchObject({ kind: 'staff', staffId });
  });

  it('has no link that still works', async () => {
    const staffId = await idOf(await newTeacher());
    const params = { ...school(), staffId };
    const { link } = await ok(network.own.head, schools.inviteNewPassword, { params });
    await remove(network.own.head, staffId);
    const body = { token: new URL(link).hash.slice(1) };
    expect((await browser().call(readInvitation, { body })).error?.code).toBe('not_found');
    expect((await network.own.head.call(schools.inviteNewPassword, { params })).error?.code).toBe('not_found');
  });

  it('is still named where lessons took place, and leaves the planned ones as they are', async () => {
    const { staffId, name } = await whoIs(await newTeacher());
    const { lessonId, own } = network;
    const before = await ok(own.head, countLessonsAhead, { params: school() });
    const seat = { lessonId, schoolId: own.schoolId, kind: 'desk', pupilId: undefined, deviceId: undefined } as const;
    const seatId = SeatId.parse(randomUUID());
    server.services.attendance.arrived({ ...seat, seatId, staffId }, Date.now());
    await remove(own.head, staffId);
    const { spans } = await ok(network.partner.teacher, readAttendance, { params: { lessonId } });
    expect(spans.find((span) => span.seatId === seatId)?.name).toBe(name);
    expect(await ok(own.head, countLessonsAhead, { params: school() })).toEqual(before);
    expect((await ok(own.teacher, readLesson, { params: { lessonId } })).lessonId).toBe(lessonId);
  });

  it('comes back as before, by the same password', async () => {
    const { staffId, email } = await whoIs(await newTeacher());
    await remove(network.own.head, staffId);
    expect((await takeBack(network.own.head, staffId)).data).toMatchObject({ staffId, email, roles: ['teacher'] });
    expect(await ok(browser(), signIn, { body: { email, password: testPassword } })).toMatchObject({ staffId });
    expect((await takeBack(network.own.head, staffId)).error?.code).toBe('not_found');
  });

  it('can be invited again by the same address; the account of before stays away from then on', async () => {
    const { staffId, email } = await whoIs(await newTeacher());
    await remove(network.own.head, staffId);
    const body = { email, name: 'Again', roles: ['teacher'] };
    const { link } = await ok(network.own.head, schools.inviteStaff, { params: school(), body });
    const token = new URL(link).hash.slice(1);
    const again = await ok(browser(), acceptInvitation, { body: { token, name: 'Again', password: testPassword } });
    expect(again).toMatchObject({ email, name: 'Again' });
    expect((await takeBack(network.own.head, staffId)).error).toMatchObject({
      code: 'conflict',
      reason: 'email_taken',
    });
  });
});

describe('nobody takes out', () => {
  it('oneself', async () => {
    const { head } = network.own;
    expect((await remove(head, await idOf(head))).error?.code).toBe('forbidden');
  });

  it('the last one who may manage the school, until there is another', async () => {
    const { head } = network.partner;
    const { schoolId } = network.partner;
    const params = { schoolId, staffId: await idOf(head) };
    const refused = await network.admin.call(schools.removeStaff, { params });
    expect(refused.error).toMatchObject({ code: 'conflict', reason: 'last_manager' });
    await addStaff(server, network.admin, schoolId, ['head']);
    expect((await network.admin.call(schools.removeStaff, { params })).status).toBe(200);
  });

  it('an administrator or coordinator, unless as an administrator', async () => {
    for (const role of ['admin', 'coordinator'] as const) {
      const staffId = await idOf(await addStaff(server, network.admin, network.own.schoolId, [role, 'teacher']));
      expect((await remove(network.own.head, staffId)).error?.code).toBe('forbidden');
      expect((await remove(network.admin, staffId)).status).toBe(200);
      expect((await takeBack(network.own.head, staffId)).error?.code).toBe('forbidden');
    }
  });

  it('somebody of another school', async () => {
    const staffId = await idOf(network.other.teacher);
    expect((await remove(network.own.head, staffId)).error?.code).toBe('not_found');
    expect((await remove(network.admin, staffId)).error?.code).toBe('not_found');
  });

  it('the colleague who does the same in the same moment', async () => {
    const { schoolId } = network.other;
    const [one, two] = [network.other.head, await addStaff(server, network.admin, schoolId, ['head'])];
    const [oneId, twoId] = [await idOf(one), await idOf(two)];
    const answers = await Promise.all([
      one.call(schools.removeStaff, { params: { schoolId, staffId: twoId } }),
      two.call(schools.removeStaff, { params: { schoolId, staffId: oneId } }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { staff } = await ok(network.admin, schools.listStaff, { params: { schoolId } });
    expect(staff.filter(({ roles }) => roles.includes('head'))).toHaveLength(1);
  });
});

it('those of before are shown to those who may invite alone', async () => {
  const { staffId } = await whoIs(await newTeacher());
  await remove(network.own.head, staffId);
  expect((await list()).former.map((one) => one.staffId)).toContain(staffId);
  expect((await ok(network.own.teacher, schools.listStaff, { params: school() })).former).toEqual([]);
});
