import { BoardId } from '@pluriclasse/shared/ids';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TestBoardServer } from './boardServer.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** Serves the built page from the board's own server, and the lock that a lesson would keep. */
export function serveBoardPage({ server, hub }: TestBoardServer, folder: string): void {
  server.on('request', (request, response) => {
    const url = new URL(request.url ?? '/', 'http://page');
    if (url.pathname === '/lock') {
      hub.setLocked(BoardId.parse(url.searchParams.get('board')), url.searchParams.get('locked') === 'true');
      response.end();
      return;
    }
    const name = url.pathname === '/' ? 'index.html' : path.basename(url.pathname);
    const file = path.join(folder, name === 'index.html' ? '' : 'assets', name);
    readFile(file).then(
      (bytes) => response.writeHead(200, { 'content-type': types[path.extname(name)] ?? '' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
}
