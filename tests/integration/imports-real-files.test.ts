import type { ImportFormat } from '@pluriclasse/shared/api/imports';
import { toDayNumber, toIsoDay } from '@pluriclasse/shared/calendar/days';
import { AppError } from '@pluriclasse/shared/errors';
import type { Period } from '@pluriclasse/shared/calendar/model';
import { ClassGroupId } from '@pluriclasse/shared/ids';
import { Problems } from '@pluriclasse/server/imports/formats/Problems';
import { noHabits } from '@pluriclasse/server/imports/plan/habits';
import { lessonsIn, makePlan } from '@pluriclasse/server/imports/plan/makePlan';
import type { Sight } from '@pluriclasse/server/imports/plan/Sight';
import { offersOf, suggestChoices } from '@pluriclasse/server/imports/plan/suggest';
import { SubdivisionTree } from '@pluriclasse/server/imports/formats/openholidays/appliesTo';
import { readUpload } from '@pluriclasse/server/imports/formats/readUpload';
import type { Reading, SourceFile } from '@pluriclasse/server/imports/formats/reading';
import { beforeAll, describe, expect, it } from 'vitest';
import { cpuNow, cpuOf } from '../bench/support/schedule/cpu.ts';
import { seededRandom } from '../support/board/seededRandom.ts';
import { hasSharedData, sharedFiles, sharedNames, sharedTexts } from '../support/server/sharedData.ts';

const options = { timeZone: 'Europe/Rome', from: toDayNumber('2002-01-01'), to: toDayNumber('2028-07-31') };
const formats = 'school-timetables-formats';

beforeAll(() => {
  if (!hasSharedData) console.log('Skipped: no folder with real timetables and calendars lies beside the checkout.');
});

