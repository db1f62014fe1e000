import { SpeedQuery, speedMost, speedPath } from '@pluriclasse/shared/api/speed';
import { AppError } from '@pluriclasse/shared/errors';
import { SpeakingAs, speakingAsHeader } from '@pluriclasse/shared/signalling/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { Sessions } from '../people/Sessions.ts';

interface SpeedDeps {
  readonly sessions: Sessions;
  /** Refuses a flood; counted like every other call. */
  readonly pass: (request: FastifyRequest) => Promise<void>;
}

/** Bytes that nothing on the way can squeeze: made once, cut to size. */
const noise = randomBytes(speedMost);

/** For the device check before a lesson: bytes down, bytes up. */
export function speedRoutes(app: FastifyInstance, { sessions, pass }: SpeedDeps): void {
  const admit = async (request: FastifyRequest) => {
    await pass(request);
    if (Number(request.headers['content-length'] ?? 0) > speedMost) throw new AppError('bad_request', 'Too many bytes');
    // The header also proves that no foreign page asks: a form or an image can't set it.
    const as = SpeakingAs.safeParse(request.headers[speakingAsHeader]);
    if (!as.success) throw new AppError('bad_request', 'As whom?');
    if ((await sessions.find(request.headers.cookie, as.data)) === undefined)
      throw new AppError('unauthenticated', 'Only for who is signed in');
  };

  void app.register(async (own) => {
    own.addHook('onRequest', admit);
    own.get(speedPath, async (request, reply) => {
      const query = SpeedQuery.safeParse(request.query);
      if (!query.success) throw new AppError('bad_request', 'How many bytes?');
      return reply
        .header('cache-control', 'no-store')
        .header('content-type', 'application/octet-stream')
        .send(noise.subarray(0, query.data.bytes));
    });
    // Thrown away as it comes, and counted: a length that was promised need not be kept.
    own.addContentTypeParser('application/octet-stream', (_request, payload, done) => {
      let taken = 0;
      payload.on('data', (chunk: Buffer) => {
        taken += chunk.length;
        if (taken > speedMost) payload.destroy();
      });
      payload.on('end', () => done(null, undefined));
      payload.on('error', done);
    });
    own.post(speedPath, { bodyLimit: speedMost }, async (_request, reply) =>
      reply.header('cache-control', 'no-store').send({}),
    );
  });
}
