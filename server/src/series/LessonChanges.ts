import type { Lesson } from '@pluriclasse/shared/api/lessons';
import type { Substitute } from '@pluriclasse/shared/api/series';
import type { Blocker } from '@pluriclasse/shared/calendar/answer';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { canUndoCancel } from '@pluriclasse/shared/domain/lessonChanges';
import { AppError } from '@pluriclasse/shared/errors';
import type { LessonId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Asks } from '../asks/asks.service.ts';
import { hourOf } from '../asks/telling.ts';
import type { Member, Whom } from '../asks/Whom.ts';
import type { Db } from '../db/Database.ts';
import type { LessonSiteRow } from '../db/schema/series.ts';
import { claimsOf } from '../lessons/claimsOf.ts';
import type { LessonEdits, LessonRow } from '../lessons/LessonEdits.ts';
import type { LessonFieldsChange, Lessons } from '../lessons/lessons.service.ts';
import { statusOf } from '../lessons/present.ts';
import type { Log } from '../log.ts';
import { permit } from '../people/permit.ts';
import { jointOf, type TwinningRecord } from '../twinnings/twinnings.service.ts';
import { claimsOfSeries } from './lessonSites.ts';
import type { LessonTime } from './LessonTime.ts';
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
  readonly openMoves: OpenMoves;
  readonly series: SeriesService;
  readonly lessonTime: LessonTime;
  readonly telling: SeriesTelling;
  readonly whom: Whom;
  readonly rechecks: Rechecks;
}
interface Subject {
  readonly lesson: LessonRow;
  readonly twinning: TwinningRecord;
  readonly series: SeriesRow | undefined;
}

/** Changes of a single lesson: planned anew, called off and back, who leads it, who only watches. */
export class LessonChanges {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Plans one anew; of another hour those who lead it hear, and what else was proposed for it is forgotten. */
  async update(actor: Actor, lessonId: LessonId, change: LessonFieldsChange): Promise<Lesson> {
    const { lessons, openMoves, telling } = this.#deps;
    const by = staffIdOf(actor);
    return lessons.update(actor, lessonId, change, async (tx, { lesson, twinning }, startsAt) => {
      await openMoves.lapse(tx, { lesson, twinning, by });
      const { participants } = twinning;
      const params = { before: hourOf(lesson.startsAt, participants), after: hourOf(startsAt, participants) };
      await telling.lesson(tx, 'lesson-moved', { lesson, twinning, series: undefined, params, by });
    });
  }

