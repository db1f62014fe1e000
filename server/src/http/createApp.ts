import cookie from '@fastify/cookie';
import { fastify, type FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { answerError, answerErrors } from './errors.ts';
import { securityHeaders } from './headers.ts';
import { refuseUpgrades } from './refuseUpgrades.ts';

/** Calls are small: plans, names and codes. */
const BODY_LIMIT = 65_536;

/** Node takes no longer one: its limit is on all headers together. */
const LONGEST_ADDRESS = 16_384;

/** The HTTP server with what holds for every address; routes come by `createServe`, pages by `servePages`. */
export async function createApp(config: Config, log: Log): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    bodyLimit: BODY_LIMIT,
    // An address that the router itself refuses answers as all others do; whether an id is one, its schema says.
    frameworkErrors: (error, _request, reply) => {
      void answerError(error, reply);
    },
    routerOptions: { maxParamLength: LONGEST_ADDRESS },
    trustProxy: config.trustProxy,
    // A document of ten megabytes over a school's slow link; other calls are small and have long been read.
    requestTimeout: 180_000,
    http: { headersTimeout: 30_000 },
    // Longer than a proxy's, so that it is never us who close a connection just as a call comes in.
    keepAliveTimeout: 75_000,
    // Open keep-alive connections don't hold up the end of the process.
    forceCloseConnections: true,
  });
  answerErrors(app, log);
  await securityHeaders(app, config.publicUrl?.startsWith('https:') ?? false);
  await app.register(cookie);
  refuseUpgrades(app.server);
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    log.debug({ method, route: routeOptions.url, status: statusCode, milliseconds: elapsedTime }, 'answered');
  });
  return app;
}
