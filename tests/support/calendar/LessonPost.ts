import { googleMail, someReply, type ReplyFields } from '@pluriclasse/server/lessonMail/testing/replyMail';
import { listReplies } from '@pluriclasse/shared/api/lessonMail';
import { createLesson } from '@pluriclasse/shared/api/lessons';
import { readMe } from '@pluriclasse/shared/api/sessions';
import { createTransport } from 'nodemailer';
import { startMailServer, type ReceivedMail, type TestMailServer } from '../server/mailServer.ts';
import { buildNetwork, ok, type TestNetwork } from '../server/network.ts';
import type { TestBrowser } from '../server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../server/testServer.ts';

const MINUTE = 60_000;

interface Person {
  readonly staffId: string;
  readonly email: string;
  readonly name: string;
}

/** A server that sends mails about lessons to a real mail server, and takes answers to them. */
export class LessonPost {
  readonly server: TestServer;
  readonly network: TestNetwork;
  readonly #smtp: TestMailServer;
  readonly #clock: { now: number };
  readonly #people = new Map<TestBrowser, Person>();

  private constructor(smtp: TestMailServer, server: TestServer, network: TestNetwork, clock: { now: number }) {
    this.#smtp = smtp;
    this.server = server;
    this.network = network;
    this.#clock = clock;
  }

  static async create(now: number): Promise<LessonPost> {
    const smtp = await startMailServer();
    const clock = { now };
    const config = {
      publicUrl: 'https://school.example',
      mail: { url: `smtp://127.0.0.1:${smtp.port}`, from: 'Pluriclasse <lessons@school.example>' },
      mailIn: { host: '127.0.0.1', port: 0 },
    };
    const server = await startTestServer(config, { now: () => clock.now });
    const post = new LessonPost(smtp, server, await buildNetwork(server, now), clock);
    const { own, partner, coordinator } = post.network;
    for (const browser of [own.teacher, partner.teacher, coordinator]) await post.know(browser);
    return post;
  }

  get now(): number {
    return this.#clock.now;
  }

  get mailInPort(): number {
    return this.server.mailIn?.port ?? 0;
  }

  /** Sets the clock; everybody stays signed in. */
  async goTo(instant: number): Promise<void> {
    this.#clock.now = instant;
    await this.server.database.query("UPDATE sessions SET expires_at = '2100-01-01'");
  }

  async know(browser: TestBrowser): Promise<void> {
    const me = await ok(browser, readMe);
    if (me.kind === 'staff') this.#people.set(browser, me);
  }

  of(browser: TestBrowser): Person {
    const found = this.#people.get(browser);
    if (found === undefined) throw new Error('Nobody is known by that browser');
    return found;
  }

  /** Lets a minute pass, and what is due be done and sent. @returns the mails of a kind */
  async run(kind = /^lesson-/): Promise<ReceivedMail[]> {
    this.#clock.now += MINUTE;
    await this.server.clockwork.tick();
    const before = this.#smtp.received.length;
    await this.server.postman?.run();
    const mails = await this.server.database.query<{ id: string; kind: string }>('SELECT id, kind FROM mails');
    const wanted = new Set(mails.filter((one) => kind.test(one.kind)).map(({ id }) => id));
    // Message ids are made of the mails' own.
    return this.#smtp.received.slice(before).filter(({ parsed }) => wanted.has(parsed.messageId?.slice(1, 37) ?? ''));
  }

  /** Calls off whatever is planned, and tells everybody. */
  async reset(): Promise<void> {
    await this.server.database.query("UPDATE lessons SET over = 'cancelled', cancelled_at = now() WHERE over = 'no'");
    await this.run();
  }

  /** A lesson that these lead. */
  async plan(startsAt: number, leaders: TestBrowser[], seriesId: string | null = null): Promise<string> {
    const { twinningId, own } = this.network;
    const body = { twinningId, title: 'Places', plan: [], startsAt, endsAt: startsAt + 45 * MINUTE };
    const { lessonId } = await ok(own.teacher, createLesson, { body });
    await this.name(lessonId, leaders);
    await this.server.database.query('UPDATE lessons SET series_id = $2 WHERE id = $1', [lessonId, seriesId]);
    return lessonId;
  }

  /** Names who leads it, each at the own school. */
  async name(lessonId: string, leaders: TestBrowser[]): Promise<void> {
    const { own, partner } = this.network;
    const sites = [own, partner].map((school) => ({
      schoolId: school.schoolId,
      staffIds: leaders
        .filter((one) => (one === partner.teacher) === (school === partner))
        .map((one) => this.of(one).staffId),
      roomId: null,
      periods: [],
      displaced: [],
      watchOnly: false,
    }));
    const values = [lessonId, JSON.stringify(sites), new Date(this.now)];
    await this.server.database.query('UPDATE lessons SET sites = $2, updated_at = $3 WHERE id = $1', values);
  }

  async replies(lessonId: string, browser = this.network.coordinator) {
    return (await ok(browser, listReplies, { params: { lessonId } })).replies;
  }

  /** The one mail to somebody. */
  only(mails: readonly ReceivedMail[], browser: TestBrowser): ReceivedMail {
    const [found, ...others] = mails.filter(({ recipients }) => recipients.includes(this.of(browser).email));
    if (found === undefined || others.length > 0) throw new Error(`${found ? 'Several' : 'No'} mails to one person`);
    return found;
  }

  /** Answers as a calendar program does. @returns the code that the server gave */
  async answer(fields: Partial<ReplyFields>, write = googleMail): Promise<string> {
    const complete = { ...someReply, ...fields };
    return this.send(complete.organizer, write(complete), complete.attendee);
  }

  /** Sends a mail to the server. @returns the code that it gave */
  async send(to: string, raw: string, from = 'ada@example.org'): Promise<string> {
    const transport = createTransport({ host: '127.0.0.1', port: this.mailInPort, secure: false, ignoreTLS: true });
    try {
      const { response } = await transport.sendMail({ envelope: { from, to: [to] }, raw });
      return response.slice(0, 3);
    } catch (error) {
      if (error instanceof Error && 'responseCode' in error) return String(error.responseCode);
      throw error;
    } finally {
      transport.close();
    }
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.#smtp.close();
  }
}
