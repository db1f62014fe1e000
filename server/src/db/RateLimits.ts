import { AppError } from '@pluriclasse/shared/errors';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** What is limited, by which key, and how often. Guessing must be hopeless; a school full of children must not notice. */
const limits = {
  /** By public address: a whole school shares one. */
  'sign-in-address': { points: 60, seconds: 10 * MINUTE },
  /** By account and address: ten wrong passwords there don't lock the owner out elsewhere. */
  'sign-in-account-address': { points: 10, seconds: 15 * MINUTE },
  /** By account, wherever from. */
  'sign-in-account': { points: 60, seconds: HOUR },
  /** By invitation: a mail program that answers its own answers. */
  'lesson-reply': { points: 60, seconds: HOUR },
  'home-code-address': { points: 30, seconds: 10 * MINUTE },
  /** All wrong home codes of the installation: 2³⁵ codes stay out of reach even of many addresses. */
  'home-code-all': { points: 2000, seconds: HOUR },
  'invitation-address': { points: 30, seconds: 10 * MINUTE },
  'invite-staff': { points: 60, seconds: HOUR },
  'password-change': { points: 10, seconds: 15 * MINUTE },
  /** By member of staff: 2²⁵ codes, of which few are valid at a time. */
  'pairing-code': { points: 30, seconds: 10 * MINUTE },
  /** New waiting devices by public address: a class's tablets are unpacked at once. */
  'device-waiting': { points: 120, seconds: 10 * MINUTE },
  /** 9·8·7·6 patterns; with repeats 6,561. Ten tries a quarter of an hour per pupil, thirty per tablet. */
  'pattern-pupil': { points: 10, seconds: 15 * MINUTE },
  'pattern-device': { points: 40, seconds: 15 * MINUTE },
  /** Files that one person has read: reading takes the server some tenths of a second. */
  'import-staff': { points: 120, seconds: HOUR },
  /** Feeds of a school that people follow, or ask at once: each goes out to somebody else's server. */
  'feed-poll': { points: 60, seconds: HOUR },
} as const;
export type LimitName = keyof typeof limits;

/** Limits that hold across restarts and servers, since they are counted in the database. */
export class RateLimits {
  readonly #limiters: ReadonlyMap<LimitName, RateLimiterPostgres>;

  constructor(pool: Pool) {
    // Object.entries forgets the literal keys.
    const entries = Object.entries(limits) as [LimitName, { points: number; seconds: number }][];
    this.#limiters = new Map(entries.map(([name, limit], index) => [name, limiter(pool, name, limit, index === 0)]));
  }

  /** Counts one try. Rejects with `too_many` when there were too many. */
  async consume(name: LimitName, key: string): Promise<void> {
    try {
      await this.#of(name).consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const retryAfter = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw new AppError('too_many', `Too many tries (${name})`, { retryAfter, cause: error });
    }
  }

  /** Takes back one try that turned out to be right. */
  async reward(name: LimitName, key: string): Promise<void> {
    await this.#of(name).reward(key);
  }

  /** Forgets all tries. */
  async forgive(name: LimitName, key: string): Promise<void> {
    await this.#of(name).delete(key);
  }

  #of(name: LimitName): RateLimiterPostgres {
    const found = this.#limiters.get(name);
    if (found === undefined) throw new Error(`No limit ${name}`);
    return found;
  }
}

function limiter(pool: Pool, name: LimitName, limit: { points: number; seconds: number }, sweeps: boolean) {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: sweeps,
    keyPrefix: name,
    points: limit.points,
    duration: limit.seconds,
    // Once blocked, a flood is refused here and doesn't reach the database.
    inMemoryBlockOnConsumed: limit.points + 1,
  });
}
