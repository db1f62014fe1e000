import { findColumns, type WeekdayColumns } from './columns.ts';
import { combine, singlesOf, type Single } from './combine.ts';
import type { DayNumber } from './days.ts';
import { patternIdOf, type PatternSpec } from './patterns.ts';
import { scoreOf } from './score.ts';
import type { DateLook, WishTime } from './WishTime.ts';

/** A pattern with what it gives. */
export interface Found {
  readonly spec: PatternSpec;
  readonly patternId: string;
  readonly lessons: number;
  readonly value: number;
  /** On every date of the pattern, in order: a lesson, or null. */
  readonly looks: readonly (DateLook | null)[];
  readonly days: readonly DayNumber[];
}

/** What is found of a wish: patterns that hold at least once, best first, and where they were looked for. */
export interface Search {
  readonly found: readonly Found[];
  readonly tried: number;
  readonly weekdays: readonly { readonly timeZone: string; readonly columns: readonly WeekdayColumns[] }[];
}

/** Looks at every pattern of a wish. Of several hours a week the best combination is found; of the others the better ones. */
export function searchPatterns(time: WishTime): Search {
  const found: Found[] = [];
  const weekdays: { timeZone: string; columns: WeekdayColumns[] }[] = [];
  let tried = 0;
  const { everyWeeks, perWeek } = time.wish.cadence;
  for (const timeZone of time.anchors()) {
    const all = findColumns(time, time.clocks(timeZone));
    weekdays.push({ timeZone, columns: all.weekdays });
    tried += all.tried * everyWeeks;
    for (let phase = 0; phase < everyWeeks; phase++) {
      const singles = all.weekdays.map((of) => singlesOf(time, of, phase));
      const whole = (parts: readonly Single[]) => evaluate(time, timeZone, phase, parts);
      if (perWeek === 1) for (const single of singles.flat()) found.push(whole([single]));
      else found.push(...combine(time, singles, whole));
    }
  }
  return { found: found.toSorted(better), tried, weekdays };
}

/** Higher value first; then more lessons; then the earlier in the week and on the clock; then by name. */
export function better(a: Found, b: Found): number {
  return (
    b.value - a.value ||
    b.lessons - a.lessons ||
    compareSlots(a, b) ||
    a.spec.phase - b.spec.phase ||
    (a.patternId < b.patternId ? -1 : Number(a.patternId > b.patternId))
  );
}

function compareSlots({ spec: a }: Found, { spec: b }: Found): number {
  for (const [place, slot] of a.slots.entries()) {
    const other = b.slots[place];
    const order = other ? slot.weekday - other.weekday || slot.start - other.start : 1;
    if (order !== 0) return order;
  }
  return 0;
}

/** What a combination of hours gives. */
export function evaluate(time: WishTime, timeZone: string, phase: number, parts: readonly Single[]): Found {
  const slots = parts.map(({ column: { weekday, start } }) => ({ weekday, start }));
  const spec = { timeZone, slots, phase };
  const dates = parts.flatMap(({ looks, days }) => looks.map((look, place) => ({ look, day: days[place] ?? 0 })));
  if (parts.length > 1) dates.sort((a, b) => a.day - b.day);
  const looks = dates.map(({ look }) => look);
  const days = dates.map(({ day }) => day);
  const { everyWeeks } = time.wish.cadence;
  const { lessons, value } = scoreOf(time.sites, looks, days, everyWeeks);
  return { spec, patternId: patternIdOf(spec, everyWeeks), lessons, value, looks, days };
}
