import * as agreements from '@pluriclasse/shared/api/agreements';
import { listLessons } from '@pluriclasse/shared/api/lessons';
import * as api from '@pluriclasse/shared/api/series';
import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ok, type TestNetwork } from '../support/server/network.ts';
import { agree, agreedSeries, startWithWeeks, toldTo, tuesdays } from '../support/server/series.ts';
import { anyClosure, TimetableDesk } from '../support/server/timetable.ts';
import type { TestServer } from '../support/server/testServer.ts';
import * as timetables from '@pluriclasse/shared/api/timetables';

let server: TestServer;
let network: TestNetwork;
let now = Date.now();
let starts: number[];
let seriesId: string;
let params: { agreementId: string };
beforeAll(async () => {
  ({ server, network } = await startWithWeeks(() => now));
});
afterAll(() => server.close());
beforeEach(async () => {
  now = Date.now();
  starts = tuesdays(4);
  seriesId = await agreedSeries(server, network, starts);
  const found = await ok(network.coordinator, agreements.listAgreements);
  params = { agreementId: found.agreements[0]?.agreementId ?? '' };
});

const look = () => server.services.rechecks.run();
const read = async () => ok(network.own.teacher, api.readSeries, { params: { seriesId } });
const agreed = async () => (await read()).lessons.map((one) => one.agreed);
const isoDay = (at: number | undefined) => toIsoDay(toWall(at ?? 0, 'Europe/Rome').day);
const end = () => ok(network.coordinator, agreements.endAgreement, { params, body: { reason: 'The year is over' } });
const [holds, waits] = ['confirmed', 'proposed'];

it('a series does not start without an agreement in force: its lessons wait until there is one again', async () => {
  const { own, partner, coordinator } = network;
  const body = { schoolId: partner.schoolId, reason: 'The council says no' };
  await ok(partner.head, agreements.withdrawSchool, { params, body });
  await look();
  expect(await agreed()).toEqual([waits, waits, waits, waits]);
  const { series, lessons } = await read();
  expect(series).toMatchObject({ confirmed: 0, missing: { schoolIds: [own.schoolId, partner.schoolId] } });
  expect(lessons[0]).toMatchObject({
    may: { join: false },
    blocked: { blockers: [{ kind: 'agreement', name: null }], alternatives: [] },
  });
  // Whoever has to do with it hears once, not of each lesson.
  for (const who of [own.teacher, partner.teacher]) expect(await toldTo(who)).toEqual(['series-lapsed']);
  for (const who of [own.head, partner.head, coordinator])
    expect(new Set(await toldTo(who))).toEqual(new Set(['agreement-ended', 'series-lapsed']));
  const moved = { params: { lessonId: lessons[0]?.lessonId ?? '' }, body: { startsAt: tuesdays(5)[4] } };
  expect((await own.teacher.call(api.moveLesson, moved)).error).toMatchObject({ reason: 'blocked' });
  await server.services.rechecks.catchUp({ all: true });
  expect(await toldTo(own.teacher)).toEqual(['series-lapsed']);
  now = (starts[0] ?? 0) + 60_000;
  expect((await ok(own.teacher, listLessons)).lessons.filter(({ status }) => status === 'open')).toEqual([]);
  now = Date.now();

  await agree(network);
  await look();
  expect(await agreed()).toEqual([holds, holds, holds, holds]);
  expect((await read()).series.missing).toBeNull();
  expect(await toldTo(own.teacher)).toEqual(['series-lapsed', 'series-confirmed']);
});

it('of a series that runs the lessons that took place stay, those to come wait', async () => {
  now = (starts[1] ?? 0) + 60_000;
  await end();
  await look();
  expect(await agreed()).toEqual([holds, holds, waits, waits]);
});

it('only days that no other agreement covers', async () => {
  const { own, partner, coordinator } = network;
  const schools = [own, partner].map(({ schoolId }) => ({ schoolId, needs: ['head'] }));
  const span = { from: isoDay(starts[0]), to: isoDay(starts[1]) };
  const body = { title: 'A trial', note: '', ...span, schools };
  const { agreementId } = await ok(coordinator, agreements.createAgreement, { body });
  await ok(coordinator, agreements.proposeAgreement, { params: { agreementId } });
  for (const { schoolId, head } of [own, partner]) {
    const more = { bodyName: null, day: isoDay(now), result: 'yes', protocol: null, note: null };
    await ok(head, agreements.recordVote, { params: { agreementId }, body: { schoolId, body: 'head', ...more } });
  }
  await end();
  await look();
  expect(await agreed()).toEqual([holds, holds, waits, waits]);
});

it('the end of one is told to heads and coordinators, with who ended it and why', async () => {
  const { own, coordinator, other } = network;
  now += 1000;
  await end();
  expect(await toldTo(coordinator)).toContain('agreement-ended');
  expect(await toldTo(other.head)).toEqual([]);
  const mails = await server.database.query<{ text: string }>(
    `SELECT body_text AS text FROM mails WHERE kind = 'agreement-ended' ORDER BY created_at DESC`,
  );
  expect(mails[0]?.text).toMatch(/Some coordinator:\s“The\syear\sis\sover”/);
  expect(await toldTo(own.head)).toContain('agreement-ended');
});

it('what has come up meanwhile is told once the agreement no longer stands in the way', async () => {
  const { own } = network;
  await end();
  await look();
  const day = isoDay(starts[1]);
  now += 1000;
  await new TimetableDesk(own).change(timetables.createClosure, { closure: { ...anyClosure, from: day, to: day } });
  await look();
  expect(await toldTo(own.teacher)).toEqual(['series-lapsed', 'lesson-blocked']);
  now += 1000;
  await agree(network);
  await look();
  expect(await agreed()).toEqual([holds, waits, holds, holds]);
  expect(await toldTo(own.teacher)).toEqual(['series-lapsed', 'lesson-blocked', 'series-confirmed']);
});
