import * as asks from '@pluriclasse/shared/api/asks';
import { listLessons, readLesson, readNextLesson } from '@pluriclasse/shared/api/lessons';
import * as schools from '@pluriclasse/shared/api/schools';
import * as api from '@pluriclasse/shared/api/series';
import * as timetables from '@pluriclasse/shared/api/timetables';
import { setTwinningState, createTwinning } from '@pluriclasse/shared/api/twinnings';
import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addStaff, buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import {
  agree,
  answerMine,
  clearPlans,
  everybodyAgrees,
  proposeSeries,
  seriesBody,
  toldTo,
  tuesdays,
} from '../support/server/series.ts';
import { anyClosure, staffIdOf, TimetableDesk } from '../support/server/timetable.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { anyWish, giveWeeks } from '../support/server/wishes.ts';

let server: TestServer;
let network: TestNetwork;
let now = Date.now();
beforeAll(async () => {
  server = await startTestServer({}, { now: () => now });
  network = await buildNetwork(server);
  await giveWeeks(server, network);
});
beforeEach(async () => {
  now = Date.now();
  await clearPlans(server);
});
afterAll(() => server.close());

const read = (seriesId: string) => ok(network.coordinator, api.readSeries, { params: { seriesId } });
const clear = () => server.database.query('DELETE FROM notices');
const isoDay = (at: number) => toIsoDay(toWall(at, 'Europe/Rome').day);

