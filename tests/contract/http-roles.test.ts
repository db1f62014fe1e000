import * as feeds from '@pluriclasse/shared/api/feeds';
import * as lessonMail from '@pluriclasse/shared/api/lessonMail';
import * as lessons from '@pluriclasse/shared/api/lessons';
import * as mails from '@pluriclasse/shared/api/mails';
import * as notices from '@pluriclasse/shared/api/notices';
import * as schools from '@pluriclasse/shared/api/schools';
import * as sessions from '@pluriclasse/shared/api/sessions';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addStaff, buildNetwork, ok, pair, testPassword, type TestNetwork } from '../support/server/network.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { endpoints, nameOf } from '../support/server/endpoints.ts';
import { agreementRows } from './rows/agreements.ts';
import { capsuleRows } from './rows/capsules.ts';
import { capsuleExportRows } from './rows/capsuleExports.ts';
import { captionRows } from './rows/captions.ts';
import { catchUpRows } from './rows/catchUps.ts';
import { importRows, subscriptionRows } from './rows/imports.ts';
import type { Parts, Row } from './rows/Row.ts';
import { calendarRows, timetableRows } from './rows/timetables.ts';
import { seriesRows } from './rows/series.ts';
import { studioRows } from './rows/studios.ts';
import { twinningRows } from './rows/twinnings.ts';

let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  const flood = { session: 100_000, address: 100_000, unknown: 100_000 };
  server = await startTestServer({}, { flood });
  network = await buildNetwork(server);
});
afterAll(() => server.close());

/** Who asks, by column: of the own school unless said otherwise. */
const callers: Record<string, () => TestBrowser> = {
  nobody: () => new TestBrowser(server.origin),
  teacher: () => network.own.teacher,
  head: () => network.own.head,
  "partner's teacher": () => network.partner.teacher,
  "other school's teacher": () => network.other.teacher,
  'coordinator (of the other school)': () => network.coordinator,
  admin: () => network.admin,
  kit: () => network.kit,
  companion: () => network.companion,
  home: () => network.home,
};

const school = () => ({ schoolId: network.own.schoolId });
const params = (more: Record<string, string> = {}): Parts => ({ params: { ...school(), ...more } });
const ofSchool = () => ({ of: 'school', id: network.own.schoolId });
const ofClass = () => ({ classGroupId: network.own.classGroupId });
const name = () => `N ${randomUUID().slice(0, 8)}`;
const room = async () =>
  (await ok(network.admin, schools.createRoom, { params: school(), body: { name: name() } })).roomId;
const pupil = async () => {
  const body = { alias: name(), avatar: 'fox' };
  return { pupilId: (await ok(network.own.teacher, schools.createPupil, { params: ofClass(), body })).pupilId };
};
const invite = () => ({ email: `${randomUUID()}@example.org`, name: 'New', roles: ['teacher'] });
const waiting = async () => (await ok(new TestBrowser(server.origin), sessions.startPairing)).code;
const device = async () => {
  const { as } = await pair(server, network.own, { name: 'Kit', purpose: 'kit', roomId: network.own.roomId });
  return { deviceId: as.slice('device:'.length) };
};
const hours = () => ({ startsAt: Date.now() + 3_600_000, endsAt: Date.now() + 7_200_000 });
const lesson = async () => {
  const body = { twinningId: network.twinningId, title: 'L', plan: [], ...hours() };
  return { lessonId: (await ok(network.own.teacher, lessons.createLesson, { body })).lessonId };
};
const newClass = async () => {
  const body = { name: name(), grades: [1], level: null, roomId: null };
  return { classGroupId: (await ok(network.admin, schools.createClass, { params: school(), body })).classGroupId };
};
const member = async () => {
  const me = await ok(await addStaff(server, network.admin, network.own.schoolId, ['teacher']), sessions.readMe);
  return { ...school(), staffId: me.kind === 'staff' ? me.staffId : '' };
};
const token = 'x'.repeat(43);

/** x: allowed · u: unauthenticated · f: forbidden · n: not found · c: allowed, but there is nothing to do it to ·
 * a: allowed, but not installed here. */
