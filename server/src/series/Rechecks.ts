import type { Blocker } from '@pluriclasse/shared/calendar/answer';
import { lobbyBefore } from '@pluriclasse/shared/domain/lessonTime';
import { sameJson } from '@pluriclasse/shared/domain/sameJson';
import { AppError } from '@pluriclasse/shared/errors';
import type { LessonId, SchoolId, SeriesId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Bus } from '../bus/Bus.ts';
import type { Db } from '../db/Database.ts';
import type { BlockedRow } from '../db/schema/series.ts';
import type { LessonEdits, LessonRow } from '../lessons/LessonEdits.ts';
import type { Log } from '../log.ts';
import type { SchoolChanges } from '../schools/SchoolChanges.ts';
import { TimetableChanged, timetableChanged } from '../timetables/announcement.ts';
import type { AgreementsInForce, SchoolCalendars } from '../twinnings/ports.ts';
import { jointOf, type Twinnings } from '../twinnings/twinnings.service.ts';
import { agreedDays } from './agreedDays.ts';
import { claimsOfSeen, comesBack, hasThem, isOfHour, lapses, lookAt, type Look, type Seen } from './lookAgain.ts';
import { PlannedTime } from './PlannedTime.ts';
import * as queue from './rechecks.repository.ts';
import * as repository from './series.repository.ts';
import type { SeriesTelling } from './SeriesTelling.ts';

/** An import is many changes: what comes within this time is looked at once, in milliseconds. */
const SOON = 300;

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly bus: Bus;
  readonly changes: SchoolChanges;
  readonly twinnings: Twinnings;
  readonly timetables: SchoolCalendars;
  readonly agreements: AgreementsInForce;
  readonly edits: LessonEdits;
  readonly telling: SeriesTelling;
}

/**
 * What schools change touches lessons that were agreed. Which schools have to be looked at again is kept in the database,
 * so that a restart loses nothing, and many changes are one look. Only lessons that something stands in the way of go
 * back to proposed; when it is gone, they are confirmed again. What has begun, or has its lobby open, stays. An agreement
 * that ends is such a change too: lessons on days that none in force covers wait for the next one.
 */
