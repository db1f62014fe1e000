import * as schools from '@pluriclasse/shared/api/schools';
import { choosePupil, readMe, signInAtHome } from '@pluriclasse/shared/api/sessions';
import type { ClassGroupId, PupilId, SchoolId } from '@pluriclasse/shared/ids';
import { addStaff, ok, pair, testPattern, type TestNetwork, type TestSchool } from '../server/network.ts';
import { TestBrowser } from '../server/TestBrowser.ts';
import type { TestServer } from '../server/testServer.ts';

/** A class with a tablet at which a pupil sits, and a pupil at home. */
export interface ClassAtWork {
  readonly classGroupId: ClassGroupId;
  readonly tablet: TestBrowser;
  readonly home: TestBrowser;
}

/** Everyone who might ask for a capsule of the own and the partner school, by a short name. */
export interface Audience {
  readonly all: Readonly<Record<string, TestBrowser>>;
  readonly own: ClassAtWork;
  readonly partner: ClassAtWork;
}

/**
 * N nobody · T teacher, U another teacher, H head of the own school · pT, pH of the partner school · oT, oH of another school ·
 * Co coordinator · Ad admin · K kit of the own, pK of the partner school · C0 a tablet of the own class without, C with a
 * pupil, bC one of the class beside, pC one of the partner's class · Ho a pupil at home of the own class, bH of the class
 * beside, pHo of the partner's class.
 */
export async function gatherAudience(server: TestServer, network: TestNetwork): Promise<Audience> {
  const { own, partner, other, coordinator, admin, kit } = network;
  const empty = () => pair(server, own, { name: 'Empty', purpose: 'companion', classGroupId: own.classGroupId });
  const mine = await atWork(server, own, own.classGroupId, own.pupilIds);
  const theirs = await atWork(server, partner, partner.classGroupId, partner.pupilIds);
  const beside = await classBeside(server, own);
  const all = {
    N: new TestBrowser(server.origin),
    T: own.teacher,
    U: await addStaff(server, admin, own.schoolId, ['teacher']),
    H: own.head,
    pT: partner.teacher,
    pH: partner.head,
    oT: other.teacher,
    oH: other.head,
    Co: coordinator,
    Ad: admin,
    K: kit,
    pK: await pair(server, partner, { name: 'Kit', purpose: 'kit', roomId: partner.roomId }),
    C0: await empty(),
    C: mine.tablet,
    bC: beside.tablet,
    pC: theirs.tablet,
    Ho: mine.home,
    bH: beside.home,
    pHo: theirs.home,
  };
  return { all, own: mine, partner: theirs };
}

export async function staffIdOf(who: TestBrowser): Promise<string> {
  const me = await ok(who, readMe);
  if (me.kind !== 'staff') throw new Error('No member of staff');
  return me.staffId;
}

async function classBeside(
  server: TestServer,
  school: TestSchool & { readonly schoolId: SchoolId },
): Promise<ClassAtWork> {
  const fields = { name: '5', grades: [5], level: null, roomId: null };
  const params = { schoolId: school.schoolId };
  const { classGroupId } = await ok(school.teacher, schools.createClass, { params, body: fields });
  const pupilIds: PupilId[] = [];
  for (const alias of ['Nina', 'Otto']) {
    const body = { alias, avatar: 'owl' };
    pupilIds.push((await ok(school.teacher, schools.createPupil, { params: { classGroupId }, body })).pupilId);
  }
  return atWork(server, school, classGroupId, pupilIds);
}

async function atWork(
  server: TestServer,
  school: TestSchool,
  classGroupId: ClassGroupId,
  [atTablet = '', atHome = '']: readonly string[],
): Promise<ClassAtWork> {
  const tablet = await pair(server, school, { name: 'Tablet', purpose: 'companion', classGroupId });
  await ok(tablet, choosePupil, { body: { pupilId: atTablet, pattern: testPattern } });
  const { code } = await ok(school.teacher, schools.printHomeCode, { params: { pupilId: atHome } });
  const home = new TestBrowser(server.origin, 'home');
  await ok(home, signInAtHome, { body: { code } });
  return { classGroupId, tablet, home };
}
