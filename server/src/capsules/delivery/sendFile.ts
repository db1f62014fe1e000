import { AppError } from '@pluriclasse/shared/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DeliveredFile } from './findMedia.ts';
import { rangeOf } from './range.ts';
import { unpacks } from './unpacks.ts';
import { whileAllowed } from './whileAllowed.ts';

/**
 * Answers with a file or a range of it, to GET and HEAD. It is opened first: what can't be read is an error, not a broken
 * answer.
 * @param still rejects once it may no longer be had: then the answer is cut off
 * @throws AppError `forbidden`, reason `not_delivered`, for a part that nobody may have
 */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: DeliveredFile,
  still: () => Promise<unknown>,
): Promise<FastifyReply> {
  const asked = rangeOf(request.headers, file.bytes, file.etag);
  const packed = asked === 'whole' && unpacks(request) ? file.packed : undefined;
  const { bytes, etag, read } = packed ?? file;
  if (asked === 'unsatisfiable') return reply.status(416).header('content-range', `bytes */${bytes}`).send();
  const { from, to } = asked === 'whole' ? { from: 0, to: bytes } : asked;
  if (file.may && !file.may({ from, to }))
    throw new AppError('forbidden', 'Not a part that is delivered', { reason: 'not_delivered' });
  const body = request.method === 'HEAD' || to === from ? '' : await read({ from, to });
  if (file.packed) void reply.header('vary', 'accept-encoding');
  if (packed) void reply.header('content-encoding', 'gzip');
  if (asked !== 'whole') void reply.status(206).header('content-range', `bytes ${from}-${to - 1}/${bytes}`);
  return reply
    .header('content-type', file.type)
    .header('content-length', to - from)
    .header('accept-ranges', 'bytes')
    .header('etag', etag)
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('content-security-policy', "sandbox; default-src 'none'")
    .send(body === '' ? body : whileAllowed(body, still));
}
