import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';
import type { MediaNode } from './MediaNode.ts';

/** `/healthz`: the process answers. `/readyz`: a worker runs. `/metrics`: Prometheus. */
export function serveStatus(node: MediaNode, metrics: Registry) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const answer = (status: number, text: string, type = 'text/plain; charset=utf-8') => {
      response.writeHead(status, { 'content-type': type }).end(text);
    };
    switch (request.url) {
      case '/healthz':
        return answer(200, 'ok\n');
      case '/readyz':
        return node.pool.ready ? answer(200, 'ready\n') : answer(503, 'no media worker runs\n');
      case '/metrics':
        metrics.metrics().then(
          (text) => answer(200, text, metrics.contentType),
          () => answer(500, 'metrics failed\n'),
        );
        return;
      default:
        return answer(404, 'not found\n');
    }
  };
}
