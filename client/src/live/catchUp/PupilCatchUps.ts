import { CatchUp, CatchUpBrief } from '@pluriclasse/shared/api/catchUps';
import { BoardPicture } from '@pluriclasse/shared/capsule/boardPicture';
import { summaryOf, withEvent } from '@pluriclasse/shared/capsule/progress';
import { AppError } from '@pluriclasse/shared/errors';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import * as z from 'zod/mini';
import { passes } from '../../lib/passes.ts';
import type { CatchUpStore } from './CatchUpStore.ts';
import type { ProgressOutbox } from './ProgressOutbox.ts';

export interface PupilCatchUpsDeps {
  readonly store: CatchUpStore;
  readonly outbox: ProgressOutbox;
  readonly now: Now;
  /** @throws AppError */
  readonly list: () => Promise<CatchUpBrief[]>;
  /** @throws AppError */
  readonly read: (capsuleId: CapsuleId) => Promise<CatchUp>;
  /** @throws AppError */
  readonly picture: (capsuleId: CapsuleId) => Promise<BoardPicture | null>;
}

/** What one has to catch up, and whether it is as the server says now or as it was when there was a link. */
export interface CatchUpList {
  readonly catchUps: readonly CatchUpBrief[];
  readonly cut: boolean;
}

const LIST = 'list';
const Small = z.object({ picture: z.nullable(BoardPicture) });

/** A pupil's catch-ups with what was done and not sent yet, with a link and without. */
export class PupilCatchUps {
  readonly #owner: string;
  readonly #deps: PupilCatchUpsDeps;

  constructor(owner: string, deps: PupilCatchUpsDeps) {
    this.#owner = owner;
    this.#deps = deps;
  }

  /** @throws AppError as the server says; `unavailable` when nothing is known from before either */
  async list(): Promise<CatchUpList> {
    const { now } = this.#deps;
    const { said, cut } = await this.#ask(LIST, z.array(CatchUpBrief), () => this.#deps.list());
    const there = said.filter(({ expiresAt }) => expiresAt > now());
    const catchUps = await Promise.all(there.map((brief) => this.#briefNow(brief)));
    return { catchUps, cut };
  }

  /** Its board in small; null where there is none. @throws AppError as `list` */
  async picture(capsuleId: CapsuleId): Promise<BoardPicture | null> {
    const ask = async () => ({ picture: await this.#deps.picture(capsuleId) });
    return (await this.#ask(`picture ${capsuleId}`, Small, ask)).said.picture;
  }

  /** @throws AppError as `list`; `not_found` when its time is over */
  async open(capsuleId: CapsuleId): Promise<CatchUp & { readonly cut: boolean }> {
    try {
      const { said, cut } = await this.#ask(capsuleId, CatchUp, () => this.#deps.read(capsuleId));
      if (said.brief.expiresAt <= this.#deps.now()) throw new AppError('not_found', 'Its time is over');
      return { ...(await this.withWaiting(said)), cut };
    } catch (error) {
      if (error instanceof AppError && !passes(error))
        await this.#deps.store.forget(this.#owner, capsuleId).catch(() => undefined);
      throw error;
    }
  }

  /**
   * Sends what it can, signs out, then forgets this pupil in this browser: the next child finds nothing. What could not
   * be sent stays for the day the pupil comes back; it is seen by nobody.
   * @param out ends the session; where it rejects nothing is forgotten
   */
  async leave(out: () => Promise<unknown>): Promise<void> {
    const { outbox, store } = this.#deps;
    await outbox.flush();
    await out();
    await store.forget(this.#owner).catch(() => undefined);
  }

  /** With what the server has not confirmed yet. */
  async withWaiting(catchUp: CatchUp): Promise<CatchUp> {
    const waiting = await this.#deps.outbox.waiting(catchUp.brief.capsuleId).catch(() => []);
    const progress = waiting.reduce((sum, event) => withEvent(sum, event, catchUp), catchUp.progress);
    const { checks, task, brief } = catchUp;
    return { ...catchUp, progress, brief: { ...brief, ...summaryOf(progress, { ...brief, checks, task }) } };
  }

  async #briefNow(brief: CatchUpBrief): Promise<CatchUpBrief> {
    const waiting = await this.#deps.outbox.waiting(brief.capsuleId).catch(() => []);
    if (waiting.length === 0) return brief;
    // Put in by who has left meanwhile, perhaps: nobody else would send it.
    void this.#deps.outbox.flush();
    const known = await this.#recall(brief.capsuleId, CatchUp);
    return known === undefined ? brief : (await this.withWaiting(known)).brief;
  }

  /** What the server says, or said last when there is no link. */
  async #ask<S extends z.ZodMiniType>(
    name: string,
    schema: S,
    ask: () => Promise<z.infer<S>>,
  ): Promise<{ said: z.infer<S>; cut: boolean }> {
    const { store } = this.#deps;
    try {
      const said = await ask();
      // A browser that keeps nothing still shows it.
      await store.keep(this.#owner, name, said).catch(() => undefined);
      return { said, cut: false };
    } catch (error) {
      const said = passes(error) ? await this.#recall(name, schema) : undefined;
      if (said === undefined) throw error;
      return { said, cut: true };
    }
  }

  async #recall<S extends z.ZodMiniType>(name: string, schema: S): Promise<z.infer<S> | undefined> {
    const said = schema.safeParse(await this.#deps.store.recall(this.#owner, name).catch(() => undefined));
    return said.success ? (said.data as z.infer<S>) : undefined; // parsed by this very schema
  }
}
