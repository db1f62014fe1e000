import type { DeviceId, PupilId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { eq } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { devices } from '../db/schema/devices.ts';
import { staff } from '../db/schema/people.ts';
import { classGroups, pupils, rooms, schools } from '../db/schema/schools.ts';

/** A member of staff and the school. */
export async function readStaff(db: Db, staffId: StaffId) {
  const [row] = await db
    .select({ staff, school: schools })
    .from(staff)
    .leftJoin(schools, eq(schools.schoolId, staff.schoolId))
    .where(eq(staff.staffId, staffId));
  return row;
}

/** A device with all that it shows of itself; the rest is null while it waits to be paired. */
export async function readDevice(db: Db, deviceId: DeviceId) {
  const [row] = await db
    .select({ device: devices, school: schools, room: rooms, classGroup: classGroups, pupil: pupils })
    .from(devices)
    .leftJoin(schools, eq(schools.schoolId, devices.schoolId))
    .leftJoin(rooms, eq(rooms.roomId, devices.roomId))
    .leftJoin(classGroups, eq(classGroups.classGroupId, devices.classGroupId))
    .leftJoin(pupils, eq(pupils.pupilId, devices.pupilId))
    .where(eq(devices.deviceId, deviceId));
  return row;
}

export async function readPupil(db: Db, pupilId: PupilId) {
  const [row] = await db
    .select({ pupil: pupils, school: schools, classGroup: classGroups })
    .from(pupils)
    .innerJoin(schools, eq(schools.schoolId, pupils.schoolId))
    .innerJoin(classGroups, eq(classGroups.classGroupId, pupils.classGroupId))
    .where(eq(pupils.pupilId, pupilId));
  return row;
}

export async function findSchoolOf(db: Db, schoolId: SchoolId) {
  const [row] = await db.select().from(schools).where(eq(schools.schoolId, schoolId));
  return row;
}
