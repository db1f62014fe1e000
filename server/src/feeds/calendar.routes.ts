import { calendarPath } from '@pluriclasse/shared/api/feeds';
import { AppError } from '@pluriclasse/shared/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { isKnown, type Validators } from '../http/conditional.ts';
import type { FeedContent, Feeds } from './feeds.service.ts';

interface CalendarDeps {
  readonly feeds: Feeds;
  /** Refuses a flood; counted like every other call. */
  readonly pass: (request: FastifyRequest) => Promise<void>;
  readonly publicUrl: string | undefined;
}

/** `newToken()`, and what a program expects of a calendar's name. */
const FILE = /^([\w-]{43})\.(ics|ifb)$/;
/** How often an address answers in a minute: programs come a few times an hour, some on several devices at once. */
const limiter = { points: 60, duration: 60 };
const SMALL = 1000;
const pack = promisify(gzip);

/**
 * Opens the secret addresses of calendars: for programs that have no session, set none of our headers and keep no
 * cookies. The address is the secret, so nothing here logs it, and no answer may be kept by a proxy for others.
 */
export function calendarRoutes(app: FastifyInstance, { feeds, pass, publicUrl }: CalendarDeps): void {
  const reads = new RateLimiterMemory(limiter);
  app.get<{ Params: { file: string }; Querystring: Record<string, unknown> }>(
    `${calendarPath}:file`,
    { exposeHeadRoute: true },
    async (request, reply) => {
      await pass(request);
      const [, token, ending] = FILE.exec(request.params.file) ?? [];
      // Not one of ours: perhaps a page's.
      if (token === undefined) return reply.callNotFound();
      const busy = ending === 'ifb' || 'freebusy' in request.query;
      const origin = publicUrl ?? `${request.protocol}://${request.host}`;
      // Before the work that it is to spare us; what is no secret of ours counts too, and is forgotten in a minute.
      await count(reads, token);
      const content = await feeds.open(token, busy ? 'busy' : 'lessons', origin);
      return answer(request, reply, content);
    },
  );
}

async function count(reads: RateLimiterMemory, token: string): Promise<void> {
  try {
    await reads.consume(token);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfter = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw new AppError('too_many', 'This calendar is read too often', { retryAfter });
  }
}

async function answer(request: FastifyRequest, reply: FastifyReply, { text, hash, changedAt }: FeedContent) {
  // Weak: packed and unpacked are the same calendar.
  const validators: Validators = { etag: `W/"${hash.toString('base64url').slice(0, 22)}"`, changedAt };
  void reply
    .header('cache-control', 'private, no-cache')
    .header('vary', 'accept-encoding')
    .header('etag', validators.etag)
    .header('last-modified', new Date(changedAt).toUTCString())
    .header('content-type', 'text/calendar; charset=utf-8')
    .header('x-robots-tag', 'noindex');
  if (isKnown(request.headers, validators)) return reply.status(304).send();
  const body = Buffer.from(text);
  if (body.length < SMALL || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(body);
  return reply.header('content-encoding', 'gzip').send(await pack(body));
}