describe('a series', () => {
  it('is made of the dates that hold, proposed and claimed; the others come back with what stands in their way', async () => {
    const starts = tuesdays(4);
    const closed = isoDay(starts[1] ?? 0);
    await new TimetableDesk(network.own).change(timetables.createClosure, {
      closure: { ...anyClosure, from: closed, to: closed },
    });
    const { series, refused } = await proposeSeries(network, [...starts, (starts[0] ?? 0) + 60_000 * 600]);
    expect(refused.map(({ startsAt }) => startsAt)).toEqual([(starts[0] ?? 0) + 60_000 * 600, starts[1]]);
    expect(refused[1]?.blockers[0]).toMatchObject({ kind: 'municipal', schoolId: network.own.schoolId });
    expect(series).toMatchObject({
      state: 'proposed',
      lessons: 3,
      confirmed: 0,
      round: 1,
      from: isoDay(starts[0] ?? 0),
    });
    expect(series.missing).toMatchObject({ from: series.from, to: series.to });
    const { lessons } = await read(series.seriesId);
    expect(lessons.map((one) => [one.agreed, one.status, one.may.join])).toEqual(
      [0, 1, 2].map(() => ['proposed', 'scheduled', false]),
    );
    const teachers = [await staffIdOf(network.own.teacher), await staffIdOf(network.partner.teacher)];
    expect(
      lessons[0]?.sites.map(({ staff, room, displaced }) => [staff[0]?.staffId, room?.name, displaced[0]?.subject]),
    ).toEqual(teachers.map((staffId) => [staffId, 'Room', 'Inglese']));
    // Nobody else gets these hours: not another series, not another proposal of the same.
    const again = await network.coordinator.call(api.createSeries, { body: seriesBody(network, starts) });
    expect(again.error).toMatchObject({ code: 'conflict', reason: 'no_dates' });
    expect(await server.database.query(`SELECT 1 FROM claims WHERE firm`)).toHaveLength(3 * 6);
  });

  it('with `onlyFirst` is made once for a twinning, also when asked for twice at a time, and anew once it is over', async () => {
    const { coordinator, other, own, twinningId } = network;
    const scheduled = async (who: TestBrowser) => (await ok(who, api.listScheduled)).twinningIds;
    const propose = (first: number) => {
      const starts = tuesdays(6).slice(first, first + 2);
      return coordinator.call(api.createSeries, { body: seriesBody(network, starts, { onlyFirst: true }) });
    };
    expect(await scheduled(coordinator)).toEqual([]);
    // Of different dates: nothing but the series itself is in the way.
    const both = await Promise.all([propose(0), propose(2)]);
    expect(new Set(both.map(({ error }) => error?.reason))).toEqual(new Set(['has_series', undefined]));
    expect(await scheduled(coordinator)).toEqual([twinningId]);
    expect(await scheduled(own.teacher)).toEqual([twinningId]);
    expect(await scheduled(other.teacher)).toEqual([]);
    expect((await propose(4)).error?.reason).toBe('has_series');
    const made = both.find(({ error }) => error === undefined)?.data.series;
    await ok(coordinator, api.withdrawSeries, { params: { seriesId: made!.seriesId }, body: { reason: null } });
    expect(await scheduled(coordinator)).toEqual([]);
    expect((await propose(4)).error).toBeUndefined();
    await server.database.query(`UPDATE series SET last_day = '2020-01-01'`);
    expect(await scheduled(coordinator)).toEqual([]);
  });

  it('asks its teachers, then the heads, and is confirmed once an agreement is in force', async () => {
    const { own, partner, coordinator } = network;
    const { series } = await proposeSeries(network, tuesdays(3));
    const state = async () => (await read(series.seriesId)).series.state;
    expect(await toldTo(own.teacher)).toEqual(['series-asked']);
    expect(await toldTo(own.head)).toEqual([]);
    expect((await answerMine(own.head)).status).toBe(400);
    await answerMine(own.teacher);
    expect(await toldTo(own.head)).toEqual(['series-approve']);
    expect(await toldTo(partner.head)).toEqual([]);
    await answerMine(own.head);
    await answerMine(partner.teacher);
    expect(await state()).toBe('proposed');
    await answerMine(partner.head);
    expect(await state()).toBe('approved');
    expect(await toldTo(coordinator)).toEqual(['series-waits']);
    await server.services.approval.confirmAll();
    expect(await toldTo(coordinator)).toEqual(['series-waits']);
    await agree(network);
    await server.services.approval.confirmAll();
    const found = await read(series.seriesId);
    expect(found.series).toMatchObject({ state: 'confirmed', confirmed: 3, missing: null });
    expect(found.lessons.map(({ agreed, sequence }) => [agreed, sequence])).toEqual(
      [0, 1, 2].map(() => ['confirmed', 1]),
    );
    for (const who of [own.teacher, partner.head, coordinator]) {
      expect((await toldTo(who)).filter((kind) => kind === 'series-confirmed')).toHaveLength(1);
    }
    // They open by themselves, with plan and board.
    now = (found.lessons[0]?.startsAt ?? 0) - 9 * 60_000;
    const open = await server.services.lessons.find(found.lessons[0]!.lessonId);
    expect(open?.row).toMatchObject({ agreed: 'confirmed', plan: [{ title: 'Hello' }] });
  });

  it('that is only proposed does not open, nor is it a kit’s next lesson', async () => {
    const { series } = await proposeSeries(network, tuesdays(1));
    const [lesson] = (await read(series.seriesId)).lessons;
    await server.database.query('DELETE FROM lessons WHERE series_id IS NULL');
    expect((await ok(network.kit, readNextLesson)).lesson).toBeNull();
    await server.database.query(`UPDATE lessons SET starts_at = $1, ends_at = $2`, [
      new Date(now).toISOString(),
      new Date(now + 45 * 60_000).toISOString(),
    ]);
    const params = { lessonId: lesson?.lessonId ?? '' };
    expect(await ok(network.own.teacher, readLesson, { params })).toMatchObject({
      status: 'scheduled',
      may: { join: false },
    });
    expect((await ok(network.kit, readNextLesson)).lesson).toBeNull();
    const live = await server.live.lessons.open(lesson!.lessonId);
    expect(live.phase).toBe('early');
  });

  it('comes back to its proposer with a no and its reason; asked again with other dates it starts anew', async () => {
    const { own, partner, coordinator } = network;
    const starts = tuesdays(4);
    const { series } = await proposeSeries(network, starts.slice(0, 3));
    await answerMine(own.teacher);
    expect((await answerMine(partner.teacher, 'no')).error).toMatchObject({ reason: 'reason_missing' });
    await answerMine(partner.teacher, 'no', 'Too early');
    expect((await read(series.seriesId)).series).toMatchObject({ state: 'declined' });
    expect(await toldTo(coordinator)).toEqual(['series-declined']);
    expect((await ok(own.head, asks.listAsks)).mine).toEqual([]);
    const before = (await read(series.seriesId)).lessons;
    const params = { seriesId: series.seriesId };
    const again = await ok(coordinator, api.proposeSeriesAgain, { params, body: { starts: starts.slice(1) } });
    expect(again.series).toMatchObject({ state: 'proposed', round: 2, lessons: 3 });
    expect(again.series.asks.map(({ answer }) => answer)).toEqual([null, null]);
    const after = (await read(series.seriesId)).lessons;
    expect(after.filter(({ status }) => status === 'cancelled').map(({ lessonId }) => lessonId)).toEqual([
      before[0]?.lessonId,
    ]);
    expect(
      after
        .filter(({ status }) => status !== 'cancelled')
        .slice(0, 2)
        .map(({ lessonId }) => lessonId),
    ).toEqual(before.slice(1).map(({ lessonId }) => lessonId));
    await agree(network);
    await everybodyAgrees(network);
    expect((await read(series.seriesId)).series).toMatchObject({ state: 'confirmed', lessons: 3, confirmed: 3 });
    expect((await coordinator.call(api.proposeSeriesAgain, { params, body: {} })).error).toMatchObject({
      reason: 'state',
    });
  });

  it('of a school without a head is told to the coordinator, and an administrator may approve', async () => {
    const { partner, coordinator, admin } = network;
    await agree(network);
    await server.database.query(`UPDATE staff SET left_at = now() WHERE id = $1`, [await staffIdOf(partner.head)]);
    await proposeSeries(network, tuesdays(2));
    await answerMine(partner.teacher);
    for (const who of [coordinator, admin]) expect(await toldTo(who)).toContain('series-headless');
    expect((await ok(admin, asks.listAsks)).mine).toMatchObject([{ step: 'head', headless: true }]);
    expect((await answerMine(admin)).data).toMatchObject({ answer: 'yes' });
  });

  it('by a teacher who would lead it has that yes already', async () => {
    const { own, partner } = network;
    const { series } = await ok(own.teacher, api.createSeries, { body: seriesBody(network, tuesdays(2)) });
    expect(series.asks.map(({ answer, answeredBy }) => [answer, answeredBy !== null])).toContainEqual(['yes', true]);
    expect(await toldTo(own.teacher)).toEqual([]);
    expect(await toldTo(own.head)).toEqual(['series-approve']);
    expect(await toldTo(partner.teacher)).toEqual(['series-asked']);
  });

  it('a head who teaches in it answers once', async () => {
    const { own, partner } = network;
    await agree(network);
    await server.database.query(`UPDATE staff SET roles = '{teacher,head}' WHERE id = $1`, [
      await staffIdOf(own.teacher),
    ]);
    const { series } = await proposeSeries(network, tuesdays(2));
    for (const who of [own.teacher, partner.teacher, partner.head]) await answerMine(who);
    await server.database.query(`UPDATE staff SET roles = '{teacher}' WHERE id = $1`, [await staffIdOf(own.teacher)]);
    expect((await read(series.seriesId)).series.state).toBe('confirmed');
  });

  it('is taken back: what has not begun is called off, its time is free, and all hear so', async () => {
    const { own, coordinator } = network;
    await agree(network);
    const { series } = await proposeSeries(network, tuesdays(3));
    await everybodyAgrees(network);
    await clear();
    const params = { seriesId: series.seriesId };
    const withdrawn = await ok(coordinator, api.withdrawSeries, { params, body: { reason: 'Not this year' } });
    expect(withdrawn).toMatchObject({ state: 'withdrawn', lessons: 0 });
    expect(await toldTo(own.head)).toEqual(['series-withdrawn']);
    expect(await server.database.query('SELECT 1 FROM claims WHERE firm')).toEqual([]);
    const undo = await coordinator.call(api.undoCancelLesson, {
      params: { lessonId: (await read(series.seriesId)).lessons[0]?.lessonId ?? '' },
    });
    expect(undo.error).toMatchObject({ reason: 'too_late' });
  });

  it('ends with its twinning, and none begins in one that rests', async () => {
    const { coordinator, twinningId } = network;
    const { series } = await proposeSeries(network, tuesdays(2));
    const set = (state: string) =>
      ok(coordinator, setTwinningState, { params: { twinningId }, body: { state, reason: null } });
    await set('paused');
    const refused = await coordinator.call(api.createSeries, { body: seriesBody(network, tuesdays(3)) });
    expect(refused.error).toMatchObject({ reason: 'twinning_rests' });
    await set('ended');
    expect((await read(series.seriesId)).series).toMatchObject({ state: 'withdrawn', lessons: 0 });
    expect((await ok(coordinator, listLessons)).lessons.filter(({ status }) => status === 'scheduled')).toEqual([]);
  });

  it('takes no wish of other schools, classes, people or rooms', async () => {
    const { own, partner, other, coordinator } = network;
    const wish = { ...anyWish(own, partner), noticeHours: 0 };
    const [mine, theirs] = wish.sites;
    const wrong = [
      { ...wish, sites: anyWish(own, other).sites },
      { ...wish, sites: [mine, { ...theirs, classGroupIds: [other.classGroupId] }] },
      { ...wish, sites: [mine, { ...theirs, staffIds: [await staffIdOf(own.teacher)] }] },
      { ...wish, sites: [mine, { ...theirs, roomIds: [own.roomId] }] },
      { ...wish, sites: [mine, theirs, { ...mine, schoolId: other.schoolId, classGroupIds: [other.classGroupId] }] },
      { ...wish, sites: [mine, mine] },
    ];
    for (const one of wrong) {
      const { error } = await coordinator.call(api.createSeries, {
        body: seriesBody(network, tuesdays(1), { wish: one }),
      });
      expect(error).toMatchObject({ code: 'bad_request', reason: 'wish' });
    }
  });
});

