import { readWeekday } from '../weekdayWords.ts';

/** Which days bits like `00100` name; `100,010` is either of them, of which a card has one. */
export function daysOfBits(bits: string): number[] {
  return Array.from(new Set(bits.split(',').flatMap((one) => positions(one.trim())))).sort((a, b) => a - b);
}

/** Names of the weeks that bits like `10` name; all or none of them is every week. */
export function weeksOf(bits: string, weeks: readonly string[]): string[] {
  const named = bits.split(',').flatMap((one) => positions(one.trim()));
  const found = weeks.filter((_, at) => named.includes(at));
  return found.length === weeks.length ? [] : found;
}

/**
 * ISO weekdays of the days in their order: by their names when all are names of days, else from Monday on. Days that
 * the file does not name follow those that it does.
 */
export function weekdaysOf(names: readonly string[]): number[] {
  const read = names.map((name) => readWeekday(name));
  const distinct = new Set(read);
  const days = names.length > 0 && distinct.size === names.length && !distinct.has(undefined) ? read.map(Number) : [1];
  while (days.length < 7) days.push(((days.at(-1) ?? 0) % 7) + 1);
  return days;
}

const positions = (bits: string): number[] =>
  Array.from(bits, (bit, at) => (bit === '1' ? at : -1)).filter((at) => at >= 0);
