import type { Db } from '@pluriclasse/server/db/Database';
import { devices } from '@pluriclasse/server/db/schema/devices';
import { twinningClasses, twinnings } from '@pluriclasse/server/db/schema/lessons';
import { staff } from '@pluriclasse/server/db/schema/people';
import { classGroups, rooms, schools } from '@pluriclasse/server/db/schema/schools';
import {
  bellSchedules,
  closures,
  schoolYears,
  staffAvailability,
  timetableEntries,
} from '@pluriclasse/server/db/schema/timetables';
import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import type { ScheduleRequest, Wish } from '@pluriclasse/shared/calendar/wish';
import { ClassGroupId, DeviceId, RoomId, SchoolId, StaffId, TwinningId } from '@pluriclasse/shared/ids';
import { CefrLevel } from '@pluriclasse/shared/domain/roles';
import { createHash } from 'node:crypto';

/** An id of the database for one of an invented network; the same each time. */
export function uuidOf(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
const school = (id: string) => SchoolId.parse(uuidOf(id));
const classGroup = (id: string) => ClassGroupId.parse(uuidOf(id));
const member = (id: string) => StaffId.parse(uuidOf(id));
const room = (id: string) => RoomId.parse(uuidOf(id));

/** Puts an invented network into the tables: its schools' time, and a twinning for each wish. */
export async function plantNetwork(db: Db, request: ScheduleRequest): Promise<void> {
  await db.transaction(async (tx) => {
    for (const calendar of request.schools) await plantSchool(tx, calendar);
    const rows = request.wishes.map(({ wishId }, n) => {
      return { twinningId: TwinningId.parse(uuidOf(wishId)), name: `Twinning ${n + 1}` };
    });
    await tx.insert(twinnings).values(rows);
    const classes = request.wishes.flatMap(({ wishId, sites }) =>
      sites.map(({ schoolId, classGroupIds: [classGroupId = ''] }, position) => ({
        twinningId: TwinningId.parse(uuidOf(wishId)),
        classGroupId: classGroup(classGroupId),
        schoolId: school(schoolId),
        position,
      })),
    );
    await tx.insert(twinningClasses).values(classes);
  });
}

/** A wish as it is asked of a server that has the network. */
export const plantedWish = (wish: Wish): Wish => ({
  ...wish,
  wishId: uuidOf(wish.wishId),
  sites: wish.sites.map((site) => ({
    ...site,
    schoolId: uuidOf(site.schoolId),
    classGroupIds: site.classGroupIds.map(uuidOf),
    staffIds: site.staffIds.map(uuidOf),
    roomIds: site.roomIds.map(uuidOf),
  })),
});

async function plantSchool(db: Db, calendar: SchoolCalendar): Promise<void> {
  const { schoolId: id, name, timeZone, weekdays, known, weekPattern, bells, entries } = calendar;
  const schoolId = school(id);
  await db.insert(schools).values({ schoolId, name, town: name, timeZone, language: 'en' });
  await db
    .insert(rooms)
    .values(calendar.rooms.map(({ roomId, name: called }) => ({ roomId: room(roomId), schoolId, name: called })));
  await db.insert(devices).values(
    calendar.rooms.flatMap(({ roomId, hasKit }) => {
      const kit = { deviceId: DeviceId.parse(uuidOf(`${roomId} kit`)), purpose: 'kit' as const, name: 'Kit' };
      return hasKit ? [{ ...kit, schoolId, roomId: room(roomId), pairedAt: 0 }] : [];
    }),
  );
  await db.insert(classGroups).values(
    calendar.classGroups.map(({ classGroupId, name: called, grades, level, roomId }) => ({
      classGroupId: classGroup(classGroupId),
      schoolId,
      name: called,
      grades,
      level: CefrLevel.parse(level),
      roomId: roomId === null ? null : room(roomId),
    })),
  );
  await db.insert(staff).values(
    calendar.staff.map(({ staffId, name: called }) => ({
      staffId: member(staffId),
      schoolId,
      name: called,
      email: `${staffId}@example.org`,
      roles: ['teacher' as const],
      language: 'en' as const,
    })),
  );
  const hours = calendar.staff.filter(({ availability }) => availability.length > 0);
  if (hours.length > 0) {
    await db
      .insert(staffAvailability)
      .values(hours.map(({ staffId, availability }) => ({ staffId: member(staffId), schoolId, hours: availability })));
  }
  await db
    .insert(schoolYears)
    .values({ schoolId, revision: 1, weekdays, knownFrom: known.from, knownTo: known.to, weekPattern });
  await db
    .insert(bellSchedules)
    .values(bells.map((one, position) => ({ ...one, bellScheduleId: uuidOf(one.bellScheduleId), schoolId, position })));
  await db.insert(closures).values(
    calendar.closures.map(({ closureId, ...one }) => ({
      ...one,
      closureId: uuidOf(closureId),
      schoolId,
      source: 'typed' as const,
    })),
  );
  await db.insert(timetableEntries).values(
    entries.map((one) => ({
      ...one,
      entryId: uuidOf(one.entryId),
      schoolId,
      classGroupIds: one.classGroupIds.map(uuidOf),
      staffIds: one.staffIds.map(uuidOf),
      roomId: one.roomId === null ? null : uuidOf(one.roomId),
    })),
  );
}
