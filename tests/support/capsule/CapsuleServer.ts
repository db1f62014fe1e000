import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** Serves the page with the player, and one capsule as the product's door does: a manifest, and bytes by ranges. */
export class CapsuleServer {
  readonly #server: Server;
  readonly #folder: string;
  /** Answers of `/api/capsules/:id/manifest` and `/around`. */
  manifest: () => { readonly status: number; readonly body: unknown } = () => ({ status: 404, body: {} });
  around: unknown = { stops: [] };
  readonly files = new Map<string, Buffer>();
  /** Links that are refused. */
  readonly refused = new Set<string>();
  /** Bytes of a voice in each hundredth of a second; a file that comes at once leaves nothing to ask for. */
  voicePace = Number.POSITIVE_INFINITY;
  /** Milliseconds from a request of a picture to its answer. */
  pictureTakes = 0;
  /** What was asked of the files, with the range, and when (milliseconds since 1970). */
  readonly asked: { name: string; range: string; at: number }[] = [];

  private constructor(server: Server, folder: string) {
    this.#server = server;
    this.#folder = folder;
  }

  /** @param folder the built page; it goes when the server stops */
  static async create(folder: string, port = 0): Promise<CapsuleServer> {
    const server = createServer();
    const made = new CapsuleServer(server, folder);
    server.on('request', (request, response) => void made.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`; // it listens on a port
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    if (pathname === '/around') return json(response, 200, this.around);
    if (pathname.startsWith('/api/')) {
      const { status, body } = this.manifest();
      return json(response, status, body);
    }
    if (pathname.startsWith('/media/')) {
      if (pathname.includes('picture')) await new Promise((resolve) => setTimeout(resolve, this.pictureTakes));
      return this.#media(pathname, request, response);
    }
    const name = pathname === '/' ? 'index.html' : path.basename(pathname);
    const file = path.join(this.#folder, name === 'index.html' ? '' : 'assets', name);
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes) response.writeHead(200, { 'content-type': types[path.extname(name)] ?? '' }).end(bytes);
    else response.writeHead(404).end();
  }

  #media(name: string, request: IncomingMessage, response: ServerResponse): void {
    const bytes = this.files.get(name);
    this.asked.push({ name, range: request.headers.range ?? '', at: Date.now() });
    if (this.refused.has(name)) return void response.writeHead(403).end();
    if (bytes === undefined) return void response.writeHead(404).end();
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    const type = name.includes('voice')
      ? 'audio/webm'
      : /board|captions/.test(name)
        ? 'application/json'
        : 'video/webm';
    const headers = { 'content-type': type, 'accept-ranges': 'bytes', 'cache-control': 'no-store' };
    if (!range) return void response.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes);
    const from = Number(range[1]);
    const to = range[2] ? Number(range[2]) : bytes.length - 1;
    const part = bytes.subarray(from, to + 1);
    response
      .writeHead(206, {
        ...headers,
        'content-length': part.length,
        'content-range': `bytes ${from}-${from + part.length - 1}/${bytes.length}`,
      })
      .flushHeaders();
    send(response, part, name.includes('voice') ? this.voicePace : Number.POSITIVE_INFINITY);
  }
}

function send(response: ServerResponse, bytes: Buffer, pace: number): void {
  if (response.destroyed) return;
  if (bytes.length <= pace) return void response.end(bytes);
  response.write(bytes.subarray(0, pace));
  setTimeout(() => send(response, bytes.subarray(pace), pace), 10);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
