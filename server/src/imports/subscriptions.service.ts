import type { FeedPart, Subscription } from '@pluriclasse/shared/api/subscriptions';
import type { ClosureKind } from '@pluriclasse/shared/calendar/model';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import { SubscriptionId, type SchoolId } from '@pluriclasse/shared/ids';
import { orConflict } from '../db/conflicts.ts';
import { newId } from '../db/newId.ts';
import type { RateLimits } from '../db/RateLimits.ts';
import type { Draft } from '../timetables/timetables.service.ts';
import { FIRST_RETRY, FeedPoll, type FeedPollDeps } from './FeedPoll.ts';
import { maskAddress, readFeedAddress } from './fetch/feedAddress.ts';
import { deleteReadyOf } from './imports.repository.ts';
import * as repository from './subscriptions.repository.ts';
import { nothingSeen, originOf, type CountedSubscription } from './subscriptions.repository.ts';

/** Feeds that one school follows. */
const MOST = 20;
/** Feeds that one turn asks, and how many at once. */
const [A_TURN, AT_ONCE] = [200, 4];

type Deps = FeedPollDeps & { readonly limits: RateLimits };
interface Following {
  readonly name: string;
  readonly address: string;
  readonly closureKind: ClosureKind;
  readonly brings?: readonly FeedPart[] | undefined;
}
interface Settings {
  readonly name?: string | undefined;
  readonly paused?: boolean | undefined;
  readonly brings?: readonly FeedPart[] | undefined;
  readonly byItself?: boolean | undefined;
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
    { name, address, closureKind, brings = ['closures', 'entries'] }: Following,
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
      brings: [...brings],
      byItself: false,
      lessonChoices: null,
      lessonsTold: null,
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
      // It is asked here at once; by the clock when nothing came of that, the server having died.
      nextPollAt: now() + FIRST_RETRY,
    };
    await orConflict('feed_twice', repository.insertSubscription(db, row));
    log.info({ schoolId, subscriptionId: row.subscriptionId }, 'feed followed');
    await this.#poll.poll(row, { by: actor.staffId });
    return this.#read(row);
  }

  /** What it no longer brings stays; for what it is to bring it is asked at once. */
  async update(actor: Actor, on: On, { name, paused, brings, byItself }: Settings): Promise<Subscription> {
    const { db, now, limits } = this.#deps;
    const row = await this.#find(actor, on);
    const more = brings?.some((part) => !row.brings.includes(part)) === true;
    if (more) await limits.consume('feed-poll', on.schoolId);
    await db.transaction(async (tx) => {
      await repository.updateSubscription(tx, on.subscriptionId, {
        ...(name !== undefined && { name }),
        ...(paused !== undefined && { paused, nextPollAt: now() }),
        ...(brings !== undefined && { brings: [...brings] }),
        ...(byItself !== undefined && { byItself }),
        // What it brought before may have been taken back while it was paused.
        ...((more || paused === false) && nothingSeen),
      });
      if (brings?.includes('entries') !== false) return;
      await deleteReadyOf(tx, on.subscriptionId);
      await repository.updateSubscription(tx, on.subscriptionId, { lessonsTold: null });
    });
    if (more) await this.#poll.poll(await this.#find(actor, on), { by: byOf(actor) });
    return this.#read(on);
  }

  /** Asks it now for everything, also while it is paused. */
  async poll(actor: Actor, on: On): Promise<Subscription> {
    const row = await this.#find(actor, on);
    await this.#deps.limits.consume('feed-poll', on.schoolId);
    await this.#poll.poll({ ...row, ...nothingSeen }, { by: byOf(actor) });
    return this.#read(on);
  }

  /** Asks it for everything, and makes a dry run of its lessons ready. @throws AppError `conflict` for one without */
  async openLessons(actor: Actor, on: On): Promise<Subscription> {
    const row = await this.#find(actor, on);
    if (!row.brings.includes('entries')) {
      throw new AppError('conflict', 'It brings no lessons', { reason: 'feed_without_lessons' });
    }
    await this.#deps.limits.consume('feed-poll', on.schoolId);
    await this.#poll.poll(row, { by: byOf(actor), anew: true });
    return this.#read(on);
  }

  /** Follows it no more; its closures and lessons go, or stay as a file's. */
  async remove(actor: Actor, on: On, { keep }: { keep: boolean }): Promise<void> {
    const { log, timetables } = this.#deps;
    await this.#find(actor, on);
    const origin = originOf(on.subscriptionId);
    const edit = (draft: Draft): Draft => ({
      ...draft,
      closures: draft.closures.flatMap((closure) => {
        if (closure.origin !== origin) return [closure];
        return keep ? [{ ...closure, source: 'file' as const, origin: null }] : [];
      }),
      entries: draft.entries.flatMap((entry) => {
        const { origin: from, ...rest } = entry;
        return from !== origin ? [entry] : keep ? [rest] : [];
      }),
    });
    const { revision } = await timetables.draft(actor, on.schoolId);
    await timetables.change(actor, on.schoolId, {
      revision,
      label: 'feed-left',
      edit,
      also: async (tx) => {
        await deleteReadyOf(tx, on.subscriptionId);
        await repository.deleteSubscription(tx, on.subscriptionId);
        await repository.forgetSeen(tx, on.schoolId);
      },
    });
    log.info(on, 'feed left');
  }

  /** Asks the feeds that are due, each for itself, whatever becomes of another. */
  async turn(now: number, signal: AbortSignal): Promise<void> {
    const due = await repository.listDue(this.#deps.db, now, A_TURN);
    const next = due.values();
    const worker = async () => {
      for (const row of next) if (!signal.aborted) await this.#ask(row, now, signal);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  /** A turn may take a quarter of an hour: what is paused or left meanwhile is not asked any more. */
  async #ask({ subscriptionId }: repository.SubscriptionRow, now: number, signal: AbortSignal): Promise<void> {
    const { db, log } = this.#deps;
    try {
      const row = await repository.findDue(db, subscriptionId, now);
      if (row) await this.#poll.poll(isForAll(row, now) ? { ...row, ...nothingSeen } : row, { signal });
    } catch (error) {
      log.error({ err: error, subscriptionId }, 'feed not asked');
      await this.#poll.postpone(subscriptionId);
    }
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

/**
 * Once a month a feed is asked for everything, though it has not changed: days come into sight that it had already, and
 * closures of others may be gone that said the same. After a failure too, which may have been that once.
 */
const isForAll = ({ lastPolledAt, failures }: repository.SubscriptionRow, now: number): boolean =>
  failures > 0 || lastPolledAt === null || monthOf(lastPolledAt) !== monthOf(now);
const monthOf = (instant: number): string => new Date(instant).toISOString().slice(0, 7);

const byOf = (actor: Actor) => (actor.kind === 'staff' ? actor.staffId : undefined);

function present(row: CountedSubscription): Subscription {
  const { error, errorAt, errorStatus } = row;
  const lastError = error && errorAt !== null ? { code: error, at: errorAt, status: errorStatus } : null;
  return {
    subscriptionId: row.subscriptionId,
    schoolId: row.schoolId,
    name: row.name,
    address: maskAddress(row.address),
    closureKind: row.closureKind,
    brings: row.brings,
    byItself: row.byItself,
    state: row.paused ? 'paused' : lastError ? 'failing' : row.lastPolledAt === null ? 'waiting' : 'ok',
    lastPolledAt: row.lastPolledAt,
    lastChangedAt: row.lastChangedAt,
    lastError,
    nextPollAt: row.paused ? null : row.nextPollAt,
    closures: row.closures,
    entries: row.entries,
    waiting: row.waiting,
  };
}
