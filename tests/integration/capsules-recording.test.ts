import { boardUpdatesOf, cuesOf, findBase, findCapsule } from '@pluriclasse/server/capsules/capsules.repository';
import type { RecordingBook } from '@pluriclasse/server/capsules/RecordingBook';
import { PostgresLessonStore } from '@pluriclasse/server/live/PostgresLessonStore';
import { lessonId, lessonPlan, schools, teacher } from '@pluriclasse/server/live/testing/demoLesson';
import { createLog } from '@pluriclasse/server/log';
import { CapsuleId, PhaseId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecordedLesson } from '../support/capsules/recordedLesson.ts';
import { LiveServer } from '../support/signalling/liveServer.ts';

const begins = Date.parse('2026-11-23T09:00:00Z');
const DAY = 24 * 3_600_000;
let clock = begins;
let stage: RecordedLesson;
let book: RecordingBook;
beforeEach(async () => {
  clock = begins;
  stage = await RecordedLesson.create(begins);
  book = stage.book(() => clock);
});
afterEach(() => stage.close());

const { boardId, title } = lessonPlan(begins);
const base = () => Promise.resolve({ seq: 2, state: Uint8Array.of(7, 7) });
const order = () => ({ lessonId, title, boardId, schoolIds: schools.slice(0, 2), staffId: null, at: clock, base });
const capsule = async (capsuleId: CapsuleId) => {
  const found = await findCapsule(stage.database.db, capsuleId);
  if (found === undefined) throw new Error('No such capsule');
  return found;
};
const draw = (seq: number, at: number) =>
  stage.boards.append([{ boardId, seq, at, update: Uint8Array.of(seq), seatId: null, writers: [] }]);
const phase = (at: number, name: string) => {
  return { kind: 'phase' as const, at, body: { phaseId: PhaseId.parse(randomUUID()), title: name } };
};

