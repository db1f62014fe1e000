import * as schools from '@pluriclasse/shared/api/schools';
import * as timetables from '@pluriclasse/shared/api/timetables';
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
describe('closures', () => {
  const head = 'Id;Country;StartDate;EndDate;Type;RegionalScope;Name;Subdivisions';
  const holidays = (...more: string[]) =>
    [
      head,
      'a;IT;2026-12-08;;Public;National;IT Immacolata,EN Immaculate Conception;',
      'b;IT;2026-12-23;2027-01-06;School;Regional;IT festività natalizie,EN Christmas holidays;LI,LO',
      'c;IT;2027-03-25;2027-03-30;School;Regional;IT festività pasquali,EN Easter holidays;LI',
      'd;IT;2027-06-11;;EndOfLessons;Regional;IT Fine delle lezioni,EN End of lessons;LI',
      'e;IT;2020-12-23;2021-01-06;School;Regional;IT festività natalizie,EN Christmas holidays;LI',
      ...more,
    ].join('\n');

  it('are the chosen region’s, in the school’s language, unconfirmed; what is known ends with lessons', async () => {
    const found = await desk.start([['it.csv', holidays()]]);
    expect(found.items).toEqual([]);
    expect(found.offers.subdivisions.map(({ code, closures }) => [code, closures])).toEqual([
      ['IT-LI', 4],
      ['IT-LO', 2],
    ]);
    const chosen = await desk.choose(found, { subdivisions: ['IT-LI'] });
    expect(words(chosen)).toEqual([
      '~known',
      '+closure Immacolata',
      '+closure festività natalizie',
      '+closure festività pasquali',
    ]);
    await desk.apply(chosen);
    const timetable = await desk.timetable();
    expect(timetable.known).toEqual({ from: '2020-12-23', to: '2027-06-11' });
    expect(timetable.closures.map(({ kind, source, confirmedBy }) => [kind, source, confirmedBy])).toEqual([
      ['public', 'file', null],
      ['school', 'file', null],
      ['school', 'file', null],
    ]);
    // The region is remembered, and nothing changes.
    expect(await desk.start([['it.csv', holidays()]])).toMatchObject({
      items: [],
      choices: { subdivisions: ['IT-LI'] },
    });
  });

  it('that moved are changed; those that are gone go only when asked; what was typed stays', async () => {
    const typed = {
      kind: 'school',
      name: 'Ponte',
      from: '2026-12-07',
      to: '2026-12-07',
      hours: null,
      classGroupIds: [],
    };
    await ok(own.head, timetables.createClosure, { params: desk.params, body: { revision: 0, closure: typed } });
    await desk.apply(await desk.choose(await desk.start([['it.csv', holidays()]]), { subdivisions: ['IT-LI'] }));
    const later = holidays()
      .replace('2026-12-23;2027-01-06', '2026-12-22;2027-01-07')
      .replace(/\nc;.*\n/, '\nx;IT;2027-03-29;2027-03-31;School;Regional;IT Altro;LI\n');
    const found = await desk.start([['it.csv', later]]);
    expect(words(found)).toEqual(['~closure festività natalizie', '+closure Altro']);
    const all = await desk.choose(found, { replace: true });
    expect(words(all)).toEqual(['~closure festività natalizie', '+closure Altro', '-closure festività pasquali']);
    const before = await desk.timetable();
    await desk.apply(all);
    expect((await desk.timetable()).closures.map(({ name }) => name)).toEqual([
      'Ponte',
      'Immacolata',
      'festività natalizie',
      'Altro',
    ]);
    await desk.undo(all);
    expect({ ...(await desk.timetable()), revision: 0 }).toEqual({ ...before, revision: 0 });
  });
});

describe('calendars', () => {
  const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
  const calendar = (...events: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR'].join('\r\n');
  const weekly = event(
    'DTSTART;TZID=W. Europe Standard Time:20260914T083000',
    'DTEND;TZID=W. Europe Standard Time:20260914T092000',
    'RRULE:FREQ=WEEKLY;UNTIL=20270607',
    'SUMMARY:Inglese – classe 1A',
  );
  const holiday = event('DTSTART;VALUE=DATE:20261223', 'DTEND;VALUE=DATE:20270107', 'SUMMARY:Natale');

  it('give closures and weekly lessons, with bells where the school has none', async () => {
    await addClass('1A');
    const once = event('DTSTART;TZID=Europe/Rome:20261103T103000', 'DURATION:PT50M', 'SUMMARY:Gita – classe 1A');
    const broken = event('DTSTART;TZID=Customized Time Zone:20261103T103000', 'DURATION:PT50M', 'SUMMARY:X');
    const found = await desk.start([['classe.ics', calendar(weekly, holiday, once, broken)]]);
    expect(words(found)).toEqual(['+closure Natale', '+bells classe', '+entry 1A Inglese 1.1']);
    expect(told(found)).toEqual(['lost zone_ambiguous 20', 'lost once_only 14']);
    await desk.apply(found);
    const timetable = await desk.timetable();
    expect(timetable.bells).toMatchObject([
      { name: 'classe', periods: [{ number: 1, start: '08:30', end: '09:20' }, { number: 2 }] },
    ]);
    expect(timetable.entries).toMatchObject([{ weekday: 1, period: 1, from: '2026-09-14', to: '2027-06-07' }]);
    expect((await desk.start([['classe.ics', calendar(weekly, holiday, once, broken)]])).items).toEqual([]);
  });

  it('of every second week need the school’s week pattern, and find the week in it', async () => {
    await addClass('1A');
    const second = [['a.ics', calendar(weekly.replace('WEEKLY;', 'WEEKLY;INTERVAL=2;'))]] as const;
    expect(told(await desk.start(second))).toContain('lost no_week_pattern 3');
    const weekPattern = { names: ['A', 'B'], anchor: '2026-09-07', closuresCount: true };
    await ok(own.head, timetables.updateSchoolYear, { params: desk.params, body: { revision: 0, weekPattern } });
    const found = await desk.start(second);
    await desk.apply(found);
    expect((await desk.timetable()).entries).toMatchObject([{ subject: 'Inglese', weeks: ['B'] }]);
  });
});

describe('tables', () => {
  it('are explained once, and known by their headers from then on', async () => {
    await addClass('1A');
    const table = [['orario.csv', 'k1;k2;k3;k4\n1A;Inglese;lunedì;1\n1A;Arte;martedì;2']] as const;
    const found = await desk.start(table);
    expect(told(found)).toEqual(['lost unknown_columns 1']);
    expect(found.offers.table).toMatchObject({ separator: ';', encoding: 'utf-8' });
    expect(found.offers.table?.rows[0]).toEqual(['k1', 'k2', 'k3', 'k4']);
    const columns = {
      header: true,
      columns: ['class' as const, 'subject' as const, 'weekday' as const, 'period' as const],
    };
    const explained = await desk.choose(found, { columns });
    expect(words(explained)).toEqual(['+entry 1A Inglese 1.1', '+entry 1A Arte 2.2']);
    await desk.apply(explained);
    const again = await desk.start(table);
    expect(again).toMatchObject({ items: [], counts: { same: 2 }, choices: { columns } });
  });
});
