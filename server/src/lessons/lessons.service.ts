import type { Lesson } from '@pluriclasse/shared/api/lessons';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { movesAtOnce } from '@pluriclasse/shared/domain/lessonChanges';
import type { Plan } from '@pluriclasse/shared/domain/plan';
import { AppError } from '@pluriclasse/shared/errors';
import { BoardId, LessonId, type ClassGroupId, type SchoolId, type TwinningId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { Log } from '../log.ts';
import { permit, visible } from '../people/permit.ts';
import type { Claim, Claims } from '../timetables/claims.service.ts';
import { jointOf, meets, scopeOf, type Twinnings } from '../twinnings/twinnings.service.ts';
import { checkPlan, checkSpan, checkTimes } from './checks.ts';
import { claimsOf } from './claimsOf.ts';
import { findFacts } from './lessonFacts.repository.ts';
import * as repository from './lessons.repository.ts';
import type { LessonRow, NewLesson } from './lessons.repository.ts';
import { present, statusOf, type LessonRecord } from './present.ts';

const HOUR = 3_600_000;
/** What a list without a span begins with: lessons that ended this long ago. */
const LOOK_BACK = 12 * HOUR;

/** What one plans of a lesson. */
export interface LessonFields {
  readonly title: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly plan: Plan;
}
export type LessonFieldsChange = { readonly [Field in keyof LessonFields]?: LessonFields[Field] | undefined };
/** Told of a lesson as it was, and when it begins now. */
export type Moved = (
  tx: Db,
  before: { lesson: LessonRow; twinning: LessonRecord['twinning'] },
  startsAt: number,
) => Promise<void>;

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly twinnings: Twinnings;
  readonly claims: Claims;
  /** Schools with a seat in a running lesson now. */
  readonly here: (lessonId: LessonId) => readonly SchoolId[];
}

/** The planned lessons. What happens in one while it runs is the live lesson's. */
export class Lessons {
  readonly #deps: Deps;
  readonly #listeners = new Set<(lessonId: LessonId) => void>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Lessons that overlap the span, by start; without one, from twelve hours ago on, 100 at most. */
  async list(actor: Actor, span: { from?: number | undefined; to?: number | undefined }): Promise<Lesson[]> {
    if (actor.kind === 'nobody') throw new AppError('unauthenticated', 'Nobody is signed in');
    const scope = scopeOf(actor);
    if (scope === undefined) return [];
    const { db, now } = this.#deps;
    const rows = await repository.listLessons(db, scope, checkSpan(span, now() - LOOK_BACK));
    return this.#present(actor, await this.#withTwinnings(rows));
  }

  /** @throws AppError `not_found`, also for those who have nothing to do with it. */
  async read(actor: Actor, lessonId: LessonId): Promise<Lesson> {
    return this.#presentOne(actor, await this.visible(actor, lessonId));
  }

  async create(actor: Actor, { twinningId, ...fields }: LessonFields & { twinningId: TwinningId }): Promise<Lesson> {
    const { log, now, twinnings } = this.#deps;
    const found = (await twinnings.find([twinningId])).get(twinningId);
    const twinning = visible(actor, 'twinning:read', found, jointOf);
    permit(actor, 'lesson:schedule', jointOf(twinning));
    if (!meets(twinning)) throw new AppError('conflict', 'Its classes are put away', { reason: 'twinning_rests' });
    checkTimes(fields, now());
    checkPlan(fields.plan);
    const lessonId = newId(LessonId);
    await this.insert({ ...fields, lessonId, twinningId, boardId: newId(BoardId), updatedAt: now() });
    log.info({ lessonId, twinningId }, 'lesson scheduled');
    return this.read(actor, lessonId);
  }

