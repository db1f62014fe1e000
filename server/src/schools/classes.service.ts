import type { ClassGroup } from '@pluriclasse/shared/api/schools';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can, type ClassSubject } from '@pluriclasse/shared/domain/permissions';
import type { CefrLevel } from '@pluriclasse/shared/domain/roles';
import { AppError } from '@pluriclasse/shared/errors';
import { ClassGroupId, type RoomId, type SchoolId } from '@pluriclasse/shared/ids';
import { orConflict } from '../db/conflicts.ts';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { Log } from '../log.ts';
import { permit, requireSomebody, visible } from '../people/permit.ts';
import * as repository from './classes.repository.ts';
import type { SchoolChanges } from './SchoolChanges.ts';
import type { Schools } from './schools.service.ts';

interface ClassFields {
  readonly name: string;
  readonly grades: number[];
  readonly level: CefrLevel | null;
  readonly roomId: RoomId | null;
}
export interface NewClass {
  readonly classGroupId: ClassGroupId;
  readonly name: string;
  readonly grades: readonly number[];
}
type Change = { readonly [Field in keyof ClassFields]?: ClassFields[Field] | undefined };

export const classSubject = ({
  schoolId,
  classGroupId,
}: {
  schoolId: SchoolId;
  classGroupId: ClassGroupId;
}): ClassSubject => ({
  kind: 'class',
  schoolId,
  classGroupId,
});

/** Groups of pupils who learn together. */
export class Classes {
  readonly #db: Db;
  readonly #log: Log;
  readonly #schools: Schools;
  readonly #changes: SchoolChanges;

  constructor(deps: { db: Db; log: Log; schools: Schools; changes: SchoolChanges }) {
    this.#changes = deps.changes;
    this.#db = deps.db;
    this.#log = deps.log;
    this.#schools = deps.schools;
  }

  async list(actor: Actor, schoolId: SchoolId): Promise<{ classes: ClassGroup[]; away: ClassGroup[] }> {
    await this.#schools.get(actor, schoolId);
    const all = await repository.listClasses(this.#db, schoolId);
    const readable = all.filter((one) => can(actor, 'class:read', classSubject(one)));
    return {
      classes: readable.filter(({ putAwayAt }) => putAwayAt === null),
      away: readable.filter(({ putAwayAt }) => putAwayAt !== null),
    };
  }

  async create(actor: Actor, schoolId: SchoolId, fields: ClassFields): Promise<ClassGroup> {
    await this.#schools.get(actor, schoolId);
    const classGroupId = newId(ClassGroupId);
    const row = { ...fields, grades: sorted(fields.grades), schoolId, classGroupId, putAwayAt: null };
    permit(actor, 'class:edit', classSubject(row));
    await this.#checkRoom(schoolId, fields.roomId);
    await orConflict('name_taken', repository.insertClass(this.#db, row));
    this.#log.info({ schoolId, classGroupId }, 'class created');
    return { ...row, pupilCount: 0 };
  }

  /**
   * For other services, which make classes together with what refers to them: in their transaction, with ids of theirs.
   * @throws AppError `forbidden`, `conflict` with reason `name_taken`
   */
  async createAll(tx: Db, actor: Actor, schoolId: SchoolId, list: readonly NewClass[]): Promise<void> {
    for (const one of list) {
      const row = { ...one, grades: sorted(one.grades), schoolId, level: null, roomId: null, putAwayAt: null };
      permit(actor, 'class:edit', classSubject(row));
      await orConflict('name_taken', repository.insertClass(tx, row));
      this.#log.info({ schoolId, classGroupId: one.classGroupId }, 'class created');
    }
  }

  /**
   * Takes classes that were made by mistake away whole, while they have nothing: no pupils, no tablets, no twinning
   * or invitation to one, no words about them.
   * @returns whether all of them could go
   */
  async removeUnused(tx: Db, actor: Actor, schoolId: SchoolId, ids: readonly ClassGroupId[]): Promise<boolean> {
    for (const classGroupId of ids) permit(actor, 'class:edit', classSubject({ schoolId, classGroupId }));
    return (await repository.deleteUnused(tx, schoolId, ids)) === ids.length;
  }

  async update(actor: Actor, classGroupId: ClassGroupId, change: Change): Promise<ClassGroup> {
    const found = visible(actor, 'class:read', await this.find(classGroupId), classSubject);
    permit(actor, 'class:edit', classSubject(found));
    const { name = found.name, grades = found.grades, level = found.level, roomId = found.roomId } = change;
    if (roomId !== found.roomId) await this.#checkRoom(found.schoolId, roomId);
    const fields = { name, grades: sorted(grades), level, roomId };
    await orConflict('name_taken', repository.updateClass(this.#db, classGroupId, fields));
    if (roomId !== found.roomId) this.#changes.tell(found.schoolId);
    return { ...found, ...fields };
  }

  /** For other services, which decide themselves what they give away. */
  find(classGroupId: ClassGroupId): Promise<ClassGroup | undefined> {
    return repository.findClass(this.#db, classGroupId);
  }

  /** For other services, which begin something new with it. @throws AppError `conflict` for a class that is put away. */
  async requireMeeting(classGroupId: ClassGroupId): Promise<void> {
    if (((await this.find(classGroupId))?.putAwayAt ?? null) === null) return;
    throw new AppError('conflict', 'The class is put away', { reason: 'class_put_away' });
  }

  /** @returns the class as it is now. @throws AppError `conflict` when another has its name by now. */
  async setPutAway(classGroupId: ClassGroupId, putAwayAt: number | null): Promise<ClassGroup> {
    await orConflict('class_name_taken', repository.updateClass(this.#db, classGroupId, { putAwayAt }));
    const found = await this.find(classGroupId);
    if (found === undefined) throw new AppError('not_found', 'No such class');
    this.#changes.tell(found.schoolId);
    return found;
  }

  /** The class of an actor who lists its pupils. @throws AppError `not_found` */
  async getForPupils(actor: Actor, classGroupId: ClassGroupId): Promise<ClassGroup> {
    requireSomebody(actor);
    return visible(actor, 'pupil:list', await this.find(classGroupId), classSubject);
  }

  async #checkRoom(schoolId: SchoolId, roomId: RoomId | null): Promise<void> {
    if (roomId !== null && !(await this.#schools.hasRoom(schoolId, roomId))) {
      throw new AppError('bad_request', 'The school has no such room', { reason: 'no_such_room' });
    }
  }
}

const sorted = (grades: readonly number[]) => [...new Set(grades)].sort((a, b) => a - b);
