import type { FeedError } from '@pluriclasse/shared/api/subscriptions';
import { AppError } from '@pluriclasse/shared/errors';
import type { SubscriptionId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { createHash } from 'node:crypto';
import type { Db } from '../db/Database.ts';
import type { Log } from '../log.ts';
import type { Notices } from '../notices/notices.service.ts';
import type { Staff } from '../people/staff.service.ts';
import type { Schools } from '../schools/schools.service.ts';
import type { Timetables } from '../timetables/timetables.service.ts';
import { feedActor } from './feedActor.ts';
import { FeedClosures } from './FeedClosures.ts';
import { FeedLessons, type Asked } from './FeedLessons.ts';
import { fetchFeed, type Validators } from './fetch/fetchFeed.ts';
import type { AddressRules } from './fetch/feedAddress.ts';
import type { Reader } from './Reader.ts';
import { Sights } from './Sights.ts';
import { nothingSeen, updateSubscription, type SubscriptionRow } from './subscriptions.repository.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How often a feed that is well is asked; after failures sooner, then less and less often. */
const EVERY = 6 * HOUR;
export const FIRST_RETRY = 15 * MINUTE;
const LAST_RETRY = 24 * HOUR;
/** Days of events that are kept, before and after today. */
const [DAYS_BEFORE, DAYS_AFTER] = [365, 730];
/** Times that a plan is made anew. */
const TRIES = 4;

export interface FeedPollDeps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly timetables: Timetables;
  readonly schools: Schools;
  readonly rules: AddressRules;
  readonly reader: Reader;
  readonly notices: Notices;
  readonly staff: Staff;
}
interface Failure {
  readonly code: FeedError;
  readonly status: number | null;
}

/** Asks one feed, and hands on what it brings. */
export class FeedPoll {
  readonly #deps: FeedPollDeps;
  readonly #sights: Sights;
  readonly #closures: FeedClosures;
  readonly #lessons: FeedLessons;

  constructor(deps: FeedPollDeps) {
    this.#deps = deps;
    this.#sights = new Sights(deps);
    this.#closures = new FeedClosures(deps);
    this.#lessons = new FeedLessons(deps);
  }

  /** Notes what came of it; rejects only when the database does. */
  async poll(row: SubscriptionRow, { signal, ...asked }: Asked & { signal?: AbortSignal } = {}): Promise<void> {
    const { log, rules } = this.#deps;
    const { subscriptionId, schoolId } = row;
    const url = URL.parse(row.address);
    if (url === null) return this.#noteFailure(row, { code: 'refused_address', status: null });
    const fetched = await fetchFeed(url, asked.anew === true ? nothingSeen : row, rules, { signal });
    if (signal?.aborted === true) return;
    switch (fetched.kind) {
      case 'failed':
        return this.#noteFailure(row, fetched);
      case 'unchanged':
        return this.#noteSuccess(row, {});
      case 'content': {
        const failure = await this.#take(row, fetched.bytes, fetched.validators, asked);
        if (failure === undefined) return;
        log.debug({ subscriptionId, schoolId, code: failure.code }, 'feed unreadable');
        return this.#noteFailure(row, failure);
      }
    }
  }

  /** For one that broke us: it is asked again, but not first of all each time. */
  async postpone(subscriptionId: SubscriptionId): Promise<void> {
    const now = this.#deps.now();
    const broken = { error: 'unreadable', errorStatus: null, errorAt: now } as const;
    await updateSubscription(this.#deps.db, subscriptionId, { ...broken, nextPollAt: now + spread(HOUR) });
  }

  /** @returns why it can't be taken over */
  async #take(
    row: SubscriptionRow,
    bytes: Uint8Array,
    validators: Validators,
    asked: Asked,
  ): Promise<Failure | undefined> {
    const contentHash = createHash('sha256').update(bytes).digest();
    if (row.contentHash?.equals(contentHash) === true && asked.anew !== true) {
      await this.#noteSuccess(row, validators);
      return undefined;
    }
    for (let tries = 1; ; tries++) {
      try {
        const code = await this.#apply(row, bytes, asked);
        if (code !== undefined) return { code, status: 200 };
        await this.#noteSuccess(row, { ...validators, contentHash });
        return undefined;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        // Somebody changed the timetable meanwhile: the plan is made anew.
        if (error.code === 'conflict' && tries < TRIES) continue;
        return { code: failureOf(error), status: 200 };
      }
    }
  }

  /** @returns why its lessons can't be taken over; its closures are by then */
  async #apply(row: SubscriptionRow, bytes: Uint8Array, asked: Asked): Promise<FeedError | undefined> {
    const actor = feedActor(row);
    const { calendar, today } = await this.#sights.of(actor, row.schoolId);
    const span = { from: today - DAYS_BEFORE, to: today + DAYS_AFTER };
    const options = { timeZone: calendar.timeZone, ...span };
    const read = await this.#deps.reader.read({ asked: 'ical', files: [{ name: row.name, bytes }], options });
    if (row.brings.includes('closures')) {
      await this.#closures.take(row, read, await this.#sights.of(actor, row.schoolId), span);
    }
    if (!row.brings.includes('entries')) return undefined;
    return this.#lessons.take(row, read, await this.#sights.of(actor, row.schoolId), asked);
  }

  async #noteSuccess({ subscriptionId }: SubscriptionRow, seen: Partial<SubscriptionRow>): Promise<void> {
    await updateSubscription(this.#deps.db, subscriptionId, { ...this.#success(), ...seen });
  }

  #success(): Partial<SubscriptionRow> {
    const now = this.#deps.now();
    const well = { failures: 0, error: null, errorStatus: null, errorAt: null };
    return { ...well, lastPolledAt: now, nextPollAt: now + spread(EVERY) };
  }

  async #noteFailure(
    { subscriptionId, schoolId, failures }: SubscriptionRow,
    { code, status }: Failure,
  ): Promise<void> {
    const now = this.#deps.now();
    const wait = Math.min(FIRST_RETRY * 2 ** Math.min(failures, 10), LAST_RETRY);
    await updateSubscription(this.#deps.db, subscriptionId, {
      failures: failures + 1,
      error: code,
      errorStatus: status,
      errorAt: now,
      lastPolledAt: now,
      nextPollAt: now + spread(wait),
      // 410: whoever keeps it says that it will not come back.
      ...(code === 'gone' && { paused: true }),
    });
    this.#deps.log.info({ subscriptionId, schoolId, code, status, failures: failures + 1 }, 'feed failed');
  }
}

const failures: Readonly<Record<string, FeedError>> = {
  file_empty: 'empty',
  feed_empty: 'empty',
  file_web_page: 'not_a_calendar',
  file_no_calendar: 'not_a_calendar',
  file_too_large: 'too_large',
  too_many_rows: 'too_large',
};
const failureOf = ({ reason }: AppError): FeedError => failures[reason ?? ''] ?? 'unreadable';

/** So that feeds that began together don't go on together: up to a tenth sooner. */
const spread = (wait: number): number => Math.round(wait * (1 - Math.random() / 10));
