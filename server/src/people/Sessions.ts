import { nobody, type Actor } from '@pluriclasse/shared/domain/actor';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type { Now } from '@pluriclasse/shared/time';
import * as z from 'zod/mini';
import type { Bus } from '../bus/Bus.ts';
import type { Db } from '../db/Database.ts';
import type { SessionKind } from '../db/schema/people.ts';
import { cookieName, readCookie, sessionKindOf } from './cookies.ts';
import * as repository from './sessions.repository.ts';
import type { SessionOwner } from './sessions.repository.ts';
import { hashToken, newToken } from './tokens.ts';

export type { SessionOwner } from './sessions.repository.ts';

const DAY = 24 * 3_600_000;
/** How long a session lasts unused. Browsers keep no cookie longer than 400 days. */
const lifetimes: Record<SessionKind, number> = { staff: 14 * DAY, home: 60 * DAY, device: 400 * DAY };
/** Sessions are prolonged at most this often; of a device one wants to know whether it is on. */
const touchEvery: Record<SessionKind, number> = { staff: 3_600_000, home: 3_600_000, device: 60_000 };

export interface Session {
  /** Names the session in this program and on the bus; it opens nothing. */
  readonly sessionId: string;
  readonly owner: SessionOwner;
  readonly actor: Actor;
}

/** Told when a session is no more, or when who it stands for has changed (a pupil took or left the tablet). */
export const SessionEnded = z.object({ sessionId: z.string(), reason: z.enum(['ended', 'changed']) });
export type SessionEnded = z.infer<typeof SessionEnded>;

/** A token to put into a cookie. */
export interface IssuedSession {
  readonly session: Session;
  readonly token: string;
  /** Seconds. */
  readonly maxAge: number;
}

const TOPIC = 'sessions:ended';

/** Who speaks: the only place that turns a cookie into an actor. */
export class Sessions {
  readonly #db: Db;
  readonly #bus: Bus;
  readonly #now: Now;

  constructor(deps: { db: Db; bus: Bus; now: Now }) {
    this.#db = deps.db;
    this.#bus = deps.bus;
    this.#now = deps.now;
  }

  /** Who speaks, by the Cookie header and the cookie that is meant; `nobody` when there is no such session. */
  async actorOf(cookieHeader: string | undefined, as: SpeakingAs): Promise<Actor> {
    return (await this.find(cookieHeader, as))?.actor ?? nobody;
  }

  /** As `actorOf`, with the session: whoever keeps a socket open must close it when `onEnded` names its id. */
  async find(cookieHeader: string | undefined, as: SpeakingAs): Promise<Session | undefined> {
    const token = readCookie(cookieHeader, cookieName(as));
    if (token === undefined || token.length !== 43) return undefined;
    const tokenHash = hashToken(token);
    const now = this.#now();
    const kind = sessionKindOf(as);
    const found = await repository.findSession(this.#db, tokenHash, kind, now);
    if (found === undefined) return undefined;
    if (found.owner.kind === 'device' && as !== `device:${found.owner.deviceId}`) return undefined;
    if (now - found.lastSeenAt > touchEvery[kind]) {
      await repository.touchSession(this.#db, tokenHash, now, now + lifetimes[kind]);
    }
    return { sessionId: tokenHash.toString('hex'), owner: found.owner, actor: found.actor };
  }

  /** Begins a session. Rotation is this: a sign-in always makes a new one and ends the one it came with. */
  async begin(owner: SessionOwner, replaced?: Session): Promise<IssuedSession> {
    const token = newToken();
    const tokenHash = hashToken(token);
    const now = this.#now();
    const lifetime = lifetimes[owner.kind];
    await repository.insertSession(this.#db, { tokenHash, owner, now, expiresAt: now + lifetime });
    if (replaced) await this.end(replaced);
    const found = await repository.findSession(this.#db, tokenHash, owner.kind, now);
    const session = { sessionId: tokenHash.toString('hex'), owner, actor: found?.actor ?? nobody };
    return { session, token, maxAge: this.maxAgeOf(owner) };
  }

  /** How long a cookie of such a session is kept, in seconds. */
  maxAgeOf({ kind }: SessionOwner): number {
    return lifetimes[kind] / 1000;
  }

  async end(session: Session): Promise<void> {
    await repository.deleteSession(this.#db, Buffer.from(session.sessionId, 'hex'));
    this.#tell(session.sessionId, 'ended');
  }

  /** Ends all sessions of someone, but for one that goes on. */
  async endAll(owner: SessionOwner, except?: Session): Promise<void> {
    const kept = except && Buffer.from(except.sessionId, 'hex');
    for (const hash of await repository.deleteSessions(this.#db, owner, kept))
      this.#tell(hash.toString('hex'), 'ended');
  }

  /** To be called when an owner's actor is another now: its sockets must come again. */
  async changed(owner: SessionOwner): Promise<void> {
    for (const hash of await repository.listSessions(this.#db, owner)) this.#tell(hash.toString('hex'), 'changed');
  }

  /**
   * Calls back, on every server, when a session ended or its actor changed.
   * @returns A function that ends the subscription.
   */
  onEnded(listener: (ended: SessionEnded) => void): () => void {
    return this.#bus.subscribe(TOPIC, (fact) => listener(SessionEnded.parse(fact)));
  }

  /** Removes what expired long since; to be called now and then. */
  async sweep(): Promise<void> {
    await repository.deleteExpired(this.#db, this.#now());
  }

  #tell(sessionId: string, reason: SessionEnded['reason']): void {
    this.#bus.publish(TOPIC, { sessionId, reason });
  }
}
