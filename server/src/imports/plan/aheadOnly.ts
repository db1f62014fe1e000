import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import type { Reading } from '../formats/reading.ts';
import { Problems } from '../formats/Problems.ts';

/** Days that a feed spans when it is no whole year or half-year, but a window that moves on with the days. */
const WINDOW = 100;

/**
 * A feed that tells the next weeks only: its lessons which reach the last of them go on beyond, as far as the person
 * says; else each of them would end a week later week by week. A note tells it.
 */
export function aheadOnly(reading: Reading): Reading {
  const dates = reading.lessons.flatMap((lesson) => lesson.dates ?? []);
  const [first, last] = [Math.min(...dates), Math.max(...dates)];
  if (dates.length === 0 || last - first >= WINDOW || reading.lessons.some(({ endless }) => endless)) return reading;
  const problems = new Problems();
  problems.note('weeks_ahead_only', { text: toIsoDay(last) });
  const reaches = (lesson: Reading['lessons'][number]) => (lesson.dates?.at(-1) ?? 0) > last - 7;
  return {
    ...reading,
    lessons: reading.lessons.map((lesson) => (reaches(lesson) ? { ...lesson, endless: true } : lesson)),
    problems: [...problems.list, ...reading.problems],
    problemCount: reading.problemCount + 1,
  };
}
