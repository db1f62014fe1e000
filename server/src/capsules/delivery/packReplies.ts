import type { FastifyInstance } from 'fastify';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { unpacks } from './unpacks.ts';

const pack = promisify(gzip);
/** Less than this is in one packet or two anyway. */
const LARGE = 8_192;

/**
 * Packs what an address answers: of a lesson's hour the pieces of the pictures are 300 kB of numbers, for which a phone
 * would wait before its first sound.
 */
export function packReplies(app: FastifyInstance, url: string): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.routeOptions.url !== url || typeof payload !== 'string') return payload;
    reply.header('vary', 'accept-encoding');
    if (payload.length < LARGE || !unpacks(request)) return payload;
    const packed = await pack(payload);
    reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return packed;
  });
}
