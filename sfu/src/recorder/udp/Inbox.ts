import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readSync } from 'node:fs';
import type { TrackRecording } from '../TrackRecording.ts';
import { descriptorOf } from './descriptorOf.ts';

/** As much as the kernel allows below that: without being asked some 180 packets, 17 Mbit/s of one peer through a nap. */
const SOCKET_BUFFER = 4_000_000;
const LOOPBACK = '127.0.0.1';
/** Datagrams lie one behind the other in slabs of memory; what is kept of them are views. */
const SLAB = 256 * 1024;
/** Longer than any that a worker sends. */
const LONGEST = 4096;

/** Bytes of a datagram lie from `from`, before `to`; nobody writes there any more. */
export type Receive = (inbox: Inbox, bytes: Buffer, from: number, to: number) => void;

/**
 * Where one peer's packets come in: a UDP socket that hears one port of one worker only, so that nothing else of this
 * machine gets into a recording, and the tracks that it brings, which share nothing with those of another.
 */
export class Inbox {
  readonly tracks = new Map<number, TrackRecording>();
  readonly #socket: Socket = createSocket({ type: 'udp4', recvBufferSize: SOCKET_BUFFER });
  readonly #receive: Receive;
  /** Undefined where the system doesn't tell it: the event loop takes everything then. */
  #descriptor: number | undefined;
  #closed = false;

  constructor(receive: Receive) {
    this.#receive = receive;
    this.#socket.on('message', (bytes) => receive(this, bytes, 0, bytes.length));
    // Nothing is sent from here: what fails is one packet's arrival.
    this.#socket.on('error', () => undefined);
  }

  /** Resolves with its own port. Rejects when it was closed meanwhile, or there are no more sockets. */
  async open(from: number): Promise<number> {
    this.#socket.bind(0, LOOPBACK);
    await once(this.#socket, 'listening');
    this.#socket.connect(from, LOOPBACK);
    await once(this.#socket, 'connect');
    const { port } = this.#socket.address();
    if (!this.#closed) this.#descriptor = descriptorOf(port);
    return port;
  }

  /**
   * Takes what has come, without a wait. The event loop takes the same, in the same order; but for each packet it allocates
   * memory and makes an event, which costs more than all that is done with it.
   */
  drain(slab: Slab): void {
    for (;;) {
      const length = this.#readInto(slab);
      if (length === undefined) return;
      const { bytes, used: from } = slab;
      slab.used += length;
      this.#receive(this, bytes, from, from + length);
    }
  }

  /** Safe twice. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // From now on it may be another file's.
    this.#descriptor = undefined;
    this.#socket.close();
  }

  /** Undefined when there is no more. */
  #readInto(slab: Slab): number | undefined {
    if (this.#descriptor === undefined) return undefined;
    if (slab.bytes.length - slab.used < LONGEST) slab.renew();
    try {
      return readSync(this.#descriptor, slab.bytes, slab.used, LONGEST, null);
    } catch {
      return undefined; // EAGAIN
    }
  }
}

/** Memory that packets are read into. Full slabs live for as long as something of them is kept. */
export class Slab {
  bytes = Buffer.allocUnsafeSlow(SLAB);
  /** Bytes that are taken. */
  used = 0;

  renew(): void {
    this.bytes = Buffer.allocUnsafeSlow(SLAB);
    this.used = 0;
  }
}
