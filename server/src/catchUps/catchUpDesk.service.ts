import type {
  CatchUpClass,
  CatchUpFollow,
  CheckSheet,
  KeptCheckSheet,
  PupilCatchUp,
} from '@pluriclasse/shared/api/catchUps';
import { presentCheck, stateOf } from '@pluriclasse/shared/capsule/progress';
import { lengthOf } from '@pluriclasse/shared/capsule/stretches';
import type { Actor, StaffActor } from '@pluriclasse/shared/domain/actor';
import { can, type CatchUpSubject } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import type { CapsuleId, ClassGroupId, PupilId, SchoolId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { CapsuleShelf, ShelvedCapsule } from '../capsules/CapsuleShelf.ts';
import { pupilBrief } from '../db/briefs.ts';
import type { Db } from '../db/Database.ts';
import type { Attendance } from '../lessons/Attendance.ts';
import type { Lessons } from '../lessons/lessons.service.ts';
import type { Log } from '../log.ts';
import { permit, requireSomebody, visible } from '../people/permit.ts';
import type { Pupils } from '../people/pupils.service.ts';
import type { Classes } from '../schools/classes.service.ts';
import { jointOf } from '../twinnings/twinnings.service.ts';
import * as repository from './catchUps.repository.ts';
import type { SheetRow } from './catchUps.repository.ts';
import type { OwnPages } from './ownPages.service.ts';
import { isMissed, presenceOf } from './presenceOf.ts';
import { marksOf, progressOf } from './progressOf.ts';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly capsules: CapsuleShelf;
  readonly attendance: Attendance;
  readonly lessons: Lessons;
  readonly classes: Classes;
  readonly pupils: Pupils;
  readonly ownPages: Pick<OwnPages, 'listOf'>;
}
type ClassOfSchool = Awaited<ReturnType<Classes['list']>>['classes'][number];

/** What teachers do about catching up: they set checks, say who was absent, and see how far their pupils are. */
export class CatchUpDesk {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async readChecks(actor: Actor, capsuleId: CapsuleId): Promise<KeptCheckSheet> {
    await this.#editable(actor, capsuleId);
    return asSheet(await repository.findSheet(this.#deps.db, capsuleId));
  }

  /** @throws AppError `conflict` with reason `stale` when somebody else saved since; `bad_request` with reason `twice` */
  async saveChecks(
    actor: Actor,
    capsuleId: CapsuleId,
    { revision, sheet }: { revision: number; sheet: CheckSheet },
  ): Promise<KeptCheckSheet> {
    const { db, log, now } = this.#deps;
    const { staffId } = await this.#editable(actor, capsuleId);
    if (new Set(sheet.checks.map(({ checkId }) => checkId)).size < sheet.checks.length)
      throw new AppError('bad_request', 'Two checks have one id', { reason: 'twice' });
    const checks = sheet.checks.toSorted((a, b) => a.at - b.at);
    const by = { savedAt: now(), savedBy: staffId };
    if (!(await repository.saveSheet(db, capsuleId, { revision, checks, task: sheet.task }, by)))
      throw new AppError('conflict', 'The checks have changed since', { reason: 'stale' });
    log.info({ capsuleId, checks: checks.length }, 'checks saved');
    return asSheet(await repository.findSheet(db, capsuleId));
  }

  /** How far the pupils of the actor's own school are, in classes that have it or were in its lesson. */
  async follow(actor: Actor, capsuleId: CapsuleId): Promise<CatchUpFollow> {
    const { db } = this.#deps;
    const { capsule, subject, schoolId } = await this.#followed(actor, capsuleId);
    const sheet = await repository.findSheet(db, capsuleId);
    const duration = lengthOf(capsule.kept);
    const classes: CatchUpClass[] = [];
    for (const one of await this.#classesOf(actor, capsule, schoolId)) {
      const published = subject.capsule.classGroupIds.includes(one.classGroupId);
      const pupils = await this.#pupilsOf(actor, { capsule, sheet, duration, schoolId }, one.classGroupId);
      classes.push({ classGroupId: one.classGroupId, name: one.name, published, pupils });
    }
    const checks = sheet.checks.map((check) => presentCheck(capsule.kept, check));
    return { duration, checks, task: sheet.task, classes, mayMark: can(actor, 'catch-up:mark', subject) };
  }

  /** Says whether a pupil was absent, whatever the register knows; null takes it back. */
  async mark(
    actor: Actor,
    { capsuleId, pupilId }: { capsuleId: CapsuleId; pupilId: PupilId },
    missed: boolean | null,
  ): Promise<CatchUpFollow> {
    const { db, pupils } = this.#deps;
    const { capsule, subject, schoolId } = await this.#followed(actor, capsuleId);
    permit(actor, 'catch-up:mark', subject);
    const pupil = await pupils.find(pupilId);
    const classes = await this.#classesOf(actor, capsule, schoolId);
    if (!classes.some(({ classGroupId }) => classGroupId === pupil?.classGroupId))
      throw new AppError('not_found', 'No such pupil');
    await db.transaction(async (tx) => {
      const row = await repository.lockCatchUp(tx, capsuleId, pupilId);
      await repository.updateCatchUp(tx, row, { missed });
    });
    return this.follow(actor, capsuleId);
  }

  async #pupilsOf(
    actor: Actor,
    of: { capsule: ShelvedCapsule; sheet: SheetRow; duration: number; schoolId: SchoolId },
    classGroupId: ClassGroupId,
  ): Promise<PupilCatchUp[]> {
    const { db, attendance, ownPages } = this.#deps;
    const { capsule, sheet, duration, schoolId } = of;
    const { capsuleId, lessonId, kept } = capsule;
    const { pupils } = await this.#deps.pupils.list(actor, classGroupId);
    const ids = pupils.map(({ pupilId }) => pupilId);
    const { rows, answers } = await repository.listOfCapsule(db, capsuleId, ids);
    const register = await attendance.presence(lessonId === null ? [] : [lessonId]);
    const pages = await ownPages.listOf(capsuleId, ids);
    const byAlias = new Intl.Collator('en');
    return pupils
      .toSorted((a, b) => byAlias.compare(a.alias, b.alias))
      .map((pupil) => {
        const row = rows.find(({ pupilId }) => pupilId === pupil.pupilId);
        const given = answers.filter(({ pupilId }) => pupilId === pupil.pupilId);
        const presence = presenceOf({ ...pupil, schoolId }, lessonId, register);
        const marked = row?.missed ?? null;
        const progress = progressOf({ kept, checks: sheet.checks }, row, given);
        return {
          pupil: pupilBrief(pupil),
          classGroupId,
          presence,
          marked,
          missed: isMissed(presence, marked),
          state: stateOf(progress, { duration, ...sheet }),
          seen: lengthOf(progress.seen),
          checks: marksOf(sheet.checks, given),
          task: progress.task,
          pages: pages.get(pupil.pupilId) ?? [],
        };
      });
  }

