import * as lessons from '@pluriclasse/shared/api/lessons';
import { createTwinning, listTwinnings } from '@pluriclasse/shared/api/twinnings';
import * as schools from '@pluriclasse/shared/api/schools';
import { choosePupil, companionPupils, readMe, signInAtHome } from '@pluriclasse/shared/api/sessions';
import type { SessionEnded } from '@pluriclasse/server/people/Sessions';
import { DeviceId } from '@pluriclasse/shared/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildNetwork, ok, pair, testPattern, type TestNetwork } from '../support/server/network.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

const minute = 60_000;
let server: TestServer;
let network: TestNetwork;
let now = Date.now();
beforeAll(async () => {
  server = await startTestServer({}, { now: () => now });
  network = await buildNetwork(server);
  await ok(network.own.teacher, lessons.cancelLesson, { params: { lessonId: network.lessonId } });
});
afterAll(() => server.close());
beforeEach(() => ok(network.own.head, schools.takeClassBack, { params: group() }));

const school = () => ({ schoolId: network.own.schoolId });
const group = () => ({ classGroupId: network.own.classGroupId });
const putAway = () => network.own.head.call(schools.putClassAway, { params: group() });
const takeBack = () => ok(network.own.head, schools.takeClassBack, { params: group() });
const classes = () => ok(network.own.teacher, schools.listClasses, { params: school() });
const ids = (list: readonly { classGroupId: string }[]) => list.map(({ classGroupId }) => classGroupId);
const plan = (from: number) => {
  const times = { startsAt: now + from * minute, endsAt: now + (from + 45) * minute };
  const body = { twinningId: network.twinningId, title: 'Places', plan: [], ...times };
  return network.own.teacher.call(lessons.createLesson, { body });
};
const resting = { code: 'conflict', reason: 'class_put_away' };

