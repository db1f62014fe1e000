import { AppError } from '@pluriclasse/shared/errors';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const SECONDS = 10;
/** One browser tab that works hard needs some ten calls a second for a moment, never for long. */
const PER_SESSION = 200;
/** A school of thirty devices that all start at once comes from one address. */
const PER_ADDRESS = 1500;
const PER_ADDRESS_UNKNOWN = 400;

/**
 * Keeps one browser from taking the server away from the others. Counted in memory, since it is about this server's
 * load alone. What a session is refused isn't counted against its address, so that its school goes on working.
 */
export class FloodGate {
  readonly #sessions = new RateLimiterMemory({ keyPrefix: 'session', points: PER_SESSION, duration: SECONDS });
  readonly #addresses = new RateLimiterMemory({ keyPrefix: 'address', points: PER_ADDRESS, duration: SECONDS });
  readonly #unknown = new RateLimiterMemory({ keyPrefix: 'unknown', points: PER_ADDRESS_UNKNOWN, duration: SECONDS });

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
