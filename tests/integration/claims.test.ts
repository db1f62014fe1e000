import * as api from '@pluriclasse/shared/api/lessons';
import type { ClassGroupId, LessonId as LessonIdType } from '@pluriclasse/shared/ids';
import { BoardId, LessonId, StaffId } from '@pluriclasse/shared/ids';
import { readTimetable } from '@pluriclasse/shared/api/timetables';
import { lackingExtension } from '@pluriclasse/server/db/lackingExtension';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

const MINUTE = 60_000;
const begun = Date.now();
let now = begun;
let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  server = await startTestServer({}, { now: () => now });
  network = await buildNetwork(server);
});
afterAll(() => server.close());

const lessonIdOf = (text: string) => LessonId.parse(text);
const lessonAt = async (startsAt: number, minutes = 45) => {
  const body = {
    twinningId: network.twinningId,
    title: 'By hand',
    plan: [],
    startsAt,
    endsAt: startsAt + minutes * MINUTE,
  };
  return (await ok(network.own.teacher, api.createLesson, { body })).lessonId;
};
const row = (startsAt: number) => ({
  lessonId: lessonIdOf(randomUUID()),
  twinningId: network.twinningId,
  title: 'Of a series',
  startsAt,
  endsAt: startsAt + 45 * MINUTE,
  over: 'no' as const,
  boardId: BoardId.parse(randomUUID()),
  plan: [],
  endedAt: null,
});
const claim = (kind: 'class' | 'staff' | 'room', id: string, from: number, to: number) => ({
  kind,
  id: id as ClassGroupId, // any of the three kinds of ids
  schoolId: network.own.schoolId,
  from,
  to,
});
const stored = (lessonId: LessonIdType) =>
  server.database.query<{ kind: string; subject_id: string; from: string; to: string; firm: boolean }>(
    `SELECT kind, subject_id, extract(epoch FROM lower(during)) * 1000 AS "from",
            extract(epoch FROM upper(during)) * 1000 AS "to", firm FROM claims WHERE lesson_id = $1 ORDER BY kind, subject_id`,
    [lessonId],
  );
const day = (n: number) => begun + (n + 3) * 86_400_000;

describe('a lesson made by hand', () => {
  it('takes its classes and their rooms, moves with them, and lets them go', async () => {
    const { own, partner } = network;
    const at = day(0);
    const lessonId = lessonIdOf(await lessonAt(at));
    const spans = async () => (await stored(lessonId)).map(({ from, to }) => [Number(from), Number(to)]);
    const taken = (await stored(lessonId)).map(({ kind, subject_id }) => `${kind} ${subject_id}`);
    expect(taken.toSorted()).toEqual(
      [own, partner].flatMap((one) => [`class ${one.classGroupId}`, `room ${one.roomId}`]).toSorted(),
    );
    expect(new Set((await spans()).map(String))).toEqual(new Set([String([at, at + 45 * MINUTE])]));
    const params = { lessonId };
    const times = { startsAt: at + 60 * MINUTE, endsAt: at + 90 * MINUTE };
    await ok(own.teacher, api.updateLesson, { params, body: times });
    expect(new Set((await spans()).map(String))).toEqual(new Set([String([times.startsAt, times.endsAt])]));
    await ok(own.teacher, api.cancelLesson, { params });
    expect(await stored(lessonId)).toEqual([]);
  });

  it('may lie where another one does: that is told, and not refused', async () => {
    const at = day(1);
    const first = await lessonAt(at);
    const second = await lessonAt(at + 44 * MINUTE);
    await lessonAt(at + 89 * MINUTE);
    const wanted = { id: network.own.classGroupId, from: at, to: at + 45 * MINUTE };
    const { claims } = server.services;
    const clashes = await claims.clashes([wanted]);
    expect(clashes).toMatchObject([
      { lessonId: first, kind: 'class', id: network.own.classGroupId, title: 'By hand', startsAt: at },
      { lessonId: second, kind: 'class', startsAt: at + 44 * MINUTE },
    ]);
    expect(await claims.clashes([wanted], { without: [lessonIdOf(first)] })).toMatchObject([{ lessonId: second }]);
    expect(await claims.clashes([wanted], { firmOnly: true })).toEqual([]);
    expect(await claims.clashes([{ ...wanted, id: randomUUID() }])).toEqual([]);
    expect(await claims.clashes([])).toEqual([]);
  });

  it('that ends early lets go of the rest of its time', async () => {
    now = day(2);
    const lessonId = lessonIdOf(await lessonAt(now));
    await server.services.lessons.markEnded(lessonId, now + 10 * MINUTE);
    expect((await stored(lessonId)).map(({ to }) => Number(to))).toEqual(Array(4).fill(now + 10 * MINUTE));
    const early = lessonIdOf(await lessonAt(now + 100 * MINUTE));
    await server.services.lessons.markEnded(early, now + 90 * MINUTE);
    expect(await stored(early)).toEqual([]);
  });

  it('is a booking of its schools, with its rooms', async () => {
    const at = day(3);
    const lessonId = await lessonAt(at);
    const { partner } = network;
    const { bookings } = await ok(partner.teacher, readTimetable, { params: { schoolId: partner.schoolId } });
    expect(bookings.find(({ bookingId }) => bookingId === lessonId)).toEqual({
      bookingId: lessonId,
      title: 'By hand',
      startsAt: at,
      endsAt: at + 45 * MINUTE,
      classGroupIds: [partner.classGroupId],
      staffIds: [],
      roomIds: [partner.roomId],
    });
    const without = await server.services.timetables.calendars([partner.schoolId], [lessonIdOf(lessonId)]);
    expect(without.calendars[0]?.bookings.map(({ bookingId }) => bookingId)).not.toContain(lessonId);
    expect(without.revisions.get(partner.schoolId)).toBe(0);
  });
});

