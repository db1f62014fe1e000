import * as api from '@pluriclasse/shared/api/imports';
import * as schools from '@pluriclasse/shared/api/schools';
import * as twinnings from '@pluriclasse/shared/api/twinnings';
import * as timetables from '@pluriclasse/shared/api/timetables';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ImportDesk, told, words } from '../support/server/importDesk.ts';
import { addStaff, buildNetwork, ok, type TestNetwork, type TestSchool } from '../support/server/network.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let network: TestNetwork;
/** A school of its own for each test. */
let own: Pick<TestSchool, 'schoolId' | 'head'>;
let desk: ImportDesk;
/** Real until everybody has signed in. */
let today: number | undefined;
beforeAll(async () => {
  const flood = { session: 100_000, address: 100_000, unknown: 100_000 };
  server = await startTestServer({}, { flood, now: () => today ?? Date.now() });
  network = await buildNetwork(server);
  today = Date.parse('2026-11-22T09:00:00Z');
});
beforeEach(async () => {
  today = (today ?? 0) + 60_000;
  const { schoolId } = await ok(network.admin, schools.createSchool, {
    body: { name: 'S', town: 'T', timeZone: 'Europe/Rome', language: 'it' },
  });
  own = {
    schoolId,
    head: await addStaff(server, network.admin, schoolId, ['head', 'teacher']),
  };
  desk = new ImportDesk(own);
});
afterAll(() => server.close());

const addClass = (name: string) =>
  ok(own.head, schools.createClass, {
    params: { schoolId: own.schoolId },
    body: { name, grades: [1], level: null, roomId: null },
  });
const untis = (rows: readonly string[]) => [['GPU001.TXT', rows.join('\r\n')]] as const;
const rows = [
  '1,"1A","ROSSI","English","R1",1,1,,',
  '2,"1A","BIANCHI","Maths","",2,2,,',
  '3,"2B","VERDI","Maths","",3,2,,',
];

describe('a dry run', () => {
  it('says what would change and why not all of it, and changes nothing', async () => {
    const { classGroupId } = await addClass('1A');
    const before = await desk.timetable();
    const found = await desk.start(untis(rows));
    expect(found).toMatchObject({ format: 'untis', state: 'ready', fileNames: ['GPU001.TXT'], revision: 0 });
    expect(found.choices.classes).toEqual([
      { name: '1A', as: { do: 'map', classGroupId } },
      { name: '2B', as: { do: 'skip' } },
    ]);
    expect(words(found)).toEqual(['+entry 1A English 1.1', '+entry 1A Maths 2.2']);
    expect(told(found).sort()).toEqual([
      'lost class_skipped 3',
      'noted no_bells 1',
      'noted room_left_out 1',
      'noted teacher_left_out 1',
      'noted teacher_left_out 2',
    ]);
    expect(await desk.timetable()).toEqual(before);
  });

  it('knows teachers by their surnames and rooms by their names, and what the school chose last time', async () => {
    await addClass('1A');
    const params = { schoolId: own.schoolId };
    const { roomId } = await ok(own.head, schools.createRoom, { params, body: { name: 'Aula R1' } });
    const { staff } = await ok(own.head, schools.listStaff, { params });
    const staffId = staff[0]?.staffId ?? '';
    const found = await desk.start(untis(rows));
    expect(found.choices.rooms).toEqual([{ name: 'R1', as: { do: 'map', roomId } }]);
    const chosen = await desk.choose(found, {
      staff: found.choices.staff.map((one) => ({
        ...one,
        staffId: one.name === 'ROSSI' ? (staff[0]?.staffId ?? null) : null,
      })),
    });
    expect((await desk.apply(chosen)).error).toBeUndefined();
    expect((await desk.timetable()).entries.find(({ subject }) => subject === 'English')).toMatchObject({
      staffIds: [staffId],
      roomId,
    });
    const again = await desk.start(untis(rows));
    expect(again.choices.staff.find(({ name }) => name === 'ROSSI')?.staffId).toBe(staffId);
  });

  it('refuses what is no timetable with a reason, and what is too large', async () => {
    const refused = async (content: string | Uint8Array) => (await desk.attempt([['a', content]])).error?.reason;
    expect(await refused('<!DOCTYPE html><html>')).toBe('file_web_page');
    expect(await refused('')).toBe('file_empty');
    expect(await refused('%PDF-1.7')).toBe('file_not_text');
    expect(await refused('<!DOCTYPE x [<!ENTITY a "a">]><timetable>&a;</timetable>')).toBe('file_doctype');
    expect(await refused(new Uint8Array(5_000_001).fill(0x61))).toBe('file_too_large');
    const large = await desk.attempt([['a', new Uint8Array(5_500_000)]]);
    expect([large.status, large.error?.code]).toEqual([413, 'bad_request']);
    const notBase64 = { format: 'auto', files: [{ name: 'a', content: '§§§§' }] };
    expect((await own.head.call(api.startImport, { params: desk.params, body: notBase64 })).error?.code).toBe(
      'bad_request',
    );
  });

  it('can be dropped, and goes by itself after two days', async () => {
    const first = await desk.start(untis(rows));
    const params = { ...desk.params, importId: first.importId };
    await ok(own.head, api.dropImport, { params });
    expect((await own.head.call(api.readImport, { params })).error?.code).toBe('not_found');
    const second = await desk.start(untis(rows));
    today = (today ?? 0) + 3 * 24 * 3_600_000;
    await server.services.imports.sweep();
    const gone = await own.head.call(api.readImport, { params: { ...desk.params, importId: second.importId } });
    expect(gone.error?.code).toBe('not_found');
  });

  it('of another school does not exist', async () => {
    const found = await desk.start(untis(rows));
    const params = { schoolId: network.own.schoolId, importId: found.importId };
    expect((await network.own.head.call(api.readImport, { params })).error?.code).toBe('not_found');
  });
});

