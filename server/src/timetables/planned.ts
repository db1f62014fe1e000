import type { PlannedHour, PlannedWish, PlanTaker } from '@pluriclasse/shared/api/plans';
import type { MissedPattern, SchedulePattern, WishAnswer } from '@pluriclasse/shared/calendar/answer';

/** Takers that are told of one wish: nobody reads on, and each has an hour every week. */
const TAKERS = 6;
/** Weekdays without a common hour that are told of. */
const WEEKDAYS = 3;

/** What a common plan gives a wish, in few words. */
export function plannedOf({ wishId, patterns, chosen, missed, without }: WishAnswer): PlannedWish {
  const pattern = patterns.find(({ patternId }) => patternId === chosen);
  return {
    wishId,
    hour: pattern ? hourOf(pattern) : null,
    missed: missed ? missedOf(missed) : null,
    without:
      pattern || missed
        ? []
        : without
            .slice(0, WEEKDAYS)
            .flatMap(({ weekday, blockers: [blocker] }) => (blocker ? [{ weekday, blocker }] : [])),
  };
}

function hourOf(pattern: SchedulePattern): PlannedHour {
  const { patternId, timeZone, slots, everyWeeks, local, lessons, failures, costs } = pattern;
  return {
    patternId,
    timeZone,
    slots,
    everyWeeks,
    local,
    lessons: lessons.length,
    dates: lessons.length + failures.length,
    gives: local.map(({ schoolId }) => {
      const own = costs.filter((cost) => cost.schoolId === schoolId);
      const sites = lessons.flatMap((lesson) => lesson.sites.filter((site) => site.schoolId === schoolId));
      const subjects = Map.groupBy(
        sites.flatMap(({ displaced }) => displaced),
        ({ subject }) => subject,
      );
      const displaced = [...subjects].map(([subject, all]) => ({ subject, hours: all.length }));
      return {
        schoolId,
        cost: own.reduce((sum, { amount }) => sum + amount, 0),
        displaced: displaced.toSorted((a, b) => b.hours - a.hours),
      };
    }),
  };
}

/** One that takes a resource by several options of its claims comes once, with all its dates. */
function missedOf({ timeZone, slots, lessons, dates, takenBy }: MissedPattern): NonNullable<PlannedWish['missed']> {
  const groups = Map.groupBy(takenBy, ({ wishId, schoolId, kind, id }) => JSON.stringify([wishId, schoolId, kind, id]));
  const takers = [...groups.values()].flatMap((group): PlanTaker[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { wishId, schoolId, kind, id } = first;
    return [{ wishId, schoolId, kind, id, dates: new Set(group.flatMap(({ at }) => at)).size }];
  });
  const sorted = takers.toSorted((a, b) => b.dates - a.dates);
  return {
    timeZone,
    slots,
    lessons,
    dates,
    takenBy: sorted.slice(0, TAKERS),
    more: Math.max(0, sorted.length - TAKERS),
  };
}
