import { weigh, type SchoolVotes } from '@pluriclasse/shared/domain/approval';
import { AppError } from '@pluriclasse/shared/errors';
import type { SchoolId, SeriesId, StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { AskHandler, AskRow, Asks } from '../asks/asks.service.ts';
import type { NoticeParams } from '../asks/telling.ts';
import type { Whom } from '../asks/Whom.ts';
import type { Db } from '../db/Database.ts';
import type { LessonEdits, LessonRow } from '../lessons/LessonEdits.ts';
import type { Log } from '../log.ts';
import type { AgreementsInForce, SchoolCalendars } from '../twinnings/ports.ts';
import { jointOf, type TwinningRecord, type Twinnings } from '../twinnings/twinnings.service.ts';
import { agreedOf } from './lessonSites.ts';
import { PlannedTime } from './PlannedTime.ts';
import type { Rechecks } from './Rechecks.ts';
import * as repository from './series.repository.ts';
import type { SeriesRow } from './series.repository.ts';
import { isAhead } from './SeriesEnding.ts';
import type { SeriesTelling } from './SeriesTelling.ts';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly twinnings: Twinnings;
  readonly timetables: SchoolCalendars;
  readonly agreements: AgreementsInForce;
  readonly edits: LessonEdits;
  readonly asks: Asks;
  readonly whom: Whom;
  readonly telling: SeriesTelling;
  readonly rechecks: Rechecks;
}

