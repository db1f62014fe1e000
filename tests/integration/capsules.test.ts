import * as api from '@pluriclasse/shared/api/capsules';
import { createClass, putClassAway } from '@pluriclasse/shared/api/schools';
import { readMe } from '@pluriclasse/shared/api/sessions';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { putCapsule, type PutCapsule } from '../support/server/capsules.ts';
import { buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

const DAY = 86_400_000;
let clock = Date.now();
let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  server = await startTestServer({}, { now: () => clock });
  network = await buildNetwork(server);
});
afterAll(() => server.close());
beforeEach(async () => {
  clock = Date.now();
  await server.database.query('DELETE FROM capsules');
});

/** Of the own and the partner school. */
const put = (more: Partial<PutCapsule> = {}) => {
  const { own, partner } = network;
  return putCapsule(server, { schoolIds: [own.schoolId, partner.schoolId], ...more });
};
const of = (capsuleId: CapsuleId) => ({ params: { capsuleId } });
const nothing = { trim: null, hidden: [], chapters: null };
const listed = async (who: TestNetwork['kit']) =>
  (await ok(who, api.listCapsules)).capsules.map(({ capsuleId }) => capsuleId);
const rowOf = async (capsuleId: CapsuleId) => {
  const [row] = await server.database.query<Record<string, unknown>>('SELECT * FROM capsules WHERE id = $1', [
    capsuleId,
  ]);
  return row;
};

describe('who finds which capsule', () => {
  it("a lesson's with its schools' staff, with pupils of the classes it is published to, and nobody else", async () => {
    const { own, partner, other, home, companion, kit, admin, coordinator } = network;
    const older = await put({ epoch: clock - 2 * DAY });
    const newer = await put({ epoch: clock - DAY, classGroupIds: [own.classGroupId] });
    for (const who of [own.teacher, own.head, partner.teacher]) expect(await listed(who)).toEqual([newer, older]);
    for (const who of [home, companion]) expect(await listed(who)).toEqual([newer]);
    for (const who of [other.teacher, other.head, kit, admin, coordinator]) expect(await listed(who)).toEqual([]);
    const brief = await ok(partner.head, api.readCapsule, of(newer));
    expect(brief).toMatchObject({
      title: 'In our village',
      duration: 100_000,
      state: 'ready',
      classGroupIds: [own.classGroupId],
      sites: [
        { schoolId: own.schoolId, order: 0 },
        { schoolId: partner.schoolId, order: 1 },
      ],
      hasGaps: false,
      mayEdit: false,
      mayWithdraw: true,
    });
    expect((await ok(own.teacher, api.readCapsule, of(newer))).mayEdit).toBe(true);
    expect((await ok(home, api.readCapsule, of(newer))).mayWithdraw).toBe(false);
    expect((await home.call(api.readCapsule, of(older))).error?.code).toBe('not_found');
  });

  it('one that a teacher made alone with that teacher, until it is published; the head may take it back', async () => {
    const { own, partner, home } = network;
    const me = await ok(own.teacher, readMe);
    const capsuleId = await putCapsule(server, { schoolIds: [own.schoolId] });
    const staffId = me.kind === 'staff' ? me.staffId : '';
    await server.database.query('UPDATE capsules SET alone = true, staff_id = $2 WHERE id = $1', [capsuleId, staffId]);
    expect(await listed(own.teacher)).toEqual([capsuleId]);
    expect(await listed(partner.teacher)).toEqual([]);
    expect((await partner.teacher.call(api.readCapsule, of(capsuleId))).error?.code).toBe('not_found');
    expect((await own.head.call(api.readManifest, of(capsuleId))).error?.code).toBe('not_found');
    const body = { classGroupIds: [own.classGroupId] };
    await ok(own.teacher, api.publishCapsule, { ...of(capsuleId), body });
    expect(await listed(home)).toEqual([capsuleId]);
    expect((await ok(own.head, api.withdrawCapsule, of(capsuleId))).state).toBe('withdrawn');
  });
});