describe('an applied import', () => {
  it('is there at once; the same file again changes nothing', async () => {
    await addClass('1A');
    const applied = await desk.apply(await desk.start(untis(rows)));
    expect(applied.data).toMatchObject({
      state: 'applied',
      counts: { add: 2, change: 0, remove: 0, same: 0 },
      problems: [],
    });
    expect(words(applied.data)).toEqual(['+entry 1A English 1.1', '+entry 1A Maths 2.2']);
    const again = await desk.start(untis(rows));
    expect(again).toMatchObject({ items: [], counts: { same: 2 } });
    expect((await desk.apply(again)).error).toMatchObject({ code: 'conflict', reason: 'import_nothing' });
    // Nothing of the file stays but what undoes it.
    const [kept] = await server.database.query<{ reading: unknown }>('SELECT reading FROM imports WHERE state = $1', [
      'applied',
    ]);
    expect(kept?.reading).toBeNull();
    expect(applied.data.choices).toMatchObject({ classes: [], staff: [], rooms: [] });
  });

  it('changes, moves and removes what the next file has otherwise, and undoing it brings all back exactly', async () => {
    await addClass('1A');
    await desk.apply(await desk.start(untis(rows)));
    const before = await desk.timetable();
    const next = await desk.start(untis(['1,"1A","ROSSI","English","",1,2,,', '2,"1A","BIANCHI","Science","",2,2,,']));
    expect(words(next)).toEqual(['-entry 1A English 1.1', '+entry 1A English 1.2', '~entry 1A Science 2.2']);
    expect((await desk.apply(next)).error).toBeUndefined();
    expect((await desk.timetable()).entries).toHaveLength(2);
    expect((await desk.undo(next)).data).toMatchObject({ state: 'undone' });
    expect({ ...(await desk.timetable()), revision: 0 }).toEqual({ ...before, revision: 0 });
    expect((await desk.undo(next)).error).toMatchObject({ code: 'conflict', reason: 'import_state' });
  });

  it('with a first day lets what was before end on the day before', async () => {
    await addClass('1A');
    await desk.apply(await desk.start(untis(rows)));
    const next = await desk.choose(await desk.start(untis(['1,"1A","ROSSI","Art","",4,1,,'])), { from: '2027-01-07' });
    expect(next.counts).toMatchObject({ add: 1, change: 2, remove: 0 });
    await desk.apply(next);
    const { entries } = await desk.timetable();
    expect(entries.map(({ subject, from, to }) => `${subject} ${from} ${to}`).sort()).toEqual([
      'Art 2027-01-07 null',
      'English null 2027-01-06',
      'Maths null 2027-01-06',
    ]);
  });

  it('keeps out what was left out, alone', async () => {
    await addClass('1A');
    const found = await desk.start(untis(rows));
    const chosen = await desk.choose(found, { leaveOut: [found.items[0]?.key ?? ''] });
    expect(chosen.items.map(({ leftOut }) => leftOut)).toEqual([true, false]);
    await desk.apply(chosen);
    expect((await desk.timetable()).entries.map(({ subject }) => subject)).toEqual(['Maths']);
  });

  it('does what was seen, and nothing that somebody else has chosen meanwhile', async () => {
    await addClass('1A');
    const seen = await desk.start(untis(rows));
    await desk.choose(seen, { leaveOut: [seen.items[0]?.key ?? ''] });
    expect((await desk.apply(seen)).error).toMatchObject({ code: 'conflict', reason: 'stale' });
    expect((await desk.timetable()).entries).toEqual([]);
    // Chosen as it was, it is what was seen.
    await desk.choose(seen, {});
    expect((await desk.apply(seen)).error).toBeUndefined();
    expect((await desk.timetable()).entries).toHaveLength(2);
  });

  it('is refused when the timetable has moved on meanwhile, and does nothing', async () => {
    await addClass('1A');
    const found = await desk.start(untis(rows));
    await ok(own.head, timetables.updateSchoolYear, {
      params: desk.params,
      body: { revision: 0, weekdays: [1, 2, 3] },
    });
    expect((await desk.apply(found)).error).toMatchObject({ code: 'conflict', reason: 'stale' });
    expect((await desk.timetable()).entries).toEqual([]);
  });

  it('can’t be undone once something of it was changed; what others did elsewhere stays', async () => {
    await addClass('1A');
    const found = await desk.start(untis(rows));
    await desk.apply(found);
    const elsewhere = {
      kind: 'municipal',
      name: 'Patrono',
      from: '2027-06-24',
      to: '2027-06-24',
      hours: null,
      classGroupIds: [],
    };
    await ok(own.head, timetables.createClosure, { params: desk.params, body: { revision: 1, closure: elsewhere } });
    const { entries } = await desk.timetable();
    const edited = { ...entries[0], subject: 'Drama' };
    const body = (change: object[]) => ({ revision: 2, add: [], change, remove: [] });
    await ok(own.head, timetables.changeEntries, { params: desk.params, body: body([edited]) });
    expect((await desk.undo(found)).error).toMatchObject({ code: 'conflict', reason: 'import_edited' });
    await ok(own.head, timetables.changeEntries, {
      params: desk.params,
      body: { ...body([{ ...entries[0] }]), revision: 3 },
    });
    expect((await desk.undo(found)).error).toBeUndefined();
    expect(await desk.timetable()).toMatchObject({ entries: [], closures: [{ name: 'Patrono' }] });
  });
});

