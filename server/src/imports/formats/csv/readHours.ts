import { readTime } from '../readDay.ts';

/** Reads `08:00-08:50`, `8.00 – 8.50` or `dalle 8:00 alle 8:50` in one cell; undefined for what is none. */
export function readHours(cell: string): { start: number; end: number } | undefined {
  const [first, second, ...more] = cell.match(/\d\d?(?:[:.h]\d\d|h)(?:\s*[ap]m)?/gi) ?? [];
  const [start, end] = [readTime(first ?? ''), readTime(second ?? '')];
  return start === undefined || end === undefined || more.length > 0 ? undefined : { start, end };
}
