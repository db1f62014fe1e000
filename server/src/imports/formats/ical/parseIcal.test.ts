import { toDayNumber, toIsoDay, toWallTime } from '@pluriclasse/shared/calendar/days';
import { describe, expect, it } from 'vitest';
import { parseIcal } from './parseIcal.ts';

const options = { timeZone: 'Europe/Rome', from: toDayNumber('2026-09-01'), to: toDayNumber('2027-08-31') };
const bytes = (text: string) => new TextEncoder().encode(text);

function parse(content: string | Uint8Array, name = 'calendar.ics') {
  const reading = parseIcal([{ name, bytes: typeof content === 'string' ? bytes(content) : content }], options);
  return {
    lessons: reading.lessons.map(({ hours, dates, subject, classes }) => ({
      at: `${hours && toWallTime(hours.start)}–${hours && toWallTime(hours.end)}`,
      days: (dates ?? []).map(toIsoDay),
      subject,
      classes,
    })),
    closures: reading.closures.map(({ names, from, to }) => `${names['']} ${from} ${to}`),
    problems: reading.problems.map(({ level, code, line }) => `${level} ${code} ${line}`),
  };
}

const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', ...events.map((event) => `BEGIN:VEVENT\n${event}\nEND:VEVENT`), 'END:VCALENDAR'].join('\n');
const lesson = (zone: string, rule = 'RRULE:FREQ=WEEKLY;COUNT=2') =>
  calendar(`DTSTART;TZID=${zone}:20261019T083000\nDTEND;TZID=${zone}:20261019T092000\n${rule}\nSUMMARY:English`);

describe('hours', () => {
  it('are those on the wall of the school, on both sides of a clock change', () => {
    expect(parse(lesson('Europe/Rome')).lessons).toMatchObject([
      { at: '08:30–09:20', days: ['2026-10-19', '2026-10-26'] },
    ]);
    expect(parse(lesson('GTB Standard Time')).lessons).toMatchObject([{ at: '07:30–08:20' }]);
    // New York changes a week later than Rome.
    expect(parse(lesson('America/New_York')).lessons.map(({ at }) => at)).toEqual(['14:30–15:20', '13:30–14:20']);
  });

  it('of UTC move on the wall when the clocks change', () => {
    const utc = calendar('DTSTART:20261019T063000Z\nDURATION:PT50M\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:English');
    expect(parse(utc).lessons.map(({ at, days }) => [at, ...days])).toEqual([
      ['08:30–09:20', '2026-10-19'],
      ['07:30–08:20', '2026-10-26'],
    ]);
  });

  it('that the clocks skip are left out and told; of those that come twice it is the first', () => {
    const night = (day: string, rule = '') =>
      calendar(`DTSTART;TZID=Europe/Rome:${day}T023000\nDTEND;TZID=Europe/Rome:${day}T032000\n${rule}SUMMARY:N`);
    const gap = parse(night('20270321', 'RRULE:FREQ=WEEKLY;COUNT=2\n'));
    expect(gap).toMatchObject({ lessons: [{ days: ['2027-03-21'] }], problems: ['noted hour_skipped 2'] });
    expect(parse(night('20261025')).lessons).toMatchObject([{ at: '02:30–03:20', days: ['2026-10-25'] }]);
  });

  it.each([
    ['Customized Time Zone', 'lost zone_ambiguous 3'],
    ['Europe/Germany', 'lost zone_unknown 3'],
    ['"(GMT +01:00)"', 'lost zone_ambiguous 3'],
  ])('of %s are refused, never shifted', (zone, problem) => {
    expect(parse(lesson(zone))).toMatchObject({ lessons: [], problems: [problem] });
  });

  it.each(['20261019T083000+0200', '2026-10-19T08:30:00', '20261319T083000', '20261019T993000', ''])(
    'written as %s are refused',
    (start) => {
      const { lessons, problems } = parse(calendar(`DTSTART:${start}\nDURATION:PT50M\nSUMMARY:E`));
      expect(lessons).toEqual([]);
      expect(problems).toHaveLength(1);
    },
  );

  it('without a zone are those of the calendar, told when it is not the school’s', () => {
    const floating = 'DTSTART:20261019T083000\nDURATION:PT50M\nSUMMARY:E';
    expect(parse(calendar(floating))).toMatchObject({ lessons: [{ at: '08:30–09:20' }], problems: [] });
    const elsewhere = calendar(floating).replace('VCALENDAR\n', 'VCALENDAR\nX-WR-TIMEZONE:Europe/Bucharest\n');
    expect(parse(elsewhere)).toMatchObject({ lessons: [{ at: '07:30–08:20' }], problems: ['noted floating_time 3'] });
  });
});

