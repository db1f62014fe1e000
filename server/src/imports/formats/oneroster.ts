import type { DroppedRows, TextEncoding } from '@pluriclasse/shared/api/imports';
import { AppError } from '@pluriclasse/shared/errors';
import { decode } from './decode.ts';
import { cleanName, Problems } from './Problems.ts';
import { readCsv, type CsvRow } from './readCsv.ts';
import { readDay } from './readDay.ts';
import { emptyReading, type ReadClass, type Reading, type SourceFile } from './reading.ts';
import { isZip, unzipCsv } from './unzip.ts';

interface Table {
  readonly file: string;
  readonly rows: readonly CsvRow[];
  readonly of: (row: CsvRow, ...names: string[]) => string;
}

/**
 * A school's classes from OneRoster CSV (1EdTech, 1.1 and 1.2), as one zip or its files. Of a class its name and grades
 * are taken, of sessions the span of the school year. Who is in a class, and everything about people, is counted and
 * thrown away: it is not even looked at but for the role.
 * @throws AppError `bad_request` when there are no classes
 */
export function parseOneRoster(uploads: readonly SourceFile[], encoding?: TextEncoding): Reading {
  const problems = new Problems();
  const files = uploads.flatMap((file) => (isZip(file.bytes) ? unzipCsv(file.bytes) : [file]));
  const tables = new Map<string, Table>();
  for (const { name, bytes } of files) {
    const table = readTable(name, bytes, problems, encoding);
    if (table) tables.set(tableName(name), table);
  }
  const classes = tables.get('classes');
  if (classes === undefined) throw new AppError('bad_request', 'No classes', { reason: 'file_no_classes' });
  return {
    ...emptyReading('oneroster'),
    classes: readClasses(classes, problems),
    span: yearOf(tables.get('academicsessions')),
    dropped: droppedFrom(tables),
    problems: problems.list,
    problemCount: problems.count,
  };
}

/** Files are known by their names; single ones may come back from a browser as `classes (1).csv`. */
const tableName = (file: string) =>
  file
    .toLowerCase()
    .replace(/\.csv$/, '')
    .replace(/[^a-z].*$/, '');

function readTable(file: string, bytes: Uint8Array, problems: Problems, encoding?: TextEncoding): Table | undefined {
  const [head, ...rows] = readCsv(decode(bytes, encoding).text, ',', problems, file);
  if (head === undefined) return undefined;
  const at = new Map(head.cells.map((name, column) => [name.toLowerCase(), column]));
  const of = (row: CsvRow, ...names: string[]) => {
    const column = names.map((name) => at.get(name.toLowerCase())).find((found) => found !== undefined);
    return column === undefined ? '' : (row.cells[column] ?? '');
  };
  return { file, rows, of };
}

function readClasses({ file, rows, of }: Table, problems: Problems): ReadClass[] {
  const classes: ReadClass[] = [];
  const names = new Set<string>();
  for (const row of rows) {
    const name = cleanName(of(row, 'title') || of(row, 'classCode'), 60);
    const place = { file, line: row.line, text: name || of(row, 'sourcedId') };
    // An empty status is an active one (OneRoster 1.1 §3.2, bulk files).
    if (!['', 'active'].includes(of(row, 'status').toLowerCase())) problems.lose('not_active', place);
    else if (name === '') problems.lose('missing_cell', place);
    else if (names.has(name.toLowerCase())) problems.note('duplicate', place);
    else {
      names.add(name.toLowerCase());
      classes.push({ file, line: row.line, name, grades: readGrades(of(row, 'grades', 'grade'), place, problems) });
    }
  }
  return classes;
}

/** CEDS grade codes: `01` to `13`; kindergarten and the like are no school years. */
function readGrades(cell: string, place: { file: string; line: number }, problems: Problems): number[] {
  const codes = cell.split(',').map((code) => code.trim());
  const grades = codes.map((code) => (/^\d{1,2}$/.test(code) ? Number(code) : Number.NaN));
  const wrong = codes.filter((code, at) => code !== '' && !(Number(grades[at]) >= 1 && Number(grades[at]) <= 13));
  if (wrong.length > 0) problems.note('bad_grade', { ...place, text: wrong.join(', ') });
  return Array.from(new Set(grades.filter((grade) => grade >= 1 && grade <= 13))).sort((a, b) => a - b);
}

/** Of the latest school year; without one, of the terms of the latest year. */
function yearOf(sessions: Table | undefined): Reading['span'] {
  if (sessions === undefined) return null;
  const { rows, of } = sessions;
  const read = rows.flatMap((row) => {
    const [from, to] = [readDay(of(row, 'startDate')), readDay(of(row, 'endDate'))];
    const active = ['', 'active'].includes(of(row, 'status').toLowerCase());
    if (!active || from === undefined || to === undefined || to < from) return [];
    return [{ from, to, isYear: of(row, 'type').toLowerCase() === 'schoolyear', year: of(row, 'schoolYear') }];
  });
  const years = read.filter(({ isYear }) => isYear);
  const candidates = years.length > 0 ? years : read;
  const latest = candidates
    .map(({ year }) => year)
    .sort()
    .at(-1);
  const ofLatest = candidates.filter(({ year }) => year === latest);
  const [from] = ofLatest.map((one) => one.from).sort();
  const to = ofLatest
    .map((one) => one.to)
    .sort()
    .at(-1);
  return from !== undefined && to !== undefined ? { from, to } : null;
}

/** Tables about people, and what is in them. */
const peopleTables: Readonly<Record<string, DroppedRows['what']>> = {
  enrollments: 'enrollments',
  demographics: 'demographics',
  userprofiles: 'other',
  roles: 'other',
};

function droppedFrom(tables: ReadonlyMap<string, Table>): DroppedRows[] {
  const counts = new Map<DroppedRows['what'], number>();
  const count = (what: DroppedRows['what'], rows: number) => counts.set(what, (counts.get(what) ?? 0) + rows);
  const roles = tables.get('roles');
  const roleOf = new Map(roles?.rows.map((row) => [roles.of(row, 'userSourcedId'), roles.of(row, 'role')]));
  const users = tables.get('users');
  for (const row of users?.rows ?? []) {
    count(whoIs(users?.of(row, 'role') || roleOf.get(users?.of(row, 'sourcedId') ?? '') || ''), 1);
  }
  for (const [name, what] of Object.entries(peopleTables)) count(what, tables.get(name)?.rows.length ?? 0);
  return Array.from(counts, ([what, rows]) => ({ what, rows })).filter(({ rows }) => rows > 0);
}

function whoIs(role: string): DroppedRows['what'] {
  if (/^student$/i.test(role)) return 'pupils';
  if (/^(parent|guardian|relative)$/i.test(role)) return 'guardians';
  return role === '' ? 'other' : 'staff';
}
