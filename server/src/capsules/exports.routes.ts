import * as api from '@pluriclasse/shared/api/capsuleExports';
import { AppError } from '@pluriclasse/shared/errors';
import type { FastifyInstance } from 'fastify';
import { attachment } from '../http/attachment.ts';
import type { FloodGate } from '../http/flood.ts';
import type { Serve } from '../http/serve.ts';
import { cookieName, readCookie } from '../people/cookies.ts';
import type { Sessions } from '../people/Sessions.ts';
import { nobody } from '@pluriclasse/shared/domain/actor';
import { sendFile } from './delivery/sendFile.ts';
import type { CapsuleExporting } from './exports.service.ts';

export function exportRoutes(serve: Serve, { exporting }: { exporting: CapsuleExporting }): void {
  serve(api.listExports, ({ actor, params }) => exporting.list(actor, params.capsuleId));
  serve(api.askExport, ({ actor, params, body }) => exporting.ask(actor, params.capsuleId, body.kind));
  serve(api.cancelExport, ({ actor, params }) => exporting.cancel(actor, params));
}

interface FileDeps {
  readonly exporting: CapsuleExporting;
  readonly sessions: Sessions;
  readonly flood: FloodGate;
}

/** Opens the door to the files themselves, which may be larger than memory and are fetched on from where a link broke. */
export function exportFileRoutes(app: FastifyInstance, { exporting, sessions, flood }: FileDeps): void {
  app.get(api.exportFile.at, async (request, reply) => {
    reply.header('cache-control', 'private, no-store');
    const { cookie } = request.headers;
    await flood.pass(request.ip, readCookie(cookie, cookieName('staff')));
    const params = api.exportFile.params.safeParse(request.params);
    if (!params.success) throw new AppError('bad_request', 'Malformed address');
    const find = async () => exporting.file((await sessions.find(cookie, 'staff'))?.actor ?? nobody, params.data);
    const file = await find();
    void reply.header('content-disposition', attachment(file.name));
    return sendFile(request, reply, file, find);
  });
}
