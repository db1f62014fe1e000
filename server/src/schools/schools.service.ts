import type { Room, School } from '@pluriclasse/shared/api/schools';
import type { SchoolBrief } from '@pluriclasse/shared/api/sessions';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can, type SchoolSubject } from '@pluriclasse/shared/domain/permissions';
import type { Language } from '@pluriclasse/shared/domain/roles';
import { AppError } from '@pluriclasse/shared/errors';
import { RoomId, SchoolId } from '@pluriclasse/shared/ids';
import { schoolBrief } from '../db/briefs.ts';
import { orConflict } from '../db/conflicts.ts';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { Log } from '../log.ts';
import { permit, requireSomebody, visible } from '../people/permit.ts';
import * as rooms from './rooms.repository.ts';
import * as repository from './schools.repository.ts';
import type { SchoolChanges } from './SchoolChanges.ts';
import type { SchoolRow } from './schools.repository.ts';

interface SchoolFields {
  readonly name: string;
  readonly town: string;
  readonly timeZone: string;
  readonly language: Language;
}
type Change = { readonly [Field in keyof SchoolFields]?: SchoolFields[Field] | undefined };

const subject = ({ schoolId }: { schoolId: SchoolId }): SchoolSubject => ({ kind: 'school', schoolId });
const asRoom = ({ roomId, name }: rooms.RoomRow): Room => ({ roomId, name });

/** Schools and their rooms. */
export class Schools {
  readonly #db: Db;
  readonly #log: Log;
  readonly #changes: SchoolChanges;

  constructor(deps: { db: Db; log: Log; changes: SchoolChanges }) {
    this.#db = deps.db;
    this.#log = deps.log;
    this.#changes = deps.changes;
  }

  /** All that the actor may read. */
  async list(actor: Actor): Promise<SchoolBrief[]> {
    requireSomebody(actor);
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff list schools');
    const network = actor.roles.includes('admin') || actor.roles.includes('coordinator');
    const rows = await repository.listSchools(this.#db, network ? undefined : actor.schoolId ? [actor.schoolId] : []);
    return rows.filter((row) => can(actor, 'school:read', subject(row))).map(schoolBrief);
  }

  async create(actor: Actor, fields: SchoolFields): Promise<School> {
    permit(actor, 'network:administer', { kind: 'network' });
    checkTimeZone(fields.timeZone);
    const school = { ...fields, schoolId: newId(SchoolId) };
    await repository.insertSchool(this.#db, school);
    this.#log.info({ schoolId: school.schoolId }, 'school created');
    return { ...school, rooms: [] };
  }

  async read(actor: Actor, schoolId: SchoolId): Promise<School> {
    return this.#withRooms(await this.get(actor, schoolId));
  }

  async update(actor: Actor, schoolId: SchoolId, change: Change): Promise<School> {
    const school = await this.get(actor, schoolId);
    permit(actor, 'school:edit', subject(school));
    const { name = school.name, town = school.town, timeZone = school.timeZone, language = school.language } = change;
    checkTimeZone(timeZone);
    const fields = { name, town, timeZone, language };
    await repository.updateSchool(this.#db, schoolId, fields);
    if (timeZone !== school.timeZone) this.#changes.tell(schoolId);
    return this.#withRooms({ schoolId, ...fields });
  }

  async createRoom(actor: Actor, schoolId: SchoolId, name: string): Promise<Room> {
    permit(actor, 'school:edit', subject(await this.get(actor, schoolId)));
    const room = { roomId: newId(RoomId), schoolId, name };
    await orConflict('name_taken', rooms.insertRoom(this.#db, room));
    return asRoom(room);
  }

  /**
   * For other services, which make rooms together with what refers to them: in their transaction, with ids of theirs.
   * @throws AppError `forbidden`, `conflict` with reason `name_taken`
   */
  async createRooms(tx: Db, actor: Actor, list: readonly rooms.RoomRow[]): Promise<void> {
    for (const room of list) {
      permit(actor, 'school:edit', subject(room));
      await orConflict('name_taken', rooms.insertRoom(tx, room));
    }
  }

  /** Takes rooms away that nothing refers to. @throws AppError `conflict` with reason `room_in_use` */
  async removeRooms(tx: Db, actor: Actor, schoolId: SchoolId, ids: readonly RoomId[]): Promise<void> {
    permit(actor, 'school:edit', { kind: 'school', schoolId });
    for (const roomId of ids) await orConflict('room_in_use', rooms.deleteRoom(tx, schoolId, roomId));
  }

  async renameRoom(actor: Actor, room: rooms.RoomRow): Promise<Room> {
    permit(actor, 'school:edit', subject(await this.get(actor, room.schoolId)));
    if (!(await orConflict('name_taken', rooms.renameRoom(this.#db, room)))) throw noRoom();
    return asRoom(room);
  }

  /** @throws AppError `conflict` with reason `room_in_use` while a class meets or a kit stands there. */
  async deleteRoom(actor: Actor, schoolId: SchoolId, roomId: RoomId): Promise<void> {
    permit(actor, 'school:edit', subject(await this.get(actor, schoolId)));
    if (!(await orConflict('room_in_use', rooms.deleteRoom(this.#db, schoolId, roomId)))) throw noRoom();
    this.#changes.tell(schoolId);
  }

  /** For other services: whether the school has that room. */
  async hasRoom(schoolId: SchoolId, roomId: RoomId): Promise<boolean> {
    return (await rooms.findRoom(this.#db, schoolId, roomId)) !== undefined;
  }

  /** The school, if the actor may read it. @throws AppError `not_found` */
  async get(actor: Actor, schoolId: SchoolId): Promise<SchoolRow> {
    return visible(actor, 'school:read', await repository.findSchool(this.#db, schoolId), subject);
  }

  async #withRooms(school: SchoolRow): Promise<School> {
    const list = await rooms.listRooms(this.#db, school.schoolId);
    return { ...schoolBrief(school), rooms: list.map(asRoom) };
  }
}

const noRoom = () => new AppError('not_found', 'No such room');

/** The runtime's list of zones is the one that all hours are computed with. */
function checkTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch (cause) {
    throw new AppError('bad_request', 'No such time zone', { reason: 'time_zone', cause });
  }
}
