import { createClass, putClassAway, removeStaff } from '@pluriclasse/shared/api/schools';
import * as api from '@pluriclasse/shared/api/timetables';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addStaff, buildNetwork, ok, type TestNetwork, type TestSchool } from '../support/server/network.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { anyBells, anyClosure, anyEntry, staffIdOf, TimetableDesk } from '../support/server/timetable.ts';

let server: TestServer;
let network: TestNetwork;
let own: TestSchool;
let desk: TimetableDesk;
beforeAll(async () => {
  server = await startTestServer({}, { flood: { session: 100_000, address: 100_000, unknown: 100_000 } });
  network = await buildNetwork(server);
  own = network.own;
  desk = new TimetableDesk(own);
});
afterAll(() => server.close());

const read = (who?: TestBrowser) => desk.read(who);
const attempt: TimetableDesk['attempt'] = (...change) => desk.attempt(...change);
const change: TimetableDesk['change'] = (...made) => desk.change(...made);

describe('a timetable', () => {
  it('of a school that nobody has told anything yet is empty, and has its classes, teachers, rooms and lessons', async () => {
    const timetable = await new TimetableDesk(network.partner).read();
    expect(timetable).toMatchObject({
      revision: 0,
      mayEdit: true,
      timeZone: 'Europe/Rome',
      weekdays: [1, 2, 3, 4, 5],
      known: { from: null, to: null },
      weekPattern: null,
      bells: [],
      closures: [],
      entries: [],
      classGroups: [{ classGroupId: network.partner.classGroupId, name: '3–4', grades: [3, 4], level: 'A1' }],
      rooms: [{ roomId: network.partner.roomId, hasKit: false }],
      bookings: [
        {
          bookingId: network.lessonId,
          title: 'Our lesson',
          classGroupIds: [network.partner.classGroupId],
          roomIds: [network.partner.roomId],
          staffIds: [],
        },
      ],
    });
    expect(timetable.staff.map(({ name }) => name)).toEqual(['Some teacher']);
    expect((await read()).rooms).toMatchObject([{ hasKit: true }]);
  });

  it('keeps what is put in, by the same words', async () => {
    await change(api.updateSchoolYear, {
      weekdays: [6, 1, 2, 3, 4, 5],
      known: { from: '2026-09-14', to: '2027-06-10' },
      weekPattern: { names: ['A', 'B'], anchor: '2026-09-14', closuresCount: false },
    });
    await change(api.createBells, { bells: anyBells });
    await change(api.createBells, { bells: { ...anyBells, name: 'Trip', weekdays: [], days: ['2026-12-21'] } });
    await change(api.createClosure, { closure: { ...anyClosure, hours: { start: '10:00', end: '24:00' } } });
    const entry = { ...anyEntry(own), weeks: ['B'], roomId: own.roomId, staffIds: [await staffIdOf(own.teacher)] };
    const timetable = await change(api.changeEntries, { add: [entry], change: [], remove: [] });
    expect(timetable).toMatchObject({
      weekdays: [1, 2, 3, 4, 5, 6],
      known: { from: '2026-09-14', to: '2027-06-10' },
      weekPattern: { names: ['A', 'B'], anchor: '2026-09-14', closuresCount: false },
      bells: [anyBells, { name: 'Trip', days: ['2026-12-21'] }],
      closures: [
        {
          ...anyClosure,
          hours: { start: '10:00', end: '24:00' },
          source: 'typed',
          confirmedBy: { staffId: entry.staffIds[0], name: 'Some teacher' },
        },
      ],
      entries: [entry],
    });
    expect(await read()).toEqual(timetable);
    expect(timetable.closures[0]?.confirmedAt).toBeGreaterThan(Date.now() - 60_000);
  });

  it('changes and loses single things, and knows none that are not there', async () => {
    const { bells, closures, entries } = await read();
    const [first, trip] = bells.map(({ bellScheduleId }) => ({ bellScheduleId }));
    const changed = await change(api.updateBells, { bells: { ...anyBells, name: 'Long day' } }, first);
    expect(changed.bells.map(({ name }) => name)).toEqual(['Long day', 'Trip']);
    expect((await change(api.deleteBells, {}, trip)).bells).toHaveLength(1);
    expect((await attempt(api.deleteBells, {}, trip)).error?.code).toBe('not_found');

    const closureId = { closureId: closures[0]?.closureId ?? '' };
    const renamed = { ...anyClosure, name: 'Patrono' };
    expect((await change(api.updateClosure, { closure: renamed }, closureId)).closures).toMatchObject([renamed]);
    expect((await change(api.deleteClosure, {}, closureId)).closures).toEqual([]);
    expect((await attempt(api.updateClosure, { closure: renamed }, closureId)).error?.code).toBe('not_found');

    const [entry] = entries;
    const moved = { ...entry, period: 2 };
    expect((await change(api.changeEntries, { add: [], change: [moved], remove: [] })).entries).toEqual([moved]);
    const twice = { add: [], change: [moved], remove: [moved.entryId] };
    expect((await attempt(api.changeEntries, twice)).error?.code).toBe('not_found');
    const gone = await change(api.changeEntries, { add: [], change: [], remove: [moved.entryId] });
    expect(gone.entries).toEqual([]);
    expect((await attempt(api.changeEntries, { add: [], change: [moved], remove: [] })).error?.code).toBe('not_found');
  });

  it('leaves out classes that are put away and staff who have left, and has them again when they are back', async () => {
    const params = { schoolId: own.schoolId };
    const leaver = await staffIdOf(await addStaff(server, network.admin, own.schoolId, ['teacher']));
    const body = { name: 'Leavers', grades: [5], level: null, roomId: null };
    const { classGroupId } = await ok(own.head, createClass, { params, body });
    const entry = { ...anyEntry(own), classGroupIds: [own.classGroupId, classGroupId], staffIds: [leaver] };
    const alone = { ...anyEntry(own), classGroupIds: [classGroupId], period: 5 };
    await change(api.changeEntries, { add: [entry, alone], change: [], remove: [] });
    await change(api.createClosure, { closure: { ...anyClosure, classGroupIds: [own.classGroupId, classGroupId] } });
    await change(api.createClosure, { closure: { ...anyClosure, classGroupIds: [classGroupId] } });
    await ok(own.head, putClassAway, { params: { classGroupId } });
    await ok(own.head, removeStaff, { params: { ...params, staffId: leaver } });
    expect((await read()).entries).toMatchObject([{ classGroupIds: [own.classGroupId], staffIds: [] }]);
    // Not one that would now touch the whole school.
    expect((await read()).closures).toMatchObject([{ classGroupIds: [own.classGroupId], source: 'typed' }]);
    expect((await read()).staff.map(({ staffId }) => staffId)).not.toContain(leaver);
    // What lies there does not stand in the way of the next change.
    await change(api.changeEntries, { add: [anyEntry(own)], change: [], remove: [] });
  });
});

