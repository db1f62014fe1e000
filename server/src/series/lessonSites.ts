import type { DatedLesson } from '@pluriclasse/shared/calendar/answer';
import type { AgreedLesson } from '@pluriclasse/shared/calendar/checkLesson';
import type { Wish } from '@pluriclasse/shared/calendar/wish';
import { ClassGroupId, RoomId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import type { LessonSiteRow } from '../db/schema/series.ts';
import type { Claim } from '../timetables/claims.service.ts';

const MINUTE = 60_000;

interface Planned {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly sites: readonly LessonSiteRow[];
}

/** What the search found for a lesson, as it is kept; who only watches is known from before. */
export const sitesOf = ({ sites }: DatedLesson, before: readonly LessonSiteRow[] = []): LessonSiteRow[] =>
  sites.map(({ schoolId, staffIds, roomId, periods, displaced }) => ({
    schoolId: SchoolId.parse(schoolId),
    staffIds: staffIds.map((id) => StaffId.parse(id)),
    roomId: roomId === null ? null : RoomId.parse(roomId),
    periods,
    displaced,
    watchOnly: before.find((one) => one.schoolId === schoolId)?.watchOnly ?? false,
  }));

/** A lesson as the search is asked about it. */
export const agreedOf = ({ startsAt, sites }: Planned): AgreedLesson => ({ startsAt, sites });

/** What a lesson of a series takes: its classes while it lasts, its teachers and rooms also before and after. */
export function claimsOfSeries({ startsAt, endsAt, sites }: Planned, wish: Wish): Claim[] {
  const from = startsAt - wish.bufferBefore * MINUTE;
  const to = endsAt + wish.bufferAfter * MINUTE;
  return sites.flatMap(({ schoolId, staffIds, roomId }): Claim[] => {
    const classes = wish.sites.find((one) => one.schoolId === schoolId)?.classGroupIds ?? [];
    return [
      ...classes.map((id) => {
        return { kind: 'class' as const, id: ClassGroupId.parse(id), schoolId, from: startsAt, to: endsAt };
      }),
      ...staffIds.map((id) => ({ kind: 'staff' as const, id, schoolId, from, to })),
      ...(roomId === null ? [] : [{ kind: 'room' as const, id: roomId, schoolId, from, to }]),
    ];
  });
}

/** Everybody who is named to lead a lesson. */
export const namedIn = (sites: readonly LessonSiteRow[]): StaffId[] => [
  ...new Set(sites.flatMap(({ staffIds }) => staffIds)),
];
