import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Somebody else's web server that gives a calendar, or whatever a test wants. */
export class FeedHost {
  readonly #server = createServer((request, response) => {
    this.requests.push({ path: request.url ?? '', headers: request.headers });
    this.answer(request, response);
  });
  readonly requests: { path: string; headers: IncomingMessage['headers'] }[] = [];
  answer: Answer = (_, response) => response.writeHead(404).end();

  static async open(): Promise<FeedHost> {
    const host = new FeedHost();
    host.#server.listen(0, '127.0.0.1');
    await once(host.#server, 'listening');
    return host;
  }

  get origin(): string {
    // It listens on a port.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Answers with a text, and with 304 to who has it already. */
  serve(text: string, etag?: string): void {
    this.answer = (request, response) => {
      if (etag !== undefined && request.headers['if-none-match'] === etag) response.writeHead(304).end();
      else response.writeHead(200, etag === undefined ? {} : { etag }).end(text);
    };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
