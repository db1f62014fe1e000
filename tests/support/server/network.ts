import { createLesson } from '@pluriclasse/shared/api/lessons';
import { createTwinning } from '@pluriclasse/shared/api/twinnings';
import * as api from '@pluriclasse/shared/api/schools';
import { acceptInvitation, choosePupil, signInAtHome, startPairing } from '@pluriclasse/shared/api/sessions';
import type { StaffRole } from '@pluriclasse/shared/domain/roles';
import type { ClassGroupId, LessonId, PupilId, RoomId, SchoolId, TwinningId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { TestBrowser } from './TestBrowser.ts';
import type { TestServer } from './testServer.ts';

export const testPassword = 'correct horse battery';
export const testPattern = ['sun', 'fish', 'key', 'sun'];

export interface TestSchool {
  readonly schoolId: SchoolId;
  readonly roomId: RoomId;
  readonly classGroupId: ClassGroupId;
  readonly pupilIds: readonly [PupilId, PupilId];
  readonly teacher: TestBrowser;
  readonly head: TestBrowser;
}

export interface TestNetwork {
  readonly admin: TestBrowser;
  /** A member of the other school's staff. */
  readonly coordinator: TestBrowser;
  readonly own: TestSchool;
  readonly partner: TestSchool;
  /** Takes no part in the twinning. */
  readonly other: TestSchool;
  readonly twinningId: TwinningId;
  /** Of the own and the partner school; starts now. */
  readonly lessonId: LessonId;
  readonly kit: TestBrowser;
  /** With the own school's first pupil at it. */
  readonly companion: TestBrowser;
  /** The own school's second pupil. */
  readonly home: TestBrowser;
}

/**
 * From an empty installation to three schools with lessons, all by the HTTP calls that people's pages make.
 * @param now what the server's clock shows
 */
export async function buildNetwork(server: TestServer, now = Date.now()): Promise<TestNetwork> {
  const admin = new TestBrowser(server.origin);
  const token = new URL(server.firstAdminLink ?? '').hash.slice(1);
  await ok(admin, acceptInvitation, {
    body: { token, name: 'Ada Admin', password: testPassword, email: 'ada@example.org' },
  });

  const own = await buildSchool(server, admin, 'Own');
  const partner = await buildSchool(server, admin, 'Partner');
  const other = await buildSchool(server, admin, 'Other');
  const coordinator = await addStaff(server, admin, other.schoolId, ['coordinator']);

  const classGroupIds = [own.classGroupId, partner.classGroupId];
  const { twinningId } = await ok(coordinator, createTwinning, { body: { name: 'Twins', classGroupIds } });
  // Its people heard so; tests begin with nothing told.
  for (const table of ['notices', 'mails'])
    await server.database.query(`DELETE FROM ${table} WHERE kind = 'twinning-active'`);
  const startsAt = now + 60_000;
  const body = { twinningId, title: 'Our lesson', startsAt, endsAt: startsAt + 2_700_000, plan: [] };
  const { lessonId } = await ok(own.teacher, createLesson, { body });

  const kit = await pair(server, own, { name: 'Kit', purpose: 'kit', roomId: own.roomId });
  const companion = await pair(server, own, { name: 'Tablet', purpose: 'companion', classGroupId: own.classGroupId });
  await ok(companion, choosePupil, { body: { pupilId: own.pupilIds[0], pattern: testPattern } });
  const printed = await ok(own.teacher, api.printHomeCode, { params: { pupilId: own.pupilIds[1] } });
  const home = new TestBrowser(server.origin, 'home');
  await ok(home, signInAtHome, { body: { code: printed.code.toLowerCase() } });
  return { admin, coordinator, own, partner, other, twinningId, lessonId, kit, companion, home };
}

/** Calls and throws unless the server agrees. */
export async function ok<E extends Parameters<TestBrowser['call']>[0]>(
  browser: TestBrowser,
  endpoint: E,
  parts: Parameters<TestBrowser['call']>[1] = {},
) {
  return (await browser.call(endpoint, parts)).data;
}

async function buildSchool(server: TestServer, admin: TestBrowser, name: string): Promise<TestSchool> {
  const fields = { name, town: `${name} town`, timeZone: 'Europe/Rome', language: 'en' };
  const { schoolId } = await ok(admin, api.createSchool, { body: fields });
  const params = { schoolId };
  const { roomId } = await ok(admin, api.createRoom, { params, body: { name: 'Room' } });
  const teacher = await addStaff(server, admin, schoolId, ['teacher']);
  const head = await addStaff(server, admin, schoolId, ['head']);
  const classFields = { name: '3–4', grades: [4, 3], level: 'A1', roomId };
  const { classGroupId } = await ok(teacher, api.createClass, { params, body: classFields });
  const pupilIds: PupilId[] = [];
  for (const alias of ['Elio', 'Luna']) {
    const pupil = await ok(teacher, api.createPupil, { params: { classGroupId }, body: { alias, avatar: 'owl' } });
    pupilIds.push(pupil.pupilId);
  }
  const [first, second] = pupilIds;
  if (!first || !second) throw new Error('No pupils');
  return { schoolId, roomId, classGroupId, pupilIds: [first, second], teacher, head };
}

/** Invites somebody, who takes the invitation in a browser of the own. */
export async function addStaff(
  server: TestServer,
  admin: TestBrowser,
  schoolId: SchoolId,
  roles: StaffRole[],
): Promise<TestBrowser> {
  const name = `Some ${roles.join(' and ')}`;
  const body = { email: `${randomUUID()}@example.org`, name, roles };
  const { link } = await ok(admin, api.inviteStaff, { params: { schoolId }, body });
  const browser = new TestBrowser(server.origin);
  const token = new URL(link).hash.slice(1);
  await ok(browser, acceptInvitation, { body: { token, name, password: testPassword } });
  return browser;
}

/** A browser that shows its code, which the school's teacher types. */
export async function pair(
  server: TestServer,
  school: Pick<TestSchool, 'schoolId' | 'teacher'>,
  request: Record<string, unknown>,
): Promise<TestBrowser> {
  const browser = new TestBrowser(server.origin);
  const { deviceId, code } = await ok(browser, startPairing);
  browser.as = `device:${deviceId}`;
  await ok(school.teacher, api.pairDevice, { params: { schoolId: school.schoolId }, body: { ...request, code } });
  return browser;
}
