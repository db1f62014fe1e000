import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import {
  AgreementId,
  ClassGroupId,
  DeviceId,
  PupilId,
  RoomId,
  SchoolId,
  StaffId,
  TwinningId,
  VoteId,
} from '@pluriclasse/shared/ids';
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { Db } from '../db/Database.ts';
import { agreementEvents, agreements, agreementSchools, agreementVotes } from '../db/schema/agreements.ts';
import { schoolRecording } from '../db/schema/capsules.ts';
import { devices } from '../db/schema/devices.ts';
import { twinningClasses, twinnings } from '../db/schema/lessons.ts';
import { staff } from '../db/schema/people.ts';
import { classGroups, pupils, rooms, schools } from '../db/schema/schools.ts';
import { classOffers } from '../db/schema/twinnings.ts';
import { demoId } from './demoId.ts';
import {
  demoAgreements,
  demoCoordinator,
  demoSchools,
  demoTwinning,
  type DemoSchool,
  type DemoStaff,
} from './network.ts';

export const demoTwinningId = demoId(TwinningId, demoTwinning.key);
export const demoStaffId = ({ email }: DemoStaff) => demoId(StaffId, email);
export const demoDeviceId = (school: DemoSchool, { purpose, name }: DemoSchool['devices'][number]) =>
  demoId(DeviceId, school.key, purpose, name);

/** Puts the demo network in place. What is there already stays as somebody may have changed it. */
export async function seed(db: Db, now: number): Promise<void> {
  await db.transaction(async (tx) => {
    for (const school of demoSchools) await seedSchool(tx, school, now);
    await seedStaff(tx, undefined, demoCoordinator);
    await seedTwinning(tx, now);
    for (const agreement of demoAgreements) await seedAgreement(tx, agreement, now);
  });
}

async function seedSchool(db: Db, school: DemoSchool, now: number): Promise<void> {
  const { key, name, town, timeZone, language } = school;
  const schoolId = demoId(SchoolId, key);
  const fields = { schoolId, name, town, timeZone, language };
  const added = await db.insert(schools).values(fields).onConflictDoNothing().returning();
  // A school records only when it says so; these do.
  if (added.length > 0)
    await db.update(schoolRecording).set({ mode: 'capsule' }).where(eq(schoolRecording.schoolId, schoolId));
  for (const room of school.rooms) {
    await db
      .insert(rooms)
      .values({ roomId: demoId(RoomId, key, room), schoolId, name: room })
      .onConflictDoNothing();
  }
  for (const { name: className, grades, level, room, topics, pupils: list } of school.classes) {
    const classGroupId = demoId(ClassGroupId, key, className);
    const roomId = demoId(RoomId, key, room);
    await db
      .insert(classGroups)
      .values({ classGroupId, schoolId, name: className, grades: [...grades], level, roomId })
      .onConflictDoNothing();
    const rows = list.map(([alias, avatar], index) => {
      const pupilId = demoId(PupilId, key, className, alias);
      // One after the other, so that the list keeps this order.
      return { pupilId, schoolId, classGroupId, alias, avatar, createdAt: now + index };
    });
    await db.insert(pupils).values(rows).onConflictDoNothing();
    // Children begin school at six, nearly everywhere; every other class then finds them.
    const ages = { ageFrom: Math.min(...grades) + 5, ageTo: Math.max(...grades) + 6 };
    const hours = [2, 3, 4].map((weekday) => ({ weekday, start: '09:00', end: '12:00' }));
    const languages = [...new Set([language, 'en'])];
    const offer = { ...ages, level, topics: [...topics], hours, pupils: list.length, languages, note: null };
    await db.insert(classOffers).values({ classGroupId, schoolId, offer, updatedAt: now }).onConflictDoNothing();
  }
  for (const member of school.staff) await seedStaff(db, schoolId, member);
  await seedDevices(db, school, now);
}

