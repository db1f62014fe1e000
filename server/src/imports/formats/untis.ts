import { AppError } from '@pluriclasse/shared/errors';
import type { TextEncoding } from '@pluriclasse/shared/api/imports';
import { decode } from './decode.ts';
import { cleanName, Problems } from './Problems.ts';
import { guessSeparator, readCsv, type CsvRow } from './readCsv.ts';
import { emptyReading, type Reading, type ReadLesson, type SourceFile } from './reading.ts';

/** GPU001's columns, from the left (Untis' interface DIF files): its text has no header. */
const [LESSON, CLASS, TEACHER, SUBJECT, ROOM, DAY, PERIOD] = [0, 1, 2, 3, 4, 5, 6];
const COLUMNS = 7;

/** Whether rows are those of GPU001: a lesson's number first, a day and a period where they belong. */
export function looksLikeGpu001(rows: readonly CsvRow[]): boolean {
  const sample = rows.slice(0, 200);
  const fits = sample.filter(
    ({ cells }) =>
      cells.length >= COLUMNS &&
      cells.length <= COLUMNS + 5 &&
      /^\d+$/.test(cells[LESSON] ?? '') &&
      /^[0-7]$/.test(cells[DAY] ?? '') &&
      /^\d{1,2}$/.test(cells[PERIOD] ?? ''),
  );
  return fits.length > 0 && fits.length * 2 >= sample.length;
}

/**
 * The timetable that Untis writes as GPU001.TXT: a row for each class, teacher and period of a lesson. Rows of one
 * lesson at one hour make one entry. It has no bell times.
 * @throws AppError `bad_request` for another of Untis' files, or none
 */
export function parseUntis(files: readonly SourceFile[], encoding?: TextEncoding): Reading {
  const problems = new Problems();
  const lessons = new Map<string, ReadLesson>();
  for (const { name: file, bytes } of files) {
    const { text } = decode(bytes, encoding);
    const rows = readCsv(text, guessSeparator(text), problems, file);
    if (rows.length === 0) throw new AppError('bad_request', 'An empty file', { reason: 'file_empty' });
    if (!looksLikeGpu001(rows)) throw new AppError('bad_request', 'Not GPU001', { reason: 'file_no_gpu001' });
    const seen = new Set<string>();
    for (const row of rows) addRow(row, file, lessons, seen, problems);
  }
  return {
    ...emptyReading('untis'),
    lessons: Array.from(lessons.values()),
    problems: problems.list,
    problemCount: problems.count,
  };
}

function addRow(
  { line, cells }: CsvRow,
  file: string,
  lessons: Map<string, ReadLesson>,
  seen: Set<string>,
  problems: Problems,
): void {
  const place = { file, line, text: cells.join(' ') };
  const name = (column: number) => cleanName(cells[column] ?? '', 60);
  const whole = JSON.stringify(cells.slice(0, COLUMNS));
  if (seen.has(whole)) return problems.note('duplicate', place);
  seen.add(whole);
  const weekday = Number(cells[DAY] || Number.NaN);
  const period = Number(cells[PERIOD] || Number.NaN);
  // Lessons that are not placed yet stand at day 0, hour 0.
  if (weekday === 0 && period === 0) return problems.lose('no_day_or_period', place);
  if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) return problems.lose('bad_weekday', place);
  if (!Number.isInteger(period) || period < 0 || period > 40) return problems.lose('bad_period', place);
  if (name(CLASS) === '') return problems.lose('no_class', place);
  if (name(SUBJECT) === '') return problems.lose('no_subject', place);
  const key = JSON.stringify([file, name(LESSON), name(SUBJECT), weekday, period]);
  const before = lessons.get(key);
  lessons.set(key, {
    file,
    line: before?.line ?? line,
    classes: joined(before?.classes, name(CLASS)),
    subject: name(SUBJECT),
    teachers: joined(before?.teachers, name(TEACHER)),
    rooms: joined(before?.rooms, name(ROOM)),
    weekday,
    period,
    hours: null,
    weeks: [],
    from: null,
    to: null,
    dates: null,
    endless: false,
  });
}

const joined = (names: readonly string[] = [], name: string): readonly string[] =>
  name === '' || names.includes(name) ? names : [...names, name];
