import { boardClose } from '@pluriclasse/shared/board/closeCodes';
import { boardSubprotocol } from '@pluriclasse/shared/board/frames';
import { boardLimits } from '@pluriclasse/shared/board/limits';
import { AppError } from '@pluriclasse/shared/errors';
import { BoardId, SeatId } from '@pluriclasse/shared/ids';
import { boardPath } from '@pluriclasse/shared/signalling/protocol';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { BoardAccess } from './BoardAccess.ts';
import type { BoardHub } from './BoardHub.ts';
import { closeCodeOf } from './BoardSocket.ts';

export interface BoardDoorDeps {
  readonly hub: BoardHub;
  readonly access: BoardAccess;
  readonly log: { debug(data: object, message: string): void; error(data: object, message: string): void };
  /** Whether a page of this origin may connect; by default only pages of the very host that is asked. */
  readonly isOwnOrigin?: (origin: string, request: IncomingMessage) => boolean;
}

export interface BoardDoor {
  /** Lets nobody in any more. The hub is closed by who opened it. */
  close(): void;
}

/**
 * Opens `/boards/<boardId>?seat=<seatId>` on a server for WebSockets. It only opens: who may in is decided by
 * `access`, what happens inside by the hub. A refusal is a close code, since browsers don't show a page the status of
 * a failed upgrade; only a foreign origin gets no socket at all.
 */
export function attachBoardDoor(server: Server, deps: BoardDoorDeps): BoardDoor {
  const isOwnOrigin = deps.isOwnOrigin ?? sameHost;
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: boardLimits.message,
    handleProtocols: (offered) => (offered.has(boardSubprotocol) ? boardSubprotocol : false),
  });

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', 'http://door');
    if (!url.pathname.startsWith(`${boardPath}/`)) return;
    const { origin } = request.headers;
    if (origin !== undefined && !isOwnOrigin(origin, request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    // At once, not after it was decided: until then another handler of upgrades might take it for forgotten.
    sockets.handleUpgrade(request, socket, head, (ws) => void receive(ws, request, url));
  };

  const receive = async (ws: WebSocket, request: IncomingMessage, url: URL) => {
    // Nobody listens for messages yet: the stream rests until the seat is known, so that none is lost.
    ws.pause();
    ws.on('error', () => undefined);
    try {
      const boardId = parseId(BoardId, url.pathname.slice(boardPath.length + 1));
      const seatId = parseId(SeatId, url.searchParams.get('seat'));
      await deps.hub.seat(ws, await deps.access.authorise(request, boardId, seatId));
      ws.resume();
    } catch (error) {
      if (!(error instanceof AppError)) deps.log.error({ err: error }, 'Board door failed');
      deps.log.debug({ err: error }, 'Board door refused');
      ws.resume();
      ws.close(closeCodeOf(error));
    }
  };

  server.on('upgrade', upgrade);
  const unsubscribe = deps.access.onChange((seatId) => deps.hub.recheck(seatId));
  return {
    close: () => {
      server.off('upgrade', upgrade);
      unsubscribe();
      sockets.close();
      for (const ws of sockets.clients) ws.close(boardClose.away);
    },
  };
}

function parseId<T>(
  schema: { safeParse(id: unknown): { success: true; data: T } | { success: false } },
  id: unknown,
): T {
  const parsed = schema.safeParse(id);
  if (!parsed.success) throw new AppError('not_found', 'No such board or seat');
  return parsed.data;
}

function sameHost(origin: string, request: IncomingMessage): boolean {
  return URL.parse(origin)?.host === request.headers.host;
}
