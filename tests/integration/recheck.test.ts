import { createLesson, readLesson, type Lesson } from '@pluriclasse/shared/api/lessons';
import { listNotices } from '@pluriclasse/shared/api/notices';
import * as schools from '@pluriclasse/shared/api/schools';
import { readSeries } from '@pluriclasse/shared/api/series';
import * as timetables from '@pluriclasse/shared/api/timetables';
import { createTwinning } from '@pluriclasse/shared/api/twinnings';
import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ok, type TestNetwork } from '../support/server/network.ts';
import { agreedSeries, proposeSeries, startWithWeeks, toldTo, tuesdays } from '../support/server/series.ts';
import { anyClosure, staffIdOf, TimetableDesk } from '../support/server/timetable.ts';
import type { TestServer } from '../support/server/testServer.ts';

const minute = 60_000;
let server: TestServer;
let network: TestNetwork;
let now = Date.now();
let starts: number[];
let seriesId: string;
beforeAll(async () => {
  ({ server, network } = await startWithWeeks(() => now));
});
afterAll(() => server.close());
beforeEach(async () => {
  now = Date.now();
  starts = tuesdays(4);
  seriesId = await agreedSeries(server, network, starts);
});

const lessons = async (): Promise<Lesson[]> =>
  (await ok(network.coordinator, readSeries, { params: { seriesId } })).lessons;
const agreed = async () => (await lessons()).map((one) => one.agreed);
const isoDay = (at: number | undefined) => toIsoDay(toWall(at ?? 0, 'Europe/Rome').day);
const own = () => new TimetableDesk(network.own);
const close = async (week: number) => {
  const day = isoDay(starts[week]);
  await own().change(timetables.createClosure, { closure: { ...anyClosure, from: day, to: day } });
};
const look = () => server.services.rechecks.run();
const [holds, waits] = ['confirmed', 'proposed'];

describe('a holiday', () => {
  it('sends just its lesson back, with the reason and three dated hours that hold', async () => {
    await close(1);
    await look();
    expect(await agreed()).toEqual([holds, waits, holds, holds]);
    const [, lesson] = await lessons();
    expect(lesson).toMatchObject({ sequence: 2, status: 'scheduled', may: { join: false, move: true } });
    expect(lesson?.blocked?.blockers).toMatchObject([
      { kind: 'municipal', schoolId: network.own.schoolId, name: anyClosure.name },
    ]);
    // Tuesdays are taken by the series itself; no other day has a common English hour: then there are none to offer.
    expect(lesson?.blocked?.alternatives).toEqual([]);
    for (const who of [network.own.teacher, network.partner.teacher, network.coordinator])
      expect(await toldTo(who)).toEqual(['lesson-blocked']);
    expect(await toldTo(network.own.head)).toEqual([]);
  });

  it('offers the next hours within two weeks, on days when the series has none', async () => {
    const { teacher } = network.partner;
    const staffIds = [await staffIdOf(teacher)];
    // The partner has English on Thursdays too, as the own school does.
    const add = [1, 2].map((period) => ({
      classGroupIds: [network.partner.classGroupId],
      subject: 'Inglese',
      staffIds,
      roomId: null,
      weekday: 4,
      period,
      weeks: [],
      from: null,
      to: null,
    }));
    const desk = new TimetableDesk(network.partner);
    const { entries } = await desk.read();
    const maths = entries.filter(({ weekday }) => weekday === 4).map(({ entryId }) => entryId);
    const after = await desk.change(timetables.changeEntries, { add, change: [], remove: maths });
    await close(1);
    await look();
    const { startsAt = 0, blocked } = (await lessons())[1] ?? {};
    const days = blocked?.alternatives.map((one) => Math.round((one.startsAt - startsAt) / 86_400_000));
    expect(days).toEqual([2, 9]);
    expect(blocked?.alternatives.every((one) => one.endsAt - one.startsAt === 45 * minute)).toBe(true);
    const back = after.entries.filter(({ weekday, subject }) => weekday === 4 && subject === 'Inglese');
    const remove = back.map(({ entryId }) => entryId);
    const again = add.map((one) => ({ ...one, subject: 'Matematica' }));
    await desk.change(timetables.changeEntries, { add: again, change: [], remove });
  });

  it('is looked at once, however often; when it is taken back the lesson is confirmed again', async () => {
    await close(2);
    for (let n = 0; n < 3; n++) {
      await server.services.rechecks.catchUp({ all: true });
      await Promise.all([look(), look()]);
    }
    expect((await lessons()).map(({ sequence }) => sequence)).toEqual([1, 1, 2, 1]);
    const before = (await lessons()).map(({ updatedAt }) => updatedAt);
    now += 1000;
    await server.services.rechecks.catchUp({ all: true });
    expect((await lessons()).map(({ updatedAt }) => updatedAt)).toEqual(before);
    expect(await toldTo(network.own.teacher)).toEqual(['lesson-blocked']);
    now += 1000;
    await own().change(timetables.undoTimetable, {});
    await look();
    expect(await agreed()).toEqual([holds, holds, holds, holds]);
    expect((await lessons())[2]).toMatchObject({ sequence: 3, blocked: null });
    expect(await toldTo(network.own.teacher)).toEqual(['lesson-blocked', 'lesson-holds']);
  });

  it('touches nothing that is past, runs, or has its lobby open', async () => {
    now = (starts[1] ?? 0) - 14 * minute;
    await server.database.query(
      `INSERT INTO closures (id, school_id, kind, name, from_day, to_day, class_group_ids, source) VALUES
       (gen_random_uuid(), $1, 'school', 'Snow', $2, $3, '{}', 'typed')`,
      [network.own.schoolId, isoDay(starts[0]), isoDay(starts[2])],
    );
    await server.services.rechecks.want([network.own.schoolId]);
    await look();
    expect(await agreed()).toEqual([holds, holds, waits, holds]);
  });
});

