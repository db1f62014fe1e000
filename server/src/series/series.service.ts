import type { RefusedDate, Series, SeriesPattern } from '@pluriclasse/shared/api/series';
import type { Lesson } from '@pluriclasse/shared/api/lessons';
import type { DatedLesson } from '@pluriclasse/shared/calendar/answer';
import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import type { Wish } from '@pluriclasse/shared/calendar/wish';
import { isZone, toWall } from '@pluriclasse/shared/calendar/zones';
import { usualReminders, type ReminderDays } from '@pluriclasse/shared/domain/approval';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import type { Plan } from '@pluriclasse/shared/domain/plan';
import { AppError } from '@pluriclasse/shared/errors';
import { BoardId, LessonId, SeriesId, type StaffId, type TwinningId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Asks, Question } from '../asks/asks.service.ts';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import { checkPlan, checkTimes } from '../lessons/checks.ts';
import type { LessonEdits, LessonRow } from '../lessons/LessonEdits.ts';
import type { Lessons } from '../lessons/lessons.service.ts';
import type { Log } from '../log.ts';
import { permit, requireSomebody, visible } from '../people/permit.ts';
import type { SchoolCalendars } from '../twinnings/ports.ts';
import { jointOf, meets, scopeOf, type TwinningRecord, type Twinnings } from '../twinnings/twinnings.service.ts';
import { checkWish } from './checkWish.ts';
import { claimsOfSeries, sitesOf } from './lessonSites.ts';
import type { OpenMoves } from './OpenMoves.ts';
import { PlannedTime } from './PlannedTime.ts';
import * as repository from './series.repository.ts';
import type { SeriesRow } from './series.repository.ts';
import { isAhead, type SeriesEnding } from './SeriesEnding.ts';
import type { SeriesViews } from './SeriesViews.ts';

/** Looks again so often, when somebody takes the same time between the look and the claim. */
const TRIES = 3;

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly twinnings: Twinnings;
  readonly timetables: SchoolCalendars;
  readonly lessons: Lessons;
  readonly edits: LessonEdits;
  readonly asks: Asks;
  readonly views: SeriesViews;
  readonly ending: SeriesEnding;
  readonly openMoves: OpenMoves;
}

interface NewSeries {
  readonly twinningId: TwinningId;
  readonly title: string;
  readonly wish: Wish;
  readonly pattern: SeriesPattern;
  readonly starts: readonly number[];
  readonly plan: Plan;
  readonly reminders?: ReminderDays | undefined;
  readonly onlyFirst?: boolean | undefined;
}
type Proposed = { series: Series; refused: RefusedDate[] };
type Found = { row: SeriesRow; twinning: TwinningRecord };

