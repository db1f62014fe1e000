import type { Series } from '@pluriclasse/shared/api/series';
import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import type { Now } from '@pluriclasse/shared/time';
import type { Asks } from '../asks/asks.service.ts';
import type { Whom } from '../asks/Whom.ts';
import type { Db } from '../db/Database.ts';
import type { LessonEdits } from '../lessons/LessonEdits.ts';
import { jointOf, type TwinningRecord, type Twinnings } from '../twinnings/twinnings.service.ts';
import type { SeriesRow } from './series.repository.ts';
import type { SeriesApproval } from './SeriesApproval.ts';

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly twinnings: Twinnings;
  readonly edits: LessonEdits;
  readonly asks: Asks;
  readonly approval: SeriesApproval;
  readonly whom: Whom;
}

/** Series as actors see them who may read their twinnings. */
export class SeriesViews {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async of(actor: Actor, rows: readonly SeriesRow[]): Promise<Series[]> {
    const { db, twinnings, edits, asks, whom } = this.#deps;
    const ids = rows.map(({ seriesId }) => seriesId);
    const records = await twinnings.find(rows.map(({ twinningId }) => twinningId));
    const counts = await edits.counts(ids);
    const byAsk = Map.groupBy(await asks.ofSeries(actor, ids), ({ seriesId }) => seriesId);
    const proposers = rows.flatMap(({ staffId }) => staffId ?? []);
    const names = await whom.names(db, proposers);
    const missing = this.#missingOnce();
    const all = rows.flatMap((row) => {
      const twinning = records.get(row.twinningId);
      return twinning ? [{ row, twinning }] : [];
    });
    return Promise.all(
      all.map(async ({ row, twinning }): Promise<Series> => {
        const { seriesId, twinningId, title, state, pattern, wish, createdAt, round, staffId } = row;
        const name = staffId && names.get(staffId);
        return {
          seriesId,
          twinningId,
          title,
          state,
          pattern,
          wish,
          createdAt,
          round,
          from: row.firstDay,
          to: row.lastDay,
          lessons: counts.get(seriesId)?.all ?? 0,
          confirmed: counts.get(seriesId)?.confirmed ?? 0,
          createdBy: staffId && name ? { staffId, name } : null,
          asks: byAsk.get(seriesId) ?? [],
          missing: await missing(row, twinning),
          may: { edit: state !== 'withdrawn' && can(actor, 'series:propose', jointOf(twinning)) },
        };
      }),
    );
  }

  async one(actor: Actor, row: SeriesRow): Promise<Series> {
    const [series] = await this.of(actor, [row]);
    if (series === undefined) throw new AppError('not_found', 'No such series');
    return series;
  }

  /** What agreements miss, asked only while it matters, and once for all series of the same schools and days. */
  #missingOnce(): (row: SeriesRow, twinning: TwinningRecord) => Promise<Series['missing']> {
    const { now, approval } = this.#deps;
    const known = new Map<string, ReturnType<SeriesApproval['missing']>>();
    return async (row, twinning) => {
      const { state, pattern, lastDay } = row;
      if (state === 'declined' || state === 'withdrawn') return null;
      const today = toIsoDay(toWall(now(), pattern.timeZone).day);
      // Of one that runs only what is still to come: an agreement may have ended since.
      const firstDay = state === 'confirmed' && today > row.firstDay ? today : row.firstDay;
      if (firstDay > lastDay) return null;
      const key = [firstDay, lastDay, ...jointOf(twinning).schoolIds.toSorted()].join(' ');
      const asked = known.get(key) ?? approval.missing({ firstDay, lastDay }, twinning);
      known.set(key, asked);
      const missing = await asked;
      return missing && { ...missing, schoolIds: [...missing.schoolIds] };
    };
  }
}
