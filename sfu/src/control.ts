import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { serveCalls } from '@pluriclasse/shared/calls';
import { CONTROL_RECOVERY, controlCalls } from '@pluriclasse/shared/control/control';
import { AppError } from '@pluriclasse/shared/errors';
import { createHandlers } from './controlHandlers.ts';
import { LoadMeter } from './LoadMeter.ts';
import type { Log } from './log.ts';
import type { MediaNode } from './MediaNode.ts';
import { createMetrics } from './metrics.ts';
import type { ShipperLink } from './shipper/ShipperLink.ts';
import { serveStatus } from './status.ts';

export interface Control {
  readonly port: number;
  /** Safe twice. */
  close(): Promise<void>;
}

export interface ControlOptions {
  host: string;
  port: number;
  secret: string;
  /** Counted since the process began; see countKeyFrameRequests. */
  keyFrameRequests: { readonly count: number };
  /** Where recordings go to a store. */
  shipper?: Pick<ShipperLink, 'state'> | undefined;
}

/**
 * The node's private door: the control link for servers that know the secret, and its health for who can reach it.
 * A server whose link drops has a while to come back; nothing is lost then, nor are its rooms. After that they go.
 */
export async function openControl(node: MediaNode, options: ControlOptions, log: Log): Promise<Control> {
  const nodeId = randomUUID();
  const load = new LoadMeter(node.pool);
  const http = createServer(serveStatus(node, createMetrics(node, load, options.keyFrameRequests, options.shipper)));
  const io = new Server(http, {
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: 4_000_000,
    connectionStateRecovery: { maxDisconnectionDuration: CONTROL_RECOVERY },
  });
  const leaving = new Map<string, NodeJS.Timeout>();

  io.use((socket, next) => {
    const given: unknown = socket.handshake.auth['secret'];
    next(typeof given === 'string' && isSame(given, options.secret) ? undefined : new Error('unauthenticated'));
  });
  io.on('connection', (socket: Socket) => {
    clearTimeout(leaving.get(socket.id));
    leaving.delete(socket.id);
    log.info({ server: socket.id, recovered: socket.recovered }, 'server connected');
    const tellOf =
      (roomKey: string) =>
      (name: string, fact: object): void =>
        void io.to(socket.id).emit(name, { roomKey, ...fact });
    serveCalls(socket, controlCalls, createHandlers(node, load, nodeId, { id: socket.id, tellOf }), {
      onError: (name, error) => {
        if (error instanceof AppError) log.debug({ call: name, code: error.code, err: error }, 'call refused');
        else log.error({ call: name, err: error }, 'call failed');
      },
    });
    socket.on('disconnect', (reason) => {
      log.warn({ server: socket.id, reason }, 'server disconnected');
      const leave = () => {
        leaving.delete(socket.id);
        node.closeRoomsOf(socket.id);
      };
      leaving.set(socket.id, setTimeout(leave, isFinal(reason) ? 0 : CONTROL_RECOVERY));
    });
  });

  const port = await listen(http, options);
  log.info({ port }, 'control listens');
  return {
    port,
    close: async () => {
      load.close();
      for (const timer of leaving.values()) clearTimeout(timer);
      await io.close();
    },
  };
}

/** The other end said goodbye; socket.io recovers no such link. */
function isFinal(reason: string): boolean {
  return reason === 'client namespace disconnect' || reason === 'server namespace disconnect';
}

/** Compares in constant time, also for secrets of different lengths. */
function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

function listen(http: HttpServer, { host, port }: ControlOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve((http.address() as AddressInfo).port); // a TCP server's address is never a string
    });
  });
}
