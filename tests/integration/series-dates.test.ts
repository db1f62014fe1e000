import * as asks from '@pluriclasse/shared/api/asks';
import { cancelLesson, readLesson } from '@pluriclasse/shared/api/lessons';
import * as api from '@pluriclasse/shared/api/series';
import { setTwinningState } from '@pluriclasse/shared/api/twinnings';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok, type TestNetwork } from '../support/server/network.ts';
import {
  agree,
  answerMine,
  clearPlans,
  everybodyAgrees,
  proposeSeries,
  startWithWeeks,
  tuesdays,
} from '../support/server/series.ts';
import type { TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let network: TestNetwork;
let now = Date.now();
beforeAll(async () => {
  ({ server, network } = await startWithWeeks(() => now));
});
beforeEach(async () => {
  now = Date.now();
  await clearPlans(server);
});
afterAll(() => server.close());

const read = (seriesId: string) => ok(network.coordinator, api.readSeries, { params: { seriesId } });

describe('the dates of a series', () => {
  it('that is declined leaves its hours to others; proposed again it takes what is still free', async () => {
    const { partner, coordinator } = network;
    const starts = tuesdays(3);
    const { series } = await proposeSeries(network, starts);
    await answerMine(partner.teacher, 'no', 'Too early');
    expect(await server.database.query('SELECT 1 FROM claims WHERE firm')).toEqual([]);
    const params = { seriesId: series.seriesId };
    // Called off and taken back it still claims nothing.
    const off = { params: { lessonId: (await read(series.seriesId)).lessons[2]?.lessonId ?? '' } };
    await ok(coordinator, cancelLesson, { ...off, body: {} });
    await ok(coordinator, api.undoCancelLesson, off);
    expect(await server.database.query('SELECT 1 FROM claims WHERE firm')).toEqual([]);
    await proposeSeries(network, starts.slice(0, 1), { title: 'Faster' });
    const again = await ok(coordinator, api.proposeSeriesAgain, { params, body: {} });
    expect(again.refused.map(({ startsAt }) => startsAt)).toEqual([starts[0]]);
    expect(again.series).toMatchObject({ state: 'proposed', lessons: 2 });
    expect(await server.database.query('SELECT 1 FROM claims WHERE firm')).toHaveLength(3 * 6);
  });

  it('a date that is dropped when it is proposed again is not taken back: nobody was asked about it', async () => {
    const { coordinator } = network;
    const starts = tuesdays(3);
    const { series } = await proposeSeries(network, starts);
    const [first, second] = (await read(series.seriesId)).lessons;
    const params = { lessonId: second?.lessonId ?? '' };
    const undo = () => coordinator.call(api.undoCancelLesson, { params });
    await ok(coordinator, cancelLesson, { params, body: {} });
    expect((await undo()).data).toMatchObject({ status: 'scheduled', agreed: 'proposed' });
    now += 1000;
    const body = { starts: [starts[0], starts[2]] };
    await ok(coordinator, api.proposeSeriesAgain, { params: { seriesId: series.seriesId }, body });
    expect((await undo()).error).toMatchObject({ code: 'conflict', reason: 'too_late' });
    // What is called off after they were asked can be.
    now += 1000;
    params.lessonId = first?.lessonId ?? '';
    await ok(coordinator, cancelLesson, { params, body: {} });
    expect((await undo()).data).toMatchObject({ status: 'scheduled' });
  });

  it('is refused a date that is over by that date, not as a whole', async () => {
    const starts = tuesdays(2);
    const past = now - 5 * 3_600_000;
    const { series, refused } = await proposeSeries(network, [past, ...starts]);
    expect(series.lessons).toBe(2);
    expect(refused).toMatchObject([{ startsAt: past }]);
    expect(refused[0]?.blockers.length).toBeGreaterThan(0);
  });

  it('may only have its lessons moved once they are agreed', async () => {
    const { coordinator } = network;
    await agree(network);
    const { series } = await proposeSeries(network, tuesdays(1));
    const may = async () => (await read(series.seriesId)).lessons[0]?.may.move;
    expect(await may()).toBe(false);
    await everybodyAgrees(network);
    expect(await may()).toBe(true);
    const [lesson] = (await read(series.seriesId)).lessons;
    now = (lesson?.startsAt ?? 0) - 14 * 60_000;
    expect(await ok(coordinator, readLesson, { params: { lessonId: lesson?.lessonId ?? '' } })).toMatchObject({
      status: 'scheduled',
      may: { move: false },
    });
  });

  it('and many more of the same schools ask agreements once', async () => {
    const inForce = vi.spyOn(server.services.agreements, 'inForce');
    await proposeSeries(network, tuesdays(1));
    await server.database.query(
      `INSERT INTO series (id, twinning_id, title, state, pattern, wish, plan, first_day, last_day, remind_days, tell_days,
         created_at)
       SELECT gen_random_uuid(), twinning_id, title, state, pattern, wish, plan, first_day, last_day, remind_days,
         tell_days, created_at FROM series, generate_series(1, 50)`,
    );
    inForce.mockClear();
    const { series } = await ok(network.coordinator, api.listSeries);
    expect(series.filter(({ missing }) => missing !== null)).toHaveLength(51);
    expect(inForce).toHaveBeenCalledOnce();
    inForce.mockRestore();
  });

  it('takes with it what was proposed for its lessons, and so does the end of its twinning', async () => {
    const { own, partner, coordinator, twinningId } = network;
    await agree(network);
    const open = async () => [
      ...(await server.database.query('SELECT id FROM lesson_moves')),
      ...(await ok(partner.teacher, asks.listAsks)).mine,
    ];
    const ends = [
      (seriesId: string) =>
        ok(coordinator, api.withdrawSeries, { params: { seriesId }, body: { reason: 'Not this year' } }),
      () =>
        ok(coordinator, setTwinningState, {
          params: { twinningId },
          body: { state: 'ended', reason: 'Not this year' },
        }),
    ];
    for (const end of ends) {
      const starts = tuesdays(4);
      const { series } = await proposeSeries(network, starts.slice(0, 2));
      await everybodyAgrees(network);
      const lessonId = (await read(series.seriesId)).lessons[0]?.lessonId ?? '';
      now = (starts[0] ?? 0) - 30 * 3_600_000;
      await ok(own.teacher, api.moveLesson, { params: { lessonId }, body: { startsAt: starts[3] } });
      expect(await open()).toHaveLength(2);
      await end(series.seriesId);
      expect(await open()).toEqual([]);
      now = Date.now();
    }
  });
});
