import type { DayNumber } from './days.ts';
import type { Booking } from './model.ts';
import type { SiteTime } from './SiteTime.ts';
import type { MinuteSpan } from './span.ts';
import { toWall } from './zones.ts';

const MINUTES_A_DAY = 1440;
const MS_A_MINUTE = 60_000;
const MS_A_DAY = 86_400_000;

/** A booking as one day sees it, by the clocks of the school. */
export interface DayBooking extends MinuteSpan {
  readonly booking: Booking;
}

/** The bookings that concern a school's part of a wish, by the days that they touch. */
export function bookingsByDay(
  { year, site, wish, teachers, rooms }: Pick<SiteTime, 'year' | 'site' | 'wish' | 'teachers' | 'rooms'>,
  except: ReadonlySet<string>,
): Map<DayNumber, DayBooking[]> {
  const found = new Map<DayNumber, DayBooking[]>();
  const { bookings, timeZone } = year.school;
  if (bookings.length === 0) return found;
  const ids = new Set([
    ...site.classGroupIds,
    ...teachers.map(({ staffId }) => staffId),
    ...(rooms ?? []).map(({ roomId }) => roomId),
  ]);
  // Days by other clocks reach a little further.
  const from = Date.parse(`${wish.from}T00:00Z`) - 2 * MS_A_DAY;
  const to = Date.parse(`${wish.to}T00:00Z`) + 3 * MS_A_DAY;
  for (const booking of bookings) {
    if (booking.endsAt <= from || booking.startsAt >= to || except.has(booking.bookingId)) continue;
    if (![booking.classGroupIds, booking.staffIds, booking.roomIds].some((list) => list.some((id) => ids.has(id))))
      continue;
    // Whole minutes that it touches: lessons begin and end on such. Of years that it takes only these days are walked.
    const first = toWall(Math.max(booking.startsAt, from), timeZone);
    const last = toWall(Math.min(Math.ceil(booking.endsAt / MS_A_MINUTE) * MS_A_MINUTE, to), timeZone);
    for (let day = first.day; day <= last.day; day++) {
      const start = day === first.day ? first.minute : 0;
      const end = day === last.day ? last.minute : MINUTES_A_DAY;
      if (start >= end) continue;
      const list = found.get(day);
      if (list) list.push({ booking, start, end });
      else found.set(day, [{ booking, start, end }]);
    }
  }
  return found;
}
