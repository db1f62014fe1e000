import { joinAfter } from '@pluriclasse/shared/domain/lessonTime';
import type { SchoolId } from '@pluriclasse/shared/ids';
import type { LessonTally } from './overview.repository.ts';
import type { TwinningRecord } from './twinnings.service.ts';

/** What became of a lesson; `void`: it was never agreed, and its hour is over. */
export type Outcome = 'held' | 'missed' | 'cancelled' | 'to-come' | 'void';

type Tally = Pick<LessonTally, 'over' | 'agreed' | 'endsAt' | 'schoolIds'>;

/** A lesson was held when two schools or more were there, whatever the plan said. */
export function outcomeOf({ over, agreed, endsAt, schoolIds }: Tally, now: number): Outcome {
  if (over === 'cancelled') return 'cancelled';
  const isOver = over === 'ended' || now >= endsAt + joinAfter;
  if (!isOver) return 'to-come';
  if (schoolIds.length >= 2) return 'held';
  return agreed === 'confirmed' ? 'missed' : 'void';
}

/** Sums of a twinning's lessons. */
export function figuresOf({ participants }: TwinningRecord, lessons: readonly LessonTally[], now: number) {
  const outcomes = lessons.map((lesson) => ({ lesson, outcome: outcomeOf(lesson, now) }));
  const count = (of: Outcome) => outcomes.filter(({ outcome }) => outcome === of).length;
  const held = outcomes.flatMap(({ lesson, outcome }) => (outcome === 'held' ? lesson : []));
  const timeAt = (schoolId: SchoolId) =>
    held.filter(({ schoolIds }) => schoolIds.includes(schoolId)).reduce((sum, lesson) => sum + lengthOf(lesson), 0);
  return {
    held: held.length,
    missed: count('missed'),
    cancelled: count('cancelled'),
    toCome: count('to-come'),
    open: outcomes.filter(({ lesson, outcome }) => outcome === 'to-come' && lesson.agreed === 'proposed').length,
    time: participants.flatMap(({ school: { schoolId }, classes }) =>
      classes.map(({ classGroupId, name }) => ({ schoolId, classGroupId, name, ms: timeAt(schoolId) })),
    ),
  };
}

/** As planned, unless teachers ended it before. */
const lengthOf = ({ startsAt, endsAt, endedAt }: LessonTally): number =>
  Math.max(0, Math.min(endsAt, endedAt ?? endsAt) - startsAt);
