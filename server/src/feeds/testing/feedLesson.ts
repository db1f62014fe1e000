import type { Language } from '@pluriclasse/shared/domain/roles';
import { ClassGroupId, LessonId, PhaseId, RoomId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import type { FeedLesson, FeedSite } from '../FeedLesson.ts';
import type { Reader } from '../lessonEvent.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A school that takes part, the n-th. */
export const testSite = (n: number, more: Partial<FeedSite> = {}): FeedSite => ({
  schoolId: SchoolId.parse(uuid(n)),
  name: `School ${n}`,
  town: `Town ${n}`,
  timeZone: 'Europe/Rome',
  classes: [{ classGroupId: ClassGroupId.parse(uuid(100 + n)), name: `Class ${n}` }],
  rooms: [{ roomId: RoomId.parse(uuid(200 + n)), name: `Room ${n}` }],
  teachers: [{ staffId: StaffId.parse(uuid(300 + n)), name: `Teacher ${n}` }],
  ...more,
});

/** A lesson of two schools, at 10:00 in Rome on a winter's day. */
export const testLesson = (more: Partial<FeedLesson> = {}): FeedLesson => ({
  lessonId: LessonId.parse(uuid(1000)),
  title: 'Places',
  twinning: 'Twins',
  startsAt: Date.UTC(2026, 10, 24, 9, 0),
  endsAt: Date.UTC(2026, 10, 24, 9, 45),
  status: 'CONFIRMED',
  sequence: 0,
  updatedAt: Date.UTC(2026, 8, 1, 12, 30, 15),
  plan: [
    { phaseId: PhaseId.parse(uuid(400)), title: 'Hello', minutes: 5 },
    { phaseId: PhaseId.parse(uuid(401)), title: 'In town; a map, with names', minutes: 25 },
  ],
  sites: [testSite(1), testSite(2)],
  ...more,
});

export const testReader = (more: Partial<Reader> = {}): Reader => ({
  language: 'en' satisfies Language,
  schoolId: SchoolId.parse(uuid(1)),
  origin: 'https://school.example',
  installationId: uuid(9999),
  ...more,
});