describe('a class that is put away', () => {
  it('is listed by itself, keeps its pupils, and may be taken back', async () => {
    expect((await putAway()).data.putAwayAt).toBe(now);
    // Twice is no more than once.
    now += minute;
    expect((await putAway()).data.putAwayAt).toBe(now - minute);
    let listed = await classes();
    expect([ids(listed.classes), ids(listed.away)]).toEqual([[], [network.own.classGroupId]]);
    const { pupils } = await ok(network.own.teacher, schools.listPupils, { params: group() });
    expect(new Set(pupils.map(({ alias }) => alias))).toEqual(new Set(['Elio', 'Luna']));
    expect((await takeBack()).putAwayAt).toBeNull();
    listed = await classes();
    expect([ids(listed.classes), ids(listed.away)]).toEqual([[network.own.classGroupId], []]);
  });

  it('has nobody at its tablets, which stay its own and rest', async () => {
    const { companion, own } = network;
    await ok(companion, choosePupil, { body: { pupilId: own.pupilIds[0], pattern: testPattern } });
    const told: SessionEnded[] = [];
    const stop = server.services.sessions.onEnded((fact) => told.push(fact));
    const session = await server.services.sessions.find(companion.cookieHeader, companion.as);
    await putAway();
    stop();
    expect(told).toContainEqual({ sessionId: session?.sessionId, reason: 'changed' });
    expect(await ok(companion, readMe)).toMatchObject({ kind: 'companion', pupil: null });
    expect((await companion.call(companionPupils)).error).toMatchObject(resting);
    const body = { pupilId: own.pupilIds[0], pattern: testPattern };
    expect((await companion.call(choosePupil, { body })).error).toMatchObject(resting);
    const { devices } = await ok(own.teacher, schools.listDevices, { params: school() });
    expect(devices.map(({ deviceId }) => `device:${deviceId}`)).toContain(companion.as);
    await takeBack();
    expect(await ok(companion, choosePupil, { body })).toMatchObject({ pupil: { pupilId: own.pupilIds[0] } });
  });

  it('has no pupil at a tablet also when one took it in that moment', async () => {
    const { companion, own } = network;
    await putAway();
    const deviceId = DeviceId.parse(companion.as.slice('device:'.length));
    await server.database.query(`UPDATE devices SET pupil_id = '${own.pupilIds[0]}' WHERE id = '${deviceId}'`);
    const session = await server.services.sessions.find(companion.cookieHeader, companion.as);
    expect(session?.actor).toMatchObject({ kind: 'companion', pupilId: undefined });
  });

  it('lets nobody in from home; the printed code works again afterwards', async () => {
    const pupilId = network.own.pupilIds[1];
    const { code } = await ok(network.own.teacher, schools.printHomeCode, { params: { pupilId } });
    const home = new TestBrowser(server.origin, 'home');
    await ok(home, signInAtHome, { body: { code } });
    await putAway();
    expect(await ok(home, readMe)).toEqual({ kind: 'nobody' });
    expect((await home.call(signInAtHome, { body: { code } })).error).toMatchObject(resting);
    await takeBack();
    expect(await ok(home, signInAtHome, { body: { code } })).toMatchObject({ kind: 'home' });
  });

  it('begins nothing new: no twinning, no lesson, no tablet, no pupil, no code', async () => {
    const { own, other, coordinator } = network;
    await putAway();
    const twins = { name: 'T', classGroupIds: [own.classGroupId, other.classGroupId] };
    expect((await coordinator.call(createTwinning, { body: twins })).error).toMatchObject(resting);
    expect((await plan(60)).error).toMatchObject({ code: 'conflict', reason: 'twinning_rests' });
    const { twinnings } = await ok(own.teacher, listTwinnings);
    const [twinning] = twinnings.filter(({ twinningId }) => twinningId === network.twinningId);
    expect(twinning?.meets).toBe(false);
    expect(twinning?.participants.map((one) => one.classes.length)).toEqual([0, 1]);
    const request = { name: 'Tablet', purpose: 'companion', classGroupId: own.classGroupId };
    await expect(pair(server, own, request)).rejects.toThrow('put away');
    const pupil = { alias: 'Gino', avatar: 'cat' };
    const create = await own.teacher.call(schools.createPupil, { params: group(), body: pupil });
    expect(create.error).toMatchObject(resting);
    const print = await own.teacher.call(schools.printHomeCode, { params: { pupilId: own.pupilIds[0] } });
    expect(print.error).toMatchObject(resting);
    await takeBack();
    expect((await plan(600)).status).toBe(200);
  });

  it('stays named in lessons that took place, and leaves those planned in the calendar', async () => {
    const { data: planned } = await plan(600);
    const count = { params: school(), query: group() };
    const before = await ok(network.own.head, lessons.countLessonsAhead, count);
    expect(before.count).toBeGreaterThan(0);
    await putAway();
    const read = await ok(network.own.teacher, lessons.readLesson, { params: { lessonId: planned.lessonId } });
    expect(read.participants.flatMap((one) => ids(one.classes))).toContain(network.own.classGroupId);
    expect(await ok(network.own.head, lessons.countLessonsAhead, count)).toEqual(before);
    // The room's screen does not wait for a class that meets no more.
    expect((await ok(network.kit, lessons.readNextLesson)).lesson).toBeNull();
  });

  it('gives its name and its room free', async () => {
    const params = school();
    const { own, admin } = network;
    const { roomId } = await ok(admin, schools.createRoom, { params, body: { name: 'Old room' } });
    await ok(own.head, schools.updateClass, { params: group(), body: { roomId } });
    await putAway();
    expect((await own.head.call(schools.deleteRoom, { params: { ...params, roomId } })).status).toBe(200);
    const [old] = (await classes()).away;
    const body = { name: old?.name, grades: [1], level: null, roomId: null };
    const next = await ok(own.head, schools.createClass, { params, body });
    const { error } = await own.head.call(schools.takeClassBack, { params: group() });
    expect(error).toMatchObject({ code: 'conflict', reason: 'class_name_taken' });
    const after = { params: { classGroupId: next.classGroupId }, body: { name: 'Next year' } };
    await ok(own.head, schools.updateClass, after);
  });
});

it('a class in a running lesson is not put away, until the lesson is over', async () => {
  const { data: lesson } = await plan(5);
  now += 6 * minute;
  expect((await putAway()).error).toMatchObject({ code: 'conflict', reason: 'lesson_runs' });
  await server.services.lessons.markEnded(lesson.lessonId, now);
  expect((await putAway()).status).toBe(200);
});

it('counts the lessons of one school and of its own classes alone', async () => {
  const { own, other, admin } = network;
  const count = async (schoolId: string, classGroupId?: string) =>
    (
      await ok(admin, lessons.countLessonsAhead, {
        params: { schoolId },
        query: { ...(classGroupId && { classGroupId }) },
      })
    ).count;
  const before = await count(own.schoolId);
  await plan(3000);
  expect(await count(own.schoolId)).toBe(before + 1);
  expect(await count(own.schoolId, own.classGroupId)).toBe(before + 1);
  expect(await count(other.schoolId)).toBe(0);
  expect(await count(other.schoolId, own.classGroupId)).toBe(0);
});