describe('the book of a recording', () => {
  it('makes one capsule for a lesson, with the schools in their order and an end to its keeping', async () => {
    const begun = await book.begin(order());
    expect(begun).toMatchObject({ epoch: begins, since: begins });
    const made = await capsule(begun.capsuleId);
    expect(made).toMatchObject({ lessonId, title, state: 'recording', alone: false, revision: 0, baseSeq: 2 });
    expect(made.sites.map(({ schoolId, order: at }) => [schoolId, at])).toEqual([
      [schools[0], 0],
      [schools[1], 1],
    ]);
    expect(made.expiresAt).toBe(begins + 30 * DAY);
    expect(made.stretches).toMatchObject([{ from: 0, to: 0, ended: null }]);
    expect([...((await findBase(stage.database.db, begun.capsuleId)) ?? [])]).toEqual([7, 7]);
  });

  it('refuses while the strictest school does not record, and keeps nothing', async () => {
    expect(await book.mode(schools.slice(0, 2))).toBe('capsule');
    await stage.query(`UPDATE schools SET recording_mode = 'none' WHERE id = $1`, [schools[1]]);
    expect(await book.mode(schools.slice(0, 2))).toBe('none');
    expect(await book.refusing(schools.slice(0, 2))).toEqual([schools[1]]);
    await expect(book.begin(order())).rejects.toMatchObject({ code: 'conflict', reason: 'no-recording' });
    expect(await stage.query('SELECT id FROM capsules')).toEqual([]);
  });

  it('a school that is new records nothing', async () => {
    const schoolId = randomUUID();
    await stage.query(`INSERT INTO schools (id, name, town, time_zone, language) VALUES ($1, 'N', '', 'UTC', 'en')`, [
      schoolId,
    ]);
    expect(await stage.query('SELECT recording_mode FROM schools WHERE id = $1', [schoolId])).toEqual([
      { recording_mode: 'none' },
    ]);
  });

  it('keeps it to the end of the school year when all schools say so', async () => {
    for (const schoolId of schools.slice(0, 2)) {
      await stage.query(`UPDATE schools SET recording_keep = 'school-year' WHERE id = $1`, [schoolId]);
      await stage.query(
        `INSERT INTO school_years (school_id, known_from, known_to) VALUES ($1, '2026-09-14', '2027-06-08')`,
        [schoolId],
      );
    }
    const { capsuleId } = await book.begin(order());
    expect((await capsule(capsuleId)).expiresAt).toBe(Date.parse('2027-06-08T22:00Z'));
  });

  it('is ready at its end, with the board as it was drawn', async () => {
    await draw(1, begins - 5_000);
    await draw(2, begins - 1_000);
    const { capsuleId } = await book.begin(order());
    await draw(3, begins + 1_500);
    await draw(4, begins + 9_000);
    await draw(5, begins + 10_500);
    await stage.plantTrack(capsuleId, {}, 5_000, begins + 10_000);
    await stage.plantTrack(capsuleId, { source: 'camera', codec: 'vp8' }, 90_000, begins + 10_000);
    clock += 10_000;
    await book.end(capsuleId, { at: clock, why: 'stopped', staffId: null });
    expect(await capsule(capsuleId)).toMatchObject({
      state: 'ready',
      stretches: [{ from: 0, to: 10_000, ended: 'stopped' }],
      gaps: [],
      // Sound, two strokes of a byte, and the base.
      bytes: 5_000 + 2 + 2,
    });
    const drawn = await boardUpdatesOf(stage.database.db, capsuleId);
    expect(drawn.map(({ seq, at, update }) => [seq, at, [...update]])).toEqual([
      [3, 1_500, [3]],
      [4, 9_000, [4]],
    ]);
  });

  it('goes on in the same capsule when it begins again, with what was drawn between', async () => {
    const { capsuleId } = await book.begin(order());
    clock += 10_000;
    await book.end(capsuleId, { at: clock, why: 'stopped', staffId: null });
    await draw(3, begins + 15_000);
    clock = begins + 20_000;
    const again = await book.begin(order());
    expect(again).toEqual({ capsuleId, epoch: begins, since: begins + 20_000 });
    clock += 5_000;
    await book.end(capsuleId, { at: clock, why: 'over', staffId: null });
    expect(await capsule(capsuleId)).toMatchObject({
      state: 'ready',
      stretches: [
        { position: 0, from: 0, to: 10_000, ended: 'stopped' },
        { position: 1, from: 20_000, to: 25_000, ended: 'over' },
      ],
      gaps: [],
    });
    expect((await boardUpdatesOf(stage.database.db, capsuleId)).map(({ at }) => at)).toEqual([15_000]);
  });

  it('leaves nothing of a beginning that came to nothing', async () => {
    const { capsuleId } = await book.begin(order());
    await book.undo(capsuleId);
    expect(await findCapsule(stage.database.db, capsuleId)).toBeUndefined();

    const second = await book.begin(order());
    clock += 1_000;
    await book.end(second.capsuleId, { at: clock, why: 'stopped', staffId: null });
    await book.begin(order());
    await book.undo(second.capsuleId);
    const left = await capsule(second.capsuleId);
    expect([left.state, left.stretches.length]).toEqual(['ready', 1]);
  });

  it('begins no more by itself when the capsule was withdrawn, and another one by order', async () => {
    const { capsuleId } = await book.begin(order());
    await stage.query(`UPDATE capsules SET state = 'withdrawn'`);
    expect(await book.lasted(capsuleId, clock + 5_000)).toBe(false);
    await book.end(capsuleId, { at: clock + 6_000, why: 'over', staffId: null });
    expect((await capsule(capsuleId)).state).toBe('withdrawn');
    await expect(book.begin(order())).rejects.toMatchObject({ code: 'conflict', reason: 'capsule-gone' });
    const staffId = teacher(1).kind === 'staff' ? teacher(1).staffId : null;
    await stage.query(
      `INSERT INTO staff (id, name, email, roles, language) VALUES ($1, 'T', 't@example.org', '{teacher}', 'en')`,
      [staffId],
    );
    clock += 60_000;
    const again = await book.begin({ ...order(), staffId });
    expect(again).toMatchObject({ epoch: clock, since: clock });
    expect(again.capsuleId).not.toBe(capsuleId);
    expect([...((await findBase(stage.database.db, again.capsuleId)) ?? [])]).toEqual([7, 7]);
    // What is there now goes on, the gone one notwithstanding.
    clock += 10_000;
    await book.end(again.capsuleId, { at: clock, why: 'stopped', staffId });
    expect(await book.begin(order())).toMatchObject({ capsuleId: again.capsuleId });
    expect((await capsule(capsuleId)).state).toBe('withdrawn');
  });

  it('is taken back with what a node wrote nevertheless', async () => {
    const { capsuleId } = await book.begin(order());
    await stage.plantTrack(capsuleId, {}, 5_000, begins);
    await book.undo(capsuleId);
    expect(await stage.query('SELECT id FROM capsules')).toEqual([]);
    expect(await stage.recordings.tracksOf(capsuleId)).toEqual([]);
  });

  it('of one lesson is begun by one of two servers', async () => {
    const both = await Promise.allSettled([book.begin(order()), stage.book(() => clock).begin(order())]);
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused.length).toBeLessThan(2);
    for (const error of refused) expect(error).toMatchObject({ code: 'conflict', reason: 'recorded-elsewhere' });
    expect(await stage.query('SELECT id FROM capsules')).toHaveLength(1);
  });
});

