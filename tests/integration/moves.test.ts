import * as asks from '@pluriclasse/shared/api/asks';
import * as lessons from '@pluriclasse/shared/api/lessons';
import * as api from '@pluriclasse/shared/api/series';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ok, type TestNetwork } from '../support/server/network.ts';
import { agreedSeries, answerMine, proposeSeries, startWithWeeks, toldTo, tuesdays } from '../support/server/series.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import type { TestServer } from '../support/server/testServer.ts';

const minute = 60_000;
const hour = 60 * minute;
let server: TestServer;
let network: TestNetwork;
let now = Date.now();
let starts: number[];
let seriesId: string;
let params: { lessonId: string };
beforeAll(async () => {
  ({ server, network } = await startWithWeeks(() => now));
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
const byHand = async (startsAt: number) => {
  const { twinningId, own } = network;
  const body = { twinningId, title: 'By hand', plan: [], startsAt, endsAt: startsAt + 45 * minute };
  return { lessonId: (await ok(own.teacher, lessons.createLesson, { body })).lessonId };
};

describe('another hour', () => {
  it('far enough ahead is taken at once, and all are told', async () => {
    const { own, partner } = network;
    const { data } = await move(own.teacher, starts[3] ?? 0);
    expect(data).toMatchObject({ startsAt: starts[3], agreed: 'confirmed', sequence: 2, move: null });
    expect(data.endsAt - data.startsAt).toBe(45 * minute);
    expect(await toldTo(partner.teacher)).toEqual(['lesson-moved']);
    const [claim] = await server.database.query<{ at: Date }>(
      `SELECT lower(during) AS at FROM claims WHERE lesson_id = $1 LIMIT 1`,
      [params.lessonId],
    );
    expect(claim?.at.getTime()).toBe(starts[3]);
    expect((await move(own.teacher, starts[3] ?? 0)).error).toMatchObject({ reason: 'same_time' });
  });

  it('only where it holds', async () => {
    const { error } = await move(network.own.teacher, (starts[3] ?? 0) + 24 * hour);
    expect(error).toMatchObject({ code: 'conflict', reason: 'blocked' });
    expect((await move(network.own.teacher, now - hour)).error?.code).toBe('bad_request');
  });

  it('within 48 hours waits for all who lead it; then it moves', async () => {
    const { own, partner } = network;
    now = (starts[0] ?? 0) - 47 * hour;
    expect((await move(own.teacher, starts[3] ?? 0)).data).toMatchObject({
      startsAt: starts[0],
      move: { startsAt: starts[3], by: { name: 'Some teacher' }, waitsFor: [partner.schoolId] },
    });
    expect(await toldTo(partner.teacher)).toEqual(['move-asked']);
    expect((await answerMine(partner.teacher)).data).toMatchObject({ kind: 'move', answer: 'yes' });
    expect(await read()).toMatchObject({ startsAt: starts[3], move: null, sequence: 2 });
    expect(await toldTo(own.teacher)).toEqual([]);
    expect(new Set(await toldTo(partner.teacher))).toEqual(new Set(['move-asked', 'lesson-moved']));
  });

  it('that somebody declines is forgotten, and the reason is told', async () => {
    const { own, partner } = network;
    now = (starts[0] ?? 0) - 30 * hour;
    await move(own.teacher, starts[3] ?? 0);
    await answerMine(partner.teacher, 'no', 'Bus');
    expect(await read()).toMatchObject({ startsAt: starts[0], move: null, sequence: 1 });
    expect(await toldTo(own.teacher)).toEqual(['move-declined']);
  });

  it('is asked for once: a new proposal, a withdrawal or calling off closes the question', async () => {
    const { own, partner } = network;
    now = (starts[0] ?? 0) - 30 * hour;
    const open = async () => (await ok(partner.teacher, asks.listAsks)).mine.length;
    await move(own.teacher, starts[3] ?? 0);
    await move(own.teacher, starts[4] ?? 0);
    expect(await open()).toBe(1);
    expect((await ok(own.teacher, api.withdrawMove, { params })).move).toBeNull();
    expect(await open()).toBe(0);
    await move(own.teacher, starts[3] ?? 0);
    await ok(own.teacher, lessons.cancelLesson, { params, body: {} });
    expect(await open()).toBe(0);
  });

  it('that somebody else has taken before the answer came is told to who asked', async () => {
    const { own, partner } = network;
    now = (starts[0] ?? 0) - 30 * hour;
    await move(own.teacher, starts[3] ?? 0);
    await proposeSeries(network, [starts[3] ?? 0], { title: 'Faster' });
    await clear();
    await server.database.query(`UPDATE asks SET closed_at = now() WHERE kind = 'series'`);
    await answerMine(partner.teacher);
    expect(await read()).toMatchObject({ startsAt: starts[0], move: null });
    expect(await toldTo(own.teacher)).toEqual(['move-lapsed']);
  });

  it('that is over, or about to begin, when the last yes comes stays where it was; who asked hears so', async () => {
    const { own, partner } = network;
    for (const late of [10 * minute, -hour]) {
      const at = now;
      params = await byHand(at + 60 * hour);
      await move(own.teacher, at + 20 * hour);
      now = at + 20 * hour - late;
      expect((await answerMine(partner.teacher)).data).toMatchObject({ answer: 'yes' });
      expect(await read()).toMatchObject({ startsAt: at + 60 * hour, move: null });
      expect(await toldTo(own.teacher)).toEqual(['move-lapsed']);
      await clear();
    }
  });

  it('that is over is asked about no more, however far off the lesson is', async () => {
    const { own, partner } = network;
    params = await byHand(now + 60 * hour);
    await move(own.teacher, now + 20 * hour);
    now += 20 * hour - 15 * minute;
    await server.services.moves.settleAll();
    expect(await read()).toMatchObject({ move: null, sequence: 0 });
    expect((await ok(partner.teacher, asks.listAsks)).mine).toEqual([]);
    expect(await toldTo(own.teacher)).toEqual(['move-lapsed']);
  });

  it('keeps what was said of the lesson meanwhile: who only watches', async () => {
    const { own, partner } = network;
    now = (starts[0] ?? 0) - 30 * hour;
    await move(own.teacher, starts[3] ?? 0);
    const body = { schoolId: partner.schoolId, watchOnly: true };
    await ok(partner.teacher, api.watchLesson, { params, body });
    await answerMine(partner.teacher);
    const { startsAt, sites } = await read();
    expect([startsAt, ...sites.map(({ watchOnly }) => watchOnly)]).toEqual([starts[3], false, true]);
  });

  it('is refused when somebody changes the lesson in the very moment', async () => {
    const other = new Client({ connectionString: server.database.url });
    await other.connect();
    await other.query('BEGIN');
    await other.query(`UPDATE lessons SET updated_at = updated_at + interval '1 s' WHERE id = $1`, [params.lessonId]);
    const moving = move(network.own.teacher, starts[3] ?? 0);
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(() => server.database.query(waiting)).toHaveLength(1);
    await other.query('COMMIT');
    await other.end();
    expect((await moving).error).toMatchObject({ code: 'conflict', reason: 'stale' });
    expect(await read()).toMatchObject({ startsAt: starts[0] });
  });

  it('agreed to just before a crash is moved when the server is back; too late it is forgotten', async () => {
    const { own } = network;
    now = (starts[0] ?? 0) - 30 * hour;
    await move(own.teacher, starts[3] ?? 0);
    await server.database.query(`UPDATE asks SET answer = 'yes' WHERE kind = 'move'`);
    await server.services.moves.settleAll();
    expect(await read()).toMatchObject({ startsAt: starts[3] });
    params = { lessonId: (await inSeries())[0]?.lessonId ?? '' };
    now = (starts[1] ?? 0) - 20 * hour;
    await server.services.moves.settleAll();
    await move(own.teacher, starts[4] ?? 0);
    now = (starts[1] ?? 0) - 10 * minute;
    expect((await move(own.teacher, starts[4] ?? 0)).error).toMatchObject({ reason: 'running' });
    await server.services.moves.settleAll();
    expect(await server.database.query('SELECT 1 FROM lesson_moves')).toEqual([]);
  });

  it('is the next common one when it is put off', async () => {
    const { data } = await network.own.teacher.call(api.postponeLesson, {
      params: { lessonId: (await inSeries())[2]?.lessonId ?? '' },
    });
    // The second hour of the same Tuesday; to begin five minutes later would be no other hour.
    expect(data.startsAt).toBe((starts[2] ?? 0) + 50 * minute);
  });

  it('of a lesson made by hand: the other school’s teachers are asked when it is near', async () => {
    const { own, partner } = network;
    params = await byHand(now + 100 * hour);
    expect((await move(own.teacher, now + 120 * hour)).data).toMatchObject({ startsAt: now + 120 * hour });
    params = await byHand(now + 20 * hour);
    expect((await move(own.teacher, now + 24 * hour)).data).toMatchObject({ move: { waitsFor: [partner.schoolId] } });
    expect((await answerMine(partner.teacher)).data).toMatchObject({ step: 'school', answer: 'yes' });
    expect(await read()).toMatchObject({ startsAt: now + 24 * hour });
  });
});

describe('a lesson made by hand, planned anew', () => {
  const update = (startsAt: number) =>
    network.own.teacher.call(lessons.updateLesson, { params, body: { startsAt, endsAt: startsAt + 45 * minute } });

  it('goes to another hour only when both lie far enough ahead; nearer the others are asked', async () => {
    for (const [from, to] of [
      [30, 90],
      [90, 30],
    ] as const) {
      params = await byHand(now + from * hour);
      expect((await update(now + to * hour)).error).toMatchObject({ code: 'conflict', reason: 'notice' });
      expect(await read()).toMatchObject({ startsAt: now + from * hour, sequence: 0 });
    }
    expect(await toldTo(network.partner.teacher)).toEqual([]);
    const longer = { endsAt: now + 31 * hour, title: 'Longer' };
    params = await byHand(now + 30 * hour);
    expect((await network.own.teacher.call(lessons.updateLesson, { params, body: longer })).data).toMatchObject(longer);
  });

  it('tells those who lead it, and ends what was proposed for it before', async () => {
    const { own, partner } = network;
    params = await byHand(now + 100 * hour);
    await ok(partner.teacher, api.moveLesson, { params, body: { startsAt: now + 40 * hour } });
    await clear();
    await update(now + 120 * hour);
    expect(await read()).toMatchObject({ startsAt: now + 120 * hour, move: null });
    expect((await ok(own.teacher, asks.listAsks)).mine).toEqual([]);
    expect(new Set(await toldTo(partner.teacher))).toEqual(new Set(['move-lapsed', 'lesson-moved']));
    expect(await toldTo(own.teacher)).toEqual([]);
  });
});