/** Teachers accept a series, heads approve it; then it is confirmed, once an agreement in force covers it. */
export class SeriesApproval implements AskHandler {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
    deps.asks.handle('series', this);
  }

  async lock(tx: Db, { seriesId }: AskRow): Promise<void> {
    await this.#lock(tx, seriesId);
  }

  async answered(tx: Db, ask: AskRow): Promise<void> {
    const { now, asks, edits, telling, twinnings } = this.#deps;
    const series = await this.#lock(tx, ask.seriesId);
    if (series.state !== 'proposed' || series.round !== ask.round)
      throw new AppError('conflict', 'It no longer stands', { reason: 'settled' });
    const { state, askHeads } = weigh(await this.#votes(tx, series));
    if (state === 'proposed') {
      const { seriesId, twinningId, round, remindDays, tellDays, staffId } = series;
      const head = { kind: 'series', step: 'head', matterId: seriesId, seriesId, twinningId, round } as const;
      await asks.put(
        tx,
        askHeads.map((schoolId) => ({ ...head, schoolId, askedBy: staffId, remindDays, tellDays })),
      );
      return;
    }
    await repository.updateSeries(tx, series.seriesId, { state });
    if (state === 'approved') return;
    await asks.close(tx, [series.seriesId]);
    // Its hours are free for others; proposed again, it claims what is still free.
    const lessons = (await edits.ofSeries(series.seriesId, tx)).filter((one) => isAhead(one, now()));
    for (const { lessonId } of lessons) await edits.change(tx, lessonId, {}, []);
    const twinning = await twinnings.get(series.twinningId, tx);
    const school = twinning.participants.find((one) => one.school.schoolId === ask.schoolId)?.school.name ?? '';
    const params = { title: series.title, school, reason: ask.reason ?? '' };
    await telling.proposer(tx, 'series-declined', { series, params });
  }

  async after({ seriesId }: AskRow): Promise<void> {
    if (seriesId !== null) await this.confirm(seriesId);
  }

  async params(db: Db, { seriesId }: AskRow): Promise<NoticeParams> {
    const series = seriesId && (await repository.findSeries(db, seriesId));
    if (!series) return {};
    const twinning = await this.#deps.twinnings.get(series.twinningId, db);
    return this.#deps.telling.params(series, twinning, await this.#deps.edits.ofSeries(series.seriesId, db));
  }

  async proposer(db: Db, { seriesId }: AskRow): Promise<StaffId | null> {
    const series = seriesId && (await repository.findSeries(db, seriesId));
    return series ? series.staffId : null;
  }

  /** Days of a series that no agreement in force covers; null: none. */
  async missing({ firstDay, lastDay }: Pick<SeriesRow, 'firstDay' | 'lastDay'>, { participants }: TwinningRecord) {
    const { schoolIds } = jointOf({ participants });
    const { ok, missing } = await this.#deps.agreements.inForce(schoolIds, { from: firstDay, to: lastDay });
    return ok ? null : (missing ?? { schoolIds, from: firstDay, to: lastDay });
  }

  /** Tries what was approved and waits for an agreement; to be called now and then. */
  async confirmAll(): Promise<void> {
    const { db, log } = this.#deps;
    for (const seriesId of await repository.listInState(db, 'approved')) {
      await this.confirm(seriesId).catch((error: unknown) => log.warn({ err: error, seriesId }, 'not confirmed yet'));
    }
  }

  /**
   * Confirms what everybody has approved, if an agreement in force covers it. Every lesson is looked at once more: what has
   * come up since it was proposed sends that lesson back, not the series. Safe twice.
   */
  async confirm(seriesId: SeriesId): Promise<void> {
    const { db, log, now, twinnings, timetables, edits, telling, rechecks } = this.#deps;
    const found = await repository.findSeries(db, seriesId);
    if (found?.state !== 'approved') return;
    const twinning = await twinnings.get(found.twinningId);
    const missing = await this.missing(found, twinning);
    if (missing !== null) {
      const params = { ...telling.params(found, twinning, []), from: { day: missing.from }, to: { day: missing.to } };
      const dedupeKey = `waits:${seriesId}:${found.round}:${missing.from}:${missing.to}`;
      return telling.proposer(db, 'series-waits', { series: found, params, dedupeKey });
    }
    const { schoolIds } = jointOf(twinning);
    const lessons = (await edits.ofSeries(seriesId)).filter((one) => one.over === 'no' && one.startsAt > now());
    const own = lessons.map(({ lessonId }) => lessonId);
    const { calendars } = await timetables.calendars(schoolIds, own);
    const time = new PlannedTime(calendars, now());
    const confirmed = await db.transaction(async (tx) => {
      const series = await this.#lock(tx, seriesId);
      if (series.state !== 'approved' || series.round !== found.round) return [];
      await repository.updateSeries(tx, seriesId, { state: 'confirmed' });
      for (const lesson of lessons) await this.#settle(tx, { lesson, series, twinning, time, all: lessons });
      const params = telling.params(series, twinning, lessons);
      await telling.everybody(tx, 'series-confirmed', { series, twinning, params });
      // What changed since they were read is looked at again.
      await rechecks.want(schoolIds, tx);
      return own;
    });
    if (confirmed.length === 0) return;
    log.info({ seriesId, lessons: confirmed.length }, 'series confirmed');
    edits.announce(confirmed);
    rechecks.soon();
  }

  async #settle(
    tx: Db,
    of: { lesson: LessonRow; series: SeriesRow; twinning: TwinningRecord; time: PlannedTime; all: LessonRow[] },
  ): Promise<void> {
    const { lesson, series, time, all } = of;
    const result = time.check(series.wish, agreedOf(lesson));
    if ('held' in result) {
      await this.#deps.edits.change(tx, lesson.lessonId, { agreed: 'confirmed', blocked: null });
      return;
    }
    const taken = all.map(({ startsAt }) => startsAt);
    const alternatives = time.alternatives(series.wish, agreedOf(lesson), taken);
    await this.#deps.rechecks.block(tx, { ...of, blockers: result.blockers, alternatives });
  }

  async #votes(tx: Db, series: SeriesRow): Promise<SchoolVotes<SchoolId, StaffId>[]> {
    const { asks, whom } = this.#deps;
    const rows = await asks.ofMatter(tx, series.seriesId, series.round);
    const bySchool = [...Map.groupBy(rows, ({ schoolId }) => schoolId)];
    const members = await whom.members(
      tx,
      bySchool.map(([schoolId]) => schoolId),
    );
    return bySchool.map(([school, mine]) => ({
      school,
      teachers: mine.flatMap(({ step, staffId, answer }) =>
        step === 'teacher' && staffId ? [{ person: staffId, answer }] : [],
      ),
      head: mine.find(({ step }) => step === 'head')?.answer,
      heads: members
        .filter(({ schoolId, roles }) => schoolId === school && roles.includes('head'))
        .map(({ staffId }) => staffId),
    }));
  }

  async #lock(tx: Db, seriesId: SeriesId | null): Promise<SeriesRow> {
    const row = seriesId && (await repository.lockSeries(tx, seriesId));
    if (!row) throw new AppError('not_found', 'No such series');
    return row;
  }
}