const table: readonly Row[] = [
  //                             N T H pT oT Co Ad K C Ho
  [sessions.readMe, /*        */ 'x x x x  x  x  x  x x x'],
  [sessions.updateMe, /*      */ 'u x x x  x  x  x  f f f', () => ({ body: { name: 'Me' } })],
  [sessions.signIn, /*        */ 'u u u u  u  u  u  u u u', () => ({ body: { email: 'a@b.cd', password: 'wrong' } })],
  [sessions.signInAtHome, /*  */ 'u u u u  u  u  u  u u u', () => ({ body: { code: 'ABCD-EFGH' } })],
  [sessions.readInvitation, /**/ 'n n n n  n  n  n  n n n', () => ({ body: { token } })],
  [
    sessions.acceptInvitation, // N T H pT oT Co Ad K C Ho
    /*                        */ 'n n n n  n  n  n  n n n',
    () => ({ body: { token, name: 'New', password: testPassword } }),
  ],
  [
    sessions.changePassword, //  (with a wrong one)
    /*                        */ 'u f f f  f  f  f  f f f',
    () => ({ body: { current: 'wrong', next: testPassword } }),
  ],
  [sessions.startPairing, /*  */ 'x x x x  x  x  x  x x x'],

  [schools.listSchools, /*    */ 'u x x x  x  x  x  f f f'],
  [
    schools.createSchool, //     N T H pT oT Co Ad K C Ho
    /*                        */ 'u f f f  f  f  x  f f f',
    () => ({ body: { name: name(), town: 'T', timeZone: 'Europe/Rome', language: 'it' } }),
  ],
  [schools.readSchool, /*     */ 'u x x n  n  x  x  n n n', () => params()],
  [schools.updateSchool, /*   */ 'u f x n  n  f  x  n n n', () => ({ ...params(), body: { town: 'New' } })],
  [schools.createRoom, /*     */ 'u f x n  n  f  x  n n n', () => ({ ...params(), body: { name: name() } })],
  [
    schools.updateRoom, //       N T H pT oT Co Ad K C Ho
    /*                        */ 'u f x n  n  f  x  n n n',
    async () => ({ ...params({ roomId: await room() }), body: { name: name() } }),
  ],
  [schools.deleteRoom, /*     */ 'u f x n  n  f  x  n n n', async () => params({ roomId: await room() })],
  [schools.listClasses, /*    */ 'u x x n  n  x  x  n n n', () => params()],
  [
    schools.createClass, //      N T H pT oT Co Ad K C Ho
    /*                        */ 'u x x n  n  f  x  n n n',
    () => ({ ...params(), body: { name: name(), grades: [1], level: null, roomId: null } }),
  ],
  [schools.updateClass, /*    */ 'u x x n  n  f  x  n n n', () => ({ params: ofClass(), body: { level: 'A2' } })],

  [schools.putClassAway, /*   */ 'u f x n  n  f  x  n n n', async () => ({ params: await newClass() })],
  [
    schools.takeClassBack, //    N T H pT oT Co Ad K C Ho
    /*                        */ 'u f x n  n  f  x  n n n',
    async () => {
      const params = await newClass();
      await ok(network.admin, schools.putClassAway, { params });
      return { params };
    },
  ],

  [schools.listPupils, /*     */ 'u x x n  n  n  n  n x n', () => ({ params: ofClass() })],
  [
    schools.createPupil, //      N T H pT oT Co Ad K C Ho
    /*                        */ 'u x x n  n  n  n  n f n',
    () => ({ params: ofClass(), body: { alias: name(), avatar: 'cat' } }),
  ],
  [
    schools.updatePupil,
    /*    */ 'u x x n  n  n  n  n f n',
    async () => ({ params: await pupil(), body: { avatar: 'cat' } }),
  ],
  [schools.resetPattern, /*   */ 'u x x n  n  n  n  n f n', async () => ({ params: await pupil() })],
  [schools.printHomeCode, /*  */ 'u x x n  n  n  n  n f n', async () => ({ params: await pupil() })],
  [schools.deletePupil, /*    */ 'u x x n  n  n  n  n f n', async () => ({ params: await pupil() })],

  [schools.listStaff, /*      */ 'u x x n  n  x  x  n n n', () => params()],
  [schools.inviteStaff, /*    */ 'u f x n  n  f  x  n n n', () => ({ ...params(), body: invite() })],
  [
    schools.withdrawInvitation, // N T H pT oT Co Ad K C Ho
    /*                        */ 'u f x n  n  f  x  n n n',
    async () => {
      const { invitation } = await ok(network.admin, schools.inviteStaff, { params: school(), body: invite() });
      return params({ invitationId: invitation.invitationId });
    },
  ],
  [
    schools.inviteNewPassword, // N T H pT oT Co Ad K C Ho
    /*                        */ 'u f x n  n  f  x  n n n',
    async () => {
      const { staff } = await ok(network.own.head, schools.listStaff, { params: school() });
      return params({ staffId: staff.find(({ roles }) => roles.includes('teacher'))?.staffId ?? '' });
    },
  ],

  [schools.removeStaff, /*    */ 'u f x n  n  f  x  n n n', async () => ({ params: await member() })],
  [
    schools.takeStaffBack, //    N T H pT oT Co Ad K C Ho
    /*                        */ 'u f x n  n  f  x  n n n',
    async () => {
      const params = await member();
      await ok(network.admin, schools.removeStaff, { params });
      return { params };
    },
  ],

  [schools.listDevices, /*    */ 'u x x n  n  f  x  n n n', () => params()],
  [
    schools.pairDevice, //       N T H pT oT Co Ad K C Ho
    /*                        */ 'u x x n  n  f  f  n n n',
    async () => ({
      ...params(),
      body: { code: await waiting(), name: 'K', purpose: 'kit', roomId: network.own.roomId },
    }),
  ],
  [
    schools.updateDevice,
    /*   */ 'u x x n  n  f  f  n n n',
    async () => ({ ...params(await device()), body: { name: 'K' } }),
  ],
  [schools.revokeDevice, /*   */ 'u x x n  n  f  x  n n n', async () => params(await device())],

  // Before there is a twinning with the other school too.
  ...calendarRows(() => ({ network, server })),
  ...twinningRows(() => ({ network, server })),
  ...agreementRows(() => ({ network, server })),
  [lessons.listLessons, /*    */ 'u x x x  x  x  x  x x x'],
  [lessons.countLessonsAhead, /* */ 'u x x n  n  x  x  n n n', () => params()],
  [lessons.readLesson, /*     */ 'u x x x  n  x  x  x x x', () => ({ params: { lessonId: network.lessonId } })],
  [
    lessons.createLesson, //     N T H pT oT Co Ad K C Ho
    /*                        */ 'u x f x  n  x  f  n n n',
    () => ({ body: { twinningId: network.twinningId, title: 'L', plan: [], ...hours() } }),
  ],
  [
    lessons.updateLesson,
    /*   */ 'u x f x  n  x  f  f f f',
    async () => ({ params: await lesson(), body: { title: 'M' } }),
  ],
  [lessons.cancelLesson, /*   */ 'u x f x  n  x  f  f f f', async () => ({ params: await lesson() })],
  [lessons.readAttendance, /* */ 'u x x x  n  x  f  f f f', () => ({ params: { lessonId: network.lessonId } })],
  [lessons.readNextLesson, /* */ 'u f f f  f  f  f  x x x'],

  [notices.listNotices, /*    */ 'u x x x  x  x  x  f f f'],
  [notices.readNotices, /*    */ 'u x x x  x  x  x  f f f', () => ({ body: { noticeIds: 'all' } })],
  [notices.readNoticeSettings, /**/ 'u x x x  x  x  x  f f f'],
  [
    notices.updateNoticeSettings, // N T H pT oT Co Ad K C Ho
    /*                        */ 'u x x x  x  x  x  f f f',
    () => ({ body: { topic: 'agreed', here: true } }),
  ],
  [mails.listMails, /*        */ 'u f f f  f  f  x  f f f'],
  [mails.sendMailAgain, /*    */ 'u f f f  f  f  n  f f f', () => ({ params: { mailId: randomUUID() } })],

  [lessonMail.listReplies, /* */ 'u x x x  n  x  f  f f f', () => ({ params: { lessonId: network.lessonId } })],
  [lessonMail.readLessonMail, /**/ 'u x x x  x  x  x  f f f'],
  [lessonMail.updateLessonMail, /**/ 'u x x x  x  x  x  f f f', () => ({ body: { reminders: false } })],
  // Addresses of the school's calendar.
  [feeds.listFeeds, /*        */ 'u x x n  n  x  f  n n n', () => ({ params: ofSchool() })],
  [
    feeds.makeFeed, //           N T H pT oT Co Ad K C Ho
    /*                        */ 'u x x n  n  x  f  n n n',
    () => ({ params: ofSchool(), body: { shows: 'lessons' } }),
  ],
  [feeds.revokeFeed, /*     */ 'u x x n  n  x  f  n n n', () => ({ params: { ...ofSchool(), shows: 'lessons' } })],
  ...capsuleRows(() => ({ network, server })),
  ...captionRows(() => ({ network, server })),
  ...capsuleExportRows(() => ({ network, server })),
  ...catchUpRows(() => ({ network, server })),
  ...studioRows(() => ({ network, server })),
  ...timetableRows(() => ({ network, server })),
  ...importRows(() => ({ network, server })),
  ...subscriptionRows(() => ({ network, server })),

  ...seriesRows(() => ({ network, server })),

  [sessions.companionPupils, /**/ 'u f f f  f  f  f  f x f'],
  [
    sessions.choosePupil, //     N T H pT oT Co Ad K C Ho
    /*                        */ 'u f f f  f  f  f  f x f',
    () => ({ body: { pupilId: network.own.pupilIds[1], pattern: ['sun', 'sun', 'sun', 'sun'] } }),
  ],
  [sessions.leavePupil, /*    */ 'u f f f  f  f  f  f x f'],
  // The last one: whoever signs out is nobody from then on.
  [sessions.signOut, /*       */ 'x x x x  x  x  x  x x x'],
];

