import * as api from '@pluriclasse/shared/api/captions';
import { nobody } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import type { FastifyInstance } from 'fastify';
import { attachment } from '../http/attachment.ts';
import type { FloodGate } from '../http/flood.ts';
import type { Serve } from '../http/serve.ts';
import { cookieName, readCookie } from '../people/cookies.ts';
import type { Sessions } from '../people/Sessions.ts';
import type { CapsuleCaptions } from './captions.service.ts';

export function captionRoutes(serve: Serve, { captions }: { captions: CapsuleCaptions }): void {
  serve(api.readCaptions, ({ actor, params }) => captions.read(actor, params.capsuleId));
  serve(api.saveCaptions, ({ actor, params, body }) =>
    captions.save(actor, params.capsuleId, body.revision, body.captions),
  );
  serve(api.readCaptionFile, ({ actor, params, body }) =>
    captions.look(actor, params.capsuleId, body.revision, body.content),
  );
}

interface FileDeps {
  readonly captions: CapsuleCaptions;
  readonly sessions: Sessions;
  readonly flood: FloodGate;
}

/** Opens the door to the file that staff take away. */
export function captionFileRoutes(app: FastifyInstance, { captions, sessions, flood }: FileDeps): void {
  app.get(api.captionFile.at, async (request, reply) => {
    reply.header('cache-control', 'private, no-store');
    const { cookie } = request.headers;
    await flood.pass(request.ip, readCookie(cookie, cookieName('staff')));
    const params = api.captionFile.params.safeParse(request.params);
    if (!params.success) throw new AppError('bad_request', 'Malformed address');
    const actor = (await sessions.find(cookie, 'staff'))?.actor ?? nobody;
    const { name, text } = await captions.file(actor, params.data.capsuleId);
    return reply
      .header('content-type', 'text/vtt; charset=utf-8')
      .header('content-disposition', attachment(name))
      .header('x-content-type-options', 'nosniff')
      .header('cross-origin-resource-policy', 'same-origin')
      .header('content-security-policy', "sandbox; default-src 'none'")
      .send(text);
  });
}
