import { can } from '@pluriclasse/shared/domain/permissions';
import { openStudio, withdrawCapsule } from '@pluriclasse/shared/api/capsules';
import { CapsuleId, LessonId, type StaffId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addStaff, buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { staffIdOf } from '../support/server/timetable.ts';

const HOUR = 3_600_000;
let server: TestServer;
let network: TestNetwork;
let now = Date.now();
beforeAll(async () => {
  server = await startTestServer({}, { now: () => now });
  network = await buildNetwork(server);
  await server.database.query("UPDATE schools SET recording_mode = 'capsule' WHERE id = $1", [network.own.schoolId]);
});
afterAll(() => server.close());

const body = { title: 'Numbers to twenty' };
const open = async () => (await ok(network.own.teacher, openStudio, { body })).lessonId;
const base = () => Promise.resolve({ seq: 0, state: Uint8Array.of(0, 0) });

describe('a studio', () => {
  it('runs as a lesson of one school, at once, with a board of its own', async () => {
    const lessonId = await open();
    const plan = await server.services.studios.find(lessonId);
    expect(plan).toMatchObject({ title: body.title, over: 'no', agreed: 'confirmed', startsAt: now, phases: [] });
    expect(plan?.sites).toMatchObject([{ schoolId: network.own.schoolId, order: 0, classes: [] }]);
    expect(await server.services.studios.find(LessonId.parse(randomUUID()))).toBeUndefined();
  });

  it('is one at a time: who asks again gets the open one, until it has ended or closed', async () => {
    const first = await open();
    expect(await open()).toBe(first);
    expect(await server.services.studios.markEnded(first, now)).toBe(true);
    expect(await server.services.studios.markEnded(first, now)).toBe(false);
    const second = await open();
    expect(second).not.toBe(first);
    now += 4 * HOUR;
    expect(await open()).not.toBe(second);
  });

  it('is nobody’s but its owner’s: no colleague comes in, no tablet, no classroom', async () => {
    const colleague = await staffIdOf(await addStaff(server, network.admin, network.own.schoolId, ['teacher']));
    const plan = await server.services.studios.find(await open());
    const { schoolId, classGroupId, roomId } = network.own;
    const joint = {
      kind: 'joint',
      schoolIds: [schoolId],
      classGroupIds: [classGroupId],
      ownerId: plan?.ownerId,
    } as const;
    const teacher = (staffId: StaffId) => ({ kind: 'staff', staffId, schoolId, roles: ['teacher'] }) as const;
    const kit = { kind: 'kit', deviceId: randomUUID() as never, schoolId, roomId } as const; // any device
    for (const action of ['lesson:watch', 'lesson:join', 'board:draw', 'capsule:record'] as const) {
      expect(can(teacher(await staffIdOf(network.own.teacher)), action, joint)).toBe(true);
      expect(can(teacher(colleague), action, joint)).toBe(false);
      expect(can(kit, action, joint)).toBe(false);
    }
  });

  it('is another one once the capsule was taken back: in the old one nothing can be recorded any more', async () => {
    const lessonId = await open();
    const { ownerId, boardId, title } = (await server.services.studios.find(lessonId))!; // it was just opened
    const schoolIds = [network.own.schoolId];
    const order = { lessonId, ownerId, title, boardId, schoolIds, staffId: ownerId, at: now, base };
    const { capsuleId } = await server.services.recordingBook.begin(order);
    expect(await open()).toBe(lessonId);
    const told: unknown[] = [];
    server.services.capsules.onWithdrawn(async (capsule) => void told.push(capsule));
    await ok(network.own.teacher, withdrawCapsule, { params: { capsuleId } });
    // Whoever runs it is told, so that it stops at once.
    expect(told).toEqual([{ capsuleId, ranId: lessonId }]);
    await expect(server.services.recordingBook.begin(order)).rejects.toMatchObject({ reason: 'capsule-gone' });
    expect(await open()).not.toBe(lessonId);
  });

  it('needs a school that records', async () => {
    const refused = await network.partner.teacher.call(openStudio, { body });
    expect(refused.error).toMatchObject({ code: 'conflict', reason: 'no-recording' });
  });

  it('has a capsule with its id, which is the teacher’s own, and goes on in the same one', async () => {
    const lessonId = await open();
    const plan = await server.services.studios.find(lessonId);
    const { recordingBook } = server.services;
    const { ownerId, boardId, title } = plan!; // it was just opened
    const schoolIds = [network.own.schoolId];
    const begin = () =>
      recordingBook.begin({ lessonId, ownerId, title, boardId, schoolIds, staffId: ownerId, at: now, base });
    const { capsuleId } = await begin();
    expect(capsuleId).toBe(CapsuleId.parse(lessonId));
    now += 60_000;
    await recordingBook.end(capsuleId, { at: now, why: 'stopped', staffId: ownerId });
    now += 60_000;
    expect((await begin()).capsuleId).toBe(capsuleId);
    now += 30_000;
    await recordingBook.end(capsuleId, { at: now, why: 'over', staffId: ownerId });
    const row = 'SELECT alone, lesson_id, staff_id, state FROM capsules WHERE id = $1';
    expect(await server.database.query(row, [capsuleId])).toEqual([
      { alone: true, lesson_id: null, staff_id: ownerId, state: 'ready' },
    ]);
    const stretches = 'SELECT from_ms, to_ms FROM capsule_stretches WHERE capsule_id = $1 ORDER BY position';
    expect(await server.database.query(stretches, [capsuleId])).toEqual([
      { from_ms: '0', to_ms: '60000' },
      { from_ms: '120000', to_ms: '150000' },
    ]);
  });
});