describe('lessons of series', () => {
  it('one room at one time goes to one of many who ask at once', async () => {
    const { lessons } = server.services;
    const at = day(10);
    const teachers = Array.from({ length: 8 }, () => StaffId.parse(randomUUID()));
    const tries = await Promise.allSettled(
      teachers.map((staffId, n) => {
        const lesson = row(at + n * 5 * MINUTE);
        const claims = [
          claim('staff', staffId, lesson.startsAt - 5 * MINUTE, lesson.endsAt + 5 * MINUTE),
          claim('room', network.own.roomId, lesson.startsAt - 5 * MINUTE, lesson.endsAt + 5 * MINUTE),
        ];
        return lessons.insert(lesson, { claims });
      }),
    );
    const refused = tries.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(7);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'conflict', reason: 'claimed' });
    const span = { from: at - 60 * MINUTE, to: at + 200 * MINUTE };
    const taken = await server.services.claims.clashes([{ id: network.own.roomId, ...span }], { firmOnly: true });
    expect(taken).toHaveLength(1);
    // Nothing of a refused lesson stays.
    const all = await lessons.listOf(network.twinningId);
    expect(all.filter(({ startsAt, title }) => title === 'Of a series' && startsAt >= at)).toHaveLength(1);
  });

  it('two that want each other’s in turn don’t wait for ever', async () => {
    const { lessons } = server.services;
    const at = day(11);
    const [a, b] = [randomUUID(), randomUUID()];
    const pair = async (first: string, second: string) => {
      const one = row(at);
      await lessons.insert(one, { claims: [first, second].map((id) => claim('staff', id, at, one.endsAt)) });
    };
    const tries = await Promise.allSettled([pair(a, b), pair(b, a), pair(a, b), pair(b, a)]);
    const refused = tries.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(3);
    for (const { reason } of refused) expect(reason).toMatchObject({ reason: 'claimed' });
  });

  it('end to end they fit, a minute more and they do not', async () => {
    const { lessons } = server.services;
    const at = day(12);
    const insert = (from: number) => {
      const lesson = row(from);
      return lessons.insert(lesson, { claims: [claim('class', network.own.classGroupId, from, lesson.endsAt)] });
    };
    await insert(at);
    await insert(at + 45 * MINUTE);
    await expect(insert(at + 89 * MINUTE)).rejects.toMatchObject({ reason: 'claimed' });
    await expect(insert(at - 44 * MINUTE)).rejects.toMatchObject({ reason: 'claimed' });
    await insert(at - 45 * MINUTE);
    // By hand one still can.
    await lessonAt(at);
  });

  it('do not move onto another one', async () => {
    const { lessons } = server.services;
    const at = day(13);
    const rows = [row(at), row(at + 60 * MINUTE)];
    for (const one of rows) {
      await lessons.insert(one, { claims: [claim('room', network.own.roomId, one.startsAt, one.endsAt)] });
    }
    const params = { lessonId: rows[1]!.lessonId };
    const move = (startsAt: number) =>
      network.own.teacher.call(api.updateLesson, { params, body: { startsAt, endsAt: startsAt + 45 * MINUTE } });
    expect((await move(at + 30 * MINUTE)).error).toMatchObject({ code: 'conflict', reason: 'claimed' });
    expect((await ok(network.own.teacher, api.readLesson, { params })).startsAt).toBe(at + 60 * MINUTE);
    expect((await move(at + 45 * MINUTE)).error).toBeUndefined();
  });

  it('who is named twice is needed from the first minute to the last', async () => {
    const { lessons, timetables } = server.services;
    const at = day(14);
    const lesson = row(at);
    const { own } = network;
    await lessons.insert(lesson, {
      claims: [
        claim('class', own.classGroupId, at, lesson.endsAt),
        claim('room', own.roomId, at - 10 * MINUTE, at),
        claim('room', own.roomId, at, lesson.endsAt + 5 * MINUTE),
      ],
    });
    const { calendars } = await timetables.calendars([own.schoolId]);
    const bookings = calendars[0]?.bookings.filter(({ bookingId }) => bookingId.startsWith(lesson.lessonId));
    expect(bookings).toMatchObject([
      { bookingId: lesson.lessonId, startsAt: at - 10 * MINUTE, endsAt: lesson.endsAt + 5 * MINUTE, classGroupIds: [] },
      { bookingId: `${lesson.lessonId}~1`, startsAt: at, endsAt: lesson.endsAt, roomIds: [] },
    ]);
  });
});

describe('a database without the extension', () => {
  it.each([
    ['lacks its files', 'CREATE EXTENSION no_such_thing', 'contrib package'],
    ['forbids it to this role', 'SET ROLE weak; CREATE EXTENSION file_fdw', 'CREATE EXTENSION file_fdw;'],
  ])('%s: says what to do', async (_, statement, words) => {
    await server.database.query('DO $$ BEGIN CREATE ROLE weak; EXCEPTION WHEN duplicate_object THEN NULL; END $$');
    const failure = await server.database.query(statement).catch((error: unknown) => error);
    await server.database.query('RESET ROLE');
    expect(lackingExtension(failure)).toContain(words);
  });
});
