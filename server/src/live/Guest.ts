import { AppError } from '@pluriclasse/shared/errors';
import type { LessonId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { dropped } from './entry/seating.ts';
import { stopWaiting } from './entry/knock.ts';
import type { LiveLesson } from './LiveLesson.ts';
import type { Participant, Visitor } from './ports.ts';
import { Probe } from './Probe.ts';
import type { Seat } from './Seat.ts';

/** Where a running lesson is found: the only place that knows which server owns it. */
export interface LessonFinder {
  /** @throws AppError `not_found`; `unavailable` when another server owns it and can't be reached. */
  open(lessonId: LessonId): Promise<LiveLesson>;
  /** The one clock of all lessons. */
  readonly now: Now;
}

/** A seat, its lesson, and who sits there. */
export interface Place {
  readonly lesson: LiveLesson;
  readonly seat: Seat;
  readonly actor: Participant;
}

/** One visitor's way through lessons: the lobby it stands in, the door it waits at, the seat it has. One at a time. */
export class Guest {
  readonly visitor: Visitor;
  readonly lessons: LessonFinder;
  readonly probe: Probe;
  #watched: LiveLesson | undefined;
  #lesson: LiveLesson | undefined;

  constructor(visitor: Visitor, lessons: LessonFinder) {
    this.visitor = visitor;
    this.lessons = lessons;
    this.probe = new Probe(visitor.connection.id);
  }

  /** The seat that this connection holds now. @throws AppError `conflict` with reason `not-joined` without one. */
  get place(): Place {
    const place = this.#place;
    if (place === undefined) throw new AppError('conflict', 'No seat in a lesson', { reason: 'not-joined' });
    return place;
  }

  get #place(): Place | undefined {
    const { connection } = this.visitor;
    const lesson = this.#lesson;
    if (lesson === undefined) return undefined;
    for (const seat of lesson.seats.values()) {
      if (seat.state.kind === 'here' && seat.state.connection === connection && seat.sitter !== undefined)
        return { lesson, seat, actor: seat.sitter.actor };
    }
    return undefined;
  }

  /** The lesson in whose lobby it stands. @throws AppError `conflict` with reason `not-watching`. */
  get watched(): LiveLesson {
    if (this.#watched === undefined) throw new AppError('conflict', 'In no lobby', { reason: 'not-watching' });
    return this.#watched;
  }

  watch(lesson: LiveLesson): void {
    this.#watched?.watchers.delete(this.visitor.connection);
    this.#watched = lesson;
    lesson.watchers.add(this.visitor.connection);
    this.visitor.connection.enter([{ to: 'lobby', lessonId: lesson.lessonId }]);
  }

  /** Goes to a lesson's door. @throws AppError `conflict` with reason `elsewhere` while seated in another lesson. */
  goTo(lesson: LiveLesson): void {
    const place = this.#place;
    if (place !== undefined && place.lesson !== lesson)
      throw new AppError('conflict', 'Seated in another lesson', { reason: 'elsewhere' });
    if (this.#lesson !== undefined && this.#lesson !== lesson) stopWaiting(this.#lesson, this.visitor.connection);
    this.#lesson = lesson;
  }

  stopWaiting(): void {
    if (this.#lesson !== undefined) stopWaiting(this.#lesson, this.visitor.connection);
  }

  get waits(): boolean {
    return this.#lesson?.doorstep.knocking.some(({ connection }) => connection === this.visitor.connection) ?? false;
  }

  /** The socket is gone. */
  gone(): void {
    const { connection } = this.visitor;
    this.#watched?.watchers.delete(connection);
    void this.probe.close();
    this.stopWaiting();
    const place = this.#place;
    if (place !== undefined) dropped(place.lesson, place.seat, connection);
  }
}
