import type { FeedError } from '@pluriclasse/shared/api/subscriptions';
import type { ImportChoices } from '@pluriclasse/shared/api/imports';
import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import type { StaffActor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import { ImportId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { createHash } from 'node:crypto';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { Log } from '../log.ts';
import type { Schools } from '../schools/schools.service.ts';
import type { Timetables } from '../timetables/timetables.service.ts';
import { fetchFeed, type Validators } from './fetch/fetchFeed.ts';
import type { AddressRules } from './fetch/feedAddress.ts';
import type { Reading } from './formats/reading.ts';
import { insertImport } from './imports.repository.ts';
import { applySteps } from './plan/applySteps.ts';
import { makePlan } from './plan/makePlan.ts';
import { countSteps } from './present.ts';
import type { Reader } from './Reader.ts';
import { Sights } from './Sights.ts';
import { originOf, updateSubscription, type SubscriptionRow } from './subscriptions.repository.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How often a feed that is well is asked; after failures sooner, then less and less often. */
const EVERY = 6 * HOUR;
const [FIRST_RETRY, LAST_RETRY] = [15 * MINUTE, 24 * HOUR];
/** Days of events that are kept, before and after today. */
const [DAYS_BEFORE, DAYS_AFTER] = [365, 730];
/** Times that a plan is made anew. */
const TRIES = 4;
/** Closures of one feed: more is no calendar of a school. */
const MOST_CLOSURES = 300;

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly timetables: Timetables;
  readonly schools: Schools;
  readonly rules: AddressRules;
  readonly reader: Reader;
}
interface Failure {
  readonly code: FeedError;
  readonly status: number | null;
}

/** Asks one feed and makes the school's closures of it what they are there. */
export class FeedPoll {
  readonly #deps: Deps;
  readonly #sights: Sights;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#sights = new Sights(deps);
  }

  /** Notes what came of it; rejects only when the database does. */
  async poll(row: SubscriptionRow, signal?: AbortSignal): Promise<void> {
    const { log, rules } = this.#deps;
    const { subscriptionId, schoolId } = row;
    const url = URL.parse(row.address);
    if (url === null) return this.#noteFailure(row, { code: 'refused_address', status: null });
    const fetched = await fetchFeed(url, row, rules, { signal });
    if (signal?.aborted === true) return;
    switch (fetched.kind) {
      case 'failed':
        return this.#noteFailure(row, fetched);
      case 'unchanged':
        return this.#noteSuccess(row, {});
      case 'content': {
        const failure = await this.#take(row, fetched.bytes, fetched.validators);
        if (failure === undefined) return;
        log.debug({ subscriptionId, schoolId, code: failure.code }, 'feed unreadable');
        return this.#noteFailure(row, failure);
      }
    }
  }

  /** @returns why it can't be taken over */
  async #take(row: SubscriptionRow, bytes: Uint8Array, validators: Validators): Promise<Failure | undefined> {
    const contentHash = createHash('sha256').update(bytes).digest();
    if (row.contentHash?.equals(contentHash) === true) {
      await this.#noteSuccess(row, validators);
      return undefined;
    }
    for (let tries = 1; ; tries++) {
      try {
        await this.#apply(row, bytes, { ...validators, contentHash });
        return undefined;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        // Somebody changed the timetable meanwhile: the plan is made anew.
        if (error.code === 'conflict' && tries < TRIES) continue;
        return { code: failureOf(error), status: 200 };
      }
    }
  }

  async #apply(row: SubscriptionRow, bytes: Uint8Array, seen: Partial<SubscriptionRow>): Promise<void> {
    const { log, now, timetables, reader } = this.#deps;
    const { schoolId, subscriptionId } = row;
    const actor = actorOf(row);
    const sight = await this.#sights.of(actor, schoolId);
    const [from, to] = [sight.today - DAYS_BEFORE, sight.today + DAYS_AFTER];
    const options = { timeZone: sight.calendar.timeZone, from, to };
    const read = await reader.read({ asked: 'ical', files: [{ name: row.name, bytes }], options });
    const origin = originOf(subscriptionId);
    const has = sight.draft.closures.some((closure) => closure.origin === origin);
    if (read.closures.length === 0 && has) throw new AppError('bad_request', 'Empty at once', { reason: 'feed_empty' });
    if (read.closures.length > MOST_CLOSURES)
      throw new AppError('bad_request', 'Too large', { reason: 'file_too_large' });
    const importId = newId(ImportId);
    const choices = choicesOf(row);
    const plan = makePlan({
      reading: closuresOnly(read),
      choices,
      sight,
      seed: importId,
      fileNames: [row.name],
      mine: { source: 'feed', origin },
      covers: { from: toIsoDay(from), to: toIsoDay(to) },
    });
    const changed = plan.steps.length > 0;
    const steps = plan.steps.map(({ key: _, leftOut: __, ...step }) => step);
    await timetables.change(actor, schoolId, {
      revision: sight.revision,
      label: 'feed',
      edit: (draft) => applySteps(draft, steps),
      also: async (tx) => {
        await updateSubscription(tx, subscriptionId, {
          ...this.#success(),
          ...seen,
          ...(changed && { lastChangedAt: now() }),
        });
        if (!changed) return;
        await insertImport(tx, {
          importId,
          schoolId,
          subscriptionId,
          format: 'ical',
          state: 'applied',
          fileNames: [row.name],
          createdBy: null,
          createdAt: now(),
          appliedAt: now(),
          undoneAt: null,
          counts: countSteps(plan.steps, plan.same, plan.problems.count),
          choices,
          reading: null,
          made: { steps },
        });
      },
    });
    if (changed) log.info({ schoolId, subscriptionId, importId, steps: steps.length }, 'feed changed');
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

/**
 * The feed acts for its school: whoever began to follow it was allowed to, and it can only touch what itself brought. The
 * person is named in the history.
 */
const actorOf = ({ createdBy, schoolId }: SubscriptionRow): StaffActor => ({
  kind: 'staff',
  staffId: createdBy,
  schoolId,
  roles: ['head'],
});

const closuresOnly = (reading: Reading): Reading => ({ ...reading, lessons: [], problems: [], problemCount: 0 });

const choicesOf = ({ closureKind }: SubscriptionRow): ImportChoices => ({
  take: ['closures'],
  subdivisions: [],
  closureKind,
  from: null,
  to: null,
  replace: true,
  bells: { use: 'school' },
  weeks: [],
  classes: [],
  staff: [],
  rooms: [],
  columns: null,
  leaveOut: [],
});

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
