import type { Now } from '@pluriclasse/shared/time';
import type { Bus } from './bus/Bus.ts';
import type { Database } from './db/Database.ts';
import { RateLimits } from './db/RateLimits.ts';
import { Pairing } from './devices/pairing.service.ts';
import type { Log } from './log.ts';
import { Mirror } from './people/Mirror.ts';
import { Sessions } from './people/Sessions.ts';
import { SignIn } from './people/signIn.service.ts';
import { KeyedHash } from './people/tokens.ts';

export interface ServiceDeps {
  readonly database: Database;
  readonly bus: Bus;
  readonly secret: Buffer;
  readonly log: Log;
  readonly now: Now;
}

export type Services = ReturnType<typeof createServices>;

/** Makes the services, each with what it needs of the others. Part of the wiring of `server.ts`. */
export function createServices({ database, bus, secret, log, now }: ServiceDeps) {
  const { db, pool } = database;
  const limits = new RateLimits(pool);
  const keyedHash = new KeyedHash(secret);
  const sessions = new Sessions({ db, bus, now });
  const pairing = new Pairing({ db, now, limits, sessions, keyedHash });
  const mirror = new Mirror({ db, pairing });
  const signIn = new SignIn({ db, limits, sessions, log });
  return { sessions, pairing, mirror, signIn };
}
