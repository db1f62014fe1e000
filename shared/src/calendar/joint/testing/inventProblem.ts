import type { Claim, JointOption, JointProblem } from '../problem.ts';
import { seededRandom } from '../random.ts';

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;
/** A Tuesday. */
const FIRST = Date.UTC(2026, 8, 15, 7);

/**
 * A small problem with all that makes conflicts odd: weekly and fortnightly lessons, closures, an hour's shift in
 * winter, buffers, hours that only touch, options that claim nothing or are worth nothing.
 */
export function inventProblem(seed: number, most: { wishes: number; options: number; schools: number }): JointProblem {
  const random = seededRandom(seed);
  const int = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const wishes = Array.from({ length: int(Math.ceil(most.wishes / 2), most.wishes) }, (_, wish) => {
    const sites = Array.from({ length: int(1, 3) }, () => int(1, most.schools));
    const options = Array.from({ length: int(0, most.options) }, (_none, at): JointOption => {
      const [weekday, slot, phase, every] = [int(0, 1), int(0, 3), int(0, 1), int(1, 2)];
      const shifts = random() < 0.3;
      const closed = int(0, 9);
      const starts = Array.from({ length: 6 }, (_week, week) => week)
        .filter((week) => (every === 1 || week % 2 === phase) && week !== closed)
        .map((week) => FIRST + week * WEEK + (weekday * 24 + slot / 2 + (shifts && week >= 3 ? 1 : 0)) * HOUR);
      const plain = starts.flatMap((start) => [start, start + HOUR / 2]);
      const buffer = random() < 0.2 ? 10 * 60_000 : 0;
      const wide = starts.flatMap((start) => [start - buffer, start + HOUR / 2 + buffer]);
      const claims = sites.flatMap((school): Claim[] => [
        { resource: `class ${school}.${int(1, 2)}`, hours: plain },
        { resource: `room ${school}`, hours: wide },
      ]);
      const value = int(-1, 8) * starts.length + int(0, 3) / 4;
      return { optionId: `option ${at}`, value, claims: random() < 0.05 ? [] : claims };
    });
    return { wishId: `wish ${wish}`, options };
  });
  return { wishes };
}
