import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import type { LessonId, SchoolId } from '@pluriclasse/shared/ids';

/** What is known of schools' time; unknown schools are left out. Without the bookings of the lessons named. */
export interface SchoolCalendars {
  calendars(
    schoolIds: readonly SchoolId[],
    without?: readonly LessonId[],
  ): Promise<{ readonly calendars: readonly SchoolCalendar[] }>;
}

/** Which days of a span no agreement in force between the schools covers; null: all are covered. */
export interface AgreementsInForce {
  missing(
    schoolIds: readonly SchoolId[],
    span: { readonly from: string; readonly to: string },
  ): Promise<{ readonly schoolIds: readonly SchoolId[]; readonly from: string; readonly to: string } | null>;
}
