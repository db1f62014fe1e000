import type { ColumnMapping, ColumnRole, TextEncoding } from '@pluriclasse/shared/api/imports';
import { AppError } from '@pluriclasse/shared/errors';
import { decode } from '../decode.ts';
import { cleanName, Problems } from '../Problems.ts';
import { readDay, readTime } from '../readDay.ts';
import { guessSeparator, readCsv } from '../readCsv.ts';
import { emptyReading, type Reading, type ReadLesson, type ReadTable, type SourceFile } from '../reading.ts';
import { readWeekday } from '../weekdayWords.ts';
import { roleOfHeader } from './headerWords.ts';
import { readHours } from './readHours.ts';

/** What the person sees of the rows to explain their columns. */
export const SHOWN_ROWS = 8;

/**
 * Any separated text with a lesson a row; what its columns say is explained by a person. Until then its rows are kept
 * as they are.
 * @throws AppError `bad_request` for an empty file
 */
export function parseTable(files: readonly SourceFile[], encoding?: TextEncoding): Reading {
  const problems = new Problems();
  const [first] = files;
  if (files.length !== 1 || !first) throw new AppError('bad_request', 'One file', { reason: 'file_one_only' });
  const { name: file } = first;
  const decoded = decode(first.bytes, encoding);
  const separator = guessSeparator(decoded.text);
  const rows = readCsv(decoded.text, separator, problems, file);
  if (rows.length === 0) throw new AppError('bad_request', 'An empty file', { reason: 'file_empty' });
  const kept = withoutPupils(rows);
  return {
    ...emptyReading('csv'),
    table: { file, rows: kept, separator, encoding: decoded.encoding },
    dropped: kept === rows ? [] : [{ what: 'pupils', rows: rows.length - 1 }],
    problems: problems.list,
    problemCount: problems.count,
  };
}

/** Headers of columns about pupils, in lists of classes that are uploaded by mistake. */
const aboutPupils =
  /alunn|pupil|student|el[eè]ve|alumn|elev|ucze|alias|first.?name|last.?name|given.?name|surname|cognome|pr[eé]nom|apellid|prenume|e-?mail|password|birth|nascit|naissance|nacimiento|phone|telefon/i;

/** The rows without what is about pupils: it is not kept, not even until the columns are explained. */
function withoutPupils(rows: ReadTable['rows']): ReadTable['rows'] {
  const columns = new Set(
    rows[0]?.cells.flatMap((header, at) =>
      aboutPupils.test(header) && roleOfHeader(header) !== 'teacher' ? [at] : [],
    ),
  );
  if (columns.size === 0) return rows;
  return rows.map(({ line, cells }, row) => ({
    line,
    cells: cells.map((cell, at) => (row > 0 && columns.has(at) ? '' : cell)),
  }));
}

/** The lessons of a table, by what its columns are said to be. Rows that lack what a lesson needs are told. */
export function lessonsOf({ file, rows }: ReadTable, mapping: ColumnMapping, problems: Problems): ReadLesson[] {
  const needed: readonly ColumnRole[] = ['class', 'subject', 'weekday'];
  const has = (role: ColumnRole) => mapping.columns.includes(role);
  if (!needed.every(has) || !(has('period') || has('start'))) {
    problems.lose('unknown_columns', { file, line: rows[0]?.line, text: rows[0]?.cells.join(' ') });
    return [];
  }
  const lessons = new Map<string, ReadLesson>();
  for (const { line, cells } of mapping.header ? rows.slice(1) : rows) {
    const of = (role: ColumnRole) => cells[mapping.columns.indexOf(role)]?.trim() ?? '';
    const lesson = readRow(of, { file, line, text: cells.join(' ') }, problems);
    if (lesson === undefined) continue;
    const key = JSON.stringify({ ...lesson, line: 0 });
    if (lessons.has(key)) problems.note('duplicate', { file, line, text: cells.join(' ') });
    else lessons.set(key, lesson);
  }
  return Array.from(lessons.values());
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

function readRow(of: (role: ColumnRole) => string, place: Place, problems: Problems): ReadLesson | undefined {
  const name = (role: ColumnRole) => cleanName(of(role), 60);
  const weekday = readWeekday(of('weekday'));
  if (name('class') === '') return problems.lose('no_class', place);
  if (name('subject') === '') return problems.lose('no_subject', place);
  if (weekday === undefined) return problems.lose('bad_weekday', place);
  const period = readPeriod(of('period'));
  const hours = readHours(of('start')) ?? twoTimes(of('start'), of('end'));
  if (period === undefined && hours === undefined) {
    return problems.lose(of('period') === '' ? 'bad_time' : 'bad_period', place);
  }
  if (hours && hours.end <= hours.start) return problems.lose('ends_before_start', place);
  const [from, to] = [readBound(of('from')), readBound(of('to'))];
  if (from === undefined || to === undefined) return problems.lose('bad_day', place);
  if (from !== null && to !== null && to < from) return problems.lose('ends_before_start', place);
  return {
    file: place.file,
    line: place.line,
    classes: [name('class')],
    subject: name('subject'),
    teachers: several(of('teacher')),
    rooms: [name('room')].filter((room) => room !== ''),
    weekday,
    period: period ?? null,
    hours: period === undefined ? (hours ?? null) : null,
    weeks: several(of('weeks')).filter((week) => !everyWeek.test(week)),
    from,
    to,
    dates: null,
    endless: false,
  };
}

/** How `every week` is said in a column of weeks. */
const everyWeek = /^(tutte|ogni|all|every|toutes|chaque|todas|cada|toate|fiecare|alle|jede|\*|-|a\s*[+/]\s*b)/i;

const several = (cell: string): string[] =>
  cell
    .split(/[,;/+&]/)
    .map((name) => cleanName(name, 60))
    .filter((name) => name !== '');

/** `3`, `3ª`, `3ª ora`, `hour 3`; undefined for what is none. */
function readPeriod(cell: string): number | undefined {
  if (/\d[:.h]\d/.test(cell)) return undefined;
  const [only, ...more] = cell.match(/\d+/g) ?? [];
  const number = Number(only ?? Number.NaN);
  return more.length === 0 && Number.isInteger(number) && number <= 40 ? number : undefined;
}

function twoTimes(from: string, to: string): { start: number; end: number } | undefined {
  const [start, end] = [readTime(from), readTime(to)];
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** Null for an empty cell, undefined for what is no day. */
const readBound = (cell: string): string | null | undefined => (cell === '' ? null : readDay(cell));
