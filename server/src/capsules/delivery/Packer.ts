import { LONGEST_PACKET, MORE_FRAMES, packetMs } from './opus.ts';
import type { TimedPacket } from './Retimer.ts';

/** A frame as long as this takes two bytes to tell its length (RFC 6716 §3.2.1). */
const LONG = 252;
const VARYING = 0x80;

/**
 * Puts packets of one frame that follow each other into one packet of several, as RFC 6716 §3.2.5 has it: the frames stay
 * as they are, and of what a container says of each packet a sixth is left. Of an hour of speech that is most of a megabyte.
 */
export class Packer {
  #frames: TimedPacket[] = [];
  #ms = 0;

  *take(packet: TimedPacket): Generator<TimedPacket> {
    const [first] = this.#frames;
    const [toc = 0] = packet.bytes;
    const ms = packetMs(packet.bytes);
    if (first?.bytes[0] !== toc || this.#ms + ms > LONGEST_PACKET) yield* this.end();
    if ((toc & MORE_FRAMES) !== 0) {
      yield packet;
      return;
    }
    this.#frames.push(packet);
    this.#ms += ms;
  }

  /** What is left. */
  *end(): Generator<TimedPacket> {
    const frames = this.#frames;
    const [first] = frames;
    this.#frames = [];
    this.#ms = 0;
    if (first === undefined) return;
    yield frames.length === 1 ? first : { at: first.at, bytes: joined(frames.map(({ bytes }) => bytes)) };
  }
}

/** All have the same first byte, and one frame each. */
function joined(packets: readonly Uint8Array[]): Uint8Array {
  const lengths = packets.slice(0, -1).flatMap(({ length }) => {
    const frame = length - 1;
    return frame < LONG ? [frame] : [LONG + (frame & 3), (frame - LONG - (frame & 3)) >> 2];
  });
  const [toc = 0] = packets[0] ?? [];
  const head = Uint8Array.of(toc | MORE_FRAMES, VARYING | packets.length, ...lengths);
  return Buffer.concat([head, ...packets.map((packet) => packet.subarray(1))]);
}