/** Patterns of lessons: proposed to those who lead them, and taken back. */
export class SeriesService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Those of twinnings that the actor may read, newest first. */
  async list(actor: Actor, twinningId?: TwinningId): Promise<Series[]> {
    requireSomebody(actor);
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff list series');
    const scope = scopeOf(actor);
    const rows = scope ? await repository.listSeries(this.#deps.db, scope, twinningId) : [];
    return this.#deps.views.of(actor, rows);
  }

  /** Twinnings that the actor may read and that have a series which is asked about or agreed and not over. */
  async scheduled(actor: Actor): Promise<TwinningId[]> {
    requireSomebody(actor);
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff list series');
    const scope = scopeOf(actor);
    return scope ? repository.listScheduled(this.#deps.db, this.#today(), { scope }) : [];
  }

  /** @throws AppError `not_found` */
  async read(actor: Actor, seriesId: SeriesId): Promise<{ series: Series; lessons: Lesson[] }> {
    const { row } = await this.visible(actor, seriesId);
    const rows = await this.#deps.edits.ofSeries(seriesId);
    return { series: await this.#deps.views.one(actor, row), lessons: await this.#deps.lessons.show(actor, rows) };
  }

  /**
   * Makes lessons of the starts that hold by the schools' own calendars, proposed and with their claims held, and asks
   * those who would lead them.
   * @throws AppError `conflict` with reason `no_dates`, `no_teacher`, `twinning_rests`, `has_series`; `bad_request`
   */
  async create(actor: Actor, given: NewSeries): Promise<Proposed> {
    const { now, twinnings, log } = this.#deps;
    const twinning = await twinnings.visible(actor, given.twinningId);
    permit(actor, 'series:propose', jointOf(twinning));
    if (!meets(twinning)) throw new AppError('conflict', 'It is not at work', { reason: 'twinning_rests' });
    checkPlan(given.plan);
    if (!isZone(given.pattern.timeZone)) throw new AppError('bad_request', 'No such zone', { reason: 'time_zone' });
    const { remind, tell } = given.reminders ?? usualReminders;
    const row: SeriesRow = {
      seriesId: newId(SeriesId),
      twinningId: given.twinningId,
      title: given.title,
      state: 'proposed',
      round: 1,
      pattern: given.pattern,
      wish: given.wish,
      plan: given.plan,
      firstDay: '',
      lastDay: '',
      remindDays: remind.toSorted((a, b) => a - b),
      tellDays: tell,
      staffId: staffIdOf(actor),
      createdAt: now(),
    };
    const made = await this.#trying(row, twinning, given.starts, async (tx, held) => {
      // Its twinning is locked: of two who propose at once the second finds the first one's.
      if (given.onlyFirst) await this.#requireNone(tx, given.twinningId);
      const series = { ...row, ...daysOf(held, row) };
      await repository.insertSeries(tx, series);
      return { series, kept: [], fresh: held };
    });
    log.info({ seriesId: row.seriesId, lessons: made.lessons }, 'series proposed');
    await this.#agreeOneself(actor, made.series);
    return { series: await this.#deps.views.one(actor, made.series), refused: made.refused };
  }

  /**
   * Asks everybody again. With starts, lessons at others go and new ones come.
   * @throws AppError `conflict` with reason `state` once it is confirmed or withdrawn
   */
  async proposeAgain(actor: Actor, seriesId: SeriesId, starts?: readonly number[]): Promise<Proposed> {
    const { asks, edits, openMoves, now } = this.#deps;
    const { row, twinning } = await this.visible(actor, seriesId);
    permit(actor, 'series:propose', jointOf(twinning));
    if (!meets(twinning)) throw new AppError('conflict', 'It is not at work', { reason: 'twinning_rests' });
    const before = (await edits.ofSeries(seriesId)).filter((one) => isAhead(one, now()));
    const wanted = starts ?? before.map(({ startsAt }) => startsAt);
    const gone: LessonId[] = [];
    const made = await this.#trying(row, twinning, wanted, async (tx, held) => {
      const locked = await repository.lockSeries(tx, seriesId);
      if (locked === undefined || !['proposed', 'approved', 'declined'].includes(locked.state)) throw stateRefused();
      const lessons = (await edits.ofSeries(seriesId, tx)).filter((one) => isAhead(one, now()));
      const stays = new Set(held.map(({ startsAt }) => startsAt));
      const kept = lessons.filter(({ startsAt }) => stays.has(startsAt));
      gone.length = 0;
      for (const { lessonId, startsAt } of lessons) {
        if (stays.has(startsAt)) continue;
        await edits.cancel(tx, lessonId, null);
        await openMoves.forget(tx, lessonId);
        gone.push(lessonId);
      }
      await asks.close(tx, [seriesId]);
      const series = { ...locked, ...daysOf(held, locked), state: 'proposed' as const, round: locked.round + 1 };
      await repository.updateSeries(tx, seriesId, series);
      for (const { lessonId, startsAt, sites: before } of kept) {
        const dated = held.find((one) => one.startsAt === startsAt);
        const sites = dated ? sitesOf(dated, before) : before;
        const times = { startsAt, endsAt: endOf(row, startsAt) };
        await edits.change(tx, lessonId, { sites }, claimsOfSeries({ ...times, sites }, row.wish));
      }
      const known = new Set(kept.map(({ startsAt }) => startsAt));
      return { series, kept, fresh: held.filter(({ startsAt }) => !known.has(startsAt)) };
    });
    edits.announce(gone);
    await this.#agreeOneself(actor, made.series);
    return { series: await this.#deps.views.one(actor, made.series), refused: made.refused };
  }

  /** Takes it back: what has not begun is called off. @throws AppError `conflict` with reason `state` */
  async withdraw(actor: Actor, seriesId: SeriesId, reason: string | null): Promise<Series> {
    const { db, edits, log, ending } = this.#deps;
    const { twinning } = await this.visible(actor, seriesId);
    permit(actor, 'series:propose', jointOf(twinning));
    const gone = await db.transaction(async (tx) => {
      const row = await repository.lockSeries(tx, seriesId);
      if (row === undefined || row.state === 'withdrawn') throw stateRefused();
      return ending.end(tx, { row, twinning }, { reason, by: staffIdOf(actor), tells: true });
    });
    edits.announce(gone);
    log.info({ seriesId, lessons: gone.length }, 'series withdrawn');
    return this.#deps.views.one(actor, (await this.visible(actor, seriesId)).row);
  }

  /** For other services. */
  find(seriesId: SeriesId | null, db: Db = this.#deps.db): Promise<SeriesRow | undefined> {
    return seriesId ? repository.findSeries(db, seriesId) : Promise.resolve(undefined);
  }

  /** @throws AppError `not_found` */
  async visible(actor: Actor, seriesId: SeriesId): Promise<Found> {
    const row = await repository.findSeries(this.#deps.db, seriesId);
    const twinning = row && (await this.#deps.twinnings.find([row.twinningId])).get(row.twinningId);
    const found = row && twinning && { row, twinning };
    return visible(actor, 'twinning:read', found, (one) => jointOf(one.twinning));
  }

  /**
   * Looks which starts hold, then writes them down with what they claim. When somebody else was faster to claim the same
   * time, it looks once more: then that date is among the refused.
   */
  async #trying(
    row: SeriesRow,
    twinning: TwinningRecord,
    starts: readonly number[],
    write: (tx: Db, held: DatedLesson[]) => Promise<{ series: SeriesRow; kept: LessonRow[]; fresh: DatedLesson[] }>,
  ): Promise<{ series: SeriesRow; refused: RefusedDate[]; lessons: number }> {
    const { db, now, timetables, edits, twinnings } = this.#deps;
    const { schoolIds } = jointOf(twinning);
    const wanted = [...new Set(starts)].sort((a, b) => a - b);
    // One that is over is refused as a date, with the reason; here only what no lesson of the series could be.
    for (const startsAt of wanted.map((at) => Math.max(at, now())))
      checkTimes({ startsAt, endsAt: endOf(row, startsAt) }, now());
    for (let tries = 1; ; tries++) {
      const own = (await edits.ofSeries(row.seriesId)).map(({ lessonId }) => lessonId);
      const { calendars } = await timetables.calendars(schoolIds, own);
      checkWish(row.wish, twinning, calendars);
      const { held, refused } = new PlannedTime(calendars, now()).evaluate(row.wish, wanted);
      if (held.length === 0) throw new AppError('conflict', 'None of the dates holds', { reason: 'no_dates' });
      const teachers = questionsOf(row, held);
      try {
        const { series, kept } = await db.transaction(async (tx) => {
          if ((await twinnings.lock(tx, row.twinningId)) !== 'active')
            throw new AppError('conflict', 'It is not at work', { reason: 'twinning_rests' });
          const written = await write(tx, held);
          await this.#claim(tx, written);
          await this.#deps.asks.put(
            tx,
            teachers.map((one) => ({ ...one, round: written.series.round })),
          );
          return written;
        });
        return { series, refused, lessons: held.length + kept.length };
      } catch (error) {
        const isTaken = error instanceof AppError && error.reason === 'claimed';
        if (!isTaken || tries === TRIES) throw error;
      }
    }
  }

  async #requireNone(tx: Db, twinningId: TwinningId): Promise<void> {
    const found = await repository.listScheduled(tx, this.#today(), { scope: { of: 'network' }, twinningId });
    if (found.length > 0) throw new AppError('conflict', 'It has a series', { reason: 'has_series' });
  }

  /** In the zone that is last, so that nothing is over too soon. */
  #today(): string {
    return toIsoDay(Math.floor(this.#deps.now() / DAY) - 1);
  }

  /** A teacher who proposes lessons to lead has said yes to them. */
  async #agreeOneself(actor: Actor, { seriesId }: SeriesRow): Promise<void> {
    const { asks } = this.#deps;
    const mine = (await asks.ofSeries(actor, [seriesId])).find(
      ({ step, person, may }) => step === 'teacher' && may.answer && person?.staffId === staffIdOf(actor),
    );
    if (mine) await asks.answer(actor, mine.askId, { answer: 'yes', reason: null });
  }

  async #claim(tx: Db, { series, fresh }: { series: SeriesRow; fresh: readonly DatedLesson[] }): Promise<void> {
    const { edits, now } = this.#deps;
    const { seriesId, twinningId, title, plan, wish } = series;
    for (const dated of fresh) {
      const { startsAt, endsAt } = dated;
      const sites = sitesOf(dated);
      const ids = { lessonId: newId(LessonId), boardId: newId(BoardId), twinningId, seriesId };
      const row = { ...ids, title, plan, startsAt, endsAt, sites, agreed: 'proposed' as const, updatedAt: now() };
      await edits.add(tx, row, claimsOfSeries({ startsAt, endsAt, sites }, wish));
    }
  }
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const endOf = ({ wish }: SeriesRow, startsAt: number): number => startsAt + wish.minutes * MINUTE;
const staffIdOf = (actor: Actor): StaffId | null => (actor.kind === 'staff' ? actor.staffId : null);
const stateRefused = () => new AppError('conflict', 'Not from this state', { reason: 'state' });