async function seedDevices(db: Db, school: DemoSchool, now: number): Promise<void> {
  const schoolId = demoId(SchoolId, school.key);
  for (const device of school.devices) {
    const { purpose, name, at } = device;
    const place =
      purpose === 'kit'
        ? { roomId: demoId(RoomId, school.key, at) }
        : { classGroupId: demoId(ClassGroupId, school.key, at) };
    await db
      .insert(devices)
      .values({
        deviceId: demoDeviceId(school, device),
        schoolId,
        purpose,
        name,
        ...place,
        createdAt: now,
        pairedAt: now,
      })
      .onConflictDoNothing();
  }
}

async function seedStaff(db: Db, schoolId: SchoolId | undefined, member: DemoStaff): Promise<void> {
  const { name, email, roles, language } = member;
  const row = { staffId: demoStaffId(member), schoolId: schoolId ?? null, name, email, roles: [...roles], language };
  await db.insert(staff).values(row).onConflictDoNothing();
}

async function seedTwinning(db: Db, now: number): Promise<void> {
  const twinningId = demoTwinningId;
  await db.insert(twinnings).values({ twinningId, name: demoTwinning.name, createdAt: now }).onConflictDoNothing();
  const classes = demoSchools.flatMap(({ key, classes: list }) =>
    list.filter(({ twinned }) => twinned).map(({ name }) => ({ key, name })),
  );
  const rows = classes.map(({ key, name }, position) => {
    return { twinningId, classGroupId: demoId(ClassGroupId, key, name), schoolId: demoId(SchoolId, key), position };
  });
  await db.insert(twinningClasses).values(rows).onConflictDoNothing();
}

const DAY = 24 * 3_600_000;

/** Votes are written down by whoever is the head. */
async function seedAgreement(db: Db, agreement: (typeof demoAgreements)[number], now: number): Promise<void> {
  const { key, title, note, from, to, proposed } = agreement;
  const agreementId = demoId(AgreementId, key);
  const at = (days: number) => now + days * DAY;
  const day = (days: number) => toIsoDay(Math.floor(at(days) / DAY));
  const asked = agreement.schools.map(({ votes, needs }) => votes.length === needs.length);
  const agreedAt = asked.every(Boolean) ? at(-60) : null;
  const createdBy = demoStaffId(demoCoordinator);
  const life = { proposedAt: at(proposed), agreedAt, endedAt: null, endReason: null, createdAt: at(proposed - 1) };
  const row = { agreementId, title, note, from: day(from), to: day(to), ...life, createdBy };
  const added = await db.insert(agreements).values(row).onConflictDoNothing().returning();
  if (added.length === 0) return;
  const event = (
    kind: 'proposed' | 'voted' | 'in-force',
    when: number,
    more: { schoolId?: SchoolId; detail?: string },
  ) => db.insert(agreementEvents).values({ eventId: randomUUID(), agreementId, kind, at: when, ...more });
  await event('proposed', at(proposed), {});
  for (const [position, school] of agreement.schools.entries()) {
    const schoolId = demoId(SchoolId, school.key);
    const head = demoSchools.find((one) => one.key === school.key)?.staff.find(({ roles }) => roles.includes('head'));
    await db.insert(agreementSchools).values({ agreementId, schoolId, position, needs: [...school.needs] });
    for (const { body, name, day: voted, protocol } of school.votes) {
      const what = { body, bodyName: name, day: day(voted), result: 'yes', protocol, note: null } as const;
      const recordedAt = at(voted) + DAY;
      const ids = { voteId: demoId(VoteId, key, school.key, body), agreementId, schoolId };
      await db
        .insert(agreementVotes)
        .values({ ...ids, ...what, recordedBy: head ? demoStaffId(head) : null, recordedAt });
      await event('voted', recordedAt, { schoolId, detail: `${body} yes` });
    }
  }
  if (agreedAt !== null) await event('in-force', agreedAt, {});
}