describe('what can not be', () => {
  const period = (number: number, start: string, end: string) => ({ number, start, end });
  it.each([
    ['days_backward', { from: '2027-01-01', to: '2026-12-31' }],
    ['hours_backward', { periods: [period(1, '09:00', '08:00')] }],
    ['hours_backward', { periods: [period(1, '09:00', '09:00')] }],
    ['periods_overlap', { periods: [period(1, '08:00', '09:00'), period(2, '08:59', '10:00')] }],
    ['periods_overlap', { periods: [period(2, '09:00', '10:00'), period(1, '08:00', '09:00')] }],
    ['period_twice', { periods: [period(1, '08:00', '09:00'), period(1, '09:00', '10:00')] }],
    ['twice', { weekdays: [1, 1] }],
    ['twice', { days: ['2026-12-21', '2026-12-21'] }],
    [undefined, { days: ['2026-02-30'] }],
    [undefined, { name: 'a\u0000b' }],
    [undefined, { name: '\u202E' }],
    [undefined, { periods: [period(1, '08:00', '24:01')] }],
  ])('bells: %s %j', async (reason, fields) => {
    const { error } = await attempt(api.createBells, { bells: { ...anyBells, ...fields } });
    expect([error?.code, error?.reason]).toEqual(['bad_request', reason]);
  });

  it.each([
    ['days_backward', { from: '2026-12-09' }],
    ['hours_backward', { hours: { start: '12:00', end: '12:00' } }],
    ['no_such_class', { classGroupIds: [randomUUID()] }],
    ['no_such_class', { classGroupIds: ['Class 4'] }],
    [undefined, { kind: 'weather' }],
  ])('closures: %s %j', async (reason, fields) => {
    const { error } = await attempt(api.createClosure, { closure: { ...anyClosure, ...fields } });
    expect([error?.code, error?.reason]).toEqual(['bad_request', reason]);
  });

  it.each([
    ['no_such_class', () => ({ classGroupIds: [network.partner.classGroupId] })],
    ['twice', () => ({ classGroupIds: [own.classGroupId, own.classGroupId] })],
    ['no_such_teacher', async () => ({ staffIds: [await staffIdOf(network.partner.teacher)] })],
    ['no_such_teacher', async () => ({ staffIds: [await staffIdOf(network.coordinator)] })],
    ['no_such_room', () => ({ roomId: network.partner.roomId })],
    ['no_such_week', () => ({ weeks: ['C'] })],
    ['days_backward', () => ({ from: '2026-12-09', to: '2026-12-08' })],
    [undefined, () => ({ classGroupIds: [] })],
    [undefined, () => ({ weekday: 8 })],
  ])('entries: %s', async (reason, fields) => {
    const entry = { ...anyEntry(own), ...(await fields()) };
    const { error } = await attempt(api.changeEntries, { add: [anyEntry(own), entry], change: [], remove: [] });
    expect([error?.code, error?.reason]).toEqual(['bad_request', reason]);
  });

  it('a week pattern without a name that hours use, or with one twice', async () => {
    await change(api.changeEntries, { add: [{ ...anyEntry(own), weeks: ['A'] }], change: [], remove: [] });
    const set = async (weekPattern: object | null) => (await attempt(api.updateSchoolYear, { weekPattern })).error;
    const pattern = { names: ['B', 'C'], anchor: '2026-09-14', closuresCount: true };
    expect(await set(pattern)).toMatchObject({ code: 'bad_request', reason: 'weeks_in_use' });
    expect(await set(null)).toMatchObject({ code: 'bad_request', reason: 'weeks_in_use' });
    expect(await set({ ...pattern, names: ['A', 'a'] })).toMatchObject({ reason: 'week_name_twice' });
    expect(await set({ ...pattern, names: ['A', 'C'] })).toBeUndefined();
  });

  it('nothing of a refused change stays', async () => {
    const before = await read();
    const add = [anyEntry(own), { ...anyEntry(own), roomId: randomUUID() }];
    await attempt(api.changeEntries, { add, change: [], remove: [before.entries[0]?.entryId] });
    expect(await read()).toEqual(before);
  });

  it('more than one can keep', async () => {
    const many = Array.from({ length: 2000 }, (_, n) => ({ ...anyEntry(own), subject: `S ${n}` }));
    const { revision, entries } = await read();
    await change(api.changeEntries, { add: many, change: [], remove: [] });
    const { timetables } = server.services;
    const admin = {
      kind: 'staff',
      staffId: await staffIdOf(network.admin),
      schoolId: undefined,
      roles: ['admin'],
    } as const;
    const tooMany = timetables.change(admin, own.schoolId, {
      revision: revision + 1,
      label: 'test',
      edit: (draft) => ({
        ...draft,
        entries: Array.from({ length: 20_001 }, () => ({ ...anyEntry(own), entryId: randomUUID() })),
      }),
    });
    await expect(tooMany).rejects.toMatchObject({ code: 'bad_request', reason: 'too_many_rows' });
    expect((await change(api.undoTimetable, {})).entries).toEqual(entries);
  });
});

