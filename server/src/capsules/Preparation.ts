import { AppError } from '@pluriclasse/shared/errors';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import type { Log } from '../log.ts';

interface Deps {
  readonly log: Log;
  /** Makes ready what viewers will ask for, and notes how much that is. */
  readonly delivery: { prepare(capsuleId: CapsuleId): Promise<void> };
}

/** A node that has not brought its tracks by then is silent, and is left out. */
const MOST_TRIES = 180;

/**
 * Makes capsules ready for their first viewer, one after the other and behind everything else: nobody waits for it, and
 * a capsule can be watched without.
 */
export class Preparation {
  readonly #deps: Deps;
  readonly #waiting = new Set<CapsuleId>();
  /** What could not be made ready yet, and how often it was tried. */
  readonly #later = new Map<CapsuleId, { timer: NodeJS.Timeout; tries: number }>();
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  soon(capsuleId: CapsuleId): void {
    if (this.#closed) return;
    this.#waiting.add(capsuleId);
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
  }

  /** Ends with the one that is being made ready. Safe twice. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.clear();
    for (const { timer } of this.#later.values()) clearTimeout(timer);
    this.#later.clear();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { log, delivery } = this.#deps;
    for (const capsuleId of this.#waiting) {
      this.#waiting.delete(capsuleId);
      try {
        await delivery.prepare(capsuleId);
        this.#later.delete(capsuleId);
      } catch (error) {
        if (this.#again(capsuleId, error)) continue;
        log.warn({ err: error, capsuleId }, 'capsule not made ready; its first viewer waits');
      }
    }
  }

  /** What is on its way from a node is waited for, a while. @returns whether it is tried again */
  #again(capsuleId: CapsuleId, error: unknown): boolean {
    const { retryAfter } = error instanceof AppError ? error : {};
    const { tries = 0, timer } = this.#later.get(capsuleId) ?? {};
    clearTimeout(timer);
    this.#later.delete(capsuleId);
    if (this.#closed || retryAfter === undefined || tries >= MOST_TRIES) return false;
    const again = setTimeout(() => this.soon(capsuleId), retryAfter * 1_000);
    this.#later.set(capsuleId, { timer: again.unref(), tries: tries + 1 });
    return true;
  }
}