describe('what else is known of a lesson', () => {
  it('a room that it gets is taken for it, unless somebody has taken it: then the lesson waits for the next look', async () => {
    const { roomId } = network.own;
    const [first, second] = await lessons();
    const ids = [first?.lessonId, second?.lessonId];
    const taken = () =>
      server.database.query('SELECT 1 FROM claims WHERE lesson_id = $1 AND subject_id = $2', [ids[0], roomId]);
    const room = async () => (await lessons())[0]?.sites[0]?.room?.roomId;
    await server.database.query('DELETE FROM claims WHERE lesson_id = $1 AND subject_id = $2', [ids[0], roomId]);
    await server.database.query(`UPDATE lessons SET sites = jsonb_set(sites, '{0,roomId}', 'null') WHERE id = $1`, [
      ids[0],
    ]);
    // Of another lesson of the series, whose claims the look leaves out.
    await server.database.query(
      `UPDATE claims SET during = (SELECT tstzrange(starts_at, ends_at) FROM lessons WHERE id = $1)
       WHERE lesson_id = $2 AND subject_id = $3`,
      [...ids, roomId],
    );
    await server.services.rechecks.catchUp({ all: true });
    expect([await room(), await taken()]).toEqual([undefined, []]);
    expect(await agreed()).toEqual([holds, holds, holds, holds]);
    expect(await server.database.query('SELECT 1 FROM rechecks WHERE wanted > done')).toHaveLength(2);
    await server.database.query('DELETE FROM claims WHERE lesson_id = $1 AND subject_id = $2', [ids[1], roomId]);
    await look();
    expect([await room(), await taken()]).toEqual([roomId, [expect.anything()]]);
  });

  it('what a school does with others at that hour is told to nobody by name', async () => {
    const { own: school, partner, other, coordinator } = network;
    const classGroupIds = [school.classGroupId, other.classGroupId];
    const { twinningId } = await ok(coordinator, createTwinning, { body: { name: 'Others', classGroupIds } });
    const [startsAt = 0] = starts;
    const body = { twinningId, title: 'A secret plan', startsAt, endsAt: startsAt + 45 * minute, plan: [] };
    await ok(school.teacher, createLesson, { body });
    await server.services.rechecks.catchUp({ all: true });
    const [lesson] = await lessons();
    expect(lesson?.blocked?.blockers).toMatchObject([{ kind: 'class-booked', name: null }, { kind: 'room-taken' }]);
    const { notices } = await ok(partner.teacher, listNotices);
    expect(notices.map(({ kind }) => kind)).toEqual(['lesson-blocked']);
    const mails = await server.database.query(`SELECT * FROM mails WHERE kind = 'lesson-blocked'`);
    expect(mails.length).toBeGreaterThan(0);
    const again = await proposeSeries(network, [startsAt, tuesdays(6)[5] ?? 0]);
    expect(again.refused.map((one) => one.startsAt)).toEqual([startsAt]);
    expect(JSON.stringify([lesson, notices, mails, again])).not.toContain('A secret plan');
  });
});

