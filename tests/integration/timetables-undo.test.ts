import { createClass, listStaff, putClassAway } from '@pluriclasse/shared/api/schools';
import * as api from '@pluriclasse/shared/api/timetables';
import type { Timetable } from '@pluriclasse/shared/api/timetables';
import { AppError } from '@pluriclasse/shared/errors';
import type { Draft } from '@pluriclasse/server/timetables/timetables.service';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addStaff, buildNetwork, ok, type TestNetwork, type TestSchool } from '../support/server/network.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { anyBells, anyClosure, anyEntry, anyHours, staffIdOf, TimetableDesk } from '../support/server/timetable.ts';

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

describe('taking back', () => {
  it('goes twenty steps, whatever they were, and then there is nothing', async () => {
    const start = await change(api.createClosure, { closure: { ...anyClosure, name: 'Before' } });
    const texts: Timetable[] = [start];
    for (let n = 0; n < 10; n++) {
      texts.push(await change(api.createBells, { bells: { ...anyBells, name: `Bells ${n}` } }));
      texts.push(await change(api.changeEntries, { add: [anyEntry(own)], change: [], remove: [] }));
    }
    const same = ({ revision: _, ...rest }: Timetable) => rest;
    for (let n = texts.length - 2; n >= 0; n--) {
      expect(same(await change(api.undoTimetable, {}))).toEqual(same(texts[n]!));
    }
    expect((await attempt(api.undoTimetable, {})).error).toMatchObject({ code: 'conflict', reason: 'nothing' });
  });

  it('needs the revision of now', async () => {
    const { revision } = await change(api.createClosure, { closure: anyClosure });
    const body = { revision: revision - 1 };
    const { error } = await own.teacher.call(api.undoTimetable, { params: { schoolId: own.schoolId }, body });
    expect(error).toMatchObject({ code: 'conflict', reason: 'stale' });
  });

  it('passes over what is others’ to take back: a teacher takes back the bells, not a colleague’s absence', async () => {
    const colleague = await addStaff(server, network.admin, own.schoolId, ['teacher']);
    const staffId = await staffIdOf(colleague);
    await change(api.createBells, { bells: { ...anyBells, name: 'To go' } });
    const absence = { from: '2026-12-01', to: '2026-12-02', hours: null, reason: 'Knee' };
    await change(api.createAbsence, { absence }, { staffId }, colleague);
    const after = await change(api.undoTimetable, {});
    expect(after.bells.map(({ name }) => name)).not.toContain('To go');
    expect(after.staff.find((one) => one.staffId === staffId)?.absences).toHaveLength(1);
    const mine = await change(api.undoTimetable, {}, {}, colleague);
    expect(mine.staff.find((one) => one.staffId === staffId)?.absences).toHaveLength(0);
  });

  it('of one certain step holds only while nothing later touched the same', async () => {
    const { timetables } = server.services;
    const staffId = await staffIdOf(own.teacher);
    const actor = { kind: 'staff', staffId, schoolId: own.schoolId, roles: ['teacher'] } as const;
    const first = await change(api.changeEntries, {
      add: [{ ...anyEntry(own), subject: 'Musica' }],
      change: [],
      remove: [],
    });
    const music = first.entries.find(({ subject }) => subject === 'Musica')!;
    const later = await change(api.createClosure, { closure: { ...anyClosure, name: 'Later' } });
    const touched = await change(api.changeEntries, { add: [], change: [{ ...music, weekday: 5 }], remove: [] });
    await expect(timetables.undo(actor, own.schoolId, touched.revision, first.revision)).rejects.toMatchObject({
      reason: 'changed_since',
    });
    await timetables.undo(actor, own.schoolId, touched.revision, later.revision);
    const after = await read();
    expect(after.closures.map(({ name }) => name)).not.toContain('Later');
    expect(after.entries).toContainEqual({ ...music, weekday: 5 });
  });

  it('does not bring back what refers to what is gone', async () => {
    const params = { schoolId: own.schoolId };
    const body = { name: `C ${randomUUID().slice(0, 6)}`, grades: [5], level: null, roomId: null };
    const { classGroupId } = await ok(own.head, createClass, { params, body });
    const made = await change(api.changeEntries, {
      add: [{ ...anyEntry(own), classGroupIds: [classGroupId] }],
      change: [],
      remove: [],
    });
    const { entryId } = made.entries.find((one) => one.classGroupIds.includes(classGroupId))!;
    await change(api.changeEntries, { add: [], change: [], remove: [entryId] });
    await ok(own.head, putClassAway, { params: { classGroupId } });
    expect((await attempt(api.undoTimetable, {})).error).toMatchObject({ code: 'conflict', reason: 'changed_since' });
  });
});

