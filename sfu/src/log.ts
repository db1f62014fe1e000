import { pino, type Logger } from 'pino';

export type Log = Logger;

/** The sfu's one logger: ids only, never a secret. `info` lifecycle, `warn` recovered, `error` gave up. */
export function createLog(level: string): Log {
  return pino({ name: 'sfu', level, redact: ['secret', '*.secret', 'auth', '*.auth'] }, pino.destination(2));
}
