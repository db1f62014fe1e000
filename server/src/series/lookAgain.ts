import type { Blocker } from '@pluriclasse/shared/calendar/answer';
import { recheck } from '@pluriclasse/shared/domain/recheck';
import { sameJson } from '@pluriclasse/shared/domain/sameJson';
import type { BlockedRow } from '../db/schema/series.ts';
import type { LessonRow } from '../lessons/LessonEdits.ts';
import type { TwinningRecord } from '../twinnings/twinnings.service.ts';
import { agreedOf, claimsOfSeries, sitesOf } from './lessonSites.ts';
import type { PlannedTime } from './PlannedTime.ts';
import type { SeriesRow } from './series.repository.ts';

/** A lesson of a series. */
export interface Look {
  readonly lesson: LessonRow;
  readonly series: SeriesRow;
  readonly twinning: TwinningRecord;
}

/** A lesson as it stands, and what a look at it came to. */
export interface Seen extends Look {
  readonly blockers: readonly Blocker[];
  readonly outcome: ReturnType<typeof recheck>;
  /** Who leads it, and where, by what is known now. */
  readonly sites: LessonRow['sites'];
  readonly alternatives: BlockedRow['alternatives'];
}

/** Looks at a lesson of a confirmed series, which changes nothing. */
export function lookAt(
  lesson: LessonRow,
  { wish }: SeriesRow,
  time: PlannedTime,
  taken: readonly number[],
): Pick<Seen, 'blockers' | 'outcome' | 'sites' | 'alternatives'> {
  const result = time.check(wish, agreedOf(lesson));
  const blockers = 'held' in result ? [] : result.blockers;
  const outcome = recheck({ agreed: lesson.agreed, blockers: lesson.blocked?.blockers ?? null }, blockers);
  const sites = 'held' in result ? sitesOf(result.held, lesson.sites) : lesson.sites;
  // Where only an agreement is missing, no other hour is needed.
  const alternatives = blockers.some(isOfHour) ? time.alternatives(wish, agreedOf(lesson), taken) : [];
  return { blockers, outcome, sites, alternatives };
}

/** Whether it stands in the way at that hour, and not on all days without an agreement. */
export const isOfHour = ({ kind }: Blocker): boolean => kind !== 'agreement';
export const lapses = ({ outcome, blockers }: Seen): boolean => outcome === 'block' && !blockers.some(isOfHour);
export const comesBack = ({ outcome, lesson }: Seen): boolean =>
  outcome === 'restore' && !lesson.blocked?.blockers.some(isOfHour);

export const claimsOfSeen = ({ lesson, sites, series }: Seen) => claimsOfSeries({ ...lesson, sites }, series.wish);

/** Whether a lesson offers these hours already; one that was never agreed offers none. */
export const hasThem = ({ blocked }: LessonRow, alternatives: BlockedRow['alternatives']): boolean =>
  blocked === null || sameJson(alternatives, blocked.alternatives);