describe('hours of the staff', () => {
  it('are set by oneself or by the head; why somebody is away is for them alone', async () => {
    const staffId = await staffIdOf(own.teacher);
    const absence = { from: '2026-12-10', to: '2026-12-11', hours: null, reason: 'Operation' };
    await change(api.setAvailability, { availability: [anyHours] }, { staffId }, own.head);
    const told = await change(api.createAbsence, { absence }, { staffId });
    const mine = (timetable: Timetable) => timetable.staff.find((one) => one.staffId === staffId);
    expect(mine(told)).toMatchObject({ availability: [anyHours], absences: [absence] });
    expect(mine(await read(own.head))?.absences[0]?.reason).toBe('Operation');
    const colleague = await addStaff(server, network.admin, own.schoolId, ['teacher']);
    for (const who of [colleague, network.coordinator]) {
      expect(mine(await read(who))).toMatchObject({
        availability: [anyHours],
        absences: [{ ...absence, reason: null }],
      });
      expect((await attempt(api.createAbsence, { absence }, { staffId }, who)).error?.code).toBe('forbidden');
    }
    const { calendars } = await server.services.timetables.calendars([own.schoolId]);
    expect(JSON.stringify(calendars)).not.toContain('Operation');
    const absenceId = mine(told)?.absences[0]?.absenceId ?? '';
    const theirs = { staffId: await staffIdOf(colleague), absenceId };
    expect((await attempt(api.deleteAbsence, {}, theirs, own.head)).error?.code).toBe('not_found');
    expect(mine(await change(api.deleteAbsence, {}, { staffId, absenceId }))?.absences).toEqual([]);
  });

  it('are of somebody who works there', async () => {
    const staffId = await staffIdOf(network.partner.teacher);
    const { error } = await attempt(api.setAvailability, { availability: [] }, { staffId }, own.head);
    expect(error?.code).toBe('not_found');
    const { staff } = await ok(own.head, listStaff, { params: { schoolId: own.schoolId } });
    expect(staff.map((one) => one.staffId)).not.toContain(staffId);
  });

  it.each([
    ['hours_backward', { start: '10:00', end: '09:00' }],
    ['days_backward', { from: '2027-01-01', to: '2026-01-01' }],
    ['twice', { weekdays: [2, 2] }],
  ])('can not be: %s', async (reason, fields) => {
    const staffId = await staffIdOf(own.teacher);
    const { error } = await attempt(api.setAvailability, { availability: [{ ...anyHours, ...fields }] }, { staffId });
    expect(error).toMatchObject({ code: 'bad_request', reason });
  });
});

describe('a new year', () => {
  it('begins with what held in the old one, which ends before', async () => {
    const desk = new TimetableDesk(network.other);
    const staffId = await staffIdOf(network.other.teacher);
    const entry = anyEntry(network.other);
    await desk.change(api.createBells, { bells: { ...anyBells, from: '2025-09-01', to: '2026-06-10' } });
    await desk.change(api.createBells, { bells: { ...anyBells, name: 'Trip', days: ['2026-03-03'], from: null } });
    const old = { ...entry, subject: 'Old', from: '2024-09-01', to: '2025-06-10' };
    await desk.change(api.changeEntries, { add: [entry, old], change: [], remove: [] });
    await desk.change(api.setAvailability, { availability: [anyHours] }, { staffId });
    const copy = { asOf: '2026-05-01', from: '2026-09-14', to: '2027-06-10' };
    const span = { from: copy.from, to: copy.to };
    const copied = await desk.change(api.copyYear, copy);
    expect(copied.bells).toMatchObject([
      { name: 'Short day', from: '2025-09-01', to: '2026-06-10' },
      { name: 'Trip' },
      { name: 'Short day', ...span },
    ]);
    const spans = copied.entries.map((one) => `${one.subject} ${one.from} ${one.to}`);
    expect(new Set(spans)).toEqual(
      new Set(['Inglese null 2026-09-13', 'Inglese 2026-09-14 2027-06-10', 'Old 2024-09-01 2025-06-10']),
    );
    expect(copied.staff[0]?.availability).toEqual([
      { ...anyHours, to: '2026-09-13' },
      { ...anyHours, ...span },
    ]);
    // Twice is no more than once.
    expect(await desk.change(api.copyYear, copy)).toEqual(copied);
    const refused = async (fields: object) => (await desk.attempt(api.copyYear, { ...copy, ...fields })).error;
    expect(await refused({ from: '2026-04-01' })).toMatchObject({ code: 'bad_request', reason: 'days_backward' });
    expect(await refused({ to: '2026-09-13' })).toMatchObject({ reason: 'days_backward' });
    await desk.change(api.changeEntries, { add: [], change: [], remove: copied.entries.map(({ entryId }) => entryId) });
    await desk.change(api.setAvailability, { availability: [] }, { staffId });
    expect(await refused({ asOf: '2020-01-01' })).toMatchObject({ code: 'bad_request', reason: 'nothing_to_copy' });
  });
});

