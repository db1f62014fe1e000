import { AppError } from '@pluriclasse/shared/errors';
import type { DevicePurpose } from '@pluriclasse/shared/domain/roles';
import type { DeviceId, LessonId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Preparation } from '../capsules/Preparation.ts';
import type { Db } from '../db/Database.ts';
import type { Lessons } from '../lessons/lessons.service.ts';
import type { Log } from '../log.ts';
import type { IssuedSession, Sessions } from '../people/Sessions.ts';
import type { SignIn } from '../people/signIn.service.ts';
import type { Timetables } from '../timetables/timetables.service.ts';
import { newToken } from '../people/tokens.ts';
import { plantCapsule } from './capsule/plantCapsule.ts';
import { demoDeviceId, demoStaffId, seed } from './demo.repository.ts';
import { readDemoKeys, writeDemoKeys, type DemoKeys } from './demoFile.ts';
import { DemoLessons } from './DemoLessons.ts';
import { plantWeeks } from './time/plantWeeks.ts';
import { demoCoordinator, demoSchools } from './network.ts';
import { demoPassword } from './words.ts';

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly log: Log;
  readonly dataDir: string;
  /** Where what nodes record lies. */
  readonly recordingsDir: string;
  readonly preparation: Pick<Preparation, 'soon'>;
  readonly lessons: Lessons;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly timetables: Timetables;
}

interface OpenedDevice {
  readonly deviceId: DeviceId;
  readonly issued: IssuedSession;
}

/** The demo network while it runs. Nothing of it exists without DEMO=1. */
export class Demo {
  readonly #deps: Deps;
  readonly #devices: ReadonlyMap<string, { deviceId: DeviceId; purpose: DevicePurpose }>;
  #keys: DemoKeys;
  #lessons: DemoLessons | undefined;
  #writing: Promise<void> = Promise.resolve();

  private constructor(deps: Deps, keys: DemoKeys) {
    this.#deps = deps;
    this.#keys = keys;
    const ids = allDevices().map(({ school, device }) => demoDeviceId(school, device));
    this.#devices = new Map(
      keys.devices.flatMap(({ purpose, link }, index) => {
        const deviceId = ids[index];
        return deviceId ? [[tokenOf(link), { deviceId, purpose }] as const] : [];
      }),
    );
  }

  /** Loads what is missing of the network. `open` makes it usable once the server has an address. */
  static async create(deps: Deps): Promise<Demo> {
    await seed(deps.db, deps.now());
    await plantWeeks(deps.timetables, deps.now());
    await plantCapsule(deps, deps.now());
    const before = await readDemoKeys(deps.dataDir);
    const keys = makeKeys(before);
    const known = new Map(before?.signIns.map(({ email, password }) => [email, password]));
    for (const { member } of allStaff()) {
      const password = keys.signIns.find(({ email }) => email === member.email)?.password;
      // Hashing takes its time: only what is new.
      if (password !== undefined && known.get(member.email) !== password) {
        await deps.signIn.setPassword(demoStaffId(member), password);
      }
    }
    return new Demo(deps, keys);
  }

  /** Opens the lesson and writes `demo.json`. @returns what a newcomer needs */
  async open(address: string): Promise<DemoKeys> {
    const devices = this.#keys.devices.map((device) => ({
      ...device,
      link: address + new URL(device.link, address).pathname,
    }));
    this.#keys = { ...this.#keys, address, devices };
    const { lessons, log, now } = this.#deps;
    this.#lessons = await DemoLessons.create({ lessons, log, now, onOpen: (lessonId) => this.#write(lessonId) });
    return this.#keys;
  }

  /** Whoever has the link is the device. @throws AppError `not_found` */
  async openDevice(purpose: DevicePurpose, token: string): Promise<OpenedDevice> {
    const found = this.#devices.get(token);
    if (found?.purpose !== purpose) throw new AppError('not_found', 'No such demo device');
    const { deviceId } = found;
    return { deviceId, issued: await this.#deps.sessions.begin({ kind: 'device', deviceId }) };
  }

  async close(): Promise<void> {
    await this.#lessons?.close();
    await this.#writing;
  }

  #write(lessonId: LessonId): Promise<void> {
    this.#keys = { ...this.#keys, lessonId };
    this.#writing = this.#writing.then(() => writeDemoKeys(this.#deps.dataDir, this.#keys));
    return this.#writing;
  }
}

const allStaff = () => [
  ...demoSchools.flatMap((school) => school.staff.map((member) => ({ member, school: school.name }))),
  { member: demoCoordinator, school: null },
];
const allDevices = () => demoSchools.flatMap((school) => school.devices.map((device) => ({ school, device })));
const tokenOf = (link: string) => link.slice(link.lastIndexOf('/') + 1);

/** Keys for all, those of before where there are any. */
function makeKeys(before: DemoKeys | undefined): DemoKeys {
  const password = before?.signIns[0]?.password ?? demoPassword();
  const signIns = allStaff().map(({ member: { name, roles, email }, school }) => ({
    name,
    roles: [...roles],
    school,
    email,
    password: before?.signIns.find((one) => one.email === email)?.password ?? password,
  }));
  const devices = allDevices().map(({ school, device: { purpose, name, at } }) => {
    const known = before?.devices.find(
      (one) => one.school === school.name && one.purpose === purpose && one.name === name,
    );
    const link = known?.link ?? `/demo/${purpose}/${newToken()}`;
    return { school: school.name, purpose, name, at, link };
  });
  return { address: '', signIns, devices };
}
