import { boardPath, signallingPath } from '@pluriclasse/shared/signalling/protocol';
import type { Server } from 'node:http';

const doors = [signallingPath, boardPath].map((path) => `${path}/`);

/** Answers those who knock with a WebSocket where there is no door for one: nobody else would, and they would stay. */
export function refuseUpgrades(server: Server): void {
  server.on('upgrade', ({ url = '/' }, socket) => {
    if (doors.some((door) => url.startsWith(door))) return;
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
}
