import type { LessonId, SchoolId, SeriesId, TwinningId } from '@pluriclasse/shared/ids';
import { AppError } from '@pluriclasse/shared/errors';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import type { Claim, Claims } from '../timetables/claims.service.ts';
import * as coming from './comingLessons.repository.ts';
import * as repository from './lessons.repository.ts';
import type { LessonChange, LessonRow, NewLesson } from './lessons.repository.ts';
import type { Lessons } from './lessons.service.ts';

export type { LessonChange, LessonRow, NewLesson } from './lessons.repository.ts';

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly claims: Claims;
  readonly lessons: Lessons;
}

/**
 * Changes of planned lessons by other services, which decide who may: each within a transaction of theirs, with what the
 * lesson claims. `announce` after it, so that what runs follows.
 */
export class LessonEdits {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Holds a lesson until the transaction ends. @throws AppError `not_found`; `conflict` with reason `over` */
  async lock(tx: Db, lessonId: LessonId): Promise<LessonRow> {
    const row = await repository.lockLesson(tx, lessonId);
    if (row === undefined) throw new AppError('not_found', 'No such lesson');
    if (row.over !== 'no') throw new AppError('conflict', 'The lesson is over', { reason: 'over' });
    return row;
  }

  /** Held until the transaction ends. */
  find(tx: Db, lessonId: LessonId): Promise<LessonRow | undefined> {
    return repository.lockLesson(tx, lessonId);
  }

  /** @throws AppError `conflict` with reason `claimed` */
  async add(tx: Db, row: NewLesson, claims: readonly Claim[]): Promise<void> {
    await this.#deps.lessons.insert(row, { claims, tx });
  }

  /** `claims`: what it takes from now on; left out, it stays as it is. @throws AppError `conflict`, reason `claimed` */
  async change(
    tx: Db,
    lessonId: LessonId,
    change: LessonChange,
    claims?: readonly Claim[],
  ): Promise<LessonRow | undefined> {
    const row = await repository.updateLesson(tx, lessonId, change, this.#deps.now());
    if (row && claims) await this.#deps.claims.take(tx, lessonId, claims, { firm: true });
    return row;
  }

  /** Moves it with all that it takes. @throws AppError `conflict`, reason `claimed` */
  async shift(tx: Db, row: LessonRow, startsAt: number, change: LessonChange): Promise<void> {
    const by = startsAt - row.startsAt;
    const times = { startsAt, endsAt: row.endsAt + by };
    await repository.updateLesson(tx, row.lessonId, { ...change, ...times }, this.#deps.now());
    await this.#deps.claims.move(tx, row.lessonId, { start: by, end: by });
  }

  async cancel(tx: Db, lessonId: LessonId, reason: string | null): Promise<boolean> {
    const { now, claims } = this.#deps;
    const change = { over: 'cancelled', cancelledAt: now(), cancelReason: reason } as const;
    const row = await repository.updateLesson(tx, lessonId, change, now());
    if (row) await claims.release(tx, lessonId);
    return row !== undefined;
  }

  /** Takes back that it was called off. @throws AppError `conflict`, reason `claimed` */
  async restore(tx: Db, lessonId: LessonId, claims: readonly Claim[], firm: boolean): Promise<LessonRow | undefined> {
    const row = await repository.restoreLesson(tx, lessonId, this.#deps.now());
    if (row) await this.#deps.claims.take(tx, lessonId, claims, { firm });
    return row;
  }

  /** All of a series, by start. */
  ofSeries(seriesId: SeriesId, db: Db = this.#deps.db): Promise<LessonRow[]> {
    return coming.listOfSeries(db, seriesId);
  }

  /** How many lessons of each series are not called off, and how many of these are confirmed. */
  counts(seriesIds: readonly SeriesId[]) {
    return coming.countOfSeries(this.#deps.db, seriesIds);
  }

  /** Those of a twinning that begin after an instant and are not over. */
  comingOf(twinningId: TwinningId, after: number, db: Db = this.#deps.db): Promise<LessonRow[]> {
    return coming.listComing(db, twinningId, after);
  }

  /** Series with lessons that begin after an instant, of twinnings with these schools. */
  seriesAt(schoolIds: readonly SchoolId[], after: number): Promise<SeriesId[]> {
    return coming.seriesAt(this.#deps.db, schoolIds, after);
  }

  /** Tells that lessons were changed, once the transaction is done. */
  announce(lessonIds: readonly LessonId[]): void {
    for (const lessonId of lessonIds) this.#deps.lessons.announce(lessonId);
  }
}
