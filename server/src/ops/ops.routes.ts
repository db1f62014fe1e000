import { AppError } from '@pluriclasse/shared/errors';
import type { FastifyInstance } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { BlockList } from 'node:net';
import { hashToken } from '../people/tokens.ts';
import type { Metrics } from './Metrics.ts';
import type { Readiness } from './Readiness.ts';

/** Loopback and private networks (RFC 1918, RFC 4193, link-local): where a Prometheus of one's own is. */
const privateAddresses = new BlockList();
privateAddresses.addSubnet('127.0.0.0', 8);
privateAddresses.addSubnet('10.0.0.0', 8);
privateAddresses.addSubnet('172.16.0.0', 12);
privateAddresses.addSubnet('192.168.0.0', 16);
privateAddresses.addSubnet('169.254.0.0', 16);
privateAddresses.addAddress('::1', 'ipv6');
privateAddresses.addSubnet('fc00::', 7, 'ipv6');
privateAddresses.addSubnet('fe80::', 10, 'ipv6');

const isPrivate = (address: string) => privateAddresses.check(address, address.includes(':') ? 'ipv6' : 'ipv4');

interface OpsDeps {
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly metricsToken: string | undefined;
}

/** For machines: is it alive, can it work, how does it do. */
export function opsRoutes(app: FastifyInstance, { metrics, readiness, metricsToken }: OpsDeps): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'other';
    metrics.httpSeconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });

  app.get('/healthz', async () => ({ alive: true }));

  app.get('/readyz', async (_request, reply) => {
    const state = await readiness.read();
    return reply.status(state.ready ? 200 : 503).send(state);
  });

  app.get('/metrics', async (request, reply) => {
    const allowed =
      metricsToken === undefined ? isPrivate(request.ip) : hasToken(request.headers.authorization, metricsToken);
    if (!allowed) throw new AppError('forbidden', 'Metrics are for this network, or for whoever has METRICS_TOKEN');
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

const hasToken = (header: string | undefined, token: string) =>
  timingSafeEqual(hashToken(header ?? ''), hashToken(`Bearer ${token}`));
