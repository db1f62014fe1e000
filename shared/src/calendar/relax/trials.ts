import type { Relaxation, SchedulePattern } from '../answer.ts';
import { toIsoDay, type DayNumber } from '../days.ts';
import { teachesOn } from '../dayParts.ts';
import { isEnglish } from '../subjects.ts';
import { efforts } from '../weights.ts';
import type { WishTime } from '../WishTime.ts';
import { localDays, type Idea } from './ideas.ts';
import { findTargets } from './moveEntry.ts';

/** A change worked out so far that it can be tried: the wish's time as it would be, and what to say of it. */
export interface Trial {
  readonly time: WishTime;
  readonly schoolId: string;
  /** @param won places of the failed dates that would be lessons */
  readonly say: (won: readonly number[]) => { readonly cost: number; readonly what: Relaxation['what'] };
}

/** Targets and colleagues are tried one after the other until one helps; more than these don't. */
const MOST_TARGETS = 3;
const MOST_COLLEAGUES = 16;

export function trialsOf(time: WishTime, idea: Idea, failures: SchedulePattern['failures']): Trial[] {
  const part = time.sites[idea.site];
  if (part === undefined) return [];
  const { site, year } = part;
  const { schoolId } = site;
  const days = localDays(time, idea.site, failures, idea.dates);
  const daysOf = (won: readonly number[]) => won.flatMap((date) => days.get(date) ?? []).map(toIsoDay);

  switch (idea.kind) {
    case 'move-entry': {
      const entry = year.school.entries.find(({ entryId }) => entryId === idea.entryId);
      if (entry === undefined) return [];
      return findTargets(year, time.wish, idea.entryId)
        .slice(0, MOST_TARGETS)
        .map(({ weekday, period, isLongerDay }) => ({
          time: time.whatIf(idea.site, { moved: { entryId: idea.entryId, weekday, period } }),
          schoolId,
          say: () => ({
            cost: efforts.moveEntry + (isLongerDay ? efforts.longerDay : 0),
            what: {
              kind: 'move-entry',
              entryId: idea.entryId,
              classGroupId: entry.classGroupIds[0] ?? '',
              subject: entry.subject,
              from: { weekday: entry.weekday, period: entry.period },
              to: { weekday, period },
            },
          }),
        }));
    }
    case 'displace-subject': {
      const { classGroupId, subject } = idea;
      return [
        {
          time: time.whatIf(idea.site, { site: { ...site, mayDisplace: [...site.mayDisplace, subject] } }),
          schoolId,
          say: (won) => ({
            cost: efforts.displaceSubject + efforts.displacedLesson * won.length,
            what: { kind: 'displace-subject', classGroupId, subject },
          }),
        },
      ];
    }
    case 'ask-teacher': {
      const { staffId } = idea;
      return [
        {
          time: time.whatIf(idea.site, { asked: { staffId, days: new Set(days.values()) } }),
          schoolId,
          say: (won) => ({
            cost: efforts.askTeacher * won.length,
            what: { kind: 'ask-teacher', staffId, days: daysOf(won) },
          }),
        },
      ];
    }
    case 'other-teacher':
      return colleaguesOf(time, idea, failures, [...days.values()]).map(({ staffId, isNear }) => ({
        time: time.whatIf(idea.site, { extra: { staffId, days: new Set(days.values()) } }),
        schoolId,
        say: (won) => ({
          cost: (isNear ? efforts.otherTeacher : efforts.strangerTeacher) * won.length,
          what: { kind: 'other-teacher', staffId, days: daysOf(won) },
        }),
      }));
    case 'other-room': {
      const own = (part.rooms ?? []).map(({ roomId }) => roomId);
      const others = year.school.rooms.filter(({ roomId, hasKit }) => hasKit && !own.includes(roomId));
      return bestFirst(
        time,
        idea,
        failures,
        others.map(({ roomId }) => roomId),
        (roomId) => ({ ...site, roomIds: [roomId] }),
      ).map((roomId) => ({
        time: time.whatIf(idea.site, { site: { ...site, roomIds: [...own, roomId] } }),
        schoolId,
        say: () => ({ cost: efforts.otherRoom, what: { kind: 'other-room', roomId } }),
      }));
    }
    case 'allow-hours': {
      const { why } = idea;
      return [
        {
          time: time.wishing({ ...time.wish, forbidden: time.wish.forbidden.filter((hours) => hours.why !== why) }),
          schoolId,
          say: () => ({ cost: efforts.allowHours, what: { kind: 'allow-hours', why } }),
        },
      ];
    }
  }
}

/**
 * The school's other teachers, those first who could lead on the most of the failed dates.
 *
 * @param days on which somebody is looked for
 */
function colleaguesOf(time: WishTime, idea: Idea, failures: SchedulePattern['failures'], days: readonly DayNumber[]) {
  const part = time.sites[idea.site];
  if (part === undefined) return [];
  const { site, year, teachers } = part;
  const near = new Set(
    [...year.index.byStaff].flatMap(([staffId, entries]) =>
      entries.some(
        ({ entry }) => isEnglish(entry.subject) || entry.classGroupIds.some((id) => site.classGroupIds.includes(id)),
      )
        ? staffId
        : [],
    ),
  );
  // Who comes for another in November is a colleague until then.
  const own = new Set(
    teachers.filter((teacher) => days.every((day) => teachesOn(teacher, day))).map(({ staffId }) => staffId),
  );
  const others = year.school.staff.map(({ staffId }) => staffId).filter((staffId) => !own.has(staffId));
  const some = others.toSorted((a, b) => Number(near.has(b)) - Number(near.has(a))).slice(0, MOST_COLLEAGUES);
  const alone = (staffId: string) => ({ ...site, staffIds: [staffId], teachersNeeded: 1 });
  return bestFirst(time, idea, failures, some, alone).map((staffId) => ({ staffId, isNear: near.has(staffId) }));
}

/** Who or what would do on the most of the failed dates if it were alone: the first of the best. */
function bestFirst(
  time: WishTime,
  idea: Idea,
  failures: SchedulePattern['failures'],
  ids: readonly string[],
  alone: (id: string) => WishTime['wish']['sites'][number],
): string[] {
  let best: { id: string; count: number } | undefined;
  for (const id of ids) {
    const changed = time.whatIf(idea.site, { site: alone(id) });
    const count = idea.dates.filter((date) => {
      const startsAt = failures[date]?.startsAt ?? null;
      return startsAt !== null && changed.explain(startsAt).length === 0;
    }).length;
    if (count > (best?.count ?? 0)) best = { id, count };
  }
  return best ? [best.id] : [];
}
