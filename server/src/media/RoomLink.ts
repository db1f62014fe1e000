import type { Caller } from '@pluriclasse/shared/calls';
import type { ControlCalls } from '@pluriclasse/shared/control/control';
import { AppError } from '@pluriclasse/shared/errors';
import type { MediaRoomLink, RoomListener } from './MediaRoomLink.ts';

/** A media room at one node. */
export class RoomLink implements MediaRoomLink {
  readonly roomKey: string;
  readonly #call: Caller<ControlCalls>;
  readonly #listener: RoomListener;
  readonly #onClosed: () => void;
  #closed = false;

  constructor(roomKey: string, call: Caller<ControlCalls>, listener: RoomListener, onClosed: () => void) {
    this.roomKey = roomKey;
    this.#call = (name, request) => {
      if (!this.#closed || name === 'room:close') return call(name, request);
      return Promise.reject(new AppError('not_found', 'The media room is gone'));
    };
    this.#listener = listener;
    this.#onClosed = onClosed;
  }

  get closed(): boolean {
    return this.#closed;
  }

  readonly openPeer: MediaRoomLink['openPeer'] = (order) => this.#call('peer:open', this.#here(order));
  readonly connect: MediaRoomLink['connect'] = (order) => done(this.#call('transport:connect', this.#here(order)));
  readonly restartIce: MediaRoomLink['restartIce'] = (order) => this.#call('transport:restart-ice', this.#here(order));
  readonly openProducer: MediaRoomLink['openProducer'] = (order) => this.#call('producer:open', this.#here(order));
  readonly closeProducer: MediaRoomLink['closeProducer'] = (order) =>
    done(this.#call('producer:close', this.#here(order)));
  readonly pauseProducer: MediaRoomLink['pauseProducer'] = (order) =>
    done(this.#call('producer:pause', this.#here(order)));
  readonly resumeProducer: MediaRoomLink['resumeProducer'] = (order) =>
    done(this.#call('producer:resume', this.#here(order)));
  readonly setView: MediaRoomLink['setView'] = (order) => done(this.#call('peer:view', this.#here(order)));
  readonly setReceiveLevel: MediaRoomLink['setReceiveLevel'] = (order) =>
    done(this.#call('peer:set-receive-level', this.#here(order)));

  async closePeer(order: Parameters<MediaRoomLink['closePeer']>[0]): Promise<void> {
    if (!this.#closed) await unlessGone(this.#call('peer:close', this.#here(order)));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.abandon();
    await unlessGone(this.#call('room:close', this.#here({})));
  }

  /** Passes a fact on. */
  hear(tell: (listener: RoomListener) => void): void {
    if (!this.#closed) tell(this.#listener);
  }

  /** The room is gone at the node; the listener is told, once. */
  lose(): void {
    if (this.#closed) return;
    this.abandon();
    this.#listener.lost();
  }

  /** Nothing is called any more, nor heard. */
  abandon(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#onClosed();
  }

  #here<O extends object>(order: O): O & { roomKey: string } {
    return { ...order, roomKey: this.roomKey };
  }
}

/** What can't be reached, or isn't there, closes by itself. */
async function unlessGone(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof AppError) || (error.code !== 'not_found' && error.code !== 'unavailable')) throw error;
  });
}

async function done(work: Promise<unknown>): Promise<void> {
  await work;
}