describe('closures of a feed', () => {
  it('wait for somebody who vouches for them', async () => {
    const { timetables } = server.services;
    const staffId = await staffIdOf(own.teacher);
    const actor = { kind: 'staff', staffId, schoolId: own.schoolId, roles: ['teacher'] } as const;
    const { revision } = await read();
    const closureId = randomUUID();
    const fed = { source: 'feed', origin: 'feed:1', confirmedBy: null, confirmedAt: null } as const;
    const closure = { ...anyClosure, kind: 'public', name: 'Fed', closureId, ...fed } as const;
    let seen: unknown;
    const changed = await timetables.change(actor, own.schoolId, {
      revision,
      label: 'feed',
      edit: (draft) => ({ ...draft, closures: [...draft.closures, { ...closure, classGroupIds: [] }] }),
      also: async (_, what) => {
        seen = what;
      },
    });
    expect(changed).toEqual({ revision: revision + 1, what: ['closures'] });
    expect(seen).toEqual(changed);
    const one = (timetable: Timetable) => timetable.closures.find((each) => each.closureId === closureId);
    expect(one(await read())).toMatchObject({ source: 'feed', confirmedBy: null, confirmedAt: null });
    const confirmed = await change(api.confirmClosures, { closureIds: [closureId] }, {}, own.head);
    expect(one(confirmed)).toMatchObject({ source: 'feed', confirmedBy: { name: 'Some head' } });
    const again = await change(api.confirmClosures, { closureIds: [closureId] });
    expect(one(again)?.confirmedBy?.name).toBe('Some head');
    expect((await attempt(api.confirmClosures, { closureIds: [randomUUID()] })).error?.code).toBe('not_found');
  });

  it('are looked at as those of people are, whoever brings them', async () => {
    const { timetables } = server.services;
    const actor = {
      kind: 'staff',
      staffId: await staffIdOf(own.head),
      schoolId: own.schoolId,
      roles: ['head'],
    } as const;
    const { revision } = await read();
    const fed = { source: 'feed', origin: null, confirmedBy: null, confirmedAt: null } as const;
    for (const fields of [{ from: '2026-02-30' }, { name: 'a\u0000b' }, { hours: { start: '9:00', end: '10:00' } }]) {
      const closure = { ...anyClosure, closureId: randomUUID(), ...fed, ...fields };
      const edit = (draft: Draft) => ({ ...draft, closures: [...draft.closures, closure] });
      const refused = timetables.change(actor, own.schoolId, { revision, label: 'feed', edit });
      await expect(refused).rejects.toMatchObject({ code: 'bad_request', reason: 'malformed' });
    }
  });

  it('come with what else is written, or not at all', async () => {
    const { timetables } = server.services;
    const actor = {
      kind: 'staff',
      staffId: await staffIdOf(own.head),
      schoolId: own.schoolId,
      roles: ['head'],
    } as const;
    const before = await read();
    const broken = timetables.change(actor, own.schoolId, {
      revision: before.revision,
      label: 'import',
      edit: (draft) => ({ ...draft, closures: [] }),
      also: () => Promise.reject(new AppError('unavailable', 'Somewhere else it failed')),
    });
    await expect(broken).rejects.toMatchObject({ code: 'unavailable' });
    expect(await read()).toEqual(before);
  });
});