export class Rechecks {
  readonly #deps: Deps;
  readonly #unsubscribe: readonly (() => void)[];
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  /** Changes on their way into the database. */
  #noting: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#unsubscribe = [
      deps.bus.subscribe(timetableChanged, (fact) => {
        const parsed = TimetableChanged.safeParse(fact);
        if (parsed.success) this.changed(parsed.data.schoolId);
      }),
      deps.changes.listen((schoolId) => this.changed(schoolId)),
    ];
  }

  /** A school has changed something that lessons rest on. Never rejects. */
  changed(schoolId: SchoolId): void {
    const { log } = this.#deps;
    const noted = this.want([schoolId])
      .catch((error: unknown) => log.warn({ err: error, schoolId }, 'change not noted; the next look finds it'))
      .then(() => this.soon());
    this.#noting = Promise.all([this.#noting, noted]);
  }

  /**
   * Notes schools whose lessons have to be looked at again. With the transaction that makes lessons, or moves them: a look
   * that came before its end did not see them as they are.
   */
  want(schoolIds: readonly SchoolId[], db: Db = this.#deps.db): Promise<void> {
    return queue.want(db, schoolIds);
  }

  /** Looks after a moment, unless it is about to. */
  soon(): void {
    if (this.#closed) return;
    this.#timer ??= setTimeout(() => void this.run(), SOON).unref();
  }

  /** To be called now and then: finds what no message told of, such as changes while no server ran. */
  async catchUp({ all = false } = {}): Promise<void> {
    const { db, now } = this.#deps;
    await (all ? queue.wantAll(db, now()) : queue.wantChanged(db, now()));
    await this.run();
  }

  /** Looks at all that waits, one after the other. Never rejects: what fails waits for the next time. */
  run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#running = Promise.all([this.#running, this.#noting]).then(() =>
      this.#closed
        ? undefined
        : this.#lookAtAll().catch((error: unknown) => this.#deps.log.error({ err: error }, 'lessons not looked at')),
    );
    return this.#running;
  }

  /** Safe twice. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    clearTimeout(this.#timer);
    await Promise.all([this.#running, this.#noting]);
  }

  /** Sends a lesson back to proposed, says why, and offers other hours. Of agreements whole series are told, by `#lapse`. */
  async block(
    tx: Db,
    of: Look & { blockers: readonly Blocker[]; alternatives: BlockedRow['alternatives'] },
  ): Promise<void> {
    const { now, edits, telling, log } = this.#deps;
    const { lesson, series, twinning, blockers, alternatives } = of;
    const blocked = { since: lesson.blocked?.since ?? now(), blockers, alternatives };
    // A lesson that was sent back already only gets its reason anew: nothing of it changes in anybody's calendar.
    await edits.change(tx, lesson.lessonId, { blocked, ...(lesson.blocked ? {} : { agreed: 'proposed' }) });
    if (!lesson.blocked)
      log.info({ lessonId: lesson.lessonId, kinds: blockers.map(({ kind }) => kind) }, 'lesson sent back');
    const first = blockers.find(isOfHour);
    if (first === undefined || lesson.blocked?.blockers.some(isOfHour)) return;
    const school = twinning.participants.find((one) => one.school.schoolId === first.schoolId)?.school.name ?? '';
    const why = first.name ? `${first.name}.` : '';
    const dedupeKey = `blocked:${lesson.lessonId}:${lesson.sequence}`;
    await telling.lesson(tx, 'lesson-blocked', { lesson, twinning, series, params: { school, why }, dedupeKey });
  }

  async #lookAtAll(): Promise<void> {
    const { db, log, now, edits } = this.#deps;
    const waiting = await queue.listWanted(db);
    if (waiting.length === 0) return;
    const schoolIds = waiting.map(({ schoolId }) => schoolId);
    // Read before the lessons are: what changes while they are looked at waits for the next look.
    const revisions = await queue.listRevisions(db, schoolIds);
    let failed = 0;
    for (const seriesId of await edits.seriesAt(schoolIds, now())) {
      await this.#lookAtSeries(seriesId).catch((error: unknown) => {
        failed++;
        log.error({ err: error, seriesId }, 'series not looked at');
      });
    }
    // What failed waits for the next time, and so do its schools: a second look at the same changes nothing.
    if (failed > 0) return;
    for (const row of waiting) await queue.markDone(db, row, revisions.get(row.schoolId) ?? 0);
  }

  async #lookAtSeries(seriesId: SeriesId): Promise<void> {
    const { db, now, twinnings, timetables, agreements, edits } = this.#deps;
    const series = await repository.findSeries(db, seriesId);
    if (series?.state !== 'confirmed') return;
    const twinning = await twinnings.get(series.twinningId);
    const lessons = (await edits.ofSeries(seriesId)).filter((one) => this.#isAhead(one));
    const own = lessons.map(({ lessonId }) => lessonId);
    const { calendars } = await timetables.calendars(jointOf(twinning).schoolIds, own);
    const isAgreed = await agreedDays(agreements, series, twinning);
    const time = new PlannedTime(calendars, now(), isAgreed);
    const taken = lessons.map(({ startsAt }) => startsAt);
    const seen = lessons.map((lesson) => ({ lesson, series, twinning, ...lookAt(lesson, series, time, taken) }));
    const touched: LessonId[] = [
      ...(await this.#together(seen.filter(lapses), 'series-lapsed')),
      ...(await this.#together(seen.filter(comesBack), 'series-confirmed')),
    ];
    for (const one of seen) {
      if (lapses(one) || comesBack(one)) continue;
      if (await this.#tryAlone(one)) touched.push(one.lesson.lessonId);
    }
    edits.announce(touched);
  }

  /**
   * An agreement ends, or is in force again, for many lessons at once: those who have to do with the series hear of it in
   * one notice. @returns the lessons that were touched
   */
  async #together(all: readonly Seen[], kind: 'series-lapsed' | 'series-confirmed'): Promise<LessonId[]> {
    const { db, telling, log } = this.#deps;
    const [one] = all;
    if (one === undefined) return [];
    const { series, twinning } = one;
    return this.#unlessClaimed(one, [], () =>
      db.transaction(async (tx) => {
        const touched: LessonRow[] = [];
        for (const seen of all) {
          const lesson = await this.#stillAs(tx, seen.lesson);
          if (lesson === undefined) continue;
          touched.push(lesson);
          if (kind === 'series-lapsed') await this.block(tx, { ...seen, lesson });
          else await this.#confirm(tx, { ...seen, lesson });
        }
        const params = telling.params(series, twinning, touched);
        if (touched.length > 0) await telling.everybody(tx, kind, { series, twinning, params });
        log.info({ seriesId: series.seriesId, lessons: touched.length, kind }, 'series looked at');
        return touched.map(({ lessonId }) => lessonId);
      }),
    );
  }

  #isAhead({ over, startsAt }: LessonRow): boolean {
    return over === 'no' && startsAt - lobbyBefore > this.#deps.now();
  }

  /** @returns whether the lesson was touched */
  async #tryAlone(seen: Seen): Promise<boolean> {
    const { blockers, outcome, sites, alternatives } = seen;
    const isSame = blockers.length === 0 ? sameJson(sites, seen.lesson.sites) : hasThem(seen.lesson, alternatives);
    if (outcome === 'same' && isSame) return false;
    return this.#unlessClaimed(seen, false, () =>
      this.#deps.db.transaction(async (tx) => {
        const lesson = await this.#stillAs(tx, seen.lesson);
        if (lesson === undefined) return false;
        // Sent back, or sent back already and only its reasons or its other hours are new.
        if (blockers.length > 0) await this.block(tx, { ...seen, lesson });
        else if (outcome === 'restore') await this.#restore(tx, { ...seen, lesson });
        else await this.#deps.edits.change(tx, lesson.lessonId, { sites }, claimsOfSeen({ ...seen, lesson }));
        return true;
      }),
    );
  }

  async #restore(tx: Db, seen: Seen): Promise<void> {
    const { telling, log } = this.#deps;
    const { lesson, series, twinning } = seen;
    const { lessonId, sequence } = lesson;
    await this.#confirm(tx, seen);
    log.info({ lessonId }, 'lesson confirmed again');
    await telling.lesson(tx, 'lesson-holds', { lesson, twinning, series, dedupeKey: `holds:${lessonId}:${sequence}` });
  }

  async #confirm(tx: Db, seen: Seen): Promise<void> {
    const { lesson, sites } = seen;
    const change = { agreed: 'confirmed', blocked: null, sites } as const;
    await this.#deps.edits.change(tx, lesson.lessonId, change, claimsOfSeen(seen));
  }

  /** Somebody took the time, or the room, since the calendars were read: the lesson stays, and the next look knows. */
  async #unlessClaimed<T>({ series, twinning }: Look, otherwise: T, write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof AppError) || error.reason !== 'claimed') throw error;
      this.#deps.log.warn({ seriesId: series.seriesId }, 'taken meanwhile; looked at again');
      await this.want(jointOf(twinning).schoolIds);
      return otherwise;
    }
  }

  /** The lesson, held, unless somebody has changed it since it was looked at: then whoever did has looked at it too. */
  async #stillAs(tx: Db, seen: LessonRow): Promise<LessonRow | undefined> {
    const lesson = await this.#deps.edits.find(tx, seen.lessonId);
    const isSame = lesson?.over === 'no' && lesson.sequence === seen.sequence && lesson.updatedAt === seen.updatedAt;
    return isSame ? lesson : undefined;
  }
}
