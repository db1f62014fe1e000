import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import type { LessonId, SchoolId } from '@pluriclasse/shared/ids';

/** What is known of schools' time; unknown schools are left out. Without the bookings of the lessons named. */
export interface SchoolCalendars {
  calendars(
    schoolIds: readonly SchoolId[],
    without?: readonly LessonId[],
  ): Promise<{ readonly calendars: readonly SchoolCalendar[] }>;
}

/** Whether agreements in force between schools cover a span; else which days they leave open, and who has to say yes. */
export interface AgreementsInForce {
  inForce(
    schoolIds: readonly SchoolId[],
    span: { readonly from: string; readonly to: string },
  ): Promise<{
    readonly ok: boolean;
    readonly missing: { readonly schoolIds: readonly SchoolId[]; readonly from: string; readonly to: string } | null;
  }>;
  /** Days on which agreements between them hold; null: they need none. */
  daysInForce(
    schoolIds: readonly SchoolId[],
  ): Promise<readonly { readonly from: string; readonly to: string }[] | null>;
}