  /**
   * Plans anew. Once it is open only the plan changes, and the phase that runs goes on.
   * @param moved what else follows when it begins at another hour, in the same transaction
   * @throws AppError `conflict` with reason `over`, `open`, `series`, `stale`; with `notice` for another hour when one of
   * both is so near that the others have to agree
   */
  async update(actor: Actor, lessonId: LessonId, change: LessonFieldsChange, moved: Moved): Promise<Lesson> {
    const { log, now } = this.#deps;
    const { row, twinning } = await this.visible(actor, lessonId);
    permit(actor, 'lesson:schedule', jointOf(twinning));
    const status = statusOf(row, now());
    if (status === 'ended' || status === 'cancelled') throw over();
    const { title = row.title, startsAt = row.startsAt, endsAt = row.endsAt, plan = row.plan } = change;
    const moves = startsAt !== row.startsAt;
    const retimed = moves || endsAt !== row.endsAt;
    if ((retimed || title !== row.title) && status === 'open')
      throw new AppError('conflict', 'The lesson is open already', { reason: 'open' });
    if (retimed && row.seriesId)
      throw new AppError('conflict', 'A lesson of a series is moved otherwise', { reason: 'series' });
    if (retimed) checkTimes({ startsAt, endsAt }, now());
    if (moves && !movesAtOnce(row.startsAt, startsAt, now()))
      throw new AppError('conflict', 'The others have to agree', { reason: 'notice' });
    checkPlan(plan);
    const fields = { title, ...(retimed && { startsAt, endsAt }), ...(change.plan && { plan, ownPlan: true }) };
    const updated = await this.#plan(lessonId, fields, async (tx, before) => {
      if (retimed && (before.startsAt !== row.startsAt || before.endsAt !== row.endsAt))
        throw new AppError('conflict', 'It was moved meanwhile', { reason: 'stale' });
      if (moves) await moved(tx, { lesson: before, twinning }, startsAt);
    });
    if (updated === undefined) throw over();
    log.info({ lessonId }, 'lesson planned anew');
    this.announce(lessonId);
    return this.#presentOne(actor, { row: updated, twinning });
  }

  /**
   * What a kit, a companion or a pupil at home may join: what is open, else the next one. A kit only sees lessons of
   * classes that meet in its room, or in no certain one.
   */
  async next(actor: Actor): Promise<Lesson | null> {
    if (actor.kind === 'nobody') throw new AppError('unauthenticated', 'Nobody is signed in');
    if (actor.kind === 'staff') throw new AppError('forbidden', 'Staff choose their lesson');
    const lessons = await this.list(actor, {});
    const records = await this.#deps.twinnings.find(lessons.map(({ twinningId }) => twinningId));
    const fitting = lessons.filter(({ twinningId, status, agreed }) => {
      const twinning = records.get(twinningId);
      const running = agreed === 'confirmed' && (status === 'scheduled' || status === 'open');
      return running && twinning !== undefined && (actor.kind !== 'kit' || meetsIn(twinning, actor));
    });
    return fitting.find(({ status }) => status === 'open') ?? fitting[0] ?? null;
  }

  /** How many lessons a school, or one of its classes, still has before it. @throws AppError `not_found` */
  async countAhead(actor: Actor, schoolId: SchoolId, classGroupId?: ClassGroupId): Promise<number> {
    visible(actor, 'school:read', schoolId, (id) => ({ kind: 'school', schoolId: id }));
    const { db, now } = this.#deps;
    const scopes = [
      { of: 'school', schoolId } as const,
      ...(classGroupId ? [{ of: 'class', classGroupId } as const] : []),
    ];
    return repository.countAhead(db, scopes, now());
  }

  /** Whether a class has a lesson just now: one whose hour it is, or that somebody is still in. */
  async runsFor(classGroupId: ClassGroupId): Promise<boolean> {
    const { db, now, here } = this.#deps;
    const span = { from: now() - LOOK_BACK, to: now() + LOOK_BACK, limit: 1000 };
    const rows = await repository.listLessons(db, { of: 'class', classGroupId }, span);
    const isHour = ({ startsAt, endsAt }: LessonRow) => startsAt <= now() && now() < endsAt;
    return rows.some((row) => statusOf(row, now()) === 'open' && (isHour(row) || here(row.lessonId).length > 0));
  }

  /** For other services, which decide themselves what they give away. */
  async find(lessonId: LessonId): Promise<LessonRecord | undefined> {
    const row = await repository.findLesson(this.#deps.db, lessonId);
    return row && (await this.#withTwinnings([row]))[0];
  }

  /** Lessons as this actor sees them, for services that have decided that he may. */
  async show(actor: Actor, rows: readonly LessonRow[]): Promise<Lesson[]> {
    return this.#present(actor, await this.#withTwinnings(rows));
  }

  /** All lessons of a twinning, for other services. */
  listOf(twinningId: TwinningId): Promise<LessonRow[]> {
    return repository.listOfTwinning(this.#deps.db, twinningId);
  }

  /**
   * Puts in a lesson that another service planned, in its transaction if there is one: with what it claims for certain,
   * or else with its classes and their rooms, which others may claim too.
   * @throws AppError `conflict` with reason `claimed` when somebody else has such a claim
   */
  async insert(row: NewLesson, { claims: firm, tx }: { claims?: readonly Claim[]; tx?: Db } = {}): Promise<void> {
    const { db, twinnings, claims } = this.#deps;
    const taken = firm ?? claimsOf(row, await twinnings.get(row.twinningId));
    const insert = async (within: Db) => {
      await repository.insertLesson(within, row);
      await claims.take(within, row.lessonId, taken, { firm: firm !== undefined });
    };
    await (tx ? insert(tx) : db.transaction(insert));
  }

  /** Moves a lesson, whether it is open or not; what runs follows. @throws as `insert` */
  async reschedule(lessonId: LessonId, times: { startsAt?: number; endsAt: number }): Promise<void> {
    if (await this.#plan(lessonId, times)) this.announce(lessonId);
  }

  /** Schools with a seat in it now. */
  here(lessonId: LessonId): readonly SchoolId[] {
    return this.#deps.here(lessonId);
  }

  /** Teachers ended it for all. Safe twice. */
  async markEnded(lessonId: LessonId, at: number): Promise<void> {
    const ended = await this.#deps.db.transaction(async (tx) => {
      const row = await repository.updateLesson(tx, lessonId, { over: 'ended', endedAt: at }, at);
      if (row) await this.#deps.claims.cut(tx, lessonId, at);
      return row;
    });
    if (ended === undefined) return;
    this.#deps.log.info({ lessonId }, 'lesson ended');
    this.announce(lessonId);
  }

  /**
   * Calls back when a lesson was planned anew, called off or ended.
   * @returns A function that ends the subscription.
   */
  onChanged(listener: (lessonId: LessonId) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Changes a lesson that is not over, and its claims with it. @returns undefined when it is over or gone */
  #plan(
    lessonId: LessonId,
    change: Partial<LessonFields> & { ownPlan?: boolean },
    also?: (tx: Db, before: LessonRow) => Promise<void>,
  ): Promise<LessonRow | undefined> {
    const { db, now, claims } = this.#deps;
    return db.transaction(async (tx) => {
      const before = await repository.lockLesson(tx, lessonId);
      const after = await repository.updateLesson(tx, lessonId, change, now());
      if (before === undefined || after === undefined) return undefined;
      const by = { start: after.startsAt - before.startsAt, end: after.endsAt - before.endsAt };
      await claims.move(tx, lessonId, by);
      await also?.(tx, before);
      return after;
    });
  }

  /** Tells those who listen. */
  announce(lessonId: LessonId): void {
    for (const listener of this.#listeners) listener(lessonId);
  }

  /** @throws AppError `not_found`, also for those who have nothing to do with it */
  async visible(actor: Actor, lessonId: LessonId): Promise<LessonRecord> {
    const found = await this.find(lessonId);
    return visible(actor, 'lesson:read', found, ({ twinning }) => jointOf(twinning));
  }

  async #withTwinnings(rows: readonly LessonRow[]): Promise<LessonRecord[]> {
    const twinnings = await this.#deps.twinnings.find(rows.map(({ twinningId }) => twinningId));
    return rows.flatMap((row) => {
      const twinning = twinnings.get(row.twinningId);
      return twinning ? [{ row, twinning }] : [];
    });
  }

  async #present(actor: Actor, records: readonly LessonRecord[]): Promise<Lesson[]> {
    const { db, here, now } = this.#deps;
    const facts = await findFacts(
      db,
      records.map(({ row }) => row),
    );
    return records.map((record) => present(record, facts, actor, here(record.row.lessonId), now()));
  }

  async #presentOne(actor: Actor, record: LessonRecord): Promise<Lesson> {
    const [lesson] = await this.#present(actor, [record]);
    if (lesson === undefined) throw new AppError('not_found', 'No such lesson');
    return lesson;
  }
}

const over = () => new AppError('conflict', 'The lesson is over', { reason: 'over' });

function meetsIn({ participants }: LessonRecord['twinning'], kit: Extract<Actor, { kind: 'kit' }>): boolean {
  const classes = participants.find(({ school }) => school.schoolId === kit.schoolId)?.classes ?? [];
  return classes.some(({ roomId, putAwayAt }) => putAwayAt === null && (roomId === null || roomId === kit.roomId));
}