describe('a series', () => {
  const series = (...more: string[]) =>
    calendar(
      `UID:a\nDTSTART;TZID=Europe/Rome:20261019T083000\nDTEND;TZID=Europe/Rome:20261019T092000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:English\n${more[0] ?? ''}`,
      ...more.slice(1),
    );
  const days = (text: string) => parse(text).lessons.map((one) => one.days.join(' '));

  it('lacks what EXDATE names, by hour in any zone or by day', () => {
    expect(days(series('EXDATE;TZID=Europe/Rome:20261026T083000'))).toEqual(['2026-10-19 2026-11-02 2026-11-09']);
    expect(days(series('EXDATE:20261026T073000Z,20261102T073000Z'))).toEqual(['2026-10-19 2026-11-09']);
    expect(days(series('EXDATE;VALUE=DATE:20261109'))).toEqual(['2026-10-19 2026-10-26 2026-11-02']);
  });

  it('has what RDATE adds, with its own length where it says one', () => {
    expect(days(series('RDATE;TZID=Europe/Rome:20261116T083000'))).toEqual([
      '2026-10-19 2026-10-26 2026-11-02 2026-11-09 2026-11-16',
    ]);
    const longer = parse(series('RDATE;VALUE=PERIOD;TZID=Europe/Rome:20261116T083000/PT2H')).lessons;
    expect(longer.map(({ at }) => at)).toEqual(['08:30–09:20', '08:30–10:30']);
  });

  it('is moved, cancelled and cut where other events say so', () => {
    const moved =
      'UID:a\nRECURRENCE-ID;TZID=Europe/Rome:20261026T083000\nDTSTART;TZID=Europe/Rome:20261027T103000\nDURATION:PT50M\nSUMMARY:English';
    const cancelled =
      'UID:a\nRECURRENCE-ID;TZID=Europe/Rome:20261102T083000\nDTSTART;TZID=Europe/Rome:20261102T083000\nDURATION:PT50M\nSTATUS:CANCELLED';
    const unreadable = 'UID:a\nRECURRENCE-ID;TZID=Europe/Rome:20261109T083000\nDTSTART:nonsense\nSUMMARY:English';
    expect(parse(series('', moved, cancelled, unreadable))).toMatchObject({
      lessons: [
        { at: '08:30–09:20', days: ['2026-10-19'] },
        { at: '10:30–11:20', days: ['2026-10-27'] },
      ],
      problems: ['lost bad_day 27', 'noted cancelled 17'],
    });
  });

  it('of which there are two counts once, as the later sequence says', () => {
    const event = (sequence: number, subject: string) =>
      `UID:a\nSEQUENCE:${sequence}\nDTSTART:20261019T083000\nDURATION:PT50M\nSUMMARY:${subject}`;
    expect(parse(calendar(event(2, 'New'), event(1, 'Old')))).toMatchObject({
      lessons: [{ subject: 'New' }],
      problems: ['noted superseded 9'],
    });
  });

  it('that recurs by the minute, or in a way that we do not know, is refused', () => {
    const problems = (rule: string) => parse(lesson('Europe/Rome', rule)).problems;
    expect(problems('RRULE:FREQ=SECONDLY')).toEqual(['lost rule_too_frequent 5']);
    expect(problems('RRULE:FREQ=DAILY;BYHOUR=8,12')).toEqual(['lost rule_unreadable 5']);
    expect(problems('RRULE:FREQ=YEARLY;BYWEEKNO=20')).toEqual(['lost rule_unreadable 2']);
  });
});

