import { AppError } from '@pluriclasse/shared/errors';
import type { MediaRoomLink, MediaRooms, RoomListener } from './MediaRoomLink.ts';
import { selectNode } from './selectNode.ts';
import { SfuLink, type SfuAddress } from './SfuLink.ts';

/** What the pool says for the log; pino's `Logger` is one. */
export interface PoolLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/** All sfu nodes that this server was told of. */
export class SfuPool implements MediaRooms {
  readonly #links: SfuLink[];
  #offer: ReturnType<MediaRooms['offer']> | undefined;
  #ready: () => void = () => undefined;
  readonly #firstNode = new Promise<void>((resolve) => (this.#ready = resolve));

  /** Begins to connect at once; see `ready`. */
  constructor(nodes: readonly SfuAddress[], log: PoolLog) {
    this.#links = nodes.map(
      (node) =>
        new SfuLink(node, {
          connected: ({ nodeId, routerRtpCapabilities }) => {
            log.info({ sfu: node.url, nodeId }, 'sfu connected');
            this.#offer = routerRtpCapabilities;
            this.#ready();
          },
          disconnected: () => log.warn({ sfu: node.url }, 'sfu disconnected'),
          failed: (reason) => log.warn({ sfu: node.url, reason }, 'sfu link failed'),
        }),
    );
  }

  /** Resolves once a node has answered. */
  get ready(): Promise<void> {
    return this.#firstNode;
  }

  /** Whether a room could be opened now. */
  get connected(): boolean {
    return this.#links.some((link) => link.connected);
  }

  offer(): ReturnType<MediaRooms['offer']> {
    if (this.#offer === undefined)
      throw new AppError('unavailable', 'No media node was reached yet', { retryAfter: 2 });
    return this.#offer;
  }

  async openRoom(roomKey: string, listener: RoomListener): Promise<MediaRoomLink> {
    const link = selectNode(this.#links);
    if (link === undefined) throw new AppError('unavailable', 'No media node is connected', { retryAfter: 2 });
    return link.openRoom(roomKey, listener);
  }

  /** Safe twice. */
  close(): void {
    for (const link of this.#links) link.close();
  }
}