describe('an edit', () => {
  it('is saved once: whoever edited the same revision hears of it', async () => {
    const { own, partner } = network;
    const capsuleId = await put({
      recorded: [
        [0, 60_000],
        [90_000, 120_000],
      ],
    });
    const draft = await ok(own.teacher, api.readDraft, of(capsuleId));
    expect(draft).toMatchObject({ revision: 0, edit: nothing, chapters: [] });
    expect(draft.recorded).toEqual([
      { from: 0, to: 60_000 },
      { from: 90_000, to: 120_000 },
    ]);
    const edit = {
      trim: { from: 10_000, to: 110_000 },
      hidden: [
        { from: 40_000, to: 50_000 },
        { from: 45_000, to: 55_000 },
      ],
      chapters: [
        { at: 95_000, title: 'Songs' },
        { at: 0, title: 'Hello' },
      ],
    };
    const saved = await ok(own.teacher, api.saveEdit, { ...of(capsuleId), body: { revision: 0, edit } });
    expect(saved.revision).toBe(1);
    expect(saved.edit.hidden).toEqual([{ from: 40_000, to: 55_000 }]);
    expect(saved.chapters.map(({ title }) => title)).toEqual(['Hello', 'Songs']);
    expect((await ok(partner.teacher, api.readCapsule, of(capsuleId))).duration).toBe(30_000 + 5_000 + 20_000);

    const late = await partner.teacher.call(api.saveEdit, { ...of(capsuleId), body: { revision: 0, edit: nothing } });
    expect(late.error).toMatchObject({ code: 'conflict', reason: 'edited' });
    expect((await ok(partner.teacher, api.readDraft, of(capsuleId))).edit.chapters).toHaveLength(2);
  });

  it('leaves something', async () => {
    const capsuleId = await put();
    const edit = { ...nothing, hidden: [{ from: 0, to: 100_000 }] };
    const { error } = await network.own.teacher.call(api.saveEdit, { ...of(capsuleId), body: { revision: 0, edit } });
    expect(error).toMatchObject({ code: 'bad_request', reason: 'nothing-left' });
    expect((await rowOf(capsuleId))?.['revision']).toBe(0);
  });

  it('is also of the title', async () => {
    const capsuleId = await put();
    const renamed = await ok(network.own.teacher, api.renameCapsule, { ...of(capsuleId), body: { title: 'The farm' } });
    expect(renamed.title).toBe('The farm');
    expect((await ok(network.partner.teacher, api.readCapsule, of(capsuleId))).title).toBe('The farm');
  });
});

describe('publishing', () => {
  it('is to classes of its schools, and an empty list takes it from all', async () => {
    const { own, partner, other, home } = network;
    const capsuleId = await put();
    const publish = (classGroupIds: string[]) =>
      own.teacher.call(api.publishCapsule, { ...of(capsuleId), body: { classGroupIds } });
    expect((await publish([own.classGroupId, partner.classGroupId])).data.classGroupIds).toHaveLength(2);
    expect(await listed(home)).toEqual([capsuleId]);
    for (const wrong of [other.classGroupId, randomUUID()])
      expect((await publish([own.classGroupId, wrong])).error?.code).toBe('not_found');
    expect((await publish([partner.classGroupId])).data.classGroupIds).toEqual([partner.classGroupId]);
    expect(await listed(home)).toEqual([]);
    expect((await publish([])).data.classGroupIds).toEqual([]);
  });

  it('is not to a class that meets no more', async () => {
    const { admin, own } = network;
    const body = { name: 'Gone', grades: [1], level: null, roomId: null };
    const { classGroupId } = await ok(admin, createClass, { params: { schoolId: own.schoolId }, body });
    await ok(admin, putClassAway, { params: { classGroupId } });
    const capsuleId = await put();
    const { error } = await own.teacher.call(api.publishCapsule, {
      ...of(capsuleId),
      body: { classGroupIds: [classGroupId] },
    });
    expect(error?.code).toBe('not_found');
  });
});

/** Puts down what a node and viewers leave of it. */
async function leaveBytes(capsuleId: CapsuleId): Promise<void> {
  for (const folder of ['recordings', 'delivered']) {
    const inside = path.join(server.dataDir, folder, capsuleId);
    await mkdir(inside, { recursive: true });
    await writeFile(path.join(inside, 'some.webm'), 'bytes');
  }
  const { database } = server;
  await database.query(`UPDATE capsules SET base_state = '\\x01' WHERE id = $1`, [capsuleId]);
  await database.query(`INSERT INTO capsule_cues VALUES ($1, 1, 0, 'wall', '{}')`, [capsuleId]);
  await database.query(`INSERT INTO capsule_board_updates VALUES ($1, 1, 0, '\\x01')`, [capsuleId]);
}

