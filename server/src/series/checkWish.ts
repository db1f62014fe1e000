import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import type { Wish } from '@pluriclasse/shared/calendar/wish';
import { AppError } from '@pluriclasse/shared/errors';
import type { TwinningRecord } from '../twinnings/twinnings.service.ts';

/**
 * A wish comes from a page: its schools must be those of the twinning that still meet, its classes theirs, its people and
 * rooms of these schools.
 * @throws AppError `bad_request` with reason `wish`
 */
export function checkWish(wish: Wish, { participants }: TwinningRecord, calendars: readonly SchoolCalendar[]): void {
  const meeting = participants.filter(({ classes }) => classes.some(({ putAwayAt }) => putAwayAt === null));
  const wished = new Set(wish.sites.map(({ schoolId }) => schoolId));
  const fits =
    wished.size === wish.sites.length &&
    wished.size === meeting.length &&
    meeting.every(({ school, classes }) => {
      const site = wish.sites.find((one) => one.schoolId === school.schoolId);
      const calendar = calendars.find((one) => one.schoolId === school.schoolId);
      if (site === undefined || calendar === undefined) return false;
      const own = classes.filter(({ putAwayAt }) => putAwayAt === null);
      return (
        within(
          site.classGroupIds,
          own.map((one) => one.classGroupId),
        ) &&
        within(
          site.staffIds,
          calendar.staff.map((one) => one.staffId),
        ) &&
        within(
          site.roomIds,
          calendar.rooms.map((one) => one.roomId),
        )
      );
    });
  if (!fits) throw new AppError('bad_request', 'The wish is not of this twinning', { reason: 'wish' });
}

const within = (ids: readonly string[], known: readonly string[]): boolean => ids.every((id) => known.includes(id));
