import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import { ClassGroupId, RoomId, type SchoolId } from '@pluriclasse/shared/ids';
import type { Db } from '../db/Database.ts';
import type { Classes } from '../schools/classes.service.ts';
import type { Schools } from '../schools/schools.service.ts';
import type { Step } from './plan/Plan.ts';

/** Makes and takes away the classes and rooms that an import brings, in its transaction. */
export class Maker {
  readonly #classes: Classes;
  readonly #schools: Schools;

  constructor({ classes, schools }: { classes: Classes; schools: Schools }) {
    this.#classes = classes;
    this.#schools = schools;
  }

  /** @throws AppError `forbidden`, `conflict` with reason `name_taken` */
  async make(tx: Db, actor: Actor, schoolId: SchoolId, steps: readonly Step[]): Promise<void> {
    const { classes, rooms } = madeBy(steps);
    await this.#classes.createAll(tx, actor, schoolId, classes);
    await this.#schools.createRooms(
      tx,
      actor,
      rooms.map((room) => ({ ...room, schoolId })),
    );
  }

  /** @throws AppError `conflict` with reason `import_edited` when somebody has used one of them since */
  async unmake(tx: Db, actor: Actor, schoolId: SchoolId, steps: readonly Step[]): Promise<void> {
    const { classes, rooms } = madeBy(steps);
    const ids = classes.map(({ classGroupId }) => classGroupId);
    const gone = ids.length === 0 || (await this.#classes.removeUnused(tx, actor, schoolId, ids));
    if (!gone) throw new AppError('conflict', 'A class that it made is in use', { reason: 'import_edited' });
    if (rooms.length === 0) return;
    const roomIds = rooms.map(({ roomId }) => roomId);
    await this.#schools.removeRooms(tx, actor, schoolId, roomIds);
  }
}

function madeBy(steps: readonly Step[]) {
  return {
    classes: steps.flatMap(({ of, after }) =>
      of === 'class' && after
        ? [{ classGroupId: ClassGroupId.parse(after.id), name: after.name, grades: after.grades }]
        : [],
    ),
    rooms: steps.flatMap(({ of, after }) =>
      of === 'room' && after ? [{ roomId: RoomId.parse(after.id), name: after.name }] : [],
    ),
  };
}
