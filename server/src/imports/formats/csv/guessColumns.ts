import type { ColumnMapping, ColumnRole } from '@pluriclasse/shared/api/imports';
import { readDay, readTime } from '../readDay.ts';
import { readWeekday } from '../weekdayWords.ts';
import { roleOfHeader } from './headerWords.ts';
import { readHours } from './readHours.ts';

type Rows = readonly { readonly cells: readonly string[] }[];
const MOST_COLUMNS = 60;

/** What the columns of a table probably say: by their headers, and by what is in them. */
export function guessColumns(rows: Rows): ColumnMapping {
  const width = Math.min(MOST_COLUMNS, Math.max(0, ...rows.slice(0, 50).map(({ cells }) => cells.length)));
  const [head] = rows;
  const byHeader = Array.from({ length: width }, (_, at) => roleOfHeader(head?.cells[at] ?? ''));
  const header = byHeader.filter((role) => role !== undefined).length >= 2;
  const body = rows.slice(header ? 1 : 0, 200);
  const taken = new Set<ColumnRole>();
  const columns = Array.from({ length: width }, (_, at) => {
    const cells = body.map((row) => row.cells[at] ?? '').filter((cell) => cell !== '');
    const role = header ? checked(byHeader[at], cells) : byContent(cells);
    if (role === undefined || taken.has(role)) return null;
    taken.add(role);
    return role;
  });
  return { header, columns };
}

/** Most of the cells are so; of none, none is. */
const most = (cells: readonly string[], is: (cell: string) => boolean): boolean =>
  cells.length > 0 && cells.filter(is).length * 5 >= cells.length * 4;
const isTime = (cell: string) => /[:.h]/.test(cell) && (readTime(cell) ?? readHours(cell)) !== undefined;

/** `ora` heads periods in one school and times in another, `du` a day or a time: the cells tell. */
function checked(role: ColumnRole | undefined, cells: readonly string[]): ColumnRole | undefined {
  if (role === 'period' && most(cells, isTime)) return 'start';
  if ((role === 'start' || role === 'from') && most(cells, (cell) => readDay(cell) !== undefined)) return 'from';
  if ((role === 'end' || role === 'to') && most(cells, (cell) => readDay(cell) !== undefined)) return 'to';
  if (role === 'from' && most(cells, isTime)) return 'start';
  if (role === 'to' && most(cells, isTime)) return 'end';
  if (role === 'start' && most(cells, (cell) => /^\d\d?$/.test(cell))) return 'period';
  return role;
}

/** Without headers only what can't be mistaken: names of days, and hours. */
function byContent(cells: readonly string[]): ColumnRole | undefined {
  if (most(cells, (cell) => /\p{L}/u.test(cell) && readWeekday(cell) !== undefined)) return 'weekday';
  if (most(cells, isTime)) return 'start';
  return undefined;
}
