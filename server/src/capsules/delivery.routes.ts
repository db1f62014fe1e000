import { readManifest, readPicture } from '@pluriclasse/shared/api/capsules';
import { describe } from '@pluriclasse/shared/calls';
import { AppError } from '@pluriclasse/shared/errors';
import type { FastifyInstance } from 'fastify';
import type * as z from 'zod/mini';
import type { FloodGate } from '../http/flood.ts';
import type { Serve } from '../http/serve.ts';
import { cookieName, readCookie } from '../people/cookies.ts';
import type { Sessions } from '../people/Sessions.ts';
import type { CapsuleDelivery } from './delivery.service.ts';
import { packReplies } from './delivery/packReplies.ts';
import { mediaPath, MediaParams, MediaQuery } from './delivery/MediaLinks.ts';
import { sendFile } from './delivery/sendFile.ts';

export function manifestRoutes(serve: Serve, { delivery }: { delivery: CapsuleDelivery }): void {
  serve(readManifest, ({ session, as, params }) => delivery.manifest(session, as, params.capsuleId));
  serve(readPicture, async ({ actor, params }) => ({ picture: await delivery.picture(actor, params.capsuleId) }));
}

interface MediaDeps {
  readonly delivery: CapsuleDelivery;
  readonly sessions: Sessions;
  readonly flood: FloodGate;
}

/**
 * Opens the door behind which a capsule's bytes lie. An audio element can't set our header, so the link says as whom it
 * asks; it is of no use without that session's cookie. Nothing here logs the link, nor may anyone between keep an answer.
 */
export function mediaRoutes(app: FastifyInstance, { delivery, sessions, flood }: MediaDeps): void {
  packReplies(app, readManifest.path);
  app.route({
    method: ['GET', 'HEAD'],
    url: mediaPath,
    handler: async (request, reply) => {
      reply.header('cache-control', 'private, no-store');
      const { cookie } = request.headers;
      const query = MediaQuery.safeParse(request.query);
      await flood.pass(request.ip, query.success ? readCookie(cookie, cookieName(query.data.as)) : undefined);
      const params = parsed(MediaParams.safeParse(request.params));
      const link = parsed(query);
      const file = await delivery.media(await sessions.find(cookie, link.as), params, link);
      return sendFile(request, reply, file, async () => delivery.check(await sessions.find(cookie, link.as), params));
    },
  });
}

function parsed<T>(result: { success: true; data: T } | { success: false; error: z.core.$ZodError }): T {
  if (!result.success) throw new AppError('bad_request', `Malformed link: ${describe(result.error)}`);
  return result.data;
}
