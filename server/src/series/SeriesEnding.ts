import { lobbyBefore } from '@pluriclasse/shared/domain/lessonTime';
import type { LessonId, StaffId, TwinningId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Asks } from '../asks/asks.service.ts';
import type { Db } from '../db/Database.ts';
import type { LessonEdits, LessonRow } from '../lessons/LessonEdits.ts';
import type { TwinningRecord, Twinnings } from '../twinnings/twinnings.service.ts';
import type { OpenMoves } from './OpenMoves.ts';
import * as repository from './series.repository.ts';
import type { SeriesRow } from './series.repository.ts';
import type { SeriesTelling } from './SeriesTelling.ts';

interface Deps {
  readonly now: Now;
  readonly twinnings: Twinnings;
  readonly asks: Asks;
  readonly edits: LessonEdits;
  readonly telling: SeriesTelling;
  readonly openMoves: OpenMoves;
}
interface Why {
  readonly reason: string | null;
  readonly by: StaffId | null;
  /** Whether its people are told; not when they hear of the twinning's end anyway. */
  readonly tells: boolean;
}

/** Whether a lesson lies ahead, its lobby too: what has begun is left alone. */
export const isAhead = ({ over, startsAt }: Pick<LessonRow, 'over' | 'startsAt'>, now: number): boolean =>
  over === 'no' && startsAt - lobbyBefore > now;

/** Series are taken back, by themselves or with their twinning: what has not begun is called off. */
export class SeriesEnding {
  readonly #deps: Deps;
  /** Called off with a twinning, to be told once that is done. */
  readonly #gone = new Map<TwinningId, LessonId[]>();

  constructor(deps: Deps) {
    this.#deps = deps;
    deps.twinnings.onState(async (tx, { twinning, state, reason, by }) => {
      if (state === 'ended') await this.#endAll(tx, twinning, { reason, by, tells: false });
    });
    deps.twinnings.afterState((twinningId) => {
      deps.edits.announce(this.#gone.get(twinningId) ?? []);
      this.#gone.delete(twinningId);
    });
  }

  /** @returns the lessons that were called off */
  async end(
    tx: Db,
    { row, twinning }: { row: SeriesRow; twinning: TwinningRecord },
    { reason, by, tells }: Why,
  ): Promise<LessonId[]> {
    const { now, asks, edits, telling } = this.#deps;
    const lessons = (await edits.ofSeries(row.seriesId, tx)).filter((one) => isAhead(one, now()));
    for (const { lessonId } of lessons) await this.#callOff(tx, lessonId, reason);
    await asks.close(tx, [row.seriesId]);
    await repository.updateSeries(tx, row.seriesId, { state: 'withdrawn' });
    if (tells && row.state !== 'declined') {
      const params = { ...telling.params(row, twinning, lessons), reason: reason ?? '' };
      await telling.everybody(tx, 'series-withdrawn', { series: row, twinning, params, but: by });
    }
    return lessons.map(({ lessonId }) => lessonId);
  }

  async #endAll(tx: Db, twinning: TwinningRecord, why: Why): Promise<void> {
    const { edits, now } = this.#deps;
    const { twinningId } = twinning;
    const gone: LessonId[] = [];
    for (const { seriesId } of await repository.listOfTwinning(tx, twinningId)) {
      const row = await repository.lockSeries(tx, seriesId);
      if (row && row.state !== 'withdrawn') gone.push(...(await this.end(tx, { row, twinning }, why)));
    }
    for (const { lessonId } of await edits.comingOf(twinningId, now() + lobbyBefore, tx)) {
      if (await this.#callOff(tx, lessonId, why.reason)) gone.push(lessonId);
    }
    this.#gone.set(twinningId, gone);
  }

  /** With what was proposed for it. @returns whether it was not over yet */
  async #callOff(tx: Db, lessonId: LessonId, reason: string | null): Promise<boolean> {
    const { edits, openMoves } = this.#deps;
    const did = await edits.cancel(tx, lessonId, reason);
    await openMoves.forget(tx, lessonId);
    return did;
  }
}
