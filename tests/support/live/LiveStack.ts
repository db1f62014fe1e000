import { choosePupil, companionPupils, signIn } from '@pluriclasse/shared/api/sessions';
import type { StaffRole } from '@pluriclasse/shared/domain/roles';
import { DeviceId, type LessonId } from '@pluriclasse/shared/ids';
import path from 'node:path';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { TestBrowser } from '../server/TestBrowser.ts';
import type { FakeS3 } from '../s3/FakeS3.ts';
import { startTestServer, type TestServer } from '../server/testServer.ts';
import { secret, SfuNode } from '../sfu/SfuNode.ts';
import { SeatSocket } from '../signalling/SeatSocket.ts';

/** Server, database, demo network and a real sfu node, each as in an installation of one machine. */
export class LiveStack {
  readonly sfu: SfuNode;
  readonly #base: TestServer;
  #server: TestServer;
  readonly #sockets: SeatSocket[] = [];

  readonly #store: FakeS3 | undefined;

  private constructor(sfu: SfuNode, base: TestServer, server: TestServer, store: FakeS3 | undefined) {
    this.#store = store;
    this.sfu = sfu;
    this.#base = base;
    this.#server = server;
  }

  /** @param store where the node brings what it records; then node and server share no folder, as on two machines */
  static async create(store?: FakeS3): Promise<LiveStack> {
    // The first server only lends its database and folder, so that the one under test can be replaced.
    const base = await startTestServer();
    const folder = store === undefined ? 'recordings' : 'on-the-node';
    const sfu = await SfuNode.create({ RECORDINGS_DIR: path.join(base.dataDir, folder), ...store?.env });
    return new LiveStack(sfu, base, await startOn(base, sfu, store), store);
  }

  get server(): TestServer {
    return this.#server;
  }

  get database(): TestServer['database'] {
    return this.#base.database;
  }

  get recordingsDir(): string {
    return path.join(this.#base.dataDir, this.#store === undefined ? 'recordings' : 'on-the-node');
  }

  get lessonId(): LessonId {
    const lessonId = this.#server.demo?.lessonId;
    if (lessonId === undefined) throw new Error('The demo has no open lesson');
    return lessonId;
  }

  /** Stops the server in order and starts another one on what it left. */
  async restart(): Promise<void> {
    await this.#server.close();
    this.#server = await startOn(this.#base, this.sfu, this.#store);
  }

  /** A socket of the nth teacher of a demo school. */
  async desk(school: string, nth = 0): Promise<SeatSocket> {
    return this.#open('staff', await this.signedIn(school, nth));
  }

  /** A browser in which the nth teacher of a school, or another of its staff, is signed in. */
  async signedIn(school: string, nth = 0, role: StaffRole = 'teacher'): Promise<TestBrowser> {
    const teachers = this.#server.demo?.signIns.filter((one) => one.school === school && one.roles.includes(role));
    const { email, password } = teachers?.[nth] ?? { email: '', password: '' };
    const browser = new TestBrowser(this.#server.origin);
    await browser.call(signIn, { body: { email, password } });
    return browser;
  }

  /** A socket of a demo kit or companion. */
  async device(school: string, purpose: 'kit' | 'companion'): Promise<SeatSocket> {
    const device = this.#server.demo?.devices.find((one) => one.school === school && one.purpose === purpose);
    const browser = new TestBrowser(this.#server.origin);
    const answer = await browser.fetch(new URL(device?.link ?? '').pathname);
    browser.as = `device:${DeviceId.parse(answer.headers.get('location')?.split('/').at(-1))}`;
    if (purpose === 'companion') await takeTablet(browser);
    return this.#open(browser.as, browser);
  }

  async #open(as: SpeakingAs, { cookieHeader }: TestBrowser): Promise<SeatSocket> {
    const socket = await SeatSocket.open(this.#server.origin, { as, cookie: cookieHeader });
    this.#sockets.push(socket);
    return socket;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.close();
    await this.#server.close();
    // It writes into the other's folder.
    await this.sfu.close();
    await this.#base.close();
  }
}

/** The first pupil of the class takes the tablet. */
async function takeTablet(browser: TestBrowser): Promise<void> {
  const { pupils, pictures } = (await browser.call(companionPupils)).data;
  const pattern = pictures.toSorted().slice(0, 4);
  const { error } = await browser.call(choosePupil, { body: { pupilId: pupils[0]?.pupilId, pattern } });
  if (error) throw new Error(`The tablet was not taken: ${error.code}`);
}

async function startOn(base: TestServer, sfu: SfuNode, store: FakeS3 | undefined): Promise<TestServer> {
  const server = await startTestServer({
    databaseUrl: base.database.url,
    dataDir: base.dataDir,
    s3: store?.settings,
    demo: true,
    sfu: { nodes: [sfu.url], secret },
  });
  await server.live.sfu.ready;
  return server;
}
