import type { Caller } from '@pluriclasse/shared/calls';
import type { ControlCalls } from '@pluriclasse/shared/control/control';
import { AppError } from '@pluriclasse/shared/errors';
import type { MediaRoomLink, RoomListener } from './MediaRoomLink.ts';
import type { NodeClock } from './NodeClock.ts';

/** A media room at one node. */
export class RoomLink implements MediaRoomLink {
  readonly roomKey: string;
  readonly #call: Caller<ControlCalls>;
  readonly #clock: Pick<NodeClock, 'now'>;
  readonly #listener: RoomListener;
  readonly #onClosed: () => void;
  #closed = false;

  constructor(
    roomKey: string,
    node: { call: Caller<ControlCalls>; clock: Pick<NodeClock, 'now'> },
    listener: RoomListener,
    onClosed: () => void,
  ) {
    this.roomKey = roomKey;
    this.#clock = node.clock;
    this.#call = (name, request) => {
      if (!this.#closed || name === 'room:close') return node.call(name, request);
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

  // Nothing is waited for before the order: one to stop must not overtake it.
  async record({ recordingKey, epoch, now }: Parameters<MediaRoomLink['record']>[0]): Promise<void> {
    const zero = this.#clock.now() - (now - epoch);
    await this.#call('room:record', this.#here({ recordingKey, epoch, zero }));
  }

  async stopRecording(): Promise<void> {
    if (!this.#closed) await unlessGone(this.#call('room:stop-recording', this.#here({})));
  }

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

  /** The room is gone at the node; the listener is told, once. @param goneFor milliseconds */
  lose(goneFor: number): void {
    if (this.#closed) return;
    this.abandon();
    this.#listener.lost(goneFor);
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