/** What is left of it, by place. */
async function left(capsuleId: CapsuleId): Promise<string[]> {
  const places: string[] = [];
  for (const folder of ['recordings', 'delivered']) {
    const names = await readdir(path.join(server.dataDir, folder)).catch((): string[] => []);
    if (names.includes(capsuleId)) places.push(folder);
  }
  for (const table of ['capsule_cues', 'capsule_board_updates']) {
    const rows = await server.database.query(`SELECT 1 FROM ${table} WHERE capsule_id = $1`, [capsuleId]);
    if (rows.length > 0) places.push(table);
  }
  if ((await rowOf(capsuleId))?.['base_state'] !== null) places.push('base');
  return places;
}

describe('what is withdrawn', () => {
  it('is refused at once everywhere, leaves no bytes, and a record that it was', async () => {
    const { own, partner, home } = network;
    const capsuleId = await put({ classGroupIds: [own.classGroupId] });
    await leaveBytes(capsuleId);
    expect(await left(capsuleId)).toHaveLength(5);
    expect(await ok(partner.head, api.withdrawCapsule, of(capsuleId))).toMatchObject({
      state: 'withdrawn',
      bytes: 0,
      mayEdit: false,
      mayWithdraw: false,
    });
    expect(await left(capsuleId)).toEqual([]);
    expect((await rowOf(capsuleId))?.['bytes_gone_at']).toEqual(new Date(clock));

    expect(await listed(home)).toEqual([]);
    for (const who of [home, own.teacher, partner.head])
      expect((await who.call(api.readManifest, of(capsuleId))).error?.code).toBe('not_found');
    // Staff keep the record, and nobody brings it back.
    expect(await ok(own.teacher, api.readCapsule, of(capsuleId))).toMatchObject({ state: 'withdrawn' });
    expect((await ok(own.teacher, api.withdrawCapsule, of(capsuleId))).state).toBe('withdrawn');
    const { error } = await own.teacher.call(api.saveEdit, { ...of(capsuleId), body: { revision: 0, edit: nothing } });
    expect(error).toMatchObject({ code: 'conflict', reason: 'capsule-gone' });
  });

  it('loses its bytes later when they could not go at once, and what came late too', async () => {
    const capsuleId = await put();
    await server.database.query(`UPDATE capsules SET state = 'withdrawn'`);
    await leaveBytes(capsuleId);
    await server.services.capsules.sweep();
    expect(await left(capsuleId)).toEqual([]);
    const { bytes_gone_at: gone } = (await rowOf(capsuleId)) ?? {};
    await leaveBytes(capsuleId);
    clock += DAY;
    await server.services.capsules.sweep();
    expect(await left(capsuleId)).toEqual([]);
    expect((await rowOf(capsuleId))?.['bytes_gone_at']).toEqual(gone);
  });

  it('is told to the lesson that is being recorded', async () => {
    const told: unknown[] = [];
    server.services.capsules.onWithdrawn(async ({ capsuleId, ranId }) => void told.push([capsuleId, ranId]));
    const { own, lessonId } = network;
    const capsuleId = await put({ lessonId });
    await ok(own.teacher, api.withdrawCapsule, of(capsuleId));
    await ok(own.teacher, api.withdrawCapsule, of(capsuleId));
    expect(told).toEqual([[capsuleId, lessonId]]);
  });
});

describe('what expires', () => {
  it('is gone to the minute, its bytes with the next sweep, and others stay', async () => {
    const { own, home } = network;
    const capsuleId = await put({ classGroupIds: [own.classGroupId], expiresAt: clock + DAY });
    const other = await put({ expiresAt: clock + 2 * DAY });
    for (const one of [capsuleId, other]) await leaveBytes(one);
    await server.services.capsules.sweep();
    expect(await left(capsuleId)).toHaveLength(5);

    clock += DAY;
    expect(await listed(home)).toEqual([]);
    expect((await home.call(api.readManifest, of(capsuleId))).error?.code).toBe('not_found');
    expect((await ok(own.teacher, api.readCapsule, of(capsuleId))).state).toBe('expired');
    expect(await server.clockwork.tick()).toContain('capsules-swept');
    expect(await left(capsuleId)).toEqual([]);
    expect(await left(other)).toHaveLength(5);
    expect(await rowOf(capsuleId)).toMatchObject({ state: 'expired', bytes_gone_at: new Date(clock) });
  });
});

