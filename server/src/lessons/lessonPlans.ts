import type { Actor } from '@pluriclasse/shared/domain/actor';
import type { Plan } from '@pluriclasse/shared/domain/plan';
import type { BoardId, LessonId, SchoolId } from '@pluriclasse/shared/ids';
import type { Site } from '@pluriclasse/shared/signalling/state';
import { classBrief } from '../db/briefs.ts';
import type { Lessons } from './lessons.service.ts';
import type { LessonRecord } from './present.ts';

/** A lesson as it was planned, in the words of the running one. */
interface LessonPlan {
  readonly lessonId: LessonId;
  readonly title: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly over: 'no' | 'ended' | 'cancelled';
  readonly agreed: 'proposed' | 'confirmed';
  readonly boardId: BoardId;
  readonly sites: readonly Site[];
  readonly watching: readonly SchoolId[];
  readonly phases: Plan;
}

interface Changes {
  watch(actor: Actor, lessonId: LessonId, schoolId: SchoolId, watchOnly: boolean): Promise<unknown>;
}

/** What running lessons need of the planned ones. */
export function lessonPlans(lessons: Lessons, changes: Changes) {
  return {
    find: async (lessonId: LessonId): Promise<LessonPlan | undefined> => {
      const record = await lessons.find(lessonId);
      return record && asPlan(record);
    },
    setWatching: async (actor: Actor, lessonId: LessonId, schoolId: SchoolId, watching: boolean): Promise<void> => {
      await changes.watch(actor, lessonId, schoolId, watching);
    },
    markEnded: (lessonId: LessonId, at: number): Promise<void> => lessons.markEnded(lessonId, at),
  };
}

function asPlan({ row, twinning }: LessonRecord): LessonPlan {
  const { lessonId, title, startsAt, endsAt, over, agreed, boardId, plan: phases } = row;
  const sites = twinning.participants.map(({ school, classes }, order): Site => {
    const { schoolId, name, town, timeZone } = school;
    const pupils = classes.reduce((sum, one) => sum + one.pupils, 0);
    return { schoolId, name, town, timeZone, order, classes: classes.map(classBrief), pupils };
  });
  const watching = row.sites.filter(({ watchOnly }) => watchOnly).map(({ schoolId }) => schoolId);
  return { lessonId, title, startsAt, endsAt, over, agreed, boardId, sites, watching, phases };
}
