import type { Phase } from '@pluriclasse/shared/domain/plan';
import { BoardId, LessonId, PhaseId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { Temporal } from 'temporal-polyfill';
import { newId } from '../db/newId.ts';
import type { Log } from '../log.ts';
import type { Lessons } from '../lessons/lessons.service.ts';
import { demoTwinningId } from './demo.repository.ts';
import { demoLesson, demoLessonTomorrow, demoSchools } from './network.ts';

const MINUTE = 60_000;
/** Between two looks at whether the open lesson still has time. */
const LOOK_EVERY = 30_000;

const phases = (list: readonly (readonly [string, number])[]): Phase[] =>
  list.map(([title, minutes]) => ({ phaseId: newId(PhaseId), title, minutes }));

interface Deps {
  readonly lessons: Lessons;
  readonly log: Log;
  readonly now: Now;
  /** Told which lesson is the open one now. */
  readonly onOpen: (lessonId: LessonId) => Promise<void>;
}

/**
 * Sees to it that one lesson is open whenever the demo runs: one whose time is over begins anew, in place of one that
 * somebody ended a new one opens; and that there is one tomorrow.
 */
export class DemoLessons {
  readonly #deps: Deps;
  readonly #timer: NodeJS.Timeout;
  readonly #stopListening: () => void;
  #open: LessonId | undefined;
  #queue: Promise<void> = Promise.resolve();

  private constructor(deps: Deps) {
    this.#deps = deps;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY);
    this.#timer.unref();
    this.#stopListening = deps.lessons.onChanged((lessonId) => {
      if (lessonId === this.#open) this.#look();
    });
  }

  static async create(deps: Deps): Promise<DemoLessons> {
    const demo = new DemoLessons(deps);
    await demo.#ensureOpen();
    await demo.#ensureTomorrow();
    return demo;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopListening();
    await this.#queue;
  }

  #look(): void {
    this.#queue = this.#queue
      .then(() => this.#ensureOpen())
      .catch((error: unknown) => this.#deps.log.warn({ err: error }, 'demo lesson not kept open'));
  }

  async #ensureOpen(): Promise<void> {
    const { lessons, now, onOpen } = this.#deps;
    const at = now();
    const times = { startsAt: at, endsAt: at + demoLesson.minutes * MINUTE };
    const known = (await lessons.listOf(demoTwinningId)).find(
      ({ title, over, startsAt }) => title === demoLesson.title && over === 'no' && startsAt <= at,
    );
    if (known === undefined) {
      const lessonId = newId(LessonId);
      await lessons.insert({
        lessonId,
        twinningId: demoTwinningId,
        title: demoLesson.title,
        ...times,
        boardId: newId(BoardId),
        plan: phases(demoLesson.phases),
      });
      this.#open = lessonId;
      return onOpen(lessonId);
    }
    const wasOpen = this.#open === known.lessonId;
    this.#open = known.lessonId;
    // Whoever is in it keeps the clock as it is and gets more time; for the next ones it begins anew.
    const inUse = lessons.here(known.lessonId).length > 0;
    if (known.endsAt <= at || !wasOpen) {
      await lessons.reschedule(known.lessonId, inUse ? { endsAt: times.endsAt } : times);
    }
    if (!wasOpen) await onOpen(known.lessonId);
  }

  async #ensureTomorrow(): Promise<void> {
    const { lessons, now } = this.#deps;
    const at = now();
    const { title, hour, minutes } = demoLessonTomorrow;
    const known = await lessons.listOf(demoTwinningId);
    if (known.some((one) => one.title === title && one.over === 'no' && one.startsAt > at)) return;
    const zone = demoSchools[0]?.timeZone ?? 'UTC';
    const startsAt = Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(zone)
      .add({ days: 1 })
      .with({ hour, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 }).epochMilliseconds;
    await lessons.insert({
      lessonId: newId(LessonId),
      twinningId: demoTwinningId,
      title,
      startsAt,
      endsAt: startsAt + minutes * MINUTE,
      boardId: newId(BoardId),
      plan: phases(demoLessonTomorrow.phases),
    });
  }
}