describe('who watched', () => {
  it('is read by each school of the others, once an hour for each person', async () => {
    const { own, partner, home } = network;
    const capsuleId = await put({ classGroupIds: [own.classGroupId] });
    const watch = (who: TestNetwork['kit']) => ok(who, api.readManifest, of(capsuleId));
    await watch(own.teacher);
    await watch(partner.teacher);
    await watch(partner.teacher);
    await watch(home);
    const ownLog = await ok(own.head, api.readViewings, of(capsuleId));
    expect(ownLog.viewings).toMatchObject([{ at: clock, name: 'Some teacher', school: 'Partner' }]);
    const partnerLog = await ok(partner.teacher, api.readViewings, of(capsuleId));
    expect(partnerLog.viewings).toMatchObject([{ at: clock, school: 'Own' }]);
    clock += 2 * 3_600_000;
    await watch(partner.teacher);
    expect((await ok(own.head, api.readViewings, of(capsuleId))).viewings).toHaveLength(2);
    // However often the own school looks at it, nobody else falls out of the record.
    await server.database.query(
      `INSERT INTO capsule_viewings SELECT gen_random_uuid(), $1, NULL, $2, now() FROM generate_series(1, 600)`,
      [capsuleId, own.schoolId],
    );
    expect((await ok(own.head, api.readViewings, of(capsuleId))).viewings).toHaveLength(2);
    // The record outlasts the capsule.
    await ok(own.head, api.withdrawCapsule, of(capsuleId));
    expect((await ok(own.head, api.readViewings, of(capsuleId))).viewings).toHaveLength(2);
  });
});

describe("a school's rules", () => {
  it('are to record nothing until the head says otherwise', async () => {
    const { own } = network;
    const params = { schoolId: own.schoolId };
    expect(await ok(own.teacher, api.readRecordingRules, { params })).toEqual({ mode: 'none', keep: '30-days' });
    const told: string[] = [];
    server.services.recordingRules.onChanged((schoolId) => told.push(schoolId));
    const body = { mode: 'capsule', keep: '30-days' };
    expect(await ok(own.head, api.setRecordingRules, { params, body })).toEqual(body);
    expect(await ok(own.teacher, api.readRecordingRules, { params })).toEqual(body);
    expect(told).toEqual([own.schoolId]);
    const { error } = await own.head.call(api.setRecordingRules, { params, body: { mode: 'all', keep: '30-days' } });
    expect(error?.code).toBe('bad_request');
  });

  it('on keeping count for what there is already, the strictest for all', async () => {
    const { own, partner } = network;
    const set = (school: typeof own, keep: string) =>
      ok(school.head, api.setRecordingRules, {
        params: { schoolId: school.schoolId },
        body: { mode: 'capsule', keep },
      });
    const end = new Date(clock + 200 * DAY).toISOString().slice(0, 10);
    for (const { schoolId } of [own, partner])
      await server.database.query(
        `INSERT INTO school_years (school_id, known_from, known_to) VALUES ($1, '2026-01-01', $2)
         ON CONFLICT (school_id) DO UPDATE SET known_from = '2026-01-01', known_to = $2`,
        [schoolId, end],
      );
    const capsuleId = await put();
    const keptFor = async () => {
      const { expires_at: until, created_at: from } = (await rowOf(capsuleId)) ?? {};
      return Math.round((new Date(String(until)).getTime() - new Date(String(from)).getTime()) / DAY);
    };
    await set(own, 'school-year');
    expect(await keptFor()).toBe(30);
    await set(partner, 'school-year');
    expect(await keptFor()).toBeGreaterThan(199);
    await set(own, '30-days');
    expect(await keptFor()).toBe(30);
  });
});
