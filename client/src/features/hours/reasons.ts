import { groupBy } from '../../lib/groupBy.ts';
import type { Blocker, BlockerKind, CostKind, SchedulePattern } from '@pluriclasse/shared/calendar/answer';

/** Blockers that are the same to a reader, with how many dates they cost. */
export interface Reason {
  readonly blocker: Blocker;
  readonly count: number;
}

const keyOf = ({ kind, schoolId, classGroupId, staffId, roomId, name }: Blocker): string =>
  JSON.stringify([kind, schoolId, classGroupId, staffId, roomId, name]);

/** What stands in the way of a pattern's failed dates, each date by its first blocker; most frequent first. */
export function reasonsOf({ failures }: Pick<SchedulePattern, 'failures'>): Reason[] {
  return countBlockers(failures.flatMap(({ blockers }) => blockers.slice(0, 1)));
}

export function countBlockers(blockers: readonly Blocker[]): Reason[] {
  const groups = groupBy(blockers, keyOf);
  return [...groups.values()]
    .flatMap((group) => (group[0] ? [{ blocker: group[0], count: group.length }] : []))
    .toSorted((a, b) => b.count - a.count);
}

/** What each school gives up for a pattern: subjects and how many hours of each. */
export function displacedBy(
  { lessons }: Pick<SchedulePattern, 'lessons'>,
  schoolId: string,
): { subject: string; hours: number }[] {
  const subjects = lessons.flatMap(({ sites }) =>
    sites
      .filter((site) => site.schoolId === schoolId)
      .flatMap(({ displaced }) => displaced.map(({ subject }) => subject)),
  );
  return [...groupBy(subjects, (subject) => subject)]
    .map(([subject, all]) => ({ subject, hours: all.length }))
    .toSorted((a, b) => b.hours - a.hours);
}

/** A torn hour or a break is seen from the hours themselves; what a teacher wishes is not. */
const told = ['rather-not'] as const;

/** What else weighs on a school for a pattern, as far as its people feel it; the heaviest first. */
export function weighs({ costs }: Pick<SchedulePattern, 'costs'>, schoolId: string): (typeof told)[number][] {
  const of = (kind: CostKind) =>
    costs
      .filter((cost) => cost.schoolId === schoolId && cost.kind === kind)
      .reduce((sum, { amount }) => sum + amount, 0);
  return told.filter((kind) => of(kind) > 0).toSorted((a, b) => of(b) - of(a));
}

/** Every date of a pattern in order, held or not. */
export function datesOf({
  lessons,
  failures,
}: Pick<SchedulePattern, 'lessons' | 'failures'>): { day: string; holds: boolean }[] {
  return [
    ...lessons.map(({ sites }) => ({ day: sites[0]?.day ?? '', holds: true })),
    ...failures.map(({ day }) => ({ day, holds: false })),
  ].toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** Which picture stands before a reason. */
export function pictureOf(kind: BlockerKind): 'calendar' | 'school' | 'person' | 'room' | 'bar' {
  switch (kind) {
    case 'public':
    case 'regional':
    case 'municipal':
    case 'unknown':
    case 'clocks':
    case 'notice':
      return 'calendar';
    case 'teacher-away':
    case 'teacher-never':
    case 'teacher-teaches':
    case 'teacher-booked':
      return 'person';
    case 'room-taken':
    case 'no-kit':
      return 'room';
    case 'forbidden':
    case 'no-bells':
    case 'not-there':
      return 'bar';
    case 'weekday':
    case 'school':
    case 'exam':
    case 'trip':
    case 'class-booked':
    case 'subject':
    case 'agreement':
      return 'school';
  }
}