describe('whole days', () => {
  it('are closures, to the day before DTEND; hours from midnight to midnight too', () => {
    expect(parse(calendar('DTSTART;VALUE=DATE:20261223\nDTEND;VALUE=DATE:20270107\nSUMMARY:Natale')).closures).toEqual([
      'Natale 2026-12-23 2027-01-06',
    ]);
    const midnight = 'DTSTART:20261222T230000Z\nDTEND:20261223T230000Z\nSUMMARY:Ponte';
    expect(parse(calendar(midnight)).closures).toEqual(['Ponte 2026-12-23 2026-12-23']);
    // The day on which the clocks go back has 25 hours.
    const autumn = 'DTSTART;TZID=Europe/Rome:20261025T000000\nDTEND;TZID=Europe/Rome:20261026T000000\nSUMMARY:A';
    expect(parse(calendar(autumn)).closures).toEqual(['A 2026-10-25 2026-10-25']);
  });

  it('are refused when they would last for years', () => {
    expect(parse(calendar('DTSTART;VALUE=DATE:20261223\nDURATION:P99999W\nSUMMARY:X')).problems).toEqual([
      'lost too_long 4',
    ]);
  });
});

describe('a file', () => {
  const text = lesson('Europe/Paris').replace('English', 'Où est l’éléphant ? œ€');
  const expected = [{ at: '08:30–09:20', subject: 'Où est l’éléphant ? œ€' }];

  it.each([
    ['CRLF', bytes(text.replaceAll('\n', '\r\n'))],
    ['CR alone', bytes(text.replaceAll('\n', '\r'))],
    ['a byte order mark', bytes(`\uFEFF${text}`)],
    ['blank lines', bytes(text.replaceAll('\n', '\n\n'))],
    ['blanks before its beginning', bytes(`   ${text}`)],
    ['no end', bytes(text.replace('\nEND:VCALENDAR', ''))],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    [
      'windows-1252',
      Buffer.from(text.replaceAll('’', '\x92').replaceAll('œ', '\x9c').replaceAll('€', '\x80'), 'latin1'),
    ],
    ['folds within a character', foldEverywhere(bytes(text))],
  ])('with %s reads the same', (_, content) => {
    expect(parse(content).lessons).toMatchObject(expected);
  });

  it('may hold several calendars, and things that are no events', () => {
    const two = `${calendar('DTSTART;VALUE=DATE:20261223\nSUMMARY:A')}\n${calendar('DTSTART;VALUE=DATE:20261224\nSUMMARY:B')}`;
    expect(parse(two).closures).toHaveLength(2);
    expect(parse('BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nX\nEND:VCALENDAR').problems).toEqual([
      'noted unreadable_line 4',
      'noted not_an_event 2',
      'noted no_calendar_items null',
    ]);
  });

  it.each([
    ['', 'file_empty'],
    ['  \r\n', 'file_empty'],
    ['<!DOCTYPE html><html>', 'file_web_page'],
    ['name,date\nA,B', 'file_no_calendar'],
  ])('that is no calendar is refused as a whole: %j', (content, reason) => {
    expect(() => parse(content)).toThrow(expect.objectContaining({ code: 'bad_request', reason }));
  });

  it('names a class in its titles, or is one class’s', () => {
    const titled = parse(calendar('DTSTART:20261019T083000\nDURATION:PT50M\nSUMMARY:DN1 – classe 1A'));
    expect(titled.lessons).toMatchObject([{ subject: 'DN1', classes: ['1A'] }]);
    expect(parse(lesson('Europe/Rome'), 'Orario classe 2B.ics').lessons).toMatchObject([{ classes: ['2B'] }]);
  });
});

/** A line break and a blank after every byte of a value: no reader may be stricter. */
function foldEverywhere(content: Uint8Array): Uint8Array {
  const folded: number[] = [];
  let inValue = false;
  for (const byte of content) {
    folded.push(byte);
    if (byte === 0x3a) inValue = true;
    else if (byte === 0x0a) inValue = false;
    else if (inValue) folded.push(0x0d, 0x0a, 0x20);
  }
  return Uint8Array.from(folded);
}
