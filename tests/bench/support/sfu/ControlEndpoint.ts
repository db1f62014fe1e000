import { createCaller, type Caller } from '@pluriclasse/shared/calls';
import { controlCalls, type ControlCalls } from '@pluriclasse/shared/control/control';
import { NodeClock } from '@pluriclasse/server/media/NodeClock';
import { RoomLink } from '@pluriclasse/server/media/RoomLink';
import type { Device } from 'mediasoup-client';
import { io } from 'socket.io-client';
import { WrtcPeer } from '../../../support/sfu/WrtcPeer.ts';
import { readReport, type Endpoint } from './Endpoint.ts';

export interface ControlDoor {
  readonly room: RoomLink;
  readonly device: Device;
}

/** What a browser has before it joins: a socket, and a device that knows the router's capabilities. */
export async function openControlDoor(url: string): Promise<ControlDoor> {
  const socket = io(url, { transports: ['websocket'] });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const call: Caller<ControlCalls> = createCaller(socket, controlCalls);
  const { routerRtpCapabilities } = await call('node:read', {});
  // Nobody listens: those who send are there before those who receive.
  const node = { call, clock: new NodeClock(() => call('node:clock', {})) };
  const room = new RoomLink('bench', node, undefined as never, () => undefined);
  return { room, device: await WrtcPeer.loadDevice(routerRtpCapabilities) };
}

/** A receiver on our server, or on the bare script. */
export class ControlEndpoint implements Endpoint {
  readonly #door: ControlDoor;
  readonly #key: string;
  #peer: WrtcPeer | undefined;

  constructor(door: ControlDoor, key: string) {
    this.#door = door;
    this.#key = key;
  }

  async join(): Promise<void> {
    const peer = await WrtcPeer.create(this.#door.room, this.#door.device, {
      peerKey: this.#key,
      maySend: [],
      adult: false,
    });
    this.#peer = peer;
    await Promise.all(peer.opened.consumers.map((info) => peer.consume(info)));
  }

  async read(): Promise<{ packets: number; srtpCipher: string }> {
    const report = await this.#peer?.readReceived();
    return report === undefined ? { packets: 0, srtpCipher: '' } : readReport(report);
  }

  close(): void {
    this.#peer?.close();
  }
}

/** Sends a camera and microphones, each microphone as a seat of its own. */
export async function sendByControl(
  { room, device }: ControlDoor,
  camera: MediaStreamTrack,
  microphones: readonly MediaStreamTrack[],
  bits: number,
): Promise<void> {
  for (const [place, track] of microphones.entries()) {
    const sender = await WrtcPeer.create(room, device, { peerKey: `sender-${place}`, hears: false });
    await sender.produce('microphone', { track });
    if (place === 0) {
      const codecOptions = { videoGoogleStartBitrate: bits / 1000 };
      await sender.produce('camera', { track: camera, encodings: [{ maxBitrate: bits }], codecOptions });
    }
    await room.setView({ peerKey: sender.key, tiles: [] });
  }
}
