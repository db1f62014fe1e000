import { AppError, errorStatus, findAppError, toWireError } from '@pluriclasse/shared/errors';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Log } from '../log.ts';

/** Fastify's own refusals of a request that no route has seen yet. */
function refusal(error: unknown): { error: AppError; status: number } | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const { statusCode: status = 500, message } = error as FastifyError; // it has a status, as only Fastify's errors have
  if (status < 400 || status >= 500) return undefined;
  return { error: new AppError('bad_request', message), status };
}

/** Answers what was thrown, by the one table; a bug keeps its message at home. */
export function answerError(thrown: unknown, reply: FastifyReply): FastifyReply {
  const known = refusal(thrown);
  const wire = toWireError(known?.error ?? thrown);
  if (wire.retryAfter !== undefined) void reply.header('retry-after', wire.retryAfter);
  return reply.status(known?.status ?? errorStatus[wire.code]).send(wire);
}

/** Answers everything that a route throws, and logs it: a bug as an error, the rest for those who look closely. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((thrown, request, reply) => {
    const expected = refusal(thrown)?.error ?? findAppError(thrown);
    const call = { err: expected ?? thrown, method: request.method, route: request.routeOptions.url };
    if (expected === undefined) log.error(call, 'bug');
    else log.debug(call, 'refused');
    return answerError(thrown, reply);
  });
}