const read = (files: SourceFile[], format: ImportFormat | 'auto' = 'auto') => readUpload(format, files, options);
/** What a file gives, in one line: counts, then each kind of problem, or the reason of its refusal. */
function summary(files: SourceFile[], format?: ImportFormat): string {
  try {
    const { closures, lessons, problems } = read(files, format);
    const dates = lessons.reduce((sum, lesson) => sum + (lesson.dates?.length ?? 0), 0);
    const told = Map.groupBy(problems, ({ level, code }) => `${level === 'lost' ? '-' : '~'}${code}`);
    return [closures.length, lessons.length, dates, ...Array.from(told, ([code, all]) => `${code}*${all.length}`)].join(
      ' ',
    );
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${error.reason}`;
    throw error;
  }
}

describe.skipIf(!hasSharedData)('calendars', () => {
  /** Closures, lessons, dates: events counted with grep, dates by counting weeks less EXDATE in another language. */
  const expected: Readonly<Record<string, string>> = {
    'derived_IT-I4-96_class-1A_Veneto-2025-26.ics': '0 21 715',
    'icalendar_bom_calendar.ics': '0 0 0 ~no_calendar_items*1',
    'icalendar_broken_ical.ics': '0 0 0 -ends_before_start*1',
    'icalendar_issue_104_broken_calendar.ics': '0 1 1 ~unreadable_line*1',
    'icalendar_issue_218_bad_tzid.ics': '0 1 1',
    'icalendar_issue_237_fail_to_parse_timezone_with_non_ascii_tzid.ics': '0 1 1',
    'icalendar_issue_321_assert_dst_offset_is_not_false.ics': '0 1 1',
    'icalendar_issue_466_convert_tzid_with_slash.ics': '0 1 302',
    'icalendar_issue_722_missing_timezones.ics': '0 2 2 ~not_an_event*1 -no_start*2',
    'icalendar_multiple_calendar_components.ics': '3 0 0',
    'icaljs_blank_line_mid.ics': '0 0 0 ~no_calendar_items*1',
    'icaljs_tzid_with_gmt.ics': '0 0 0 ~no_calendar_items*1',
    'icaljs_unfold_properties.ics': '0 0 0 ~no_calendar_items*1',
    'made_allday_durations_duplicates.ics': '2 4 13 ~not_an_event*1 ~superseded*1 -ends_before_start*2',
    'made_cr_only.ics': '0 1 22',
    'made_dst_crossing_weekly_four_zones.ics': '0 9 22 ~hour_skipped*1',
    'made_empty.ics': 'bad_request file_empty',
    'made_folded_utf8_multibyte_split.ics': '0 1 22',
    'made_hostile_expansion_and_markup.ics':
      '0 14 687 ~no_end_marker*1 -ends_before_start*1 -too_long*1 -zone_unknown*1 -outside_span*1 -bad_time*1 -no_start*2',
    'made_lf_only_with_bom.ics': '0 1 22',
    'made_not_a_calendar.ics': 'bad_request file_web_page',
    'made_tzid_without_vtimezone_rome.ics': '0 3 70 ~cancelled*1',
    'made_windows1252_undeclared.ics': '0 1 22',
    'made_windows_zone_names_no_vtimezone.ics': '0 9 210',
    'node-ical_Office-2012-owa.ics': '0 8 90',
    'node-ical_bad_ms_tz.ics': '0 0 0 -zone_custom*1',
    'node-ical_biweekly-exdate-until.ics': '0 8 594',
    'node-ical_daily-count-exdate-recurrence-id.ics': '0 6 7 -ends_before_start*1',
    'node-ical_dst-transition-rules.ics': '0 1 1',
    'node-ical_exchange-custom-tz.ics': '0 1 1',
    'node-ical_exchange_whole_day_moved_recurrence.ics': '51 0 0',
    'node-ical_floating-dtstart-custom-vtimezone.ics': '0 1 1',
    'node-ical_germany_at_end_of_day_repeating.ics': '0 0 0 -zone_unknown*1',
    'node-ical_mixed-timezone-handling.ics': '2 0 0 -too_long*3 ~floating_time*1',
    'node-ical_music-school-weekly-until.ics': '0 0 0 -zone_ambiguous*1',
    'node-ical_sabredav-school-holidays.ics': '1 0 0',
    'node-ical_windows-quoted-tz-rrule.ics': '0 7 10',
  };

  it.each(sharedNames(`${formats}/ics`))('%s gives lessons or a clear message, at once', (name) => {
    const { result, ms } = cpuOf(() => summary(sharedFiles(`${formats}/ics/${name}`), 'ical'));
    expect(result).toBe(expected[name]);
    expect(ms).toBeLessThan(500);
  });

  it('of a class whose lessons lie around the holidays of its region has none on such a day', () => {
    const lessons = read(sharedFiles(`${formats}/ics/derived_IT-I4-96_class-1A_Veneto-2025-26.ics`)).lessons;
    const holidays = read(
      ['subdivisions.csv', 'holidays/holidays.public.csv', 'holidays/holidays.school.csv'].flatMap((name) =>
        sharedFiles(`school-calendars/it/${name}`),
      ),
    );
    const tree = new SubdivisionTree(holidays.subdivisions);
    const closed = holidays.closures.filter((closure) => closure.marks === null && tree.applies(closure, 'IT-VE'));
    const onHolidays = lessons.flatMap(({ dates }) =>
      (dates ?? []).map(toIsoDay).filter((day) => closed.some(({ from, to }) => from <= day && day <= to)),
    );
    expect(onHolidays).toEqual([]);
  });
});

describe.skipIf(!hasSharedData)('one timetable in several formats', () => {
  const week = ({ lessons }: Reading, only?: string) =>
    lessons
      .filter(({ classes }) => only === undefined || classes.includes(only))
      .map(({ classes, subject, teachers, weekday, period }) =>
        JSON.stringify([only === undefined ? classes.toSorted() : only, subject, teachers.toSorted(), weekday, period]),
      )
      .sort();
  const asc: Readonly<Record<string, string>> = { 'BR-SA-00': '2008', 'FI-WP-06': '2012', 'IT-I4-96': '2012' };

  it.each([
    // Rows, rows without a class, lessons (distinct number, subject, day and hour): counted with another CSV reader.
    ['BR-SA-00', 'semicolon', 150, 0],
    ['FI-WP-06', 'comma', 297, 0],
    ['IT-I4-96', 'comma', 1055, 46],
  ])('%s is the same week from Untis and aSc', (name, separator, lessons, withoutClass) => {
    const untis = read(sharedFiles(`${formats}/untis/derived_GPU001_${name}_${separator}.TXT`), 'untis');
    const fromAsc = read(sharedFiles(`${formats}/asc/derived_asc${asc[name]}_${name}.xml`), 'asc');
    expect(untis.lessons).toHaveLength(lessons);
    expect(untis.problems.map(({ code }) => code)).toEqual(Array.from({ length: withoutClass }, () => 'no_class'));
    expect(week(fromAsc)).toEqual(week(untis));
    expect(fromAsc.problems).toHaveLength(withoutClass);
  });

  it('is the same week of class 1A from its calendar, Untis and aSc, once it is planned', () => {
    const files: Readonly<Record<string, string>> = {
      ical: 'ics/derived_IT-I4-96_class-1A_Veneto-2025-26.ics',
      untis: 'untis/derived_GPU001_IT-I4-96_comma.TXT',
      asc: 'asc/derived_asc2012_IT-I4-96.xml',
    };
    const readings = Object.values(files).map((file) => read(sharedFiles(`${formats}/${file}`)));
    const sight = sightOfClass('1A', readings.at(-1)?.bells ?? []);
    const weeks = readings.map((reading) => {
      const offers = offersOf(reading, lessonsIn(reading, null, sight, new Problems()), sight);
      const suggested = suggestChoices(reading, offers, sight, noHabits);
      const choices = { ...suggested, from: null, to: null };
      const { steps } = makePlan({ reading, choices, sight, seed: 's', fileNames: ['f'] });
      return steps
        .flatMap(({ of, after }) =>
          of === 'entry' && after ? [`${after.weekday}.${after.period} ${after.subject}`] : [],
        )
        .sort();
    });
    expect(weeks[1]).toHaveLength(rowsOf1A(files['untis'] ?? ''));
    expect(weeks[0]).toEqual(weeks[1]);
    expect(weeks[2]).toEqual(weeks[1]);
  });
});

/** Hours of class 1A in Untis' file, by its rows alone. */
const rowsOf1A = (file: string): number => {
  const text = Buffer.from(sharedFiles(`${formats}/${file}`)[0]?.bytes ?? []).toString();
  const rows = text.split('\r\n').filter((row) => row.includes(',"1A",'));
  return new Set(rows.map((row) => row.replace(/,"TCH\d+",/, ','))).size;
};

/** A school with one class and bells, as a plan sees it. */
function sightOfClass(name: string, periods: readonly Period[]): Sight {
  const bells = [
    {
      bellScheduleId: 'b',
      name: 'B',
      periods: [...periods],
      weekdays: [1, 2, 3, 4, 5, 6],
      days: [],
      from: null,
      to: null,
    },
  ];
  const year = { weekdays: [1, 2, 3, 4, 5, 6], known: { from: null, to: null }, weekPattern: null };
  const calendar = { schoolId: 's', name: 'S', timeZone: 'Europe/Rome', ...year, bells, closures: [], entries: [] };
  const classGroupId = ClassGroupId.parse('00000000-0000-4000-8000-000000000000');
  return {
    revision: 0,
    calendar: { ...calendar, classGroups: [], staff: [], rooms: [], bookings: [] },
    draft: { year, bells, closures: [], entries: [], availability: [], absences: [] },
    language: 'it',
    classes: [{ id: classGroupId, name, grades: [] }],
    staff: [],
    rooms: [],
    today: toDayNumber('2025-11-22'),
  };
}

describe.skipIf(!hasSharedData)('other real files', () => {
  it.each([
    // Rows with a date in the holiday files, rows in subdivisions.csv: counted with grep.
    ['it', 478, 126],
    ['fr', 570, 144],
    ['es', 1318, 76],
    ['ro', 227, 42],
    ['pl', 197, 16],
  ])('OpenHolidays of %s are read whole', (country, rows, subdivisions) => {
    const of = `school-calendars/${country}`;
    const names = ['subdivisions.csv', ...sharedNames(`${of}/holidays`).map((name) => `holidays/${name}`)];
    const reading = read(names.flatMap((name) => sharedFiles(`${of}/${name}`)));
    expect(reading.format).toBe('openholidays');
    expect([reading.closures.length, reading.subdivisions.length, reading.problemCount]).toEqual([
      rows,
      subdivisions,
      0,
    ]);
  });

  it('the supplement is read, with the first and last day of lessons', () => {
    const [name = ''] = sharedNames('school-calendars-supplement').filter((one) => one.endsWith('.csv'));
    const { closures, problemCount } = read(sharedFiles(`school-calendars-supplement/${name}`));
    expect(closures.map(({ from, marks }) => [from, marks]).filter(([, mark]) => mark)).toEqual([
      ['2026-09-14', 'first-day'],
      ['2027-06-08', 'last-day'],
    ]);
    expect([closures.length, problemCount]).toEqual([7, 0]);
  });

  it.each([
    ['catalyst-v1p1-full.zip', ['Introduction to Physics'], 12],
    ['catalyst-v1p2-full.zip', ['Introduction to Physics'], 26],
  ])('OneRoster %s gives its active classes and drops the rest', (name, classes, dropped) => {
    const reading = read(sharedFiles(`${formats}/oneroster/${name}`));
    expect(reading.classes.map((one) => one.name)).toEqual(classes);
    expect(reading.dropped.reduce((sum, { rows }) => sum + rows, 0)).toBe(dropped);
    expect(JSON.stringify(reading)).not.toMatch(/Doe|Mary|@|Password/);
  });

  it('OneRoster as single files, some with a header alone', () => {
    const of = `${formats}/oneroster/oat-sa-v1p1-base`;
    const reading = read(sharedNames(of).flatMap((name) => sharedFiles(`${of}/${name}`)));
    expect(reading.classes.map((one) => one.name)).toEqual(['Class 1 title', 'Class 2 title', 'Class 3 title']);
  });

  it.each(sharedNames(`${formats}/untis`).filter((name) => name.startsWith('schulit')))(
    'Untis’ other file %s is refused by name and by shape',
    (name) => {
      const files = sharedFiles(`${formats}/untis/${name}`);
      expect(summary(files, 'untis')).toBe('bad_request file_no_gpu001');
      expect(summary(files.map(({ bytes }) => ({ name: name.replace('schulit_', ''), bytes })))).toBe(
        'bad_request file_no_gpu001',
      );
    },
  );

  it.each(sharedNames('lesson-material/hostile'))('hostile %s is refused or holds nothing', (name) => {
    expect(summary(sharedFiles(`lesson-material/hostile/${name}`))).toMatch(/^(bad_request file_\w+|0 0 0.*)$/);
  });

  it('lists of pupils are known as such, and none of their names stays', () => {
    for (const { name } of sharedTexts('rosters', '.csv')) {
      const files = sharedFiles(`rosters/${name}`);
      if (name === 'broken_empty.csv') continue;
      const { dropped, table } = read(files);
      expect([name, dropped[0]?.what]).toEqual([name, 'pupils']);
      const columns =
        table?.rows[0]?.cells.flatMap((header, at) =>
          /alias|name/.test(header) && !/school/.test(header) ? [at] : [],
        ) ?? [];
      expect(
        table?.rows
          .slice(1)
          .flatMap(({ cells }) => columns.map((at) => cells[at] ?? ''))
          .join(''),
      ).toBe('');
    }
  });
});

describe.skipIf(!hasSharedData)('broken copies of real files', () => {
  const sources: readonly (readonly [ImportFormat, string])[] = [
    ['ical', `${formats}/ics/made_tzid_without_vtimezone_rome.ics`],
    ['ical', `${formats}/ics/node-ical_exchange_whole_day_moved_recurrence.ics`],
    ['ical', `${formats}/ics/made_allday_durations_duplicates.ics`],
    ['untis', `${formats}/untis/derived_GPU001_BR-SA-00_semicolon.TXT`],
    ['asc', `${formats}/asc/derived_asc2008_BR-SA-00.xml`],
    ['oneroster', `${formats}/oneroster/catalyst-v1p2-full.zip`],
    ['openholidays', 'school-calendars/pl/holidays/holidays.school.csv'],
    ['csv', 'rosters/ro_scoala_utf16le_bom_tab.csv'],
  ];

  it.each(sources)('%s %s: a clear answer, within bounds', (format, source) => {
    const [original] = sharedFiles(source);
    const random = seededRandom(format.length * 7919 + source.length);
    let slowest = 0;
    for (let round = 0; round < 150; round++) {
      const bytes = Uint8Array.from(original?.bytes ?? []);
      const flips = 1 + Math.floor(random() * 20);
      for (let flip = 0; flip < flips; flip++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const cut = round % 3 === 0 ? bytes.slice(0, Math.floor(random() * bytes.length)) : bytes;
      const started = cpuNow();
      // Throws anything but an AppError on.
      summary([{ name: 'broken', bytes: cut }], format);
      summary([{ name: 'broken', bytes: cut }]);
      slowest = Math.max(slowest, cpuNow() - started);
    }
    expect(slowest).toBeLessThan(1_500);
  });
});
