import { joinSeen, type CatchUpEvent } from '@pluriclasse/shared/capsule/progress';
import { AppError } from '@pluriclasse/shared/errors';
import { CatchUpEventId, type CapsuleId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { passes } from '../../lib/passes.ts';
import { Store, type Readable } from '../Store.ts';
import type { CatchUpStore, WaitingEvent } from './CatchUpStore.ts';

/** What a pupil did; id and time are given here. */
export type Deed = CatchUpEvent extends infer E ? (E extends CatchUpEvent ? Omit<E, 'eventId' | 'at'> : never) : never;

/** What is told of it: how much waits to be sent, and whether the last try failed for want of a link. */
export interface OutboxView {
  readonly waiting: number;
  readonly cut: boolean;
}

export interface OutboxDeps {
  readonly store: CatchUpStore;
  /** @throws AppError */
  readonly send: (capsuleId: CapsuleId, events: readonly CatchUpEvent[]) => Promise<unknown>;
  readonly now: Now;
  readonly newId: () => string;
  /** Runs something later. @returns how to stop it */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** Events in one call; the server takes a hundred. */
const BATCH = 50;
/** Until the next try by itself; whoever knows that the link is back asks for it sooner. */
const RETRY = 20_000;

/**
 * What a pupil did, on its way to the server: written down first, sent when there is a link, taken off the list when the
 * server says that it has it. A try whose answer was lost is sent again; the server counts each id once.
 */
export class ProgressOutbox {
  readonly #owner: string;
  readonly #deps: OutboxDeps;
  readonly #view = new Store<OutboxView>({ waiting: 0, cut: false });
  /** Made here: more is put into these alone, since two tabs that did so would lose what the other one put. */
  readonly #own = new Set<CatchUpEventId>();
  /** Writes go one after the other, so that two stretches that were seen meet. */
  #writing: Promise<void> = Promise.resolve();
  #running: Promise<void> | undefined;
  /** Asked for while it ran: what was put in at the last moment is not left behind. */
  #again = false;
  #stopRetry: (() => void) | undefined;
  #closed = false;

  constructor(owner: string, deps: OutboxDeps) {
    this.#owner = owner;
    this.#deps = deps;
  }

  get view(): Readable<OutboxView> {
    return this.#view;
  }

  /** Writes down what was done, and sends it if it can. Rejects only where the browser keeps nothing. */
  add(capsuleId: CapsuleId, deed: Deed): Promise<void> {
    const written = this.#writing.then(() => this.#write(capsuleId, deed));
    this.#writing = written.catch(() => undefined);
    return written.then(() => void this.flush());
  }

  /** What of a capsule the server has not confirmed yet. */
  async waiting(capsuleId: CapsuleId): Promise<CatchUpEvent[]> {
    await this.#writing;
    const mine = await this.#deps.store.waiting(this.#owner);
    return mine.filter((one) => one.capsuleId === capsuleId).map(({ event }) => event);
  }

  /** Sends what waits. Resolves when it is sent or can't be now; never rejects. */
  flush(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  /** Sends what waits from before, and by itself from now on. */
  open(): void {
    this.#closed = false;
    void this.#count().catch(() => undefined);
    void this.flush();
  }

  /** Tries no more by itself. Safe twice; it may be opened again. */
  close(): void {
    this.#closed = true;
    this.#stopRetry?.();
  }

  async #write(capsuleId: CapsuleId, deed: Deed): Promise<void> {
    const { store, now, newId } = this.#deps;
    const before = deed.kind === 'seen' ? await this.#seenBefore(capsuleId, deed.revision) : undefined;
    // Stretches of an event that waits and new ones are one event: playing for an hour is not hundreds of them.
    const event: CatchUpEvent =
      deed.kind === 'seen' && before !== undefined
        ? { ...before, stretches: joinSeen(before.stretches, deed.stretches) }
        : { ...deed, eventId: CatchUpEventId.parse(newId()), at: now() };
    this.#own.add(event.eventId);
    await store.put({ owner: this.#owner, capsuleId, event });
    await this.#count();
  }

  async #seenBefore(capsuleId: CapsuleId, revision: number) {
    for (const waiting of await this.#deps.store.waiting(this.#owner)) {
      const { event } = waiting;
      const fits = event.kind === 'seen' && event.revision === revision && event.stretches.length < 40;
      if (fits && waiting.capsuleId === capsuleId && this.#own.has(event.eventId)) return event;
    }
    return undefined;
  }

  async #run(): Promise<void> {
    let sent = true;
    // Where the link is cut, whoever asked meanwhile waits for the next try like the others.
    while (this.#again && sent) {
      this.#again = false;
      sent = await this.#flush().catch(() => this.#later());
    }
    this.#running = undefined;
  }

  /** @returns false when something is left that can't be sent now */
  async #flush(): Promise<boolean> {
    this.#stopRetry?.();
    // Another outbox, or another tab, may have put something in.
    await this.#count();
    for (;;) {
      await this.#writing;
      const batch = this.#nextBatch(await this.#deps.store.waiting(this.#owner));
      const [first] = batch;
      if (first === undefined) break;
      if (!(await this.#try(first.capsuleId, batch))) return false;
    }
    this.#view.update((view) => ({ ...view, cut: false }));
    return true;
  }

  #nextBatch(waiting: readonly WaitingEvent[]): WaitingEvent[] {
    return waiting.filter(({ capsuleId }) => capsuleId === waiting[0]?.capsuleId).slice(0, BATCH);
  }

  /** @returns false when there is no use in sending more now */
  async #try(capsuleId: CapsuleId, batch: readonly WaitingEvent[]): Promise<boolean> {
    const events = batch.map(({ event }) => event);
    try {
      await this.#deps.send(capsuleId, events);
    } catch (error) {
      if (!isFinal(error)) return this.#later();
      // One that the server can't read must not hold up the others.
      if (error.code === 'bad_request' && batch.length > 1) {
        for (const one of batch) if (!(await this.#try(capsuleId, [one]))) return false;
        return true;
      }
    }
    // What was put into one of them meanwhile is not sent yet: that one stays.
    await this.#deps.store.remove(this.#owner, events);
    await this.#count();
    return true;
  }

  #later(): false {
    this.#view.update((view) => ({ ...view, cut: true }));
    this.#stopRetry?.();
    if (!this.#closed) this.#stopRetry = this.#deps.after(RETRY, () => void this.flush());
    return false;
  }

  async #count(): Promise<void> {
    const waiting = (await this.#deps.store.waiting(this.#owner)).length;
    this.#view.update((view) => (view.waiting === waiting ? view : { ...view, waiting }));
  }
}

/** The capsule is gone, or this is no event: it will never be taken. Who has signed out may sign in again. */
const isFinal = (error: unknown): error is AppError =>
  error instanceof AppError && !passes(error) && !['unauthenticated', 'too_many', 'conflict'].includes(error.code);
