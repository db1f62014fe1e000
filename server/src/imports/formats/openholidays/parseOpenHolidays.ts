import type { ClosureKind } from '@pluriclasse/shared/calendar/model';
import { decode } from '../decode.ts';
import { Problems } from '../Problems.ts';
import { guessSeparator, readCsv, type CsvRow } from '../readCsv.ts';
import { emptyReading, type ReadClosure, type Reading, type SourceFile, type Subdivision } from '../reading.ts';
import { readDay } from '../readDay.ts';
import { readNames } from './readNames.ts';

/** The columns of a file by their names, whatever their order; columns without a name are nobody's. */
class Columns {
  readonly #at: ReadonlyMap<string, number>;

  constructor({ cells }: CsvRow) {
    this.#at = new Map(cells.map((name, at) => [name.toLowerCase(), at]));
  }

  has(...names: string[]): boolean {
    return names.every((name) => this.#at.has(name));
  }

  of(row: CsvRow, name: string): string {
    return row.cells[this.#at.get(name) ?? -1] ?? '';
  }
}

/**
 * Holidays in the columns of OpenHolidays' data (github.com/openpotato/openholidaysapi.data), or as a short list
 * `Country;Subdivision;StartDate;EndDate;Type;Name`; and its lists of subdivisions, by which a province inherits its
 * region's. Several files make one reading.
 */
export function parseOpenHolidays(files: readonly SourceFile[]): Reading {
  const problems = new Problems();
  const closures: ReadClosure[] = [];
  const subdivisions: Subdivision[] = [];
  for (const { name, bytes } of files) {
    const { text } = decode(bytes);
    const [head, ...rows] = readCsv(text, guessSeparator(text), problems, name);
    const columns = head && new Columns(head);
    if (columns?.has('country', 'startdate', 'type')) {
      closures.push(...rows.flatMap((row) => readHoliday(row, columns, name, problems) ?? []));
    } else if (columns?.has('country', 'shortname', 'name')) {
      subdivisions.push(...rows.flatMap((row) => readSubdivision(row, columns, name, problems) ?? []));
    } else problems.lose('unknown_columns', { file: name, line: head?.line ?? 1, text: head?.cells.join(';') ?? '' });
  }
  noteUnknown(closures, subdivisions, problems);
  return {
    ...emptyReading('openholidays'),
    closures,
    subdivisions: withUnlisted(subdivisions, closures),
    problems: problems.list,
    problemCount: problems.count,
  };
}

/** Subdivisions of a holiday; subdivisions altogether: as many as the largest countries have. */
const [MOST_NAMED, MOST_SUBDIVISIONS] = [300, 1000];

const marks: Readonly<Record<string, ReadClosure['marks']>> = {
  endoflessons: 'last-day',
  startoflessons: 'first-day',
  school: null,
  public: null,
};

function readHoliday(row: CsvRow, columns: Columns, file: string, problems: Problems): ReadClosure | undefined {
  const place = { file, line: row.line, text: row.cells.join(';') };
  const country = columns.of(row, 'country').toUpperCase();
  const from = readDay(columns.of(row, 'startdate'));
  const end = columns.of(row, 'enddate');
  const to = end === '' ? from : readDay(end);
  const type = columns.of(row, 'type').toLowerCase();
  const mark = marks[type];
  if (!/^[A-Z]{2}$/.test(country)) return problems.lose('missing_cell', place);
  if (from === undefined || to === undefined) return problems.lose('bad_day', place);
  if (to < from) return problems.lose('ends_before_start', place);
  if (mark === undefined) return problems.lose('unknown_type', place);
  const names = readNames(columns.of(row, 'name'));
  if (Object.keys(names).length === 0) return problems.lose('missing_cell', place);
  const codes = columns.has('subdivisions') ? columns.of(row, 'subdivisions') : columns.of(row, 'subdivision');
  const shorts = codes.split(',').map((code) => code.trim().toUpperCase());
  return {
    file,
    line: row.line,
    kind: kindOf(type, columns.of(row, 'regionalscope').toLowerCase(), codes),
    names,
    from,
    // The end of lessons is a day, whatever stands in the other column.
    to: mark === null ? to : from,
    subdivisions: Array.from(new Set(shorts.filter((short) => short !== '')), (short) => `${country}-${short}`).slice(
      0,
      MOST_NAMED,
    ),
    country,
    marks: mark,
  };
}

/** `National` with a list of subdivisions is a holiday of all of them: what is listed counts when it is applied. */
function kindOf(type: string, scope: string, codes: string): ClosureKind {
  if (type !== 'public') return 'school';
  return scope === 'national' || (scope === '' && codes.trim() === '') ? 'public' : 'regional';
}

function readSubdivision(row: CsvRow, columns: Columns, file: string, problems: Problems): Subdivision | undefined {
  const country = columns.of(row, 'country').toUpperCase();
  const short = columns.of(row, 'shortname').toUpperCase();
  const parent = columns.of(row, 'parent').toUpperCase();
  const names = readNames(columns.of(row, 'name'));
  if (!/^[A-Z]{2}$/.test(country) || short === '' || Object.keys(names).length === 0) {
    return problems.lose('missing_cell', { file, line: row.line, text: row.cells.join(';') });
  }
  return { code: `${country}-${short}`, names, parent: parent === '' ? null : `${country}-${parent}` };
}

/** Subdivisions that holidays name although no list has them: with their code as name, so that they can be chosen. */
function withUnlisted(listed: readonly Subdivision[], closures: readonly ReadClosure[]): Subdivision[] {
  const all = new Map(listed.map((one) => [one.code, one]));
  for (const code of new Set(closures.flatMap((closure) => closure.subdivisions))) {
    if (!all.has(code)) all.set(code, { code, names: { '': code }, parent: parentByCode(code) });
  }
  return Array.from(all.values()).slice(0, MOST_SUBDIVISIONS);
}

/** A member's short name begins with its parent's: `AN-AL` lies in `AN`. */
function parentByCode(code: string): string | null {
  const [country, region, ...province] = code.split('-');
  return province.length > 0 ? `${country}-${region}` : null;
}

function noteUnknown(closures: readonly ReadClosure[], listed: readonly Subdivision[], problems: Problems): void {
  if (listed.length === 0) return;
  const known = new Set(listed.map(({ code }) => code));
  for (const { subdivisions, file, line } of closures) {
    const unknown = subdivisions.filter((code) => !known.has(code));
    if (unknown.length > 0) problems.note('unknown_subdivision', { file, line, text: unknown.join(', ') });
  }
}
