import type { LobbyState } from '@pluriclasse/shared/signalling/lesson';
import type { LiveLesson } from './LiveLesson.ts';
import type { LiveLessons } from './LiveLessons.ts';
import type { LiveLog } from './ports.ts';
import type { Timings } from './timings.ts';

/** What it remembers of a lesson between two rounds. */
interface Round {
  phase: LobbyState['phase'];
  emptySince: number | undefined;
}

/** Goes round the running lessons: opens lobbies in time, closes what nobody is in. One timer for all lessons. */
export class Caretaker {
  readonly #lessons: LiveLessons;
  readonly #timings: Timings;
  readonly #log: LiveLog;
  readonly #rounds = new WeakMap<LiveLesson, Round>();
  readonly #timer: NodeJS.Timeout;

  constructor(lessons: LiveLessons, timings: Timings, log: LiveLog) {
    this.#lessons = lessons;
    this.#timings = timings;
    this.#log = log;
    this.#timer = setInterval(() => void this.round(), timings.round);
    this.#timer.unref();
  }

  /** Never rejects. */
  async round(): Promise<void> {
    for (const lesson of this.#lessons.running) {
      try {
        await this.#look(lesson);
      } catch (error) {
        this.#log.error({ err: error, lessonId: lesson.lessonId }, 'could not look after a lesson');
      }
    }
  }

  async #look(lesson: LiveLesson): Promise<void> {
    const now = this.#lessons.now();
    const { phase } = lesson;
    const round = this.#rounds.get(lesson) ?? { phase, emptySince: undefined };
    this.#rounds.set(lesson, round);
    if (round.phase !== phase) lesson.lobbyChanged();
    round.phase = phase;

    const empty = lesson.seats.size === 0 && lesson.doorstep.knocking.length === 0;
    round.emptySince = empty ? (round.emptySince ?? now) : undefined;
    const emptyFor = now - (round.emptySince ?? now);
    // A lobby that is watched before or in a lesson keeps the room ready.
    const awaited = lesson.watchers.size > 0 && phase === 'open';
    if (empty && !awaited && emptyFor >= this.#timings.emptyRoom) await lesson.media.release();
    if (empty && lesson.watchers.size === 0 && emptyFor >= this.#timings.emptyLesson)
      await this.#lessons.unload(lesson);
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
