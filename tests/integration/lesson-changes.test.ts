import * as asks from '@pluriclasse/shared/api/asks';
import * as lessons from '@pluriclasse/shared/api/lessons';
import { listNotices } from '@pluriclasse/shared/api/notices';
import * as api from '@pluriclasse/shared/api/series';
import * as templates from '@pluriclasse/shared/api/templates';
import * as timetables from '@pluriclasse/shared/api/timetables';
import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import type { StaffId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addStaff, ok, type TestNetwork } from '../support/server/network.ts';
import {
  agreedSeries,
  keepSignedIn,
  proposeSeries,
  startWithWeeks,
  toldTo,
  tuesdays,
} from '../support/server/series.ts';
import { anyClosure, staffIdOf, TimetableDesk } from '../support/server/timetable.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import type { TestServer } from '../support/server/testServer.ts';

const minute = 60_000;
const hour = 60 * minute;
let server: TestServer;
let network: TestNetwork;
let colleague: TestBrowser;
let colleagueId: StaffId;
let now = Date.now();
let starts: number[];
let seriesId: string;
let params: { lessonId: string };
beforeAll(async () => {
  ({ server, network } = await startWithWeeks(() => now));
  colleague = await addStaff(server, network.admin, network.own.schoolId, ['teacher']);
  colleagueId = await staffIdOf(colleague);
  await keepSignedIn(server);
});
afterAll(() => server.close());
beforeEach(async () => {
  now = Date.now();
  starts = tuesdays(5);
  seriesId = await agreedSeries(server, network, starts.slice(0, 3));
  params = { lessonId: (await inSeries())[0]?.lessonId ?? '' };
});

const clear = () => server.database.query('DELETE FROM notices');
const inSeries = async () => (await ok(network.coordinator, api.readSeries, { params: { seriesId } })).lessons;
const read = (who = network.own.teacher) => ok(who, lessons.readLesson, { params });
const move = (who: TestBrowser, startsAt: number) => who.call(api.moveLesson, { params, body: { startsAt } });
const isoDay = (at: number | undefined) => toIsoDay(toWall(at ?? 0, 'Europe/Rome').day);
const byHand = async (startsAt: number) => {
  const { twinningId, own } = network;
  const body = { twinningId, title: 'By hand', plan: [], startsAt, endsAt: startsAt + 45 * minute };
  return { lessonId: (await ok(own.teacher, lessons.createLesson, { body })).lessonId };
};

describe('calling off', () => {
  const cancel = (who: TestBrowser, reason: string | null = 'Snow') =>
    who.call(lessons.cancelLesson, { params, body: { reason } });
  const undo = (who: TestBrowser) => who.call(api.undoCancelLesson, { params });

  it('says why, frees its time, tells the others, and can be taken back for ten minutes', async () => {
    const { own, partner, coordinator } = network;
    const { data } = await cancel(own.teacher);
    expect(data).toMatchObject({
      status: 'cancelled',
      sequence: 2,
      cancelled: { reason: 'Snow' },
      may: { undoCancel: true },
    });
    expect(await server.database.query('SELECT 1 FROM claims WHERE lesson_id = $1', [params.lessonId])).toEqual([]);
    expect(await toldTo(partner.teacher)).toEqual(['lesson-cancelled']);
    expect(await toldTo(coordinator)).toEqual(['lesson-cancelled']);
    expect(await toldTo(own.teacher)).toEqual([]);
    now += 10 * minute;
    expect((await undo(partner.teacher)).data).toMatchObject({
      status: 'scheduled',
      agreed: 'confirmed',
      sequence: 3,
      cancelled: null,
    });
    expect(await toldTo(own.teacher)).toEqual(['lesson-restored']);
    expect(await server.database.query('SELECT 1 FROM claims WHERE lesson_id = $1', [params.lessonId])).toHaveLength(6);
    expect((await undo(partner.teacher)).error).toMatchObject({ code: 'conflict', reason: 'too_late' });
  });

  it('can not be taken back later, nor when somebody has the time by then', async () => {
    const { own, coordinator } = network;
    await cancel(own.teacher);
    const { series } = await proposeSeries(network, [starts[0] ?? 0], { title: 'Instead' });
    expect((await undo(own.teacher)).error).toMatchObject({ reason: 'taken' });
    await ok(coordinator, api.withdrawSeries, { params: { seriesId: series.seriesId }, body: { reason: null } });
    now += 10 * minute + 1;
    expect((await undo(own.teacher)).error).toMatchObject({ reason: 'too_late' });
    expect(await read()).toMatchObject({ status: 'cancelled', may: { undoCancel: false } });
  });

  it('what happened meanwhile counts: a holiday sends it back once it is restored', async () => {
    await cancel(network.own.teacher);
    const day = isoDay(starts[0]);
    const closure = { ...anyClosure, from: day, to: day };
    await new TimetableDesk(network.partner).change(timetables.createClosure, { closure });
    expect((await undo(network.own.teacher)).data).toMatchObject({ status: 'scheduled', agreed: 'proposed' });
  });

  it('is not done unless all of it is: the others hear, or it takes place', async () => {
    const { own, partner } = network;
    const tell = vi.spyOn(server.services.lessonTeller, 'tell').mockRejectedValueOnce(new Error('Cut off'));
    expect((await cancel(own.teacher)).error?.code).toBe('internal');
    tell.mockRestore();
    expect(await read()).toMatchObject({ status: 'scheduled', sequence: 1 });
    expect((await cancel(own.teacher)).data).toMatchObject({ status: 'cancelled' });
    expect(await toldTo(partner.teacher)).toEqual(['lesson-cancelled']);
  });

  it('by two at once is done once', async () => {
    const { own, partner } = network;
    const both = await Promise.all([cancel(own.teacher), cancel(partner.teacher, 'Ill')]);
    for (const { data } of both) expect(data.status).toBe('cancelled');
    expect(await read()).toMatchObject({ sequence: 2 });
  });
});

