import { lobbyBefore } from '@pluriclasse/shared/domain/lessonTime';
import { movesAtOnce } from '@pluriclasse/shared/domain/lessonChanges';
import type { Lesson } from '@pluriclasse/shared/api/lessons';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import type { LessonId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { randomUUID } from 'node:crypto';
import type { AskHandler, AskRow, Asks, Question } from '../asks/asks.service.ts';
import { hourOf, type NoticeParams } from '../asks/telling.ts';
import type { Db } from '../db/Database.ts';
import { checkTimes } from '../lessons/checks.ts';
import type { LessonEdits, LessonRow } from '../lessons/LessonEdits.ts';
import type { Lessons } from '../lessons/lessons.service.ts';
import type { Log } from '../log.ts';
import { permit } from '../people/permit.ts';
import { jointOf, type TwinningRecord } from '../twinnings/twinnings.service.ts';
import { agreedOf, claimsOfSeries, namedIn, sitesOf } from './lessonSites.ts';
import type { LessonTime } from './LessonTime.ts';
import * as repository from './moves.repository.ts';
import type { MoveRow } from './moves.repository.ts';
import type { OpenMoves } from './OpenMoves.ts';
import type { Rechecks } from './Rechecks.ts';
import { isAhead } from './SeriesEnding.ts';
import type { SeriesRow } from './series.repository.ts';
import type { SeriesService } from './series.service.ts';
import type { SeriesTelling } from './SeriesTelling.ts';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly lessons: Lessons;
  readonly edits: LessonEdits;
  readonly asks: Asks;
  readonly series: SeriesService;
  readonly lessonTime: LessonTime;
  readonly telling: SeriesTelling;
  readonly openMoves: OpenMoves;
  readonly rechecks: Rechecks;
}

interface Target {
  readonly startsAt: number;
  readonly sites: LessonRow['sites'];
}
interface Subject {
  readonly lesson: LessonRow;
  readonly twinning: TwinningRecord;
  readonly series: SeriesRow | undefined;
}