const words: Record<string, string> = {
  u: 'unauthenticated',
  f: 'forbidden',
  n: 'not_found',
  c: 'conflict',
  a: 'unavailable',
};

describe('every HTTP call by everyone', () => {
  it('is in the table', () => {
    const names = new Set(table.map(([endpoint]) => nameOf(endpoint)));
    // One call may have several rows, about different things; not one row twice.
    const rows = new Set(table.map(([endpoint, answers]) => `${nameOf(endpoint)} ${answers}`));
    expect(rows.size).toBe(table.length);
    expect(names).toEqual(new Set(endpoints.map(nameOf)));
  });

  it.each(table.map(([endpoint, answers, request]) => ({ name: nameOf(endpoint), endpoint, answers, request })))(
    '$name',
    async ({ endpoint, answers, request }) => {
      const expected = answers.trim().split(/\s+/);
      const names = Object.keys(callers);
      expect(expected).toHaveLength(names.length);
      const actual: Record<string, string> = {};
      for (const who of names) {
        const parts = await request?.();
        const answer = await callers[who]!().call(endpoint, parts);
        // What is no refusal has to fit the reply's schema, or this throws.
        actual[who] = answer.error?.code ?? (answer.data === undefined ? 'nothing' : 'x');
      }
      expect(actual).toEqual(Object.fromEntries(names.map((who, n) => [who, words[expected[n]!] ?? 'x'])));
    },
  );

  it('a head gives no role above the school, and takes over nobody who has one', async () => {
    const fresh = await addStaff(server, await freshAdmin(), network.own.schoolId, ['head', 'teacher']);
    const body = { ...invite(), roles: ['teacher', 'admin'] };
    expect((await fresh.call(schools.inviteStaff, { params: school(), body })).error?.code).toBe('forbidden');
  });
});

/** The table signed everybody out. */
async function freshAdmin(): Promise<TestBrowser> {
  const browser = new TestBrowser(server.origin);
  await ok(browser, sessions.signIn, { body: { email: 'ada@example.org', password: testPassword } });
  return browser;
}
