import { toWall } from '@pluriclasse/shared/calendar/zones';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import { ClassGroupId, RoomId, StaffId, type SchoolId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Schools } from '../schools/schools.service.ts';
import type { Timetables } from '../timetables/timetables.service.ts';
import type { Sight } from './plan/Sight.ts';

interface Deps {
  readonly timetables: Timetables;
  readonly schools: Schools;
  readonly now: Now;
}

/** Looks at a school as plans need it. */
export class Sights {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** All of one revision. @throws AppError `not_found`, `forbidden` for those who may not change it */
  async of(actor: Actor, schoolId: SchoolId): Promise<Sight> {
    const { timetables, schools, now } = this.#deps;
    await timetables.requireEditor(actor, schoolId);
    const { language } = await schools.get(actor, schoolId);
    // Two reads: between them somebody may change it, seldom twice.
    for (let tries = 0; tries < 5; tries++) {
      const calendar = await timetables.read(actor, schoolId);
      const { revision, draft } = await timetables.draft(actor, schoolId);
      if (calendar.revision !== revision) continue;
      return {
        revision,
        calendar,
        draft,
        language,
        classes: calendar.classGroups.map(({ classGroupId, name, grades }) => ({
          id: ClassGroupId.parse(classGroupId),
          name,
          grades,
        })),
        staff: calendar.staff.map(({ staffId, name }) => ({ id: StaffId.parse(staffId), name })),
        rooms: calendar.rooms.map(({ roomId, name }) => ({ id: RoomId.parse(roomId), name })),
        today: toWall(now(), calendar.timeZone).day,
      };
    }
    throw new AppError('conflict', 'The timetable changes all the time', { reason: 'stale' });
  }
}
