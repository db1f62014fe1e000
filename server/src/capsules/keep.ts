import type { RecordingMode, RecordingRules } from '@pluriclasse/shared/api/capsules';
import { Temporal } from 'temporal-polyfill';

/** How a school records and keeps, and the last day of its school year as far as its calendar is known. */
export interface KeepRule extends RecordingRules {
  readonly timeZone: string;
  readonly yearEnd: string | null;
}

const DAY = 24 * 3_600_000;
const thirtyDays = 30 * DAY;
/** A calendar that is known for the next year already is no leave to keep something for two. */
const aYear = 366 * DAY;

/** The strictest of the schools' modes; nobody records what no school is known of. */
export const strictest = (rules: readonly Pick<RecordingRules, 'mode'>[]): RecordingMode =>
  rules.length > 0 && rules.every(({ mode }) => mode === 'capsule') ? 'capsule' : 'none';

/**
 * Until when a capsule that began at `at` is kept: 30 days, or to the end of the school year where that is later and a
 * school says so, never longer than a year. Of several schools the one that keeps it for the shortest time decides.
 */
export const expiryOf = (at: number, rules: readonly KeepRule[]): number =>
  Math.min(...rules.map((rule) => keptBy(rule, at)), ...(rules.length === 0 ? [at + thirtyDays] : []));

function keptBy({ keep, yearEnd, timeZone }: KeepRule, at: number): number {
  if (keep === '30-days' || yearEnd === null) return at + thirtyDays;
  const end = Temporal.PlainDate.from(yearEnd).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  return Math.min(Math.max(at + thirtyDays, end), at + aYear);
}