/** First and last day, by the clocks of the pattern. */
function daysOf(held: readonly DatedLesson[], { pattern }: SeriesRow): { firstDay: string; lastDay: string } {
  const days = held.map(({ startsAt }) => toIsoDay(toWall(startsAt, pattern.timeZone).day)).sort();
  return { firstDay: days[0] ?? '', lastDay: days.at(-1) ?? '' };
}

/** Every teacher who would lead one of the lessons is asked. @throws AppError `conflict` with reason `no_teacher` */
function questionsOf(row: SeriesRow, held: readonly DatedLesson[]): Question[] {
  const { seriesId, twinningId, staffId: askedBy, remindDays, tellDays } = row;
  const sites = held.flatMap((one) => sitesOf(one));
  const teacher = { kind: 'series', step: 'teacher', matterId: seriesId, seriesId, twinningId } as const;
  return [...Map.groupBy(sites, ({ schoolId }) => schoolId)].flatMap(([schoolId, mine]) => {
    const staffIds = [...new Set(mine.flatMap((one) => one.staffIds))];
    if (staffIds.length === 0) throw new AppError('conflict', 'A school has no teacher', { reason: 'no_teacher' });
    return staffIds.map((staffId) => ({ ...teacher, schoolId, staffId, askedBy, remindDays, tellDays }));
  });
}