describe('at the same time', () => {
  it('two teachers accept: each head is asked once', async () => {
    const { own, partner } = network;
    await proposeSeries(network, tuesdays(2));
    await Promise.all([answerMine(own.teacher), answerMine(partner.teacher), answerMine(own.teacher)]);
    expect(await toldTo(own.head)).toEqual(['series-approve']);
    expect(await toldTo(partner.head)).toEqual(['series-approve']);
  });

  it('the last approval comes twice, and from two heads: it is confirmed once', async () => {
    const { own, partner, admin } = network;
    await agree(network);
    const second = await addStaff(server, admin, partner.schoolId, ['head']);
    const { series } = await proposeSeries(network, tuesdays(3));
    for (const who of [own.teacher, partner.teacher, own.head]) await answerMine(who);
    await Promise.all([answerMine(partner.head), answerMine(second), answerMine(partner.head)]);
    await Promise.all([1, 2, 3].map(() => server.services.approval.confirmAll()));
    const found = await read(series.seriesId);
    expect(found.series.state).toBe('confirmed');
    expect(found.lessons.map(({ sequence }) => sequence)).toEqual([1, 1, 1]);
    expect((await toldTo(own.teacher)).filter((kind) => kind === 'series-confirmed')).toHaveLength(1);
  });

  it('one head declines while the other approves: it is declined, or the no comes too late', async () => {
    const { own, partner } = network;
    await agree(network);
    const { series } = await proposeSeries(network, tuesdays(3));
    for (const who of [own.teacher, partner.teacher]) await answerMine(who);
    const [yes, no] = await Promise.all([answerMine(own.head), answerMine(partner.head, 'no', 'Exams')]);
    expect(no.error).toBeUndefined();
    const { state } = (await read(series.seriesId)).series;
    expect(state).toBe('declined');
    expect([undefined, 'settled']).toContain(yes.error?.reason);
  });

  it('a holiday comes while it is confirmed: that lesson waits, the others hold, whichever was first', async () => {
    const { own, partner } = network;
    await agree(network);
    const starts = tuesdays(3);
    const { series } = await proposeSeries(network, starts);
    for (const who of [own.teacher, partner.teacher, own.head]) await answerMine(who);
    const day = isoDay(starts[1] ?? 0);
    await Promise.all([
      answerMine(partner.head),
      new TimetableDesk(own).change(timetables.createClosure, { closure: { ...anyClosure, from: day, to: day } }),
    ]);
    await server.services.rechecks.run();
    const found = await read(series.seriesId);
    expect(found.lessons.map(({ agreed }) => agreed)).toEqual(['confirmed', 'proposed', 'confirmed']);
    expect(found.lessons[1]?.blocked?.blockers[0]).toMatchObject({ kind: 'municipal' });
    expect((await toldTo(own.teacher)).filter((kind) => kind === 'lesson-blocked')).toHaveLength(1);
  });

  it('two series want the same hours: one gets them, none gets half', async () => {
    const { coordinator, own, partner } = network;
    const classGroupIds = [own.classGroupId, partner.classGroupId];
    const { twinningId } = await ok(coordinator, createTwinning, { body: { name: 'Second', classGroupIds } });
    const both = await Promise.all([
      coordinator.call(api.createSeries, { body: seriesBody(network, tuesdays(4)) }),
      coordinator.call(api.createSeries, { body: seriesBody(network, tuesdays(4), { twinningId }) }),
    ]);
    const got = both.filter(({ error }) => !error);
    expect(got).toHaveLength(1);
    expect(got[0]?.data.series.lessons).toBe(4);
    expect(both.find(({ error }) => error)?.error).toMatchObject({ code: 'conflict', reason: 'no_dates' });
    expect(await server.database.query('SELECT 1 FROM lessons WHERE series_id IS NOT NULL')).toHaveLength(4);
  });
});

it('a class that is put away takes its lessons with it until it is taken back', async () => {
  const { partner } = network;
  await agree(network);
  const { series } = await proposeSeries(network, tuesdays(2));
  await everybodyAgrees(network);
  const params = { classGroupId: partner.classGroupId };
  await ok(partner.head, schools.putClassAway, { params });
  await server.services.rechecks.run();
  const found = await read(series.seriesId);
  expect(found.lessons.map(({ agreed }) => agreed)).toEqual(['proposed', 'proposed']);
  expect(found.lessons[0]?.blocked?.blockers[0]).toMatchObject({ kind: 'not-there', ...params });
  await ok(partner.head, schools.takeClassBack, { params });
  await server.services.rechecks.run();
  expect((await read(series.seriesId)).series.confirmed).toBe(2);
});
