import type { LessonId, StaffId } from '@pluriclasse/shared/ids';
import type { Asks } from '../asks/asks.service.ts';
import { hourOf } from '../asks/telling.ts';
import type { Db } from '../db/Database.ts';
import type { LessonRow } from '../lessons/LessonEdits.ts';
import type { TwinningRecord } from '../twinnings/twinnings.service.ts';
import * as repository from './moves.repository.ts';
import type { MoveRow } from './moves.repository.ts';
import type { SeriesTelling } from './SeriesTelling.ts';

interface Deps {
  readonly asks: Asks;
  readonly telling: SeriesTelling;
}

/** Other hours that are proposed for lessons: they go with what they were proposed for, and their questions with them. */
export class OpenMoves {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** In the transaction that calls the lesson off or moves it. Safe twice. @returns what was proposed */
  async forget(tx: Db, lessonId: LessonId): Promise<MoveRow | undefined> {
    const gone = await repository.deleteOf(tx, lessonId);
    if (gone) await this.#deps.asks.close(tx, [gone.moveId]);
    return gone;
  }

  /** The lesson is no longer what was asked about: whoever proposed the hour hears so, unless it was their own doing. */
  async lapse(
    tx: Db,
    { lesson, twinning, by = null }: { lesson: LessonRow; twinning: TwinningRecord; by?: StaffId | null },
  ): Promise<void> {
    const gone = await this.forget(tx, lesson.lessonId);
    if (!gone?.staffId || gone.staffId === by) return;
    const { participants } = twinning;
    const params = { before: hourOf(lesson.startsAt, participants), after: hourOf(gone.startsAt, participants) };
    await this.#deps.telling.some(tx, [gone.staffId], 'move-lapsed', lesson, params);
  }
}
