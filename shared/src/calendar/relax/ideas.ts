import type { Blocker, SchedulePattern } from '../answer.ts';
import { toDayNumber, type DayNumber } from '../days.ts';
import { subjectKey } from '../subjects.ts';
import type { WishTime } from '../WishTime.ts';

/** Something that might help, not tried yet, with the dates that it could win: places in the pattern's failures. */
export type Idea = { readonly dates: number[]; readonly site: number } & (
  | { readonly kind: 'move-entry'; readonly entryId: string }
  | { readonly kind: 'displace-subject'; readonly classGroupId: string; readonly subject: string }
  | { readonly kind: 'ask-teacher'; readonly staffId: string }
  | { readonly kind: 'other-teacher' }
  | { readonly kind: 'other-room' }
  | { readonly kind: 'allow-hours'; readonly why: string | null }
);

const aboutTeachers = new Set(['teacher-away', 'teacher-never', 'teacher-teaches', 'teacher-booked']);
const aboutRooms = new Set(['room-taken', 'no-kit']);
const askable = new Set(['teacher-never', 'teacher-teaches']);

/** What could help on the dates on which one thing alone is wrong at one school; those that could win most come first. */
export function findIdeas(time: WishTime, failures: SchedulePattern['failures']): Idea[] {
  const ideas = new Map<string, Idea>();
  const note = (idea: Idea, key: string) => {
    const known = ideas.get(key) ?? idea;
    ideas.set(key, known);
    const date = idea.dates[0];
    if (date !== undefined && !known.dates.includes(date)) known.dates.push(date);
  };
  failures.forEach(({ blockers }, date) => {
    const schoolId = blockers[0]?.schoolId;
    const site = time.wish.sites.findIndex((one) => one.schoolId === schoolId);
    const same = (fits: (blocker: Blocker) => boolean) => blockers.every(fits);
    if (same(({ kind, name }) => kind === 'forbidden' && name === blockers[0]?.name)) {
      const why = blockers[0]?.name ?? null;
      note({ kind: 'allow-hours', why, site, dates: [date] }, `hours ${why ?? ''}`);
    }
    if (site === -1 || !same((blocker) => blocker.schoolId === schoolId)) return;
    const of = (kind: string, id = '') => `${kind} ${site} ${id}`;
    const [first] = blockers;
    if (first?.kind === 'subject' && first.name !== null && first.classGroupId !== null) {
      const subject = first.name;
      if (same(({ kind, name }) => kind === 'subject' && name !== null && subjectKey(name) === subjectKey(subject))) {
        const { classGroupId } = first;
        note(
          { kind: 'displace-subject', classGroupId, subject, site, dates: [date] },
          of('subject', subjectKey(subject)),
        );
      }
    }
    const others = blockers.filter(({ kind }) => !aboutTeachers.has(kind) && !aboutRooms.has(kind));
    for (const entryId of new Set(blockers.flatMap((blocker) => blocker.entryId ?? []))) {
      if (others.every((blocker) => blocker.entryId === entryId)) {
        note({ kind: 'move-entry', entryId, site, dates: [date] }, of('entry', entryId));
      }
    }
    if (same(({ kind }) => aboutTeachers.has(kind))) {
      note({ kind: 'other-teacher', site, dates: [date] }, of('teacher'));
      for (const staffId of new Set(blockers.flatMap((blocker) => blocker.staffId ?? []))) {
        if (blockers.every((blocker) => blocker.staffId !== staffId || askable.has(blocker.kind))) {
          note({ kind: 'ask-teacher', staffId, site, dates: [date] }, of('ask', staffId));
        }
      }
    }
    if (same(({ kind }) => aboutRooms.has(kind))) note({ kind: 'other-room', site, dates: [date] }, of('room'));
  });
  return [...ideas.values()].toSorted((a, b) => b.dates.length - a.dates.length);
}

/** The days that failed dates have at one school. */
export function localDays(
  time: WishTime,
  site: number,
  failures: SchedulePattern['failures'],
  dates: readonly number[],
) {
  const found = new Map<number, DayNumber>();
  for (const date of dates) {
    const failure = failures[date];
    if (failure === undefined || failure.startsAt === null) continue;
    found.set(date, time.locals(failure.startsAt)[site]?.day ?? toDayNumber(failure.day));
  }
  return found;
}
