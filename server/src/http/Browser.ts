import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieName, readCookie } from '../people/cookies.ts';
import type { IssuedSession } from '../people/Sessions.ts';

/** What a handler may know of the browser that asks, and change in it. */
export class Browser {
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;
  readonly #publicUrl: string | undefined;

  constructor(request: FastifyRequest, reply: FastifyReply, publicUrl: string | undefined) {
    this.#request = request;
    this.#reply = reply;
    this.#publicUrl = publicUrl;
  }

  /** Its public address; a whole school may share one. */
  get address(): string {
    return this.#request.ip;
  }

  get userAgent(): string {
    return this.#request.headers['user-agent'] ?? '';
  }

  /** Languages it prefers, as it says. */
  get languages(): string {
    return this.#request.headers['accept-language'] ?? '';
  }

  /** The address under which it reached us, for links: `https://school.example`. */
  get origin(): string {
    return this.#publicUrl ?? `${this.#request.protocol}://${this.#request.host}`;
  }

  /** Keeps a session in it. */
  keep(as: SpeakingAs, { token, maxAge }: Pick<IssuedSession, 'token' | 'maxAge'>): void {
    this.#reply.setCookie(cookieName(as), token, { ...this.#options(), maxAge });
  }

  /** Keeps the session's cookie for `maxAge` seconds from now on. */
  prolong(as: SpeakingAs, maxAge: number): void {
    const token = readCookie(this.#request.headers.cookie, cookieName(as));
    if (token !== undefined) this.keep(as, { token, maxAge });
  }

  forget(as: SpeakingAs): void {
    this.#reply.clearCookie(cookieName(as), this.#options());
  }

  #options() {
    const secure = this.origin.startsWith('https:');
    return { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  }
}
