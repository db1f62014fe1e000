/**
 * What one must know of Opus packets (RFC 6716 §3) to join them: how long each is, whether somebody speaks in it, and
 * packets of nothing that fill a gap.
 */

/** Milliseconds of one frame, by the configuration in the first byte's upper five bits. */
function frameMs(config: number): number {
  if (config < 12) return [10, 20, 40, 60][config % 4] ?? 20;
  if (config < 16) return config % 2 === 0 ? 10 : 20;
  return [2.5, 5, 10, 20][config % 4] ?? 20;
}

/** Milliseconds that a packet lasts; 0 for none. */
export function packetMs(packet: Uint8Array): number {
  const toc = packet[0];
  if (toc === undefined) return 0;
  const code = toc & 3;
  const frames = code === 0 ? 1 : code < 3 ? 2 : (packet[1] ?? 0) & 63;
  const ms = frames * frameMs(toc >> 3);
  return ms > 120 ? 0 : ms;
}

/** A sender that has nothing to say sends such a packet now and then, and nothing in between (DTX). */
export const isQuiet = (packet: Uint8Array): boolean => packet.length <= 2;

/**
 * Whether somebody speaks, by the flag that the encoder put there (RFC 6716 §4.2.3: the very first bit of a frame that
 * has a SILK layer); of music, where there is none, whether it is more than nothing.
 */
export function isHeard(packet: Uint8Array): boolean {
  const toc = packet[0] ?? 0;
  if (isQuiet(packet)) return false;
  // Several frames in one packet: where the first begins is told by their sizes; such senders are rare.
  if (toc >> 3 >= 16 || (toc & 3) !== 0) return packet.length > 8;
  return ((packet[1] ?? 0) & 0x80) !== 0;
}

/** The longest that a packet may be, in milliseconds. */
export const LONGEST_PACKET = 120;
/** CELT, full band, one channel: 2.5, 5, 10 and 20 ms. */
const celt = [28, 29, 30, 31] as const;
/** A frame of CELT in which every sample is nought. */
const NOUGHT = [0xff, 0xfe] as const;
/** The lower bits of the first byte, when more is told of the frames. */
export const MORE_FRAMES = 3;

/** Silence of at most `ms` (rounded down to 2.5), as packets one after the other. */
export function* silence(ms: number): Generator<Uint8Array> {
  let left = Math.floor(ms / 2.5) * 2.5;
  while (left > 0) {
    const step = [20, 10, 5, 2.5].find((one) => one <= left) ?? 2.5;
    const frames = step === 20 ? Math.min(Math.floor(left / 20), LONGEST_PACKET / 20) : 1;
    const config = celt[[2.5, 5, 10, 20].indexOf(step)] ?? 31;
    yield Uint8Array.of((config << 3) | MORE_FRAMES, frames, ...Array.from({ length: frames }, () => NOUGHT).flat());
    left -= frames * step;
  }
}

/**
 * Packets without content, of at most `ms`: a decoder goes on with what was there, as it does for a sender that said
 * it has nothing to say (comfort noise), or for a lost packet.
 * @param like the packet before
 */
export function* goingOn(ms: number, like: Uint8Array): Generator<Uint8Array> {
  const toc = like[0] ?? 0;
  const each = frameMs(toc >> 3);
  for (let left = Math.floor(ms / each); left > 0;) {
    const frames = Math.min(left, Math.floor(LONGEST_PACKET / each));
    yield frames === 1 ? Uint8Array.of(toc & ~3) : Uint8Array.of((toc & ~3) | MORE_FRAMES, frames);
    left -= frames;
  }
}
