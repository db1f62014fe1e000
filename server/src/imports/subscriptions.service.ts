import type { Subscription } from '@pluriclasse/shared/api/subscriptions';
import type { ClosureKind } from '@pluriclasse/shared/calendar/model';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import { SubscriptionId, type SchoolId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { orConflict } from '../db/conflicts.ts';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { RateLimits } from '../db/RateLimits.ts';
import type { Log } from '../log.ts';
import type { Schools } from '../schools/schools.service.ts';
import type { Draft, Timetables } from '../timetables/timetables.service.ts';
import { FeedPoll } from './FeedPoll.ts';
import { maskAddress, readFeedAddress, type AddressRules } from './fetch/feedAddress.ts';
import type { Reader } from './Reader.ts';
import * as repository from './subscriptions.repository.ts';
import { originOf, type CountedSubscription } from './subscriptions.repository.ts';

/** Feeds that one school follows. */
const MOST = 20;
/** Feeds that one turn asks, and how many at once. */
const [A_TURN, AT_ONCE] = [200, 4];

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly limits: RateLimits;
  readonly timetables: Timetables;
  readonly schools: Schools;
  readonly rules: AddressRules;
  readonly reader: Reader;
}
interface On {
  readonly schoolId: SchoolId;
  readonly subscriptionId: SubscriptionId;
}

/** Other people's calendar feeds that schools follow: asked again and again, and what changed in them taken over. */
export class Subscriptions {
  readonly #deps: Deps;
  readonly #poll: FeedPoll;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#poll = new FeedPoll(deps);
  }

  async list(actor: Actor, schoolId: SchoolId): Promise<Subscription[]> {
    await this.#deps.timetables.requireEditor(actor, schoolId);
    return (await repository.listSubscriptions(this.#deps.db, schoolId)).map(present);
  }

  /** Follows a feed and asks it at once. @throws AppError `bad_request`, `conflict` with a reason */
  async create(
    actor: Actor,
    schoolId: SchoolId,
    { name, address, closureKind }: { name: string; address: string; closureKind: ClosureKind },
  ): Promise<Subscription> {
    const { db, log, now, limits, timetables, rules } = this.#deps;
    await timetables.requireEditor(actor, schoolId);
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff follow feeds');
    await limits.consume('feed-poll', schoolId);
    const url = readFeedAddress(address, rules);
    if ((await repository.listSubscriptions(db, schoolId)).length >= MOST) {
      throw new AppError('conflict', 'Too many feeds', { reason: 'feeds_too_many' });
    }
    const row: repository.SubscriptionRow = {
      subscriptionId: newId(SubscriptionId),
      schoolId,
      name,
      address: url.href,
      closureKind,
      paused: false,
      createdBy: actor.staffId,
      createdAt: now(),
      etag: null,
      lastModified: null,
      contentHash: null,
      lastPolledAt: null,
      lastChangedAt: null,
      failures: 0,
      error: null,
      errorStatus: null,
      errorAt: null,
      nextPollAt: now(),
    };
    await orConflict('feed_twice', repository.insertSubscription(db, row));
    log.info({ schoolId, subscriptionId: row.subscriptionId }, 'feed followed');
    await this.#poll.poll(row);
    return this.#read(row);
  }

  async update(
    actor: Actor,
    on: On,
    { name, paused }: { name?: string | undefined; paused?: boolean | undefined },
  ): Promise<Subscription> {
    await this.#find(actor, on);
    await repository.updateSubscription(this.#deps.db, on.subscriptionId, {
      ...(name !== undefined && { name }),
      ...(paused !== undefined && { paused, nextPollAt: this.#deps.now() }),
    });
    return this.#read(on);
  }

  /** Asks it now, also while it is paused. */
  async poll(actor: Actor, on: On): Promise<Subscription> {
    const row = await this.#find(actor, on);
    await this.#deps.limits.consume('feed-poll', on.schoolId);
    await this.#poll.poll(row);
    return this.#read(on);
  }

  /** Follows it no more; its closures go, or stay as a file's. */
  async remove(actor: Actor, on: On, { keepClosures }: { keepClosures: boolean }): Promise<void> {
    const { log, timetables } = this.#deps;
    await this.#find(actor, on);
    const origin = originOf(on.subscriptionId);
    const edit = (draft: Draft): Draft => ({
      ...draft,
      closures: draft.closures.flatMap((closure) => {
        if (closure.origin !== origin) return [closure];
        return keepClosures ? [{ ...closure, source: 'file' as const, origin: null }] : [];
      }),
    });
    const { revision } = await timetables.draft(actor, on.schoolId);
    await timetables.change(actor, on.schoolId, {
      revision,
      label: 'feed-left',
      edit,
      also: (tx) => repository.deleteSubscription(tx, on.subscriptionId),
    });
    log.info(on, 'feed left');
  }

  /** Asks the feeds that are due. */
  async turn(now: number, signal: AbortSignal): Promise<void> {
    const due = await repository.listDue(this.#deps.db, now, A_TURN);
    const next = due.values();
    const worker = async () => {
      for (const row of next) if (!signal.aborted) await this.#poll.poll(row, signal);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  async #find(actor: Actor, { schoolId, subscriptionId }: On): Promise<CountedSubscription> {
    await this.#deps.timetables.requireEditor(actor, schoolId);
    const found = await repository.findSubscription(this.#deps.db, schoolId, subscriptionId);
    if (found === undefined) throw new AppError('not_found', 'No such feed');
    return found;
  }

  async #read({ schoolId, subscriptionId }: On): Promise<Subscription> {
    const found = await repository.findSubscription(this.#deps.db, schoolId, subscriptionId);
    if (found === undefined) throw new AppError('not_found', 'No such feed');
    return present(found);
  }
}

function present(row: CountedSubscription): Subscription {
  const { error, errorAt, errorStatus } = row;
  const lastError = error && errorAt !== null ? { code: error, at: errorAt, status: errorStatus } : null;
  return {
    subscriptionId: row.subscriptionId,
    schoolId: row.schoolId,
    name: row.name,
    address: maskAddress(row.address),
    closureKind: row.closureKind,
    state: row.paused ? 'paused' : lastError ? 'failing' : row.lastPolledAt === null ? 'waiting' : 'ok',
    lastPolledAt: row.lastPolledAt,
    lastChangedAt: row.lastChangedAt,
    lastError,
    nextPollAt: row.paused ? null : row.nextPollAt,
    closures: row.closures,
  };
}
