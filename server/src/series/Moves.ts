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

  /** @throws AppError `conflict` with reason `blocked`, `same_time`, `running`, `over`, `not_agreed`, `claimed` */
  async move(actor: Actor, lessonId: LessonId, startsAt: number): Promise<Lesson> {
    const { db, log, now, lessons, edits } = this.#deps;
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
      if (locked.sequence !== lesson.sequence) throw refuse('running');
      await this.#forget(tx, lessonId);
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
    if (moved) edits.announce([lessonId]);
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
    const { db, lessons } = this.#deps;
    await this.#permitted(actor, lessonId);
    await db.transaction((tx) => this.#forget(tx, lessonId));
    return lessons.read(actor, lessonId);
  }

  /** What is proposed for a lesson no longer stands, since it was called off. In its transaction. */
  async forget(tx: Db, lessonId: LessonId): Promise<void> {
    await this.#forget(tx, lessonId);
  }

  async lock(tx: Db, { lessonId }: AskRow): Promise<void> {
    if (lessonId !== null) await this.#deps.edits.find(tx, lessonId);
  }

  async answered(tx: Db, ask: AskRow): Promise<void> {
    const { edits, telling, series: all } = this.#deps;
    const move = await repository.findMove(tx, ask.matterId);
    const lesson = ask.lessonId && (await edits.find(tx, ask.lessonId));
    if (move === undefined || !lesson) throw new AppError('conflict', 'It no longer stands', { reason: 'settled' });
    if (ask.answer !== 'no') return;
    await this.#forget(tx, lesson.lessonId);
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
    for (const { lessonId } of await repository.listStale(db, now() + lobbyBefore)) {
      await db.transaction((tx) => this.#forget(tx, lessonId));
    }
    for (const move of await repository.listAnswered(db)) {
      await this.#settle(move).catch((error: unknown) => log.warn({ err: error }, 'lesson not moved yet'));
    }
  }

  /** Moves the lesson once all have said yes. What does not hold any more is forgotten, and those who asked hear so. */
  async #settle(move: MoveRow): Promise<void> {
    const { db, edits, asks, lessons, series: all, lessonTime, telling, log } = this.#deps;
    const answers = await asks.ofMatter(db, move.moveId, 1);
    if (answers.some(({ answer }) => answer !== 'yes')) return;
    const found = await lessons.find(move.lessonId);
    if (found === undefined) return;
    const { row, twinning } = found;
    const series = await all.find(row.seriesId);
    const { time, wish } = await lessonTime.around(row, twinning, series);
    const holds = series === undefined || 'held' in time.check(wish, { startsAt: move.startsAt, sites: move.sites });
    const moved = await db
      .transaction(async (tx) => {
        const lesson = await edits.lock(tx, move.lessonId);
        if ((await repository.deleteOf(tx, move.lessonId))?.moveId !== move.moveId) return false;
        if (!holds) throw refuse('claimed');
        await this.#go(tx, { lesson, twinning, series }, move, move.staffId);
        return true;
      })
      .catch(async (error: unknown) => {
        if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
        await db.transaction((tx) => this.#forget(tx, move.lessonId));
        const before = hourOf(row.startsAt, twinning.participants);
        const params = { school: twinning.name, before, reason: '' };
        await telling.some(db, move.staffId ? [move.staffId] : [], 'move-declined', row, params);
        return false;
      });
    if (!moved) return;
    log.info({ lessonId: move.lessonId }, 'lesson moved');
    edits.announce([move.lessonId]);
  }

  async #go(tx: Db, { lesson, twinning, series }: Subject, target: Target, by: StaffId | null): Promise<void> {
    const { edits, telling } = this.#deps;
    const { startsAt, sites } = target;
    const endsAt = startsAt + lesson.endsAt - lesson.startsAt;
    if (series) {
      const change = { startsAt, endsAt, sites, agreed: 'confirmed', blocked: null } as const;
      await edits.change(tx, lesson.lessonId, change, claimsOfSeries({ startsAt, endsAt, sites }, series.wish));
    } else await edits.shift(tx, lesson, startsAt, {});
    const { participants } = twinning;
    const params = { before: hourOf(lesson.startsAt, participants), after: hourOf(startsAt, participants) };
    await telling.lesson(tx, 'lesson-moved', { lesson, twinning, series, params, by });
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

  async #forget(tx: Db, lessonId: LessonId): Promise<void> {
    const gone = await repository.deleteOf(tx, lessonId);
    if (gone) await this.#deps.asks.close(tx, [gone.moveId]);
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

const refuse = (reason: string) => new AppError('conflict', `Not moved: ${reason}`, { reason });
