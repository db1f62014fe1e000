import { AppError, errorStatus, findAppError, toWireError } from '@pluriclasse/shared/errors';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { Log } from '../log.ts';

/** Fastify's own refusals of a request that no route has seen yet. */
function refusal(error: unknown): { error: AppError; status: number } | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const { statusCode: status = 500, message } = error as FastifyError; // it has a status, as only Fastify's errors have
  if (status < 400 || status >= 500) return undefined;
  return { error: new AppError('bad_request', message), status };
}

/** Answers everything that is thrown, by the one table; a bug keeps its message at home. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((thrown, request, reply) => {
    const known = refusal(thrown);
    const error = known?.error ?? findAppError(thrown);
    if (error === undefined) log.error({ err: thrown, method: request.method, route: request.routeOptions.url }, 'bug');
    else log.debug({ err: error, method: request.method, route: request.routeOptions.url }, 'refused');
    const wire = toWireError(error);
    if (wire.retryAfter !== undefined) reply.header('retry-after', wire.retryAfter);
    return reply.status(known?.status ?? errorStatus[wire.code]).send(wire);
  });
}
