import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import { AppError } from '@pluriclasse/shared/errors';
import { describe, expect, it } from 'vitest';
import { readUpload } from './readUpload.ts';

const options = { timeZone: 'Europe/Rome', from: toDayNumber('2025-11-01'), to: toDayNumber('2028-11-01') };
/** As large as an upload may be. */
const LARGE = 4_900_000;
const times = (text: string, size = LARGE) => text.repeat(Math.max(1, Math.floor(size / text.length)));

const event = (at: number, rule = '') =>
  `BEGIN:VEVENT\nUID:${at}\nDTSTART;TZID=Europe/Rome:20260914T083000\nDTEND;TZID=Europe/Rome:20260914T092000\n${rule}SUMMARY:E${at}\nEND:VEVENT\n`;
const events = (count: number, rule = '') =>
  `BEGIN:VCALENDAR\n${Array.from({ length: count }, (_, at) => event(at, rule)).join('')}END:VCALENDAR`;
const asc = (cards: string) =>
  `<timetable><classes><class id="c" name="c"/></classes><subjects><subject id="s" name="s"/></subjects><lessons><lesson id="l" classids="c" subjectid="s" periodspercard="10" periodsperweek="9999999"/></lessons><cards>${cards}</cards></timetable>`;

const inputs: readonly (readonly [string, string])[] = [
  ['thirty thousand events', events(30_000)],
  ['nineteen thousand daily events', events(19_000, 'RRULE:FREQ=DAILY\n')],
  ['rules that never match', events(15_000, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=99\n')],
  ['exceptions without end', events(60, `RRULE:FREQ=DAILY\n${times('EXDATE:20270101T083000\n', 60_000)}`)],
  ['beginnings alone', times('BEGIN:VEVENT\n')],
  ['one line', `BEGIN:VCALENDAR\n${times('a')}`],
  ['folds alone', `BEGIN:VCALENDAR\nX:${times('\n a')}`],
  ['parameters alone', `BEGIN:VCALENDAR\nBEGIN:VEVENT\n${times(`DTSTART;${times('A=";TZID=:', 19_000)}\n`)}END:VEVENT`],
  ['separators alone', times(';')],
  ['quotes alone', times('"')],
  ['rows alone', times('a;b;c;d;e\n')],
  ['rows of Untis', Array.from({ length: 150_000 }, (_, at) => `${at};"C${at}";"T";"S";"R";1;2;;`).join('\n')],
  ['cards for every hour', asc(times('<card lessonid="l" days="1111111" period="1"/>'))],
  [
    'holidays of everybody',
    `Country;StartDate;Type;Name;Subdivisions\n${times(`IT;2026-01-01;School;IT A;${times('A,', 500)}\n`)}`,
  ],
];

describe('a file as large as it may be', () => {
  it.each(inputs)(
    'of %s is read or refused within bounds',
    (_, text) => {
      const bytes = new TextEncoder().encode(text.slice(0, LARGE));
      const started = performance.now();
      let kept = 0;
      try {
        const { lessons, closures, problems, table } = readUpload('auto', [{ name: 'f', bytes }], options);
        const dates = lessons.reduce((sum, lesson) => sum + (lesson.dates?.length ?? 0), 0);
        kept = Math.max(lessons.length, closures.length, dates, table?.rows.length ?? 0);
        expect(problems.length).toBeLessThanOrEqual(500);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
      expect(kept).toBeLessThanOrEqual(20_070);
      // Seconds on a machine that does other things too; without the bounds it is minutes.
      expect(performance.now() - started).toBeLessThan(15_000);
    },
    30_000,
  );
});

it('a small calendar of daily events, whose words are hard to read, is read in no time', () => {
  const description = `DESCRIPTION:Prof${'\\n'.repeat(990)}`;
  const daily = Array.from({ length: 19 }, (_, at) => event(at, `RRULE:FREQ=DAILY\n${description}\n`)).join('');
  const bytes = new TextEncoder().encode(`BEGIN:VCALENDAR\n${daily}END:VCALENDAR`);
  const started = performance.now();
  const { lessons } = readUpload('auto', [{ name: 'f', bytes }], options);
  expect(lessons.reduce((sum, { dates }) => sum + (dates?.length ?? 0), 0)).toBeGreaterThan(14_000);
  // Tenths of a second; when the words are read for each date, looked through from each blank, it is half a minute.
  expect(performance.now() - started).toBeLessThan(3000);
});

it('five thousand closures are read, one more is too many', () => {
  const read = (count: number) => {
    const rows = Array.from({ length: count }, (_, at) => `IT;2026-01-01;School;IT N${at}`).join('\n');
    const bytes = new TextEncoder().encode(`Country;StartDate;Type;Name\n${rows}\n`);
    return readUpload('auto', [{ name: 'f', bytes }], options).closures.length;
  };
  expect(read(5000)).toBe(5000);
  expect(() => read(5001)).toThrow(expect.objectContaining({ reason: 'file_too_large' }));
});