describe('who leads', () => {
  const substitute = (who: TestBrowser, staffId: string, instead: string | null) =>
    who.call(api.substituteTeacher, { params, body: { schoolId: network.own.schoolId, staffId, instead } });
  const list = async () =>
    (await ok(network.own.teacher, api.listSubstitutes, { params, query: { schoolId: network.own.schoolId } }))
      .substitutes;

  it('another free teacher of the school, in one tap and with the plan', async () => {
    const { own, partner } = network;
    const mine = await staffIdOf(own.teacher);
    expect(await list()).toEqual([{ staffId: colleagueId, name: 'Some teacher', blocker: null }]);
    expect((await substitute(own.teacher, colleagueId, mine)).data.sites[0]?.staff).toEqual([
      { staffId: colleagueId, name: 'Some teacher' },
    ]);
    const { notices } = await ok(colleague, listNotices);
    expect(notices).toMatchObject([{ kind: 'lesson-substitute', params: { plan: 'Hello (5′)' } }]);
    expect(await toldTo(partner.teacher)).toEqual(['lesson-substituted']);
    const claims = 'SELECT 1 FROM claims WHERE lesson_id = $1 AND subject_id = $2';
    expect(await server.database.query(claims, [params.lessonId, colleagueId])).toHaveLength(1);
    expect(await server.database.query(claims, [params.lessonId, mine])).toHaveLength(0);
    expect((await substitute(own.teacher, colleagueId, mine)).error?.code).toBe('conflict');
  });

  it('ends a proposal to move it, which was of those who led it before; who proposed it hears so', async () => {
    const { own, partner } = network;
    now = (starts[0] ?? 0) - 30 * hour;
    await move(partner.teacher, starts[3] ?? 0);
    await clear();
    await substitute(own.teacher, colleagueId, await staffIdOf(own.teacher));
    expect(await read()).toMatchObject({ move: null, startsAt: starts[0] });
    expect((await ok(own.teacher, asks.listAsks)).mine).toEqual([]);
    expect(new Set(await toldTo(partner.teacher))).toEqual(new Set(['move-lapsed', 'lesson-substituted']));
    await server.services.moves.settleAll();
    expect((await read()).sites[0]?.staff).toMatchObject([{ staffId: colleagueId }]);
  });

  it('brings a lesson back that waited for a teacher who is ill', async () => {
    const { own } = network;
    const mine = await staffIdOf(own.teacher);
    const day = isoDay(starts[0]);
    const absence = { from: day, to: day, hours: null, reason: null };
    await new TimetableDesk(own).change(timetables.createAbsence, { absence }, { staffId: mine });
    await server.services.rechecks.run();
    expect(await read()).toMatchObject({ agreed: 'proposed' });
    expect((await substitute(own.head, colleagueId, mine)).data).toMatchObject({ agreed: 'confirmed', blocked: null });
  });

  it('nobody who is away, leads elsewhere, or is of another school', async () => {
    const { own, partner } = network;
    const mine = await staffIdOf(own.teacher);
    const theirs = await staffIdOf(partner.teacher);
    expect((await substitute(own.teacher, theirs, mine)).error).toMatchObject({ reason: 'no_teacher' });
    const day = isoDay(starts[0]);
    const absence = { from: day, to: day, hours: null, reason: null };
    await new TimetableDesk(own).change(timetables.createAbsence, { absence }, { staffId: colleagueId }, own.head);
    expect(await list()).toMatchObject([{ staffId: colleagueId, blocker: { kind: 'teacher-away' } }]);
    expect((await substitute(own.teacher, colleagueId, mine)).error).toMatchObject({ reason: 'not_free' });
  });

  it('is said of a lesson made by hand too', async () => {
    params = await byHand(now + 100 * hour);
    expect((await substitute(network.own.teacher, colleagueId, null)).data.sites[0]?.staff).toMatchObject([
      { staffId: colleagueId },
    ]);
  });
});

