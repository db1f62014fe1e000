import type { Endpoint } from '@pluriclasse/shared/api/http';
import { describe } from '@pluriclasse/shared/calls';
import { nobody, type Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import { SpeakingAs, speakingAsHeader } from '@pluriclasse/shared/signalling/protocol';
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';
import { cookieName, readCookie } from '../people/cookies.ts';
import type { Session, Sessions } from '../people/Sessions.ts';
import { Browser } from './Browser.ts';
import type { FloodGate } from './flood.ts';
import { isOwnOrigin } from './origin.ts';

/** One call, parsed, and who makes it. */
export interface Visit<E extends Endpoint> {
  readonly params: z.infer<E['params']>;
  readonly query: z.infer<E['query']>;
  readonly body: z.infer<E['body']>;
  readonly actor: Actor;
  readonly session: Session | undefined;
  readonly as: SpeakingAs;
  readonly browser: Browser;
}

export type Handler<E extends Endpoint> = (visit: Visit<E>) => Promise<z.infer<E['reply']>>;
/** Serves an endpoint: what a `x.routes.ts` is given. */
export type Serve = <E extends Endpoint>(endpoint: E, handler: Handler<E>) => void;

export interface ServeDeps {
  readonly sessions: Sessions;
  readonly flood: FloodGate;
  readonly publicUrl: string | undefined;
}

/**
 * Makes the function that opens an HTTP endpoint: it refuses foreign pages and floods, parses what comes in, finds out
 * who asks, and calls the handler. What the handler throws is answered by `answerErrors`.
 */
export function createServe(app: FastifyInstance, { sessions, flood, publicUrl }: ServeDeps): Serve {
  const { bodyLimit = 0 } = app.initialConfig;
  /** A large body is read only of somebody who has signed in. */
  const refuseLarge = async (request: FastifyRequest) => {
    const { cookie, 'content-length': length, 'transfer-encoding': inPieces } = request.headers;
    if (inPieces === undefined && Number(length ?? 0) <= bodyLimit) return;
    const as = speakingAs(request);
    await flood.pass(request.ip, readCookie(cookie, cookieName(as)));
    if ((await sessions.find(cookie, as)) === undefined) throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
  };
  return <E extends Endpoint>(endpoint: E, handler: Handler<E>) => {
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      ...(endpoint.maxBytes !== undefined && { bodyLimit: endpoint.maxBytes, onRequest: refuseLarge }),
      handler: async (request, reply) => {
        reply.header('cache-control', 'no-store');
        const as = speakingAs(request);
        if (request.method !== 'GET' && !isOwnOrigin(request, publicUrl, request.host)) {
          throw new AppError('forbidden', 'A page of another origin asks');
        }
        const { cookie } = request.headers;
        await flood.pass(request.ip, readCookie(cookie, cookieName(as)));
        const input = {
          params: parse<E['params']>(endpoint.params, request.params),
          query: parse<E['query']>(endpoint.query, request.query),
          body: parse<E['body']>(endpoint.body, request.body ?? {}),
        };
        const session = await sessions.find(cookie, as);
        const browser = new Browser(request, reply, publicUrl);
        return handler({ ...input, actor: session?.actor ?? nobody, session, as, browser });
      },
    });
  };
}

/** A page can't set this header for another origin: its presence proves that the request is our own page's. */
function speakingAs(request: FastifyRequest): SpeakingAs {
  const said = request.headers[speakingAsHeader];
  if (said === undefined && request.method === 'GET') return 'staff';
  const parsed = SpeakingAs.safeParse(said);
  if (!parsed.success) throw new AppError('bad_request', `The header ${speakingAsHeader} is missing or malformed`);
  return parsed.data;
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, raw: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw new AppError('bad_request', `Malformed request: ${describe(parsed.error)}`);
  return parsed.data;
}