describe('classes and rooms that an import makes', () => {
  it('come with their lessons and go with them, unless somebody has used them', async () => {
    const found = await desk.start(untis(rows));
    const create = { do: 'create' as const, name: '1A', grades: [1] };
    const chosen = await desk.choose(found, {
      classes: [
        { name: '1A', as: create },
        { name: '2B', as: { do: 'skip' } },
      ],
      rooms: [{ name: 'R1', as: { do: 'create', name: 'Laboratorio' } }],
    });
    expect(words(chosen).slice(0, 2)).toEqual(['+class 1A', '+room Laboratorio']);
    // A coordinator may change timetables, not make classes.
    expect((await desk.apply(chosen, network.coordinator)).error?.code).toBe('forbidden');
    expect((await desk.apply(chosen)).error).toBeUndefined();
    const list = async () => (await ok(own.head, schools.listClasses, { params: desk.params })).classes;
    const [made] = await list();
    expect(made).toMatchObject({ name: '1A', grades: [1] });
    const { pupilId } = await ok(own.head, schools.createPupil, {
      params: { classGroupId: made?.classGroupId ?? '' },
      body: { alias: 'Elio', avatar: 'owl' },
    });
    expect((await desk.undo(found)).error).toMatchObject({ reason: 'import_edited' });
    expect((await desk.timetable()).entries).toHaveLength(2);
    await ok(own.head, schools.deletePupil, { params: { pupilId } });
    expect((await desk.undo(found)).error).toBeUndefined();
    expect(await list()).toEqual([]);
    expect((await ok(own.head, schools.readSchool, { params: desk.params })).rooms).toEqual([]);
  });

  it('are made once where both lessons and classes are taken', async () => {
    const found = await desk.start(untis(rows));
    const chosen = await desk.choose(found, {
      take: ['entries', 'classes'],
      classes: [
        { name: '1A', as: { do: 'create', name: '1A', grades: [1] } },
        { name: '2B', as: { do: 'create', name: '2B', grades: [2] } },
      ],
    });
    expect(words(chosen).filter((word) => word.startsWith('+class'))).toEqual(['+class 1A', '+class 2B']);
    expect((await desk.apply(chosen)).error).toBeUndefined();
    const { classes } = await ok(own.head, schools.listClasses, { params: desk.params });
    expect(classes.map(({ name }) => name)).toEqual(['1A', '2B']);
  });

  it('stay while somebody has described them, or invited a school with them', async () => {
    const found = await desk.start(untis(rows));
    const create = { do: 'create' as const, name: '1A', grades: [1] };
    const chosen = await desk.choose(found, {
      classes: found.choices.classes.map((one) => ({ ...one, as: one.name === '1A' ? create : { do: 'skip' } })),
    });
    expect((await desk.apply(chosen)).error).toBeUndefined();
    const { classes } = await ok(own.head, schools.listClasses, { params: desk.params });
    const classGroupId = classes[0]?.classGroupId ?? '';
    const offer = {
      ageFrom: 6,
      ageTo: 7,
      level: 'A1',
      topics: [],
      hours: [],
      pupils: 9,
      languages: ['it'],
      note: null,
    };
    const refused = async () => (await desk.undo(found)).error?.reason;
    await ok(own.head, twinnings.saveOffer, { params: { classGroupId }, body: offer });
    expect(await refused()).toBe('import_edited');
    await ok(own.head, twinnings.deleteOffer, { params: { classGroupId } });
    const body = { name: 'Pen friends', note: null, classGroupIds: [classGroupId] };
    const { invitation } = await ok(own.head, twinnings.inviteSchool, { body });
    expect(await refused()).toBe('import_edited');
    const { invitationId } = invitation;
    await ok(own.head, twinnings.withdrawTwinningInvitation, { params: { invitationId } });
    expect(await refused()).toBeUndefined();
  });

  it('of OneRoster are made with their grades; nothing of its people is stored', async () => {
    const secret = `Zz${randomUUID()}`;
    const found = await desk.start([
      ['classes.csv', 'sourcedId,status,title,grades\nc1,active,Prima,01\nc2,active,3–4,"03,04"'],
      ['users.csv', `sourcedId,role,givenName,email,password\nu,student,${secret},${secret}@example.org,${secret}`],
      ['demographics.csv', `userSourcedId,birthdate\nu,${secret}`],
      ['academicSessions.csv', 'sourcedId,type,startDate,endDate\ny,schoolYear,2026-09-01,2027-06-30'],
    ]);
    expect(words(found)).toEqual(['~known', '+class Prima', '+class 3–4']);
    expect(found.dropped).toEqual([
      { what: 'pupils', rows: 1 },
      { what: 'demographics', rows: 1 },
    ]);
    const dumped = await server.database.query<{ row: string }>('SELECT i::text AS row FROM imports i');
    expect(JSON.stringify([found, dumped])).not.toContain(secret);
    await desk.apply(found);
    expect((await desk.timetable()).known).toEqual({ from: '2026-09-01', to: '2027-06-30' });
    const { classes } = await ok(own.head, schools.listClasses, { params: desk.params });
    expect(classes.map((one) => `${one.name}: ${one.grades.join()}`).sort()).toEqual(['3–4: 3,4', 'Prima: 1']);
  });
});
