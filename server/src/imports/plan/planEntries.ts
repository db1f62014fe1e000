import { toDayNumber, toIsoDay } from '@pluriclasse/shared/calendar/days';
import type { DraftEntry } from '../../timetables/timetables.service.ts';
import type { FoundEntry } from './findEntries.ts';
import { steadyId, type Step } from './Plan.ts';

export interface Span {
  readonly from: string | null;
  readonly to: string | null;
}
type Classes = ReadonlySet<string>;
export interface Planned {
  readonly steps: readonly Step[];
  /** How many are as they should be already. */
  readonly same: number;
}

/**
 * What makes the timetable have these entries. One that is there in the same hour is changed in place; with `replace`
 * these classes have no other entries within the span: those end where it begins, and begin again after it.
 */
export function planEntries(
  found: readonly FoundEntry[],
  existing: readonly DraftEntry[],
  { span, replace, seed }: { span: Span; replace: boolean; seed: string },
): Planned {
  const classes = new Set(found.flatMap(({ classGroupIds }) => classGroupIds));
  const left = new Set(
    existing.filter((entry) => entry.classGroupIds.some((id) => classes.has(id)) && meets(entry, span)),
  );
  const steps: Step[] = [];
  const exact = Map.groupBy(left, content);
  const fresh: FoundEntry[] = [];
  for (const entry of found) {
    const same = exact.get(content(entry))?.find((one) => left.has(one));
    if (same) left.delete(same);
    else fresh.push(entry);
  }
  const add = (entry: FoundEntry) => {
    const after = { entryId: steadyId(seed, 'entry', content(entry)), ...entry };
    steps.push({ of: 'entry', before: null, after });
  };
  // First those with the subject they had, then any in the hour: a change of teacher is no change of subject.
  const bySlot = Map.groupBy(left, slot);
  const take = (entry: FoundEntry, fits: (one: DraftEntry) => boolean): boolean => {
    const before = bySlot.get(slot(entry))?.find((one) => left.has(one) && fits(one));
    if (before === undefined) return false;
    left.delete(before);
    steps.push({ of: 'entry', before, after: { entryId: before.entryId, ...entry } });
    return true;
  };
  const unpaired = fresh.filter((entry) => !take(entry, ({ subject }) => subject === entry.subject));
  for (const entry of unpaired) if (!replace || !take(entry, () => true)) add(entry);
  if (replace) for (const entry of left) steps.push(...cut(entry, { span, classes, seed }));
  return { steps: steps.sort(byHour), same: found.length - fresh.length };
}

export const byHour = (a: Step, b: Step): number => hourOf(a) - hourOf(b);
function hourOf({ of, before, after }: Step): number {
  const entry = of === 'entry' ? (after ?? before) : null;
  return entry ? entry.weekday * 100 + entry.period : 0;
}

/** Everything but the id, in one order. */
export const content = (entry: FoundEntry): string =>
  JSON.stringify([
    entry.classGroupIds.toSorted(),
    entry.subject,
    entry.staffIds.toSorted(),
    entry.roomId,
    entry.weekday,
    entry.period,
    entry.weeks.toSorted(),
    entry.from,
    entry.to,
  ]);
const slot = ({ classGroupIds, weekday, period, weeks, from, to }: FoundEntry): string =>
  JSON.stringify([classGroupIds.toSorted(), weekday, period, weeks.toSorted(), from, to]);

export const meets = (a: Span, b: Span): boolean =>
  (a.from === null || b.to === null || a.from <= b.to) && (b.from === null || a.to === null || b.from <= a.to);

/**
 * Takes a span of these classes out of an entry: it ends before, and goes on after. Others who share the hour keep it
 * all the time.
 */
function cut(entry: DraftEntry, { span, classes, seed }: { span: Span; classes: Classes; seed: string }): Step[] {
  const before = span.from !== null && (entry.from === null || entry.from < span.from) ? span.from : null;
  const after = span.to !== null && (entry.to === null || entry.to > span.to) ? span.to : null;
  const others = entry.classGroupIds.filter((id) => !classes.has(id));
  const parts = [
    before !== null && { ...entry, to: dayBeside(before, -1) },
    others.length > 0 && { ...entry, classGroupIds: others, from: before ?? entry.from, to: after ?? entry.to },
    after !== null && { ...entry, from: dayBeside(after, 1) },
  ].filter((part) => part !== false);
  const [first = null, ...rest] = parts;
  const copies = rest.map((part, n) => ({ ...part, entryId: steadyId(seed, 'rest', entry.entryId, `${n}`) }));
  return [
    { of: 'entry', before: entry, after: first },
    ...copies.map((copy): Step => ({ of: 'entry', before: null, after: copy })),
  ];
}

const dayBeside = (day: string, by: number): string => toIsoDay(toDayNumber(day) + by);
