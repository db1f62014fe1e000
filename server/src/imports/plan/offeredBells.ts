import { toWallTime } from '@pluriclasse/shared/calendar/days';
import type { Period } from '@pluriclasse/shared/calendar/model';
import type { ReadLesson } from '../formats/reading.ts';

const MOST = 24;

/** The bells that hours in a file imply: those of single lessons, when they don't overlap. Double hours imply none. */
export function offeredBells(lessons: readonly ReadLesson[]): Period[] | null {
  const hours = new Map(lessons.flatMap(({ hours: one }) => (one ? [[`${one.start} ${one.end}`, one] as const] : [])));
  const all = Array.from(hours.values()).sort((a, b) => a.start - b.start || a.end - b.end);
  const single = all.filter(
    (one) => !all.some((other) => other !== one && one.start <= other.start && other.end <= one.end),
  );
  const overlap = single.some((one, at) => at > 0 && one.start < (single[at - 1]?.end ?? 0));
  if (single.length === 0 || single.length > MOST || overlap || single.some(({ end }) => end > 1440)) return null;
  return single.map(({ start, end }, at) => ({ number: at + 1, start: toWallTime(start), end: toWallTime(end) }));
}
