import type { LiveLesson } from '../LiveLesson.ts';
import { turnAway } from './knock.ts';
import { leave } from './leave.ts';

/** Ends the lesson for all, or calls it off: everyone is told and leaves, and its media room closes. Safe twice. */
export function end(lesson: LiveLesson, over: 'ended' | 'cancelled'): Promise<void> {
  return lesson.queue.run('end', () => endNow(lesson, over));
}

async function endNow(lesson: LiveLesson, over: 'ended' | 'cancelled'): Promise<void> {
  if (lesson.planned.over !== 'no') return;
  const { deps, lessonId } = lesson;
  // First where it lasts: a lesson that could not be ended there goes on.
  if (over === 'ended') await deps.plans.markEnded(lessonId, deps.now());
  lesson.planned = { ...lesson.planned, over };
  lesson.change('lesson:ended', {});
  lesson.lobbyChanged();
  const recorded = lesson.recording.stop('over');
  for (const waiting of lesson.doorstep.knocking) {
    lesson.doorstep.goAway(waiting.identity);
    turnAway(lesson, waiting, 'ended');
  }
  await Promise.all([...lesson.seats.values()].map((seat) => leave(lesson, seat, 'ended')));
  await recorded;
  deps.boards.end(lesson.planned.boardId);
  await lesson.media.close();
  await lesson.save();
  deps.log.info({ lessonId }, 'lesson ended');
}