describe('two who change it', () => {
  it('at once: one goes through, the other is told that it has moved on', async () => {
    const { revision } = await read();
    const tries = [own.teacher, own.head, network.coordinator, network.admin].map((who, n) =>
      who.call(api.createClosure, {
        params: { schoolId: own.schoolId },
        body: { revision, closure: { ...anyClosure, name: `Closure ${n}` } },
      }),
    );
    const answers = await Promise.all(tries);
    const said = answers.map(({ error }) => (error ? `${error.code} ${error.reason}` : 'done'));
    expect(said.toSorted((a, b) => a.localeCompare(b))).toEqual([...Array<string>(3).fill('conflict stale'), 'done']);
    const after = await read();
    expect(after.revision).toBe(revision + 1);
    expect(after.closures.filter(({ name }) => name.startsWith('Closure '))).toHaveLength(1);
  });

  it('a change that changes nothing leaves the revision', async () => {
    const { revision, weekdays } = await read();
    expect((await change(api.updateSchoolYear, { weekdays })).revision).toBe(revision);
  });

  it('every change is told to whoever listens, and what it was about', async () => {
    const { timetables } = server.services;
    const told: unknown[] = [];
    const stop = timetables.onChanged((changed) => told.push(changed));
    const { revision } = await change(api.createClosure, { closure: anyClosure });
    await attempt(api.createClosure, { closure: { ...anyClosure, to: '2026-12-01' } });
    await change(api.undoTimetable, {});
    stop();
    await change(api.createClosure, { closure: anyClosure });
    expect(told).toEqual([
      { schoolId: own.schoolId, revision, what: ['closures'] },
      { schoolId: own.schoolId, revision: revision + 1, what: ['closures'] },
    ]);
  });
});
