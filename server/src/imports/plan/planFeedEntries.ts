import { toDayNumber, toIsoDay, type DayNumber } from '@pluriclasse/shared/calendar/days';
import type { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import type { DraftEntry } from '../../timetables/timetables.service.ts';
import type { FoundEntry } from './findEntries.ts';
import { byHour, content, meets, planEntries, type Planned, type Span } from './planEntries.ts';
import type { Step } from './Plan.ts';

interface Feed {
  readonly origin: string;
  readonly span: Span;
  /** Whether other entries of its classes go, as for a file. */
  readonly replace: boolean;
  readonly seed: string;
  readonly today: DayNumber;
  readonly year: SchoolYear;
}

/**
 * What makes the timetable have the lessons of a feed. What the feed brought before changes in its hour, and goes when
 * the feed lacks it; what is over stays as it was. What others brought or typed is met as a file would meet it.
 */
export function planFeedEntries(
  found: readonly FoundEntry[],
  existing: readonly DraftEntry[],
  { origin, span, replace, seed, today, year }: Feed,
): Planned {
  const isOwn = (entry: DraftEntry) => entry.origin === origin;
  const goesOn = ({ to }: Span) => to === null || to >= toIsoDay(today);
  const coming = found.filter(goesOn);
  const left = new Set(existing.filter((entry) => isOwn(entry) && meets(entry, span) && goesOn(entry)));
  const alike = Map.groupBy(left, lasting);
  const changed = coming.filter((entry) => {
    const same = alike.get(lasting(entry))?.find((one) => left.has(one) && isStill(one, entry, today, year));
    if (same) left.delete(same);
    return same === undefined;
  });
  const inHour = Map.groupBy(left, hour);
  const steps: Step[] = [];
  const take = (entry: FoundEntry, fits: (one: DraftEntry) => boolean): boolean => {
    const before = inHour.get(hour(entry))?.find((one) => left.has(one) && fits(one));
    if (before === undefined) return false;
    left.delete(before);
    steps.push({ of: 'entry', before, after: { entryId: before.entryId, ...entry, origin } });
    return true;
  };
  const isSubject = (entry: FoundEntry) => (one: DraftEntry) => one.subject === entry.subject;
  const fresh = changed.filter((entry) => !take(entry, isSubject(entry))).filter((entry) => !take(entry, () => true));
  const others = existing.filter((entry) => !isOwn(entry));
  const beside = planEntries(fresh, others, { span, replace, seed });
  const key = (entry: FoundEntry) => `${lasting(entry)} ${entry.from}`;
  const ofFeed = new Set(fresh.map(key));
  // What is left of somebody's entry before or after the span is theirs.
  const added = beside.steps.map((step): Step => {
    if (step.of !== 'entry' || step.after === null || !ofFeed.has(key(step.after))) return step;
    return { ...step, after: { ...step.after, origin } };
  });
  const gone = Array.from(left, (before): Step => ({ of: 'entry', before, after: null }));
  const same = coming.length - changed.length + beside.same;
  return { steps: [...steps, ...added, ...gone].sort(byHour), same };
}

/**
 * Whether an entry is what the feed says now. Many feeds tell nothing of weeks that are over: that it began before the
 * first date which is left is no change.
 */
function isStill(own: DraftEntry, entry: FoundEntry, today: DayNumber, year: SchoolYear): boolean {
  if (own.from === entry.from) return true;
  if (own.from === null || entry.from === null || own.from > entry.from || own.from > toIsoDay(today)) return false;
  for (let day = today; day < toDayNumber(entry.from); day++) {
    const { weekday, open, week } = year.day(day);
    const takesPlace = entry.weeks.length === 0 || (week !== null && entry.weeks.includes(week));
    if (weekday === entry.weekday && open && takesPlace) return false;
  }
  return true;
}

/** All but the day from which it holds. */
const lasting = (entry: FoundEntry): string => content({ ...entry, from: null });
const hour = ({ classGroupIds, weekday, period }: FoundEntry): string =>
  JSON.stringify([classGroupIds.toSorted(), weekday, period]);
