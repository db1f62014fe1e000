import { AppError } from '@pluriclasse/shared/errors';
import type { Db } from '../db/Database.ts';
import type { RateLimits } from '../db/RateLimits.ts';
import type { Log } from '../log.ts';
import type { Classes } from '../schools/classes.service.ts';
import { findByHomeCode } from './pupils.repository.ts';
import type { IssuedSession, Session, Sessions } from './Sessions.ts';
import { cleanCode, type KeyedHash } from './tokens.ts';

interface Deps {
  readonly db: Db;
  readonly limits: RateLimits;
  readonly sessions: Sessions;
  readonly keyedHash: KeyedHash;
  readonly log: Log;
  readonly classes: Classes;
}

/** A pupil at home comes in by the code that the teacher printed. */
export class HomeSignIn {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * @throws AppError `unauthenticated` for a code that isn't one, `too_many` for guessing, `conflict` for a code of a
   * class that is put away.
   */
  async byCode(typed: string, from: { address: string; session: Session | undefined }): Promise<IssuedSession> {
    const { db, limits, sessions, keyedHash, log, classes } = this.#deps;
    await limits.consume('home-code-address', from.address);
    await limits.consume('home-code-all', 'network');
    const pupil = await findByHomeCode(db, keyedHash.of('home-code', cleanCode(typed)));
    if (pupil === undefined) throw new AppError('unauthenticated', 'No such code', { reason: 'unknown_code' });
    await limits.reward('home-code-address', from.address);
    await limits.reward('home-code-all', 'network');
    await classes.requireMeeting(pupil.classGroupId);
    log.info({ pupilId: pupil.pupilId }, 'signed in at home');
    return sessions.begin({ kind: 'home', pupilId: pupil.pupilId }, from.session);
  }
}