  /** Calls it off and tells those who lead it; whoever is in it already is told too. Safe twice. */
  async cancel(actor: Actor, lessonId: LessonId, reason: string | null): Promise<Lesson> {
    const { db, log, now, lessons, edits, openMoves, telling } = this.#deps;
    const { row, twinning } = await lessons.visible(actor, lessonId);
    permit(actor, 'lesson:schedule', jointOf(twinning));
    if (row.over !== 'cancelled' && statusOf(row, now()) === 'ended') throw over();
    const series = await this.#deps.series.find(row.seriesId);
    const by = staffIdOf(actor);
    const did = await db.transaction(async (tx) => {
      if (!(await edits.cancel(tx, lessonId, reason))) return false;
      await openMoves.forget(tx, lessonId);
      const name = by ? ((await this.#names(tx, [by])).get(by) ?? '') : '';
      const params = { by: name, reason: reason ?? '' };
      await telling.lesson(tx, 'lesson-cancelled', { lesson: row, twinning, series, params, by });
      return true;
    });
    if (did) {
      log.info({ lessonId }, 'lesson cancelled');
      edits.announce([lessonId]);
    }
    const lesson = await lessons.read(actor, lessonId);
    if (lesson.status !== 'cancelled') throw over();
    return lesson;
  }

  /** Takes back that it was called off. @throws AppError `conflict` with reason `too_late` or `taken` */
  async undoCancel(actor: Actor, lessonId: LessonId): Promise<Lesson> {
    const { db, log, now, lessons, edits, telling } = this.#deps;
    const { row, twinning } = await lessons.visible(actor, lessonId);
    permit(actor, 'lesson:schedule', jointOf(twinning));
    const series = await this.#deps.series.find(row.seriesId);
    const isGone = series?.state === 'withdrawn' || twinning.state === 'ended';
    if (isGone || row.cancelledAt === null || !canUndoCancel(row.cancelledAt, row.startsAt, now())) throw tooLate();
    if (series && (await this.#askedSince(series, row.cancelledAt))) throw tooLate();
    // What was declined claims nothing.
    const firm = series?.state === 'declined' ? [] : series && claimsOfSeries(row, series.wish);
    const claims = firm ?? claimsOf(row, twinning);
    await db
      .transaction(async (tx) => {
        const restored = await edits.restore(tx, lessonId, claims, series !== undefined);
        if (restored === undefined) throw tooLate();
        await telling.lesson(tx, 'lesson-restored', { lesson: restored, twinning, series, by: staffIdOf(actor) });
      })
      .catch((error: unknown) => {
        const isTaken = error instanceof AppError && error.reason === 'claimed';
        throw isTaken ? new AppError('conflict', 'The time is taken', { reason: 'taken', cause: error }) : error;
      });
    log.info({ lessonId }, 'lesson taken back');
    edits.announce([lessonId]);
    await this.#lookAgain(row, twinning);
    return lessons.read(actor, lessonId);
  }

  /** "We only watch", and back; also while it runs, which follows. */
  async watch(actor: Actor, lessonId: LessonId, schoolId: SchoolId, watchOnly: boolean): Promise<Lesson> {
    const { db, lessons, edits } = this.#deps;
    await this.#arranged(actor, lessonId, schoolId);
    await db.transaction(async (tx) => {
      const { sites } = await edits.lock(tx, lessonId);
      await edits.change(tx, lessonId, { sites: withSite(sites, schoolId, (site) => ({ ...site, watchOnly })) });
    });
    edits.announce([lessonId]);
    return lessons.read(actor, lessonId);
  }

  /** Teachers of the school who don't lead it, the free ones first. */
  async substitutes(actor: Actor, lessonId: LessonId, schoolId: SchoolId): Promise<Substitute[]> {
    const subject = await this.#permitted(actor, lessonId, schoolId);
    const named = siteOf(subject.lesson.sites, schoolId).staffIds;
    const teachers = await this.#teachers(schoolId);
    const around = await this.#deps.lessonTime.around(subject.lesson, subject.twinning, subject.series);
    return teachers
      .filter(({ staffId }) => !named.includes(staffId))
      .map(({ staffId, name }) => ({ staffId, name, blocker: busy(subject, around, schoolId, staffId) }))
      .toSorted((a, b) => Number(a.blocker !== null) - Number(b.blocker !== null));
  }

  /** Another teacher of the school leads it, and gets the plan. @throws AppError `conflict`, reason `not_free` */
  async substitute(
    actor: Actor,
    lessonId: LessonId,
    { schoolId, instead, staffId }: { schoolId: SchoolId; instead: StaffId | null; staffId: StaffId },
  ): Promise<Lesson> {
    const { db, log, lessons, edits, openMoves } = this.#deps;
    const subject = await this.#permitted(actor, lessonId, schoolId);
    const { series, twinning } = subject;
    const teacher = (await this.#teachers(schoolId)).find((one) => one.staffId === staffId);
    if (teacher === undefined) throw new AppError('bad_request', 'No teacher of this school', { reason: 'no_teacher' });
    const around = await this.#deps.lessonTime.around(subject.lesson, twinning, series);
    if (busy(subject, around, schoolId, staffId)) throw notFree();
    await db
      .transaction(async (tx) => {
        const lesson = await edits.lock(tx, lessonId);
        const { staffIds } = siteOf(lesson.sites, schoolId);
        const fits = instead === null ? staffIds.length === 0 : staffIds.includes(instead);
        if (!fits || staffIds.includes(staffId)) throw new AppError('conflict', 'It was changed', { reason: 'stale' });
        const next = [...staffIds.filter((one) => one !== instead), staffId];
        const sites = withSite(lesson.sites, schoolId, (site) => ({ ...site, staffIds: next }));
        const claims = series && claimsOfSeries({ ...lesson, sites }, series.wish);
        const changed = await edits.change(tx, lessonId, { sites }, claims);
        // It was asked of those who led it then, and would go with them.
        await openMoves.lapse(tx, { lesson, twinning, by: staffIdOf(actor) });
        if (changed)
          await this.#tellSubstitute(tx, actor, { ...subject, lesson: changed }, { teacher, schoolId, instead });
      })
      .catch((error: unknown) => {
        throw error instanceof AppError && error.reason === 'claimed' ? notFree() : error;
      });
    log.info({ lessonId, schoolId }, 'substitute leads');
    edits.announce([lessonId]);
    await this.#lookAgain(subject.lesson, twinning);
    return lessons.read(actor, lessonId);
  }

  async #tellSubstitute(
    tx: Db,
    actor: Actor,
    { lesson, twinning, series }: Subject,
    { teacher, schoolId, instead }: { teacher: Member; schoolId: SchoolId; instead: StaffId | null },
  ): Promise<void> {
    const { telling } = this.#deps;
    const by = staffIdOf(actor);
    const school = twinning.participants.find((one) => one.school.schoolId === schoolId)?.school.name ?? '';
    const at = hourOf(lesson.startsAt, twinning.participants);
    const plan = lesson.plan.map(({ title, minutes }) => `${title} (${minutes}′)`).join(' · ') || '–';
    const name = (by && (await this.#names(tx, [by])).get(by)) || '';
    if (teacher.staffId !== by)
      await telling.some(tx, [teacher.staffId], 'lesson-substitute', lesson, { at, school, plan, by: name });
    const params = { name: teacher.name, school };
    const without = {
      ...lesson,
      sites: withSite(lesson.sites, schoolId, (site) => ({ ...site, staffIds: others(site) })),
    };
    function others({ staffIds }: LessonSiteRow): StaffId[] {
      return [...staffIds.filter((one) => one !== teacher.staffId), ...(instead ? [instead] : [])];
    }
    await telling.lesson(tx, 'lesson-substituted', { lesson: without, twinning, series, params, by });
  }

  /** Whether those who lead the series were asked anew since: of what was off by then they have said nothing. */
  async #askedSince({ seriesId, round }: SeriesRow, at: number): Promise<boolean> {
    const questions = await this.#deps.asks.ofMatter(this.#deps.db, seriesId, round);
    return round > 1 && questions.some(({ step, askedAt }) => step === 'teacher' && askedAt >= at);
  }

  /** What stood in its way may be gone. */
  async #lookAgain(lesson: LessonRow, twinning: TwinningRecord): Promise<void> {
    if (lesson.seriesId === null) return;
    await this.#deps.rechecks.want(jointOf(twinning).schoolIds);
    await this.#deps.rechecks.run();
  }

  async #teachers(schoolId: SchoolId): Promise<Member[]> {
    const members = await this.#deps.whom.members(this.#deps.db, [schoolId]);
    return members.filter(({ roles }) => roles.includes('teacher'));
  }

  #names(db: Db, ids: readonly StaffId[]): Promise<ReadonlyMap<StaffId, string>> {
    return this.#deps.whom.names(db, ids);
  }

  /** @throws AppError `not_found`, `forbidden`; `conflict` with reason `over` or `running` */
  async #permitted(actor: Actor, lessonId: LessonId, schoolId: SchoolId): Promise<Subject> {
    const subject = await this.#arranged(actor, lessonId, schoolId);
    if (!isAhead(subject.lesson, this.#deps.now()))
      throw new AppError('conflict', 'It is about to begin', { reason: 'running' });
    return subject;
  }

  /** As `#permitted`, but also while it runs. @throws AppError `not_found`, `forbidden`; `conflict` with reason `over` */
  async #arranged(actor: Actor, lessonId: LessonId, schoolId: SchoolId): Promise<Subject> {
    const { lessons, series } = this.#deps;
    const { row, twinning } = await lessons.visible(actor, lessonId);
    permit(actor, 'lesson:arrange', { kind: 'school', schoolId });
    if (!jointOf(twinning).schoolIds.includes(schoolId)) throw new AppError('not_found', 'That school is not in it');
    if (row.over !== 'no') throw over();
    return { lesson: row, twinning, series: await series.find(row.seriesId) };
  }
}

/** What keeps a teacher from leading a lesson; null: nothing. */
function busy(
  { lesson }: Subject,
  { time, wish }: Awaited<ReturnType<LessonTime['around']>>,
  schoolId: SchoolId,
  staffId: StaffId,
): Blocker | null {
  const sites = [{ schoolId, staffIds: [staffId], roomId: null }];
  const result = time.check(wish, { startsAt: lesson.startsAt, sites });
  const found = 'held' in result ? [] : result.blockers;
  return found.find((one) => one.schoolId === schoolId && one.kind.startsWith('teacher-')) ?? null;
}

const bare = (schoolId: SchoolId): LessonSiteRow => {
  return { schoolId, staffIds: [], roomId: null, periods: [], displaced: [], watchOnly: false };
};
const siteOf = (sites: readonly LessonSiteRow[], schoolId: SchoolId): LessonSiteRow =>
  sites.find((one) => one.schoolId === schoolId) ?? bare(schoolId);

/** With one school's part changed; lessons made by hand have no parts until somebody says something of one. */
function withSite(
  sites: readonly LessonSiteRow[],
  schoolId: SchoolId,
  change: (site: LessonSiteRow) => LessonSiteRow,
): LessonSiteRow[] {
  const known = sites.some((one) => one.schoolId === schoolId) ? sites : [...sites, bare(schoolId)];
  return known.map((one) => (one.schoolId === schoolId ? change(one) : one));
}

const staffIdOf = (actor: Actor): StaffId | null => (actor.kind === 'staff' ? actor.staffId : null);
const over = () => new AppError('conflict', 'The lesson is over', { reason: 'over' });
const tooLate = () => new AppError('conflict', 'It can not be taken back', { reason: 'too_late' });
const notFree = () => new AppError('conflict', 'Not free then', { reason: 'not_free' });
