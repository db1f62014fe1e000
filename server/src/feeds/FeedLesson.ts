import type { Plan } from '@pluriclasse/shared/domain/plan';
import type { ClassGroupId, LessonId, RoomId, SchoolId, StaffId } from '@pluriclasse/shared/ids';

/** A school in a lesson, as calendars tell of it: names of adults, rooms and classes, never of pupils. */
export interface FeedSite {
  readonly schoolId: SchoolId;
  readonly name: string;
  readonly town: string;
  readonly timeZone: string;
  readonly classes: readonly { readonly classGroupId: ClassGroupId; readonly name: string }[];
  readonly rooms: readonly { readonly roomId: RoomId; readonly name: string }[];
  readonly teachers: readonly { readonly staffId: StaffId; readonly name: string }[];
}

/** A lesson as calendars tell of it. */
export interface FeedLesson {
  readonly lessonId: LessonId;
  readonly title: string;
  readonly twinning: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** RFC 5545 §3.8.1.11. */
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
  /** Counts up whenever it moves or is called off (RFC 5545 §3.8.7.4). */
  readonly sequence: number;
  readonly updatedAt: number;
  readonly plan: Plan;
  readonly sites: readonly FeedSite[];
}
