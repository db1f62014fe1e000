import type { BoardAccess } from '@pluriclasse/server/boards/BoardAccess';
import { BoardHub, type BoardHubOptions } from '@pluriclasse/server/boards/BoardHub';
import { type BoardDoor, attachBoardDoor } from '@pluriclasse/server/boards/attachBoardDoor';
import { AppError } from '@pluriclasse/shared/errors';
import type { BoardId, SeatId } from '@pluriclasse/shared/ids';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a seat of a test says about itself in its address: `as=teacher:Rus:0`, kind, name, order of the site. */
export type TestRole = 'teacher' | 'pupil' | 'kit' | 'foreigner' | 'nobody';

export interface TestBoardServer {
  readonly hub: BoardHub;
  readonly port: number;
  readonly server: Server;
  /** Calls the door's listener as the lesson would, when a seat's rights change. */
  changed(seatId: SeatId): void;
  url(boardId: BoardId, seatId: SeatId, role?: TestRole, name?: string): string;
  close(): Promise<void>;
}

/** A board door on a free port, with an access that believes what the address says. */
export async function startBoardServer(options: Omit<BoardHubOptions, 'log'>, port = 0): Promise<TestBoardServer> {
  const quiet = { debug: () => undefined, warn: () => undefined, error: () => undefined };
  const hub = new BoardHub({ log: quiet, ...options });
  const server = createServer();
  const listeners = new Set<(seatId: SeatId) => void>();
  const door: BoardDoor = attachBoardDoor(server, { hub, access: testAccess(listeners), log: quiet });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: chosen } = server.address() as AddressInfo; // a TCP server's address is never a string
  return {
    hub,
    server,
    port: chosen,
    changed: (seatId) => listeners.forEach((listener) => listener(seatId)),
    url: (boardId, seatId, role = 'teacher', name = 'Rus') =>
      `ws://127.0.0.1:${chosen}/boards/${boardId}?seat=${seatId}&as=${role}:${encodeURIComponent(name)}`,
    close: async () => {
      door.close();
      await hub.close();
      const closed = once(server, 'close');
      server.close();
      // A browser keeps connections open on which it has asked nothing yet.
      server.closeAllConnections();
      await closed;
    },
  };
}

function testAccess(listeners: Set<(seatId: SeatId) => void>): BoardAccess {
  return {
    authorise: async (request, boardId, seatId) => {
      const as = new URL(request.url ?? '/', 'http://test').searchParams.get('as') ?? 'nobody:';
      const [role, name = ''] = as.split(':');
      if (role === 'nobody') throw new AppError('unauthenticated', 'Nobody');
      if (role === 'foreigner') throw new AppError('forbidden', 'Not in this lesson');
      return {
        boardId,
        seatId,
        writer: `${role}:${name}`,
        name,
        site: { order: 0, letters: 'R' },
        mayDraw: role !== 'kit',
        mayLead: role === 'teacher',
      };
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
