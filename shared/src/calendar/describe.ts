import type { Cost, DatedLesson, LessonAtSchool, SchedulePattern } from './answer.ts';
import { toIsoDay, toWallTime, weekdayOf } from './days.ts';
import { patternDates, patternIdOf, type PatternSpec } from './patterns.ts';
import { gapCost, roomOrder, scoreOf, teacherOrder, unfairness, wishesCost, whoLeads } from './score.ts';
import type { Found } from './search.ts';
import type { Look } from './SiteDay.ts';
import { weights } from './weights.ts';
import { bareBlocker, type DateLook, type WishTime } from './WishTime.ts';

const MS_A_MINUTE = 60_000;

/** Whom and what to take first at a site whatever the counts say: places in its lists. */
export interface Preference {
  readonly teacher?: number;
  readonly room?: number;
}

/** Looks at every date of a pattern. */
export function evaluateSpec(time: WishTime, spec: PatternSpec): Found {
  const clocks = time.clocks(spec.timeZone);
  const dates = patternDates(time, spec);
  const looks = dates.map(({ day, minute }) => time.look(clocks, day, minute));
  const days = dates.map(({ day }) => day);
  const { everyWeeks } = time.wish.cadence;
  return {
    spec,
    patternId: patternIdOf(spec, everyWeeks),
    looks,
    days,
    ...scoreOf(time.sites, looks, days, everyWeeks),
  };
}

/** Hours of the week as people say them. */
export function slotsOf({ slots }: PatternSpec, minutes: number): SchedulePattern['slots'] {
  return slots.map(({ weekday, start }) => ({
    weekday,
    start: toWallTime(start),
    // An hour that passes midnight by these clocks is within one school's day by others.
    end: toWallTime((start + minutes) % 1440 || 1440),
  }));
}

/** Writes a pattern out: its lessons, who leads them and where, what stands against the others, what it costs. */
export function describePattern(time: WishTime, found: Found, prefer: readonly Preference[] = []): SchedulePattern {
  const { spec, patternId, looks, value } = found;
  const { minutes, cadence } = time.wish;
  const dates = patternDates(time, spec);
  const clocks = time.clocks(spec.timeZone);
  const lessons = describeLessons(time, looks, prefer);
  return {
    patternId,
    timeZone: spec.timeZone,
    slots: slotsOf(spec, minutes),
    everyWeeks: cadence.everyWeeks,
    phase: spec.phase,
    local: localHours(time, lessons),
    lessons,
    failures: dates.flatMap(({ day, minute }, place) => {
      if (looks[place]) return [];
      const startsAt = clocks.instant(day, minute) ?? null;
      const blockers =
        startsAt === null ? [bareBlocker('clocks', time.wish.sites[0]?.schoolId ?? '')] : time.explain(startsAt);
      return [{ startsAt, day: toIsoDay(day), blockers, relaxation: null }];
    }),
    costs: describeCosts(time, found, prefer),
    value,
    relaxations: [],
  };
}

/** The lessons of a series, with one teacher and one room as far as they can. */
export function describeLessons(
  time: WishTime,
  looks: readonly (DateLook | null)[],
  prefer: readonly Preference[] = [],
): DatedLesson[] {
  const held = looks.filter((look) => look !== null);
  const series = time.sites.map((site, place) => {
    const own = held.flatMap((date) => date.looks[place] ?? []);
    const { teacher, room } = prefer[place] ?? {};
    return {
      site,
      teachers: teacherOrder(site, own, teacher),
      rooms: roomOrder(site.rooms?.length ?? 0, own, room),
    };
  });
  return held.map(({ startsAt, looks: ofSites, days }) => ({
    startsAt,
    endsAt: startsAt + time.wish.minutes * MS_A_MINUTE,
    sites: series.flatMap(({ site, teachers, rooms }, place): LessonAtSchool[] => {
      const look = ofSites[place];
      const day = days[place];
      if (look === undefined || day === undefined) return [];
      const room = rooms.find((one) => look.rooms.includes(one));
      return [
        {
          schoolId: site.site.schoolId,
          day: toIsoDay(day),
          start: toWallTime(look.start),
          end: toWallTime(look.end),
          periods: [...look.periods],
          staffIds: whoLeads(site, teachers, look).flatMap(
            (at) => site.teachers[look.teachers[at] ?? -1]?.staffId ?? [],
          ),
          roomId: (room === undefined ? undefined : site.rooms?.[room]?.roomId) ?? null,
          displaced: look.displaced.map(({ entry: { entryId, subject, classGroupIds, staffIds } }) => ({
            entryId,
            subject,
            classGroupIds,
            staffIds,
          })),
        },
      ];
    }),
  }));
}

function localHours({ wish }: WishTime, lessons: readonly DatedLesson[]): SchedulePattern['local'] {
  return wish.sites.map(({ schoolId }, place) => {
    const hours: SchedulePattern['local'][number]['hours'] = [];
    for (const { sites } of lessons) {
      const site = sites[place];
      if (site === undefined) continue;
      const { day, start, end } = site;
      const weekday = weekdayOf(Math.round(Date.parse(`${day}T00:00Z`) / 86_400_000));
      const same = (one: (typeof hours)[number]) => one.weekday === weekday && one.start === start && one.end === end;
      // Of several hours a week each goes on from its own last lesson.
      const before = hours.findLast((one) => one.weekday === weekday);
      if (before && same(before)) before.to = day;
      else hours.push({ weekday, start, end, from: day, to: day });
    }
    return { schoolId, hours };
  });
}

function describeCosts({ sites, wish }: WishTime, { looks, days }: Found, prefer: readonly Preference[]): Cost[] {
  const costs: Cost[] = [];
  const add = (kind: Cost['kind'], schoolId: string | null, amount: number) => {
    if (amount !== 0) costs.push({ kind, schoolId, amount });
  };
  const lost: number[] = [];
  sites.forEach((site, place) => {
    const own = looks.flatMap((date) => date?.looks[place] ?? []);
    const sum = (of: (look: Look) => number) => own.reduce((total, look) => total + of(look), 0);
    const { schoolId } = site.site;
    lost.push(sum((look) => look.lost));
    add('periods', schoolId, weights.tornMinute * sum((look) => look.tornMinutes));
    add('displaced', schoolId, weights.displaced * sum((look) => look.lost));
    add('breaks', schoolId, weights.breakMinute * sum((look) => look.breakMinutes));
    add('preferences', schoolId, weights.notPreferred * sum((look) => Number(look.notPreferred)));
    add('rather-not', schoolId, wishesCost(site, own, prefer[place]?.teacher));
  });
  add('fairness', null, unfairness(lost));
  const held = days.filter((_, place) => looks[place]);
  add('gaps', null, gapCost(held, wish.cadence.everyWeeks));
  return costs;
}
