import type { ClassGroup } from '@pluriclasse/shared/api/schools';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import type { ClassGroupId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Companion } from '../devices/companion.service.ts';
import type { Lessons } from '../lessons/lessons.service.ts';
import type { Log } from '../log.ts';
import { permit, visible } from '../people/permit.ts';
import type { Pupils } from '../people/pupils.service.ts';
import { classSubject, type Classes } from './classes.service.ts';

interface Deps {
  readonly now: Now;
  readonly log: Log;
  readonly classes: Classes;
  readonly lessons: Lessons;
  readonly companion: Companion;
  readonly pupils: Pupils;
}

/**
 * A class is put away when its year is over, and may be taken back as it was: its tablets stay paired and its codes stay
 * printed, but nobody comes in by them meanwhile.
 */
export class PuttingAway {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Safe twice. @throws AppError `conflict` with reason `lesson_runs`. */
  async putAway(actor: Actor, classGroupId: ClassGroupId): Promise<ClassGroup> {
    const { now, log, classes, lessons, companion, pupils } = this.#deps;
    const found = await this.#permitted(actor, classGroupId);
    if (found.putAwayAt !== null) return found;
    if (await lessons.runsFor(classGroupId)) {
      throw new AppError('conflict', 'The class is in a lesson', { reason: 'lesson_runs' });
    }
    const away = await classes.setPutAway(classGroupId, now());
    // After it is noted: who comes in between is refused, or found here.
    await companion.leaveAll(classGroupId);
    await pupils.endAtHome(classGroupId);
    log.info({ classGroupId }, 'class put away');
    return away;
  }

  /** Safe twice. @throws AppError `conflict` with reason `class_name_taken`. */
  async takeBack(actor: Actor, classGroupId: ClassGroupId): Promise<ClassGroup> {
    const { log, classes } = this.#deps;
    const found = await this.#permitted(actor, classGroupId);
    if (found.putAwayAt === null) return found;
    const back = await classes.setPutAway(classGroupId, null);
    log.info({ classGroupId }, 'class taken back');
    return back;
  }

  async #permitted(actor: Actor, classGroupId: ClassGroupId): Promise<ClassGroup> {
    const found = visible(actor, 'class:read', await this.#deps.classes.find(classGroupId), classSubject);
    permit(actor, 'class:put-away', classSubject(found));
    return found;
  }
}
