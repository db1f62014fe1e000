/** A cell of a pasted table, as words. */
export interface PastedCell {
  /** Null: the cell is empty, the hour is free. */
  readonly subject: string | null;
  /** Further lines of the cell: names of teachers or rooms, perhaps. */
  readonly notes: readonly string[];
}

/** What spreadsheets put into an hour without a lesson. */
const nothing = /^(?:[\s.\-–—/_×]*|x)$/i;
const clock =
  /^\s*(\d{1,2}\s*[.:h]\s*\d{2}|\d{1,2}\s*[ªº°.]?)(\s*[-–—]\s*\d{1,2}\s*[.:h]?\s*\d{0,2})?\s*(h|ora|hour)?\s*$/i;
const longest = 60;

/**
 * Reads what a spreadsheet puts on the clipboard: cells between tabs, rows between line ends, quotes around a cell that
 * holds either, doubled within. (RFC 4180 with tabs, as Excel, LibreOffice and Google Sheets write it.)
 */
export function readTable(text: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\r|\n|$)/gy;
  for (;;) {
    const match = pattern.exec(text);
    if (match === null) break;
    const [whole, cell = '', end = ''] = match;
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '' || whole === '') break;
    if (end !== '\t') rows.push([]);
  }
  // The end of the last line is no row of its own.
  if (rows.length > 1 && rows.at(-1)?.every((cell) => cell === '')) rows.pop();
  return rows;
}

/** Whether a table's first row names weekdays, in one of the languages that schools write in. */
function isHead(row: readonly string[]): boolean {
  const days = weekdayNames();
  return row.filter((cell) => days.has(normal(cell).slice(0, 3))).length >= 2 && row.every((cell) => !clock.test(cell));
}

let names: Set<string> | undefined;
function weekdayNames(): Set<string> {
  if (names) return names;
  names = new Set();
  for (const language of ['en', 'it', 'ro', 'es', 'fr', 'de', 'pt', 'tr']) {
    const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
    // 1970-01-05 was a Monday.
    for (let day = 4; day < 11; day++) names.add(normal(format.format(day * 86_400_000)).slice(0, 3));
  }
  return names;
}

/** For comparing names: without case, accents and marks around. */
export const normal = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase().replace(/\s+/g, ' ');

/** The cells of a pasted timetable: a head of weekdays and a first column of numbers or hours are left out. */
export function readCells(text: string): PastedCell[][] {
  let rows = readTable(text);
  const [head, ...rest] = rows;
  if (head && rest.length > 0 && isHead(head)) rows = rest;
  const first = rows.map((row) => row[0] ?? '');
  const wide = rows.some((row) => row.length > 1);
  if (wide && first.some((cell) => clock.test(cell)) && first.every((cell) => cell === '' || clock.test(cell)))
    rows = rows.map((row) => row.slice(1));
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => Array.from({ length: width }, (_, col) => readCell(row[col] ?? '')));
}

function readCell(text: string): PastedCell {
  const [subject = '', ...notes] = text
    .split(/[\r\n]+| · /)
    .map((line) => line.replace(/\p{Cc}/gu, ' ').trim())
    .filter((line) => line !== '');
  return nothing.test(subject) ? { subject: null, notes: [] } : { subject: subject.slice(0, longest).trim(), notes };
}

/** Writes cells as a spreadsheet reads them. */
export const writeTable = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) => row.map((cell) => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\n');
