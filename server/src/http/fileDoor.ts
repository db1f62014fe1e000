import { describe } from '@pluriclasse/shared/calls';
import { nobody, type Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import { SpeakingAs, speakingAsHeader } from '@pluriclasse/shared/signalling/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';
import { cookieName, readCookie } from '../people/cookies.ts';
import { attachment } from './attachment.ts';
import { isOwnOrigin } from './origin.ts';
import type { ServeDeps } from './serve.ts';

interface Upload<Params extends z.ZodMiniType, Query extends z.ZodMiniType> {
  readonly to: string;
  readonly params: Params;
  readonly query: Query;
  /** Bytes. */
  readonly most: number;
}
interface Download<Params extends z.ZodMiniType> {
  readonly at: string;
  readonly params: Params;
}
export interface GivenFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly name: string;
}

/** Files go in and out as they are, beside the calls of `serve`. */
export interface FileDoor {
  take<P extends z.ZodMiniType, Q extends z.ZodMiniType>(
    upload: Upload<P, Q>,
    handler: (visit: { actor: Actor; params: z.infer<P>; query: z.infer<Q>; bytes: Buffer }) => Promise<unknown>,
  ): void;
  give<P extends z.ZodMiniType>(
    download: Download<P>,
    handler: (visit: { actor: Actor; params: z.infer<P> }) => Promise<GivenFile>,
  ): void;
}

export function createFileDoor(app: FastifyInstance, { sessions, flood, publicUrl }: ServeDeps): FileDoor {
  const actorOf = async (request: FastifyRequest, as: SpeakingAs): Promise<Actor> =>
    (await sessions.find(request.headers.cookie, as))?.actor ?? nobody;
  const pass = (request: FastifyRequest, as: SpeakingAs) =>
    flood.pass(request.ip, readCookie(request.headers.cookie, cookieName(as)));

  return {
    take: ({ to, params, query, most }, handler) => {
      void app.register(async (own) => {
        const actors = new WeakMap<FastifyRequest, Actor>();
        // Before the bytes come: nobody fills our memory who is not signed in.
        own.addHook('onRequest', async (request) => {
          const as = SpeakingAs.safeParse(request.headers[speakingAsHeader]);
          if (!as.success) throw new AppError('bad_request', `The header ${speakingAsHeader} is missing or malformed`);
          if (!isOwnOrigin(request, publicUrl, request.host))
            throw new AppError('forbidden', 'A page of another origin asks');
          await pass(request, as.data);
          const actor = await actorOf(request, as.data);
          if (actor.kind === 'nobody') throw new AppError('unauthenticated', 'Nobody is signed in');
          actors.set(request, actor);
        });
        own.removeAllContentTypeParsers();
        own.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: most }, (_, body, done) =>
          done(null, body),
        );
        own.post(to, { bodyLimit: most }, async (request, reply) => {
          const { body } = request;
          const visit = {
            actor: actors.get(request) ?? nobody,
            params: parse(params, request.params),
            query: parse(query, request.query),
            bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
          };
          const answer = await handler(visit);
          return reply.header('cache-control', 'no-store').send(answer);
        });
      });
    },
    give: ({ at, params }, handler) => {
      app.get(at, async (request, reply) => {
        await pass(request, 'staff');
        const actor = await actorOf(request, 'staff');
        const { bytes, type, name } = await handler({ actor, params: parse(params, request.params) });
        return reply
          .header('cache-control', 'private, no-store')
          .header('content-type', type)
          .header('content-disposition', attachment(name))
          .header('x-content-type-options', 'nosniff')
          .header('content-security-policy', "sandbox; default-src 'none'")
          .header('cross-origin-resource-policy', 'same-origin')
          .send(bytes);
      });
    },
  };
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, raw: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw new AppError('bad_request', `Malformed request: ${describe(parsed.error)}`);
  return parsed.data;
}
