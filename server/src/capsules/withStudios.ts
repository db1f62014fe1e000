import type { LessonId } from '@pluriclasse/shared/ids';
import type { LessonPlans } from '../live/ports.ts';
import type { Studios } from './studios.service.ts';

/** What may run: the planned lessons, and where teachers record alone. */
export const withStudios = (lessons: LessonPlans, studios: Studios): LessonPlans => ({
  find: async (lessonId: LessonId) => (await lessons.find(lessonId)) ?? studios.find(lessonId),
  setWatching: (...asked) => lessons.setWatching(...asked),
  markEnded: async (lessonId, at) => {
    if (!(await studios.markEnded(lessonId, at))) await lessons.markEnded(lessonId, at);
  },
});