  /** Classes of the actor's school that have the capsule, or were to be in its lesson. */
  async #classesOf(actor: Actor, capsule: ShelvedCapsule, schoolId: SchoolId): Promise<ClassOfSchool[]> {
    const { classes, lessons } = this.#deps;
    const lesson = capsule.lessonId === null ? undefined : await lessons.find(capsule.lessonId);
    const ids = new Set([
      ...capsule.subject(actor).classGroupIds,
      ...(lesson ? jointOf(lesson.twinning).classGroupIds : []),
    ]);
    return (await classes.list(actor, schoolId)).classes.filter(({ classGroupId }) => ids.has(classGroupId));
  }

  async #visible(actor: Actor, capsuleId: CapsuleId): Promise<{ capsule: ShelvedCapsule; staff: StaffActor }> {
    requireSomebody(actor);
    const found = await this.#deps.capsules.find(capsuleId);
    const capsule = visible(actor, 'capsule:watch', found, (one) => one.subject(actor));
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff follow pupils');
    return { capsule, staff: actor };
  }

  async #editable(actor: Actor, capsuleId: CapsuleId): Promise<StaffActor> {
    const { capsule, staff } = await this.#visible(actor, capsuleId);
    permit(actor, 'capsule:edit', capsule.subject(actor));
    return staff;
  }

  async #followed(
    actor: Actor,
    capsuleId: CapsuleId,
  ): Promise<{ capsule: ShelvedCapsule; subject: CatchUpSubject; schoolId: SchoolId }> {
    const { capsule, staff } = await this.#visible(actor, capsuleId);
    const { schoolId } = staff;
    if (schoolId === undefined) throw new AppError('forbidden', 'Only a school follows its pupils');
    const subject: CatchUpSubject = { kind: 'catch-up', capsule: capsule.subject(actor), schoolId };
    permit(actor, 'catch-up:follow', subject);
    return { capsule, subject, schoolId };
  }
}

const asSheet = ({ revision, checks, task }: SheetRow): KeptCheckSheet => ({ revision, checks, task });