describe('many changes', () => {
  it('are one look, and what comes while it looks is looked at after it', async () => {
    for (const week of [0, 1, 3]) await close(week);
    await Promise.all([look(), close(2).then(look)]);
    expect(await agreed()).toEqual([waits, waits, waits, waits]);
    expect(await toldTo(network.partner.teacher)).toHaveLength(4);
    const rows = await server.database.query<{ open: string }>('SELECT 1 FROM rechecks WHERE wanted > done');
    expect(rows).toEqual([]);
  });

  it('are found by themselves, some moment later', async () => {
    await close(0);
    await expect.poll(agreed).toEqual([waits, holds, holds, holds]);
  });

  it('that no message told of are found when a server starts', async () => {
    await server.database.query(
      `INSERT INTO closures (id, school_id, kind, name, from_day, to_day, class_group_ids, source) VALUES
       (gen_random_uuid(), $1, 'school', 'Snow', $2, $2, '{}', 'typed')`,
      [network.own.schoolId, isoDay(starts[3])],
    );
    await server.database.query('UPDATE school_years SET revision = revision + 1 WHERE school_id = $1', [
      network.own.schoolId,
    ]);
    await look();
    expect(await agreed()).toEqual([holds, holds, holds, holds]);
    await server.services.rechecks.catchUp();
    expect(await agreed()).toEqual([holds, holds, holds, waits]);
  });
});

describe('other reasons', () => {
  it('a teacher’s absence, and its end', async () => {
    const staffId = await staffIdOf(network.own.teacher);
    const day = isoDay(starts[1]);
    const absence = { from: day, to: day, hours: null, reason: 'Flu' };
    const after = await own().change(timetables.createAbsence, { absence }, { staffId });
    await look();
    const [, lesson] = await lessons();
    expect(lesson?.blocked?.blockers).toMatchObject([{ kind: 'teacher-away', staffId }]);
    // Why somebody is away is nobody's business.
    expect(JSON.stringify(lesson)).not.toContain('Flu');
    const absenceId = after.staff.find((one) => one.staffId === staffId)?.absences[0]?.absenceId ?? '';
    await own().change(timetables.deleteAbsence, {}, { staffId, absenceId });
    await look();
    expect(await agreed()).toEqual([holds, holds, holds, holds]);
  });

  it('a subject that may not be displaced moves into the hour', async () => {
    const { entries } = await own().read();
    const tuesday = entries.filter(({ weekday, period }) => weekday === 2 && period === 1);
    const change = tuesday.map((one) => ({ ...one, subject: 'Musica' }));
    await own().change(timetables.changeEntries, { add: [], change, remove: [] });
    await look();
    expect(await agreed()).toEqual([waits, waits, waits, waits]);
    expect((await lessons())[0]?.blocked?.blockers).toMatchObject([{ kind: 'subject', name: 'Musica' }]);
    await own().change(timetables.changeEntries, { add: [], change: tuesday, remove: [] });
    await look();
    expect(await agreed()).toEqual([holds, holds, holds, holds]);
  });

  it('the kit is taken away', async () => {
    const { own: school, kit } = network;
    const deviceId = kit.as.slice('device:'.length);
    await ok(school.head, schools.revokeDevice, { params: { schoolId: school.schoolId, deviceId } });
    await look();
    expect(await agreed()).toEqual([waits, waits, waits, waits]);
    expect((await lessons())[0]?.blocked?.blockers).toMatchObject([{ kind: 'no-kit', roomId: school.roomId }]);
    const params = { lessonId: (await lessons())[0]?.lessonId ?? '' };
    expect(await ok(school.teacher, readLesson, { params })).toMatchObject({ agreed: 'proposed' });
  });
});
