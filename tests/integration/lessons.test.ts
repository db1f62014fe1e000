import * as api from '@pluriclasse/shared/api/lessons';
import { createTwinning } from '@pluriclasse/shared/api/twinnings';
import * as schools from '@pluriclasse/shared/api/schools';
import { DeviceId, SeatId, StaffId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildNetwork, ok, pair, type TestNetwork } from '../support/server/network.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { readMe } from '@pluriclasse/shared/api/sessions';

const minute = 60_000;
let server: TestServer;
let network: TestNetwork;
let now = Date.now();
beforeAll(async () => {
  server = await startTestServer({}, { now: () => now });
  network = await buildNetwork(server);
});
afterAll(() => server.close());

const phase = (title: string, minutes: number) => ({ phaseId: randomUUID(), title, minutes });
const schedule = (from: number, fields: Record<string, unknown> = {}) => {
  const times = { startsAt: now + from * minute, endsAt: now + (from + 45) * minute };
  return { body: { twinningId: network.twinningId, title: 'Places', plan: [phase('Hello', 5)], ...times, ...fields } };
};
const create = (from: number, fields: Record<string, unknown> = {}) =>
  ok(network.own.teacher, api.createLesson, schedule(from, fields));
const read = async (lessonId: string) => ok(network.own.teacher, api.readLesson, { params: { lessonId } });

describe('planning', () => {
  it.each([
    ['end_before_start', { startsAt: 2e12, endsAt: 2e12 }],
    ['too_long', { startsAt: 2e12, endsAt: 2e12 + 5 * 3_600_000 }],
    ['past', { startsAt: 1e12, endsAt: 1e12 + minute }],
    ['too_far', { startsAt: 3.9e12, endsAt: 3.9e12 + minute }],
    [
      'same_phase_twice',
      { plan: [{ ...phase('A', 1), phaseId: DeviceId.parse(randomUUID()) }].flatMap((one) => [one, one]) },
    ],
  ])('refuses what can not be: %s', async (reason, fields) => {
    const { error } = await network.own.teacher.call(api.createLesson, schedule(60, fields));
    expect(error).toMatchObject({ code: 'bad_request', reason });
  });

  it('opens the lobby a quarter of an hour before, then the lesson, and keeps it open for a while after its end', async () => {
    const lesson = await create(60);
    expect(lesson).toMatchObject({
      status: 'scheduled',
      lobbyAt: lesson.startsAt - 15 * minute,
      may: { join: false, edit: true },
    });
    now += 50 * minute;
    expect(await read(lesson.lessonId)).toMatchObject({ status: 'open', may: { join: true } });
    now += (10 + 45 + 29) * minute;
    expect(await read(lesson.lessonId)).toMatchObject({ status: 'open' });
    now += minute;
    expect(await read(lesson.lessonId)).toMatchObject({ status: 'ended', may: { join: false, edit: false } });
  });

  it('changes everything before, only the plan while it is open, and nothing after', async () => {
    const { lessonId } = await create(60);
    const params = { lessonId };
    const update = (body: object) => network.partner.teacher.call(api.updateLesson, { params, body });
    const changed: string[] = [];
    const stop = server.services.lessons.onChanged((id) => changed.push(id));
    const longer = { title: 'Meals', endsAt: now + 120 * minute };
    expect((await update(longer)).data).toMatchObject(longer);
    now += 55 * minute;
    expect((await update({ title: 'Sports' })).error).toMatchObject({ code: 'conflict', reason: 'open' });
    const plan = [phase('Hi', 5), phase('Bye', 5)];
    expect((await update({ plan })).data).toMatchObject({ plan });
    await server.services.lessons.markEnded((await read(lessonId)).lessonId, now);
    expect((await update({ plan: [] })).error).toMatchObject({ code: 'conflict', reason: 'over' });
    expect((await network.own.teacher.call(api.cancelLesson, { params })).error).toMatchObject({ code: 'conflict' });
    expect(await read(lessonId)).toMatchObject({ status: 'ended', plan });
    expect(changed).toEqual([lessonId, lessonId, lessonId]);
    stop();
  });

  it('calls off once, and says so twice', async () => {
    const { lessonId } = await create(60);
    for (let n = 0; n < 2; n++) {
      const cancelled = await ok(network.partner.teacher, api.cancelLesson, { params: { lessonId } });
      expect(cancelled).toMatchObject({ status: 'cancelled', may: { join: false, edit: false } });
    }
  });

  it('lists what overlaps a span', async () => {
    const { lessonId, startsAt, endsAt } = await create(10_000);
    const list = async (from: number, to: number) =>
      (await ok(network.own.teacher, api.listLessons, { query: { from, to } })).lessons.map((one) => one.lessonId);
    expect(await list(startsAt - 1, startsAt + 1)).toEqual([lessonId]);
    expect(await list(endsAt - 1, endsAt + minute)).toEqual([lessonId]);
    expect(await list(endsAt, endsAt + minute)).toEqual([]);
    expect(await list(startsAt - minute, startsAt)).toEqual([]);
    const other = await ok(network.other.teacher, api.listLessons, { query: { from: startsAt, to: endsAt } });
    expect(other.lessons).toEqual([]);
  });
});

