import { AppError } from '@pluriclasse/shared/errors';
import { replacePhases } from '@pluriclasse/shared/domain/plan';
import type { BoardId, CapsuleId, LessonId, SchoolId } from '@pluriclasse/shared/ids';
import { end } from './entry/end.ts';
import { leave } from './entry/leave.ts';
import type { LessonFinder } from './Guest.ts';
import { LiveLesson } from './LiveLesson.ts';
import type { LiveDeps } from './ports.ts';
import { restoreSeats } from './restoreSeats.ts';

/**
 * The running lessons of this server, and the one place where a lesson's owner is looked up. With one server it owns
 * them all; with several, `open` is where a lock decides and a door passes a socket on.
 */
export class LiveLessons implements LessonFinder {
  readonly #deps: LiveDeps;
  readonly #lessons = new Map<LessonId, Promise<LiveLesson>>();
  readonly #running = new Map<LessonId, LiveLesson>();
  #closed = false;

  constructor(deps: LiveDeps) {
    this.#deps = deps;
  }

  get now(): LiveDeps['now'] {
    return this.#deps.now;
  }

  /** Those that run now, also while some of them are put away. */
  get running(): readonly LiveLesson[] {
    return [...this.#running.values()];
  }

  /** The lesson as it runs, taken up from what is stored if it does not run yet. @throws AppError `not_found`. */
  open(lessonId: LessonId): Promise<LiveLesson> {
    if (this.#closed) return Promise.reject(new AppError('unavailable', 'The server stops', { retryAfter: 2 }));
    const known = this.#lessons.get(lessonId);
    if (known !== undefined) return known;
    const opening = this.#load(lessonId);
    this.#lessons.set(lessonId, opening);
    opening.catch(() => this.#lessons.delete(lessonId));
    return opening;
  }

  async #load(lessonId: LessonId): Promise<LiveLesson> {
    const { plans, store, attendance, boards, log, meter } = this.#deps;
    const planned = await plans.find(lessonId);
    if (planned === undefined) throw new AppError('not_found', 'No such lesson');
    const [stored] = await Promise.all([store.load(lessonId), attendance.recover(lessonId)]);
    const lesson = new LiveLesson(planned, stored, this.#deps);
    if (stored !== undefined) restoreSeats(lesson, stored.seats);
    await lesson.recording.restore(stored?.recording);
    boards.setLocked(planned.boardId, lesson.boardLocked);
    this.#running.set(lessonId, lesson);
    meter.lessons(1);
    log.info({ lessonId, seats: lesson.seats.size }, 'live lesson taken up');
    return lesson;
  }

  find(lessonId: LessonId): LiveLesson | undefined {
    return this.#running.get(lessonId);
  }

  findByBoard(boardId: BoardId): LiveLesson | undefined {
    return this.running.find(({ planned }) => planned.boardId === boardId);
  }

  /** Schools with a seat in the lesson now. */
  here(lessonId: LessonId): SchoolId[] {
    return this.find(lessonId)?.here ?? [];
  }

  /**
   * A session ended, or stands for someone else now: its seats go at once, also one whose link dropped, so that no
   * revoked device is seen or heard any more.
   */
  async sessionEnded(sessionId: string): Promise<void> {
    const theirs = [...this.#running.values()].flatMap((lesson) =>
      [...lesson.seats.values()]
        .filter(({ sitter }) => sitter?.sessionId === sessionId)
        .map((seat) => leave(lesson, seat, 'expired')),
    );
    await Promise.all(theirs);
  }

  /** The plan of a lesson was edited or called off: what runs follows. */
  async planChanged(lessonId: LessonId): Promise<void> {
    const lesson = this.find(lessonId);
    const planned = await this.#deps.plans.find(lessonId);
    if (lesson === undefined || planned === undefined || lesson.planned.over !== 'no') return;
    // Its own end comes back here too: what is being ended needs no second one.
    if (planned.over === 'ended') return;
    if (planned.over === 'cancelled') return end(lesson, 'cancelled');
    const rescheduled = planned.startsAt !== lesson.planned.startsAt && lesson.revision === 0;
    const watched = lesson.floor.watching;
    lesson.planned = planned;
    if (lesson.floor.watching.join() !== watched.join()) {
      const began = lesson.floor.watching.filter((schoolId) => !watched.includes(schoolId));
      lesson.floor.lower(({ schoolId }) => began.includes(schoolId));
      lesson.floorChanged();
    }
    const plan = replacePhases(lesson.plan, planned.phases, this.now());
    lesson.plan = rescheduled ? { ...plan, since: planned.startsAt } : plan;
    lesson.change('plan:changed', { plan: lesson.plan });
    lesson.lobbyChanged();
    // Its schools may be others now.
    await lesson.recording.rulesChanged();
  }

  /** A school records from now on, or no more: what runs follows. */
  async recordingRulesChanged(schoolId: SchoolId): Promise<void> {
    const theirs = this.running.filter(({ subject }) => subject.schoolIds.includes(schoolId));
    await Promise.all(theirs.map((lesson) => lesson.recording.rulesChanged()));
  }

  /** What is kept of a lesson was taken back: it is recorded no more. */
  async capsuleWithdrawn(lessonId: LessonId, capsuleId: CapsuleId): Promise<void> {
    await this.find(lessonId)?.recording.withdrawn(capsuleId);
  }

  /** Lets go of a lesson in which nobody is. What it was is stored. */
  async unload(lesson: LiveLesson): Promise<void> {
    await lesson.save();
    if (lesson.seats.size > 0 || lesson.watchers.size > 0) return;
    if (!this.#running.delete(lesson.lessonId)) return;
    this.#lessons.delete(lesson.lessonId);
    await lesson.media.close();
    this.#deps.meter.lessons(-1);
    this.#deps.log.info({ lessonId: lesson.lessonId }, 'live lesson put away');
  }

  /** Stores everything, so that the next server goes on; ends presence in the register. Safe twice. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(
      [...this.#running.values()].map(async (lesson) => {
        lesson.touch(0);
        await lesson.save();
        await lesson.recording.letGo();
        for (const seat of lesson.seats.values()) {
          const at = seat.state.kind === 'away' ? seat.state.since : this.now();
          if (seat.registered) this.#deps.attendance.left(lesson.lessonId, seat.seatId, at);
          seat.state = { kind: 'left' };
        }
        await lesson.media.close();
      }),
    );
    this.#running.clear();
    this.#lessons.clear();
  }
}
