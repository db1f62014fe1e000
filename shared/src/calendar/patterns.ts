import { mondayOf, toWallTime, weekdayOf, type DayNumber, type Minute, type Weekday } from './days.ts';
import type { WishTime } from './WishTime.ts';

/** An hour of a week. */
export interface Slot {
  readonly weekday: Weekday;
  readonly start: Minute;
}

/** A repeating hour, or several, as the wish's cadence repeats it. */
export interface PatternSpec {
  /** Whose clocks keep the hour. */
  readonly timeZone: string;
  /** In order of the week. */
  readonly slots: readonly Slot[];
  /** Which of the first `everyWeeks` weeks it begins in, from 0; the first is the one of the wish's first day. */
  readonly phase: number;
}

export interface PatternDate {
  readonly day: DayNumber;
  readonly minute: Minute;
}

/** Which turn of the cadence a day's week has, from 0. */
export const phaseOf = ({ from, wish }: Pick<WishTime, 'from' | 'wish'>, day: DayNumber): number =>
  ((mondayOf(day) - mondayOf(from)) / 7) % wish.cadence.everyWeeks;

/** Every date of a pattern between the wish's days, in order. */
export function patternDates(
  time: Pick<WishTime, 'from' | 'to' | 'wish'>,
  { slots, phase }: PatternSpec,
): PatternDate[] {
  const found: PatternDate[] = [];
  for (let day = time.from; day <= time.to; day++) {
    if (phaseOf(time, day) !== phase) continue;
    for (const slot of slots) if (slot.weekday === weekdayOf(day)) found.push({ day, minute: slot.start });
  }
  return found.toSorted((a, b) => a.day - b.day || a.minute - b.minute);
}

/** The same for the same pattern in every answer: `2-1000_4-1110~1.0~Europe/Rome`. */
export function patternIdOf({ slots, phase, timeZone }: PatternSpec, everyWeeks: number): string {
  const hours = slots.map(({ weekday, start }) => `${weekday}-${toWallTime(start).replace(':', '')}`);
  return `${hours.join('_')}~${everyWeeks}.${phase}~${timeZone}`;
}