/** Single lessons go to another hour: at once when it is far enough ahead, else when all who lead it have said yes. */
export class Moves implements AskHandler {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
    deps.asks.handle('move', this);
  }

  /** @throws AppError `conflict` with reason `blocked`, `same_time`, `running`, `over`, `not_agreed`, `claimed`, `stale` */
  async move(actor: Actor, lessonId: LessonId, startsAt: number): Promise<Lesson> {
    const { db, log, now, lessons, edits, openMoves } = this.#deps;
    const subject = await this.#permitted(actor, lessonId);
    const { lesson } = subject;
    if (startsAt === lesson.startsAt) throw refuse('same_time');
    const target = await this.#target(subject, startsAt);
    const by = actor.kind === 'staff' ? actor.staffId : null;
    const questions = await this.#questions(actor, subject, target);
    const strangers = namedIn(target.sites).filter((one) => one !== by && !namedIn(lesson.sites).includes(one));
    const atOnce = movesAtOnce(lesson.startsAt, startsAt, now()) && strangers.length === 0;
    const moved = await db.transaction(async (tx) => {
      const locked = await edits.lock(tx, lessonId);
      // Where it would go, and who is asked, was worked out for the lesson as it was.
      if (locked.sequence !== lesson.sequence || locked.updatedAt !== lesson.updatedAt) throw refuse('stale');
      await openMoves.forget(tx, lessonId);
      if (atOnce || questions.length === 0) {
        await this.#go(tx, { ...subject, lesson: locked }, target, by);
        return true;
      }
      const moveId = randomUUID();
      const endsAt = startsAt + lesson.endsAt - lesson.startsAt;
      const row = { moveId, lessonId, startsAt, endsAt, staffId: by, proposedAt: now(), sites: target.sites };
      await repository.insertMove(tx, row);
      await this.#deps.asks.put(
        tx,
        questions.map((one) => ({ ...one, matterId: moveId })),
      );
      return false;
    });
    log.info({ lessonId, moved }, moved ? 'lesson moved' : 'move proposed');
    if (moved) this.#announce(lessonId);
    return lessons.read(actor, lessonId);
  }

  /** To the next hour at which all can. @throws AppError `conflict` with reason `no_hour`, and as `move` */
  async postpone(actor: Actor, lessonId: LessonId): Promise<Lesson> {
    const { lesson, twinning, series } = await this.#permitted(actor, lessonId);
    const { time, wish, taken } = await this.#deps.lessonTime.around(lesson, twinning, series);
    const [next] = time.alternatives(wish, agreedOf(lesson), taken, 1);
    if (next === undefined) throw new AppError('conflict', 'No common hour in two weeks', { reason: 'no_hour' });
    return this.move(actor, lessonId, next.startsAt);
  }

  /** Takes the proposal back. Safe twice. */
  async withdraw(actor: Actor, lessonId: LessonId): Promise<Lesson> {
    const { db, lessons, edits, openMoves } = this.#deps;
    await this.#permitted(actor, lessonId);
    await db.transaction(async (tx) => {
      // As an answer does, so that neither waits for the other.
      await edits.find(tx, lessonId);
      await openMoves.forget(tx, lessonId);
    });
    return lessons.read(actor, lessonId);
  }

  async lock(tx: Db, { lessonId }: AskRow): Promise<void> {
    if (lessonId !== null) await this.#deps.edits.find(tx, lessonId);
  }

  async answered(tx: Db, ask: AskRow): Promise<void> {
    const { edits, telling, series: all, openMoves } = this.#deps;
    const move = await repository.findMove(tx, ask.matterId);
    const lesson = ask.lessonId && (await edits.find(tx, ask.lessonId));
    if (move === undefined || !lesson) throw new AppError('conflict', 'It no longer stands', { reason: 'settled' });
    if (ask.answer !== 'no') return;
    await openMoves.forget(tx, lesson.lessonId);
    const twinning = await this.#twinningOf(lesson.lessonId);
    const school = twinning.participants.find((one) => one.school.schoolId === ask.schoolId)?.school.name ?? '';
    const before = hourOf(lesson.startsAt, twinning.participants);
    const params = { school, before, reason: ask.reason ?? '' };
    const series = await all.find(lesson.seriesId, tx);
    await telling.lesson(tx, 'move-declined', { lesson, twinning, series, params, by: ask.answeredBy });
  }

  async after(ask: AskRow): Promise<void> {
    const move = await repository.findMove(this.#deps.db, ask.matterId);
    if (move) await this.#settle(move);
  }

  async params(db: Db, ask: AskRow): Promise<NoticeParams> {
    const move = await repository.findMove(db, ask.matterId);
    const found = ask.lessonId && (await this.#deps.lessons.find(ask.lessonId));
    if (!move || !found) return {};
    const { participants } = found.twinning;
    return { before: hourOf(found.row.startsAt, participants), after: hourOf(move.startsAt, participants) };
  }

  async proposer(db: Db, ask: AskRow): Promise<StaffId | null> {
    return (await repository.findMove(db, ask.matterId))?.staffId ?? null;
  }

  /** To be called now and then: what everybody has agreed to and a crash left undone; what is too late is forgotten. */
  async settleAll(): Promise<void> {
    const { db, log, now } = this.#deps;
    for (const { lessonId, moveId } of await repository.listStale(db, now() + lobbyBefore)) {
      await this.#lapse(lessonId, moveId).catch((error: unknown) => log.warn({ err: error, lessonId }, 'move stays'));
    }
    for (const move of await repository.listAnswered(db)) {
      const { lessonId } = move;
      await this.#settle(move).catch((error: unknown) => log.warn({ err: error, lessonId }, 'lesson not moved yet'));
    }
  }

  /** Moves the lesson once all have said yes. What does not hold any more is forgotten, and who proposed it hears so. */
  async #settle(move: MoveRow): Promise<void> {
    const { db, now, edits, asks, lessons, series: all, lessonTime, openMoves, log } = this.#deps;
    const { lessonId, moveId } = move;
    const answers = await asks.ofMatter(db, moveId, 1);
    if (answers.some(({ answer }) => answer !== 'yes')) return;
    const found = await lessons.find(lessonId);
    if (found === undefined) return;
    const { row, twinning } = found;
    const series = await all.find(row.seriesId);
    const { time, wish } = await lessonTime.around(row, twinning, series);
    const fits = series === undefined || 'held' in time.check(wish, { startsAt: move.startsAt, sites: move.sites });
    const moved = await db
      .transaction(async (tx) => {
        const lesson = await edits.lock(tx, lessonId);
        if ((await repository.findMove(tx, moveId)) === undefined) return false;
        // The last yes may come days after the question: by then either hour may be over.
        const isInTime = isAhead(lesson, now()) && move.startsAt - lobbyBefore > now();
        if (!isInTime || !fits) throw refuse('claimed');
        await openMoves.forget(tx, lessonId);
        await this.#go(tx, { lesson, twinning, series }, move, move.staffId);
        return true;
      })
      .catch(async (error: unknown) => {
        if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
        await this.#lapse(lessonId, moveId);
        return false;
      });
    if (!moved) return;
    log.info({ lessonId }, 'lesson moved');
    this.#announce(lessonId);
  }

  #announce(lessonId: LessonId): void {
    this.#deps.edits.announce([lessonId]);
    this.#deps.rechecks.soon();
  }

  /** Of a lesson that is over nobody needs to hear. */
  async #lapse(lessonId: LessonId, moveId: string): Promise<void> {
    const { db, edits, openMoves } = this.#deps;
    const twinning = await this.#twinningOf(lessonId);
    await db.transaction(async (tx) => {
      const lesson = await edits.find(tx, lessonId);
      if (lesson === undefined || (await repository.findMove(tx, moveId)) === undefined) return;
      if (lesson.over === 'no') await openMoves.lapse(tx, { lesson, twinning });
      else await openMoves.forget(tx, lessonId);
    });
  }

  async #go(tx: Db, { lesson, twinning, series }: Subject, target: Target, by: StaffId | null): Promise<void> {
    const { edits, telling, rechecks } = this.#deps;
    const { startsAt } = target;
    const endsAt = startsAt + lesson.endsAt - lesson.startsAt;
    // Who only watches may have been said since the hour was proposed.
    const sites = target.sites.map((site) => ({ ...site, watchOnly: watches(lesson, site.schoolId) }));
    if (series) {
      const change = { startsAt, endsAt, sites, agreed: 'confirmed', blocked: null } as const;
      await edits.change(tx, lesson.lessonId, change, claimsOfSeries({ startsAt, endsAt, sites }, series.wish));
    } else await edits.shift(tx, lesson, startsAt, {});
    const { participants } = twinning;
    const params = { before: hourOf(lesson.startsAt, participants), after: hourOf(startsAt, participants) };
    await telling.lesson(tx, 'lesson-moved', { lesson, twinning, series, params, by });
    // What changed since it was seen that the hour is free is looked at again.
    if (series) await rechecks.want(jointOf(twinning).schoolIds, tx);
  }

  /** Where it would go, and with whom. @throws AppError `conflict` with reason `blocked` */
  async #target({ lesson, twinning, series }: Subject, startsAt: number): Promise<Target> {
    const { now, lessonTime } = this.#deps;
    checkTimes({ startsAt, endsAt: startsAt + lesson.endsAt - lesson.startsAt }, now());
    if (startsAt - lobbyBefore <= now()) throw new AppError('bad_request', 'Too soon', { reason: 'past' });
    if (series === undefined) return { startsAt, sites: lesson.sites };
    const { time, wish } = await lessonTime.around(lesson, twinning, series);
    const result = time.place(wish, agreedOf(lesson), startsAt);
    if ('blockers' in result) throw refuse('blocked');
    return { startsAt, sites: sitesOf(result.held, lesson.sites) };
  }

  /** Whom to ask: everybody who is or would be named for it, and where nobody is, the school; but not who asks. */
  async #questions(actor: Actor, { lesson, twinning }: Subject, target: Target): Promise<Omit<Question, 'matterId'>[]> {
    const askedBy = actor.kind === 'staff' ? actor.staffId : null;
    const { lessonId, twinningId, seriesId } = lesson;
    const ids = { twinningId, seriesId, lessonId };
    const about = { kind: 'move' as const, ...ids, askedBy, remindDays: [1], tellDays: 2 };
    return jointOf(twinning).schoolIds.flatMap((schoolId): Omit<Question, 'matterId'>[] => {
      const staffIds = [...new Set([...namedAt(lesson.sites, schoolId), ...namedAt(target.sites, schoolId)])];
      if (staffIds.length === 0) {
        const speaks = can(actor, 'ask:answer', { kind: 'ask', schoolId, step: 'school', own: false, headless: false });
        return speaks ? [] : [{ ...about, step: 'school', schoolId }];
      }
      return staffIds
        .filter((staffId) => staffId !== askedBy)
        .map((staffId) => ({ ...about, step: 'teacher', schoolId, staffId }));
    });
  }

  async #permitted(actor: Actor, lessonId: LessonId): Promise<Subject> {
    const { now, lessons, series } = this.#deps;
    const { row, twinning } = await lessons.visible(actor, lessonId);
    permit(actor, 'lesson:schedule', jointOf(twinning));
    if (row.over !== 'no') throw refuse('over');
    if (!isAhead(row, now())) throw refuse('running');
    if (row.agreed === 'proposed' && row.blocked === null) throw refuse('not_agreed');
    return { lesson: row, twinning, series: await series.find(row.seriesId) };
  }

  async #twinningOf(lessonId: LessonId): Promise<TwinningRecord> {
    const found = await this.#deps.lessons.find(lessonId);
    if (found === undefined) throw new AppError('not_found', 'No such lesson');
    return found.twinning;
  }
}

const namedAt = (sites: LessonRow['sites'], schoolId: SchoolId): readonly StaffId[] =>
  sites.find((one) => one.schoolId === schoolId)?.staffIds ?? [];

const watches = ({ sites }: LessonRow, schoolId: SchoolId): boolean =>
  sites.find((one) => one.schoolId === schoolId)?.watchOnly ?? false;

const refuse = (reason: string) => new AppError('conflict', `Not moved: ${reason}`, { reason });