it('a school that only watches says so, and takes it back', async () => {
  const { own, partner } = network;
  const watch = (watchOnly: boolean, who = own.teacher) =>
    who.call(api.watchLesson, { params, body: { schoolId: own.schoolId, watchOnly } });
  expect((await watch(true)).data.sites.map((one) => one.watchOnly)).toEqual([true, false]);
  expect((await watch(false, partner.teacher)).error?.code).toBe('forbidden');
  expect((await read(partner.teacher)).sites[0]).toMatchObject({ watchOnly: true });
  expect((await watch(false)).data.sites.map((one) => one.watchOnly)).toEqual([false, false]);
  params = await byHand(now + 100 * hour);
  expect((await watch(true)).data.sites.map((one) => one.watchOnly)).toEqual([true, false]);
});

it('what is not agreed yet, and whose lobby is open, stays', async () => {
  const { own } = network;
  const { series } = await proposeSeries(network, [starts[4] ?? 0]);
  const found = await ok(own.teacher, api.readSeries, { params: { seriesId: series.seriesId } });
  params = { lessonId: found.lessons[0]?.lessonId ?? '' };
  expect((await move(own.teacher, starts[3] ?? 0)).error).toMatchObject({ reason: 'not_agreed' });
  const change = { startsAt: (starts[4] ?? 0) + hour, endsAt: (starts[4] ?? 0) + 2 * hour };
  expect((await own.teacher.call(lessons.updateLesson, { params, body: change })).error).toMatchObject({
    reason: 'series',
  });
});

describe('templates of plans', () => {
  const plan = (title: string) => [{ phaseId: randomUUID(), title, minutes: 10 }];
  const create = (who: TestBrowser, shared: boolean, name = 'Songs') =>
    ok(who, templates.createTemplate, { body: { name, plan: plan('Sing'), shared } });
  const names = async (who: TestBrowser) => (await ok(who, templates.listTemplates)).templates.map(({ name }) => name);

  it('are one’s own, or shared with teachers of twinned schools; only the owner changes them', async () => {
    const { own, partner, other } = network;
    const mine = await create(own.teacher, false, 'Mine');
    const ours = await create(own.teacher, true, 'Ours');
    expect(await names(own.teacher)).toEqual(['Mine', 'Ours']);
    expect(await names(colleague)).toEqual(['Ours']);
    expect(await names(partner.teacher)).toEqual(['Ours']);
    expect(await names(other.teacher)).toEqual([]);
    const change = (who: TestBrowser, templateId: string, body: object) =>
      who.call(templates.updateTemplate, { params: { templateId }, body });
    expect((await change(partner.teacher, ours.templateId, { name: 'X' })).error?.code).toBe('forbidden');
    expect((await change(partner.teacher, mine.templateId, { name: 'X' })).error?.code).toBe('not_found');
    expect((await change(own.teacher, ours.templateId, { shared: false })).data).toMatchObject({ shared: false });
    expect(await names(partner.teacher)).toEqual([]);
    await ok(own.teacher, templates.deleteTemplate, { params: { templateId: mine.templateId } });
    expect(await names(own.teacher)).toEqual(['Ours']);
  });

  it('are given to all coming lessons of a series, but not to those whose plan is their own, unless told', async () => {
    const { own, partner } = network;
    const edited = plan('Own idea');
    await ok(partner.teacher, lessons.updateLesson, { params, body: { plan: edited } });
    const { templateId } = await create(own.teacher, true);
    const apply = (all: boolean) =>
      ok(partner.teacher, api.applyTemplateToSeries, { params: { seriesId }, body: { templateId, all } });
    expect(await apply(false)).toMatchObject({ changed: 2, kept: 1 });
    expect((await inSeries()).map((one) => one.plan[0]?.title)).toEqual(['Own idea', 'Sing', 'Sing']);
    expect(await apply(true)).toMatchObject({ changed: 3, kept: 0 });
    expect(await apply(false)).toMatchObject({ changed: 3, kept: 0 });
    const kept = await ok(own.teacher, templates.saveLessonAsTemplate, {
      params,
      body: { name: 'Kept', shared: false },
    });
    expect(kept.plan).toMatchObject([{ title: 'Sing' }]);
  });
});