describe('cues', () => {
  it('are written behind, in order, also by the next server', async () => {
    const { capsuleId } = await book.begin(order());
    for (let n = 0; n < 100; n += 1) book.note(capsuleId, phase(n * 10, `Phase ${n}`));
    await book.flush(capsuleId);
    const next = stage.book(() => clock);
    clock += 5_000;
    await next.begin(order());
    next.note(capsuleId, phase(5_000, 'After'));
    await next.flush(capsuleId);
    const titles = (await cuesOf(stage.database.db, capsuleId)).map(({ body }) => 'title' in body && body.title);
    expect(titles).toEqual([...Array.from({ length: 100 }, (_, n) => `Phase ${n}`), 'After']);
  });

  it('wait while the database is away, and lose nothing', async () => {
    const { capsuleId } = await book.begin(order());
    book.note(capsuleId, phase(0, 'One'));
    await book.flush(capsuleId);
    await stage.query('ALTER TABLE capsule_cues RENAME TO hidden');
    book.note(capsuleId, phase(10, 'Two'));
    book.gapBegan(capsuleId, 20, 'disk-full');
    book.gapEnded(capsuleId, 30);
    await book.flush(capsuleId);
    await stage.query('ALTER TABLE hidden RENAME TO capsule_cues');
    book.note(capsuleId, phase(40, 'Three'));
    await book.flush(capsuleId);
    expect((await cuesOf(stage.database.db, capsuleId)).map(({ at }) => at)).toEqual([0, 10, 40]);
    expect((await capsule(capsuleId)).gaps).toMatchObject([{ from: 20, to: 30, why: 'disk-full' }]);
  });
});

describe('a server that is gone', () => {
  it('leaves a capsule that is ready with what was written, once nobody took it up', async () => {
    const { capsuleId } = await book.begin(order());
    book.note(capsuleId, phase(0, 'One'));
    await book.flush(capsuleId);
    await draw(3, begins + 11_000);
    expect(await book.lasted(capsuleId, begins + 10_000)).toBe(true);
    // The node wrote a little longer than the server lived.
    await stage.plantTrack(capsuleId, {}, 4_000, begins + 12_500);

    clock = begins + 20_000;
    const next = stage.book(() => clock);
    await next.closeLost();
    expect((await capsule(capsuleId)).state).toBe('recording');

    clock = begins + 60_000;
    await next.closeLost();
    const found = await capsule(capsuleId);
    expect(found).toMatchObject({ state: 'ready', stretches: [{ from: 0, to: 12_500, ended: 'lost' }], bytes: 4_003 });
    expect((await boardUpdatesOf(stage.database.db, capsuleId)).map(({ seq }) => seq)).toEqual([3]);
  });

  it('leaves a gap when the lesson goes on', async () => {
    const { capsuleId } = await book.begin(order());
    book.gapBegan(capsuleId, 8_000, 'lost');
    await book.flush(capsuleId);
    await book.lasted(capsuleId, begins + 10_000);
    clock = begins + 25_000;
    const next = stage.book(() => clock);
    await next.begin(order());
    expect(await capsule(capsuleId)).toMatchObject({
      state: 'recording',
      stretches: [
        { from: 0, to: 10_000, ended: 'lost' },
        { from: 25_000, ended: null },
      ],
      gaps: [
        { from: 8_000, to: 10_000, why: 'lost' },
        { from: 10_000, to: 25_000, why: 'server-down' },
      ],
    });
  });

  it('was only slow: what it writes again counts', async () => {
    const { capsuleId } = await book.begin(order());
    clock += 60_000;
    await stage.book(() => clock).closeLost();
    expect((await capsule(capsuleId)).state).toBe('ready');
    expect(await book.lasted(capsuleId, clock)).toBe(true);
    expect(await capsule(capsuleId)).toMatchObject({ state: 'recording', stretches: [{ to: 60_000, ended: null }] });
  });
});

describe('a live lesson over the real tables', () => {
  it('is in its capsule within two seconds of its end, also over two servers', async () => {
    const store = new PostgresLessonStore(stage.database.db, createLog('silent'));
    const live = () => LiveServer.create({ now: () => clock, capsules: stage.book(() => clock), store });
    let server = await live();
    const cookie = server.signIn(teacher(1));
    await stage.query(
      `INSERT INTO staff (id, school_id, name, email, roles, language) VALUES ($1, $2, 'T', 't@e.org', '{teacher}', 'en')`,
      [teacher(1).staffId, schools[0]],
    );
    const { socket: desk } = await server.join(teacher(1), cookie);
    await desk.call('recording:start', {});
    clock += 20_000;
    await server.close();

    clock += 3_000;
    server = await live();
    const { socket: again, joined } = await server.join(teacher(1), server.signIn(teacher(1), cookie));
    expect(joined.state.recording).toMatchObject({ kind: 'on' });
    clock += 7_000;
    await again.call('plan:next', { from: 0 });
    const asked = performance.now();
    await again.call('lesson:end', {});
    expect(performance.now() - asked).toBeLessThan(2_000);
    const [row] = await stage.query<{ id: string }>('SELECT id FROM capsules');
    const capsuleId = CapsuleId.parse(row?.id);
    expect(await capsule(capsuleId)).toMatchObject({
      state: 'ready',
      stretches: [
        { from: 0, to: 20_000, ended: 'lost', startedBy: teacher(1).staffId },
        { from: 23_000, to: 30_000, ended: 'over', startedBy: null },
      ],
      gaps: [{ from: 20_000, to: 23_000, why: 'server-down' }],
    });
    expect((await cuesOf(stage.database.db, capsuleId)).map(({ kind, at }) => [kind, at])).toEqual([
      ['phase', 0],
      ['phase', 23_000],
      ['phase', 30_000],
    ]);
    await server.close();
  });
});
