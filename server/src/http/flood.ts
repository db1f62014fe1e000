import { AppError } from '@pluriclasse/shared/errors';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const SECONDS = 10;

/** Calls in ten seconds. */
export interface FloodLimits {
  /** One browser tab that works hard needs some ten calls a second for a moment, never for long. */
  readonly session: number;
  /** A school of thirty devices that all start at once comes from one address. */
  readonly address: number;
  /** Of an address, without any session. */
  readonly unknown: number;
}
const usual: FloodLimits = { session: 200, address: 1500, unknown: 400 };

/**
 * Keeps one browser from taking the server away from the others. Counted in memory, since it is about this server's
 * load alone. What a session is refused isn't counted against its address, so that its school goes on working.
 */
export class FloodGate {
  readonly #sessions: RateLimiterMemory;
  readonly #addresses: RateLimiterMemory;
  readonly #unknown: RateLimiterMemory;

  constructor(limits: FloodLimits = usual) {
    const limiter = (keyPrefix: keyof FloodLimits) =>
      new RateLimiterMemory({ keyPrefix, points: limits[keyPrefix], duration: SECONDS });
    this.#sessions = limiter('session');
    this.#addresses = limiter('address');
    this.#unknown = limiter('unknown');
  }

  /** Rejects with `too_many`. `token` is the session's cookie, believed or not. */
  async pass(address: string, token: string | undefined): Promise<void> {
    try {
      if (token === undefined) return void (await this.#unknown.consume(address));
      await this.#sessions.consume(token.slice(0, 64));
      await this.#addresses.consume(address);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new AppError('too_many', 'Too many calls', { retryAfter: Math.ceil(error.msBeforeNext / 1000) });
    }
  }
}
