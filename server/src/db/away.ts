import { AppError } from '@pluriclasse/shared/errors';
import type { Pool } from 'pg';

/** Codes of Node and PostgreSQL (Appendix A: class 08, 57P0x, 53300) that say: the database is away, try later. */
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|08...|57P0[1-5]|53300)$/;
/** There is no code, or none of its own, for these. */
const AWAY_WORDS =
  /connection terminated|timeout exceeded when trying to connect|not queryable|client was closed|not currently accepting connections/i;

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isAway);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return AWAY.test(code) || AWAY_WORDS.test(error.message);
}

const translate = (error: unknown): never => {
  if (!isAway(error)) throw error;
  throw new AppError('unavailable', 'The database does not answer', { retryAfter: 2, cause: error });
};

type Method = (...args: unknown[]) => unknown;

function translating(method: Method): Method {
  return (...args) => {
    const result = method(...args);
    // Called with a callback it gives no promise: those are the pool's own calls, which end up in a promise above.
    return result instanceof Promise ? result.catch(translate) : result;
  };
}

/** Makes a pool and its connections reject with `unavailable` when the database can't be reached. */
export function tellWhenAway(pool: Pool): void {
  // Both are functions of many overloads; what goes in and out stays as it is.
  pool.query = translating(pool.query.bind(pool) as Method) as Pool['query'];
  pool.connect = translating(pool.connect.bind(pool) as Method) as Pool['connect'];
  pool.on('connect', (client) => {
    client.query = translating(client.query.bind(client) as Method) as typeof client.query;
  });
}
