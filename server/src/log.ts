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
    redact: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.token'],
  });
}
