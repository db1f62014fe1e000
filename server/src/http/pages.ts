import fastifyStatic from '@fastify/static';
import { AppError, errorStatus, toWireError } from '@pluriclasse/shared/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import path from 'node:path';

const YEAR = 31_536_000;

/**
 * Serves the built pages. Files with a hash in their name never change; any other address that a browser navigates to
 * is the application's own and gets its first page.
 */
export async function servePages(app: FastifyInstance, clientDir: string | undefined): Promise<void> {
  const there = clientDir !== undefined && existsSync(path.join(clientDir, 'index.html'));
  if (there) {
    await app.register(fastifyStatic, {
      root: path.resolve(clientDir),
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, file) => {
        const hashed = file.includes(`${path.sep}assets${path.sep}`);
        void reply.header('cache-control', hashed ? `public, max-age=${YEAR}, immutable` : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (there && isNavigation(request)) return reply.sendFile('index.html');
    const error = new AppError('not_found', 'There is nothing at this address');
    return reply.status(errorStatus.not_found).send(toWireError(error));
  });
}

function isNavigation({ method, url, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html');
}