describe('the next lesson', () => {
  it('of a kit is one of a class that meets in its room', async () => {
    const { own } = network;
    const params = { schoolId: own.schoolId };
    const { roomId } = await ok(own.head, schools.createRoom, { params, body: { name: 'Other room' } });
    const elsewhere = await pair(server, own, { name: 'Kit', purpose: 'kit', roomId });
    const mine = await ok(network.kit, api.readNextLesson);
    expect(mine.lesson).toMatchObject({ twinningId: network.twinningId });
    expect(mine.serverTime).toBe(now);
    expect((await ok(elsewhere, api.readNextLesson)).lesson).toBeNull();
    await ok(own.teacher, schools.updateClass, { params: { classGroupId: own.classGroupId }, body: { roomId: null } });
    expect((await ok(elsewhere, api.readNextLesson)).lesson).toMatchObject({ twinningId: network.twinningId });
  });
});

describe('attendance', () => {
  it('is a list of stretches by name or alias, and a crash ends them when they were last seen', async () => {
    const { lessonId } = await create(5);
    const { attendance } = server.services;
    const { own, partner } = network;
    const me = await ok(own.teacher, readMe);
    const staffId = StaffId.parse(me.kind === 'staff' ? me.staffId : '');
    const desk = SeatId.parse(randomUUID());
    const tablet = SeatId.parse(randomUUID());
    const nobody = { staffId: undefined, pupilId: undefined, deviceId: undefined };
    attendance.arrived({ ...nobody, lessonId, seatId: desk, schoolId: own.schoolId, kind: 'desk', staffId }, now);
    const pupilId = own.pupilIds[0];
    attendance.arrived(
      { ...nobody, lessonId, seatId: tablet, schoolId: own.schoolId, kind: 'companion', pupilId },
      now + 1000,
    );
    attendance.left(lessonId, desk, now + 5000);
    await attendance.recover(lessonId);
    const { spans } = await ok(partner.teacher, api.readAttendance, { params: { lessonId } });
    expect(spans).toMatchObject([
      {
        seatId: desk,
        name: me.kind === 'staff' ? me.name : '',
        kind: 'desk',
        pupilId: null,
        from: now,
        to: now + 5000,
      },
      { seatId: tablet, name: 'Elio', kind: 'companion', pupilId, from: now + 1000, to: now + 1000 },
    ]);
  });
});

describe('a twinning', () => {
  it('needs known classes of two schools, each once', async () => {
    const { own, partner } = network;
    const make = (classGroupIds: string[]) =>
      network.coordinator.call(createTwinning, { body: { name: 'T', classGroupIds } });
    const unknown = randomUUID();
    expect((await make([own.classGroupId, unknown])).error?.code).toBe('bad_request');
    expect((await make([own.classGroupId, own.classGroupId])).error?.code).toBe('bad_request');
    const { data } = await make([partner.classGroupId, own.classGroupId]);
    expect(data.participants.map(({ school }) => school.schoolId)).toEqual([partner.schoolId, own.schoolId]);
  });
});
