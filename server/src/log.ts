import { pino, type Logger, type LevelWithSilent } from 'pino';

export type Log = Logger;
export type LogLevel = LevelWithSilent;

/**
 * The one logger. info: one line per change in the life of a thing, with ids; warn: recovered by itself; error: gave
 * up; debug: every message. Never a pupil's name, a token or a cookie.
 */
export function createLog(level: LogLevel): Log {
  return pino({
    level,
    base: { process: 'server' },
    serializers: { err: describeError },
    redact: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.token'],
  });
}

/** What a log keeps of an error. */
interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  readonly stack?: string;
  readonly cause?: unknown;
}

/**
 * Errors with what helps to find the fault, and nothing of what people typed: of a failed query the text stays and its
 * values go, and of the driver's error the details, which quote rows.
 */
export function describeError(error: unknown, depth = 0): DescribedError | string {
  if (!(error instanceof Error)) return typeof error;
  const { name, message, stack } = error;
  return {
    type: name,
    message: withoutValues(message),
    ...('code' in error && { code: error.code }),
    ...(stack !== undefined && { stack: withoutValues(stack) }),
    ...(error.cause !== undefined && depth < 4 && { cause: describeError(error.cause, depth + 1) }),
  };
}

/** drizzle-orm writes a failed query's values into its message, after `params:` and up to the stack. */
const withoutValues = (text: string): string => text.replace(/\nparams:[\s\S]*?(?=\n {4}at |$)/, '');
