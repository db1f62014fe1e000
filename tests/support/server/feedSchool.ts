import * as importsApi from '@pluriclasse/shared/api/imports';
import * as schools from '@pluriclasse/shared/api/schools';
import * as api from '@pluriclasse/shared/api/subscriptions';
import { createBells } from '@pluriclasse/shared/api/timetables';
import { FeedHost } from './feedHost.ts';
import { ImportDesk } from './importDesk.ts';
import { addStaff, ok, type TestNetwork } from './network.ts';
import type { TestBrowser } from './TestBrowser.ts';
import type { TestServer } from './testServer.ts';

const HOUR = 3_600_000;
const time = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

export type Weekly = readonly [title: string, weekday: 1 | 2 | 3 | 4 | 5, hour: number];
export const english: Weekly = ['English classe 4A', 1, 8];
export const maths: Weekly = ['Maths classe 4A', 2, 9];
export const music: Weekly = ['Music classe 4A', 3, 10];
export const art: Weekly = ['Art classe 4A', 4, 8];
/** An event of whole days. */
export const christmas =
  'BEGIN:VEVENT\nUID:c\nDTSTART;VALUE=DATE:20261223\nDTEND;VALUE=DATE:20270107\nSUMMARY:Natale\nEND:VEVENT';

let stamp = 0;
/** A calendar of the school year 2026/27: weekly lessons of one hour, and what else is given. Each has other stamps. */
export const calendar = (lessons: readonly Weekly[], ...more: string[]) =>
  [
    'BEGIN:VCALENDAR',
    ...lessons.map(([title, weekday, hour], at) => {
      const on = (clock: number) => `TZID=Europe/Rome:202609${13 + weekday}T${time(clock).slice(0, 2)}0000`;
      return [
        `BEGIN:VEVENT\nUID:l${at}\nSUMMARY:${title}\nDTSTAMP:${++stamp}`,
        `DTSTART;${on(hour)}\nDTEND;${on(hour + 1)}\nRRULE:FREQ=WEEKLY;UNTIL=20270605T000000Z`,
        'DESCRIPTION:Docente: Some head\nEND:VEVENT',
      ].join('\n');
    }),
    ...more,
    'END:VCALENDAR',
  ].join('\n');

/** A clock that a test moves. */
export interface Clock {
  now: number;
}

/** A school of its own, with bells from eight to thirteen, that follows a feed. */
export class FeedSchool {
  readonly head: TestBrowser;
  readonly desk: ImportDesk;
  readonly host: FeedHost;
  readonly params: { schoolId: string };
  readonly #server: TestServer;
  readonly #clock: Clock;

  private constructor(server: TestServer, clock: Clock, host: FeedHost, head: TestBrowser, desk: ImportDesk) {
    this.#server = server;
    this.#clock = clock;
    this.host = host;
    this.head = head;
    this.desk = desk;
    this.params = desk.params;
  }

  static async open(server: TestServer, { admin }: TestNetwork, clock: Clock): Promise<FeedSchool> {
    const body = { name: 'S', town: 'T', timeZone: 'Europe/Rome', language: 'en' };
    const { schoolId } = await ok(admin, schools.createSchool, { body });
    const head = await addStaff(server, admin, schoolId, ['head', 'teacher']);
    const periods = [1, 2, 3, 4, 5].map((number) => ({ number, start: time(number + 7), end: time(number + 8) }));
    const bells = { name: 'B', periods, weekdays: [1, 2, 3, 4, 5], days: [], from: null, to: null };
    await ok(head, createBells, { params: { schoolId }, body: { revision: 0, bells } });
    return new FeedSchool(server, clock, await FeedHost.open(), head, new ImportDesk({ schoolId, head }));
  }

  addClass(name: string) {
    const body = { name, grades: [4], level: null, roomId: null };
    return ok(this.head, schools.createClass, { params: this.params, body });
  }

  follow(more: object = {}) {
    const body = { name: 'Register', address: `${this.host.origin}/a.ics`, closureKind: 'school', ...more };
    return ok(this.head, api.createSubscription, { params: this.params, body });
  }

  async feed(): Promise<api.Subscription> {
    const { subscriptions } = await ok(this.head, api.listSubscriptions, { params: this.params });
    const [one] = subscriptions;
    if (one === undefined) throw new Error('No feed is followed');
    return one;
  }

  async on() {
    return { params: { ...this.params, subscriptionId: (await this.feed()).subscriptionId } };
  }

  /** The dry run that waits. */
  async waiting(): Promise<importsApi.Import> {
    const one = await this.feed();
    if (one.waiting === null) throw new Error('Nothing waits');
    return ok(this.head, importsApi.readImport, { params: { ...this.params, importId: one.waiting.importId } });
  }

  async settle(settings: object): Promise<api.Subscription> {
    return ok(this.head, api.updateSubscription, { ...(await this.on()), body: settings });
  }

  /** What the timetable has, as `English 1.1`. */
  async hours(): Promise<string[]> {
    const { entries } = await this.desk.timetable();
    return entries.map(({ subject, weekday, period }) => `${subject} ${weekday}.${period}`);
  }

  /** A day later the clock asks what is due. */
  async later(): Promise<api.Subscription> {
    this.#clock.now += 25 * HOUR;
    await this.#server.services.subscriptions.turn(this.#clock.now, new AbortController().signal);
    return this.feed();
  }

  /** Follows the feed and takes its lessons over, as they are suggested. */
  async taken(lessons: readonly Weekly[], ...more: string[]): Promise<importsApi.Import> {
    await this.addClass('4A');
    this.host.serve(calendar(lessons, ...more));
    await this.follow();
    const { data, error } = await this.desk.apply(await this.waiting());
    if (error) throw new Error(error.message);
    return data;
  }
}
