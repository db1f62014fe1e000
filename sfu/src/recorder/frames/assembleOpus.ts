import type { Frame } from './Frame.ts';

const format = { codec: 'opus', channels: 2 } as const;

/** RTP payload format for Opus, RFC 7587: a payload is a packet. Its two channels are those of its format's name. */
export function assembleOpus(payloads: readonly Buffer[]): Frame | undefined {
  return payloads.length === 0 ? undefined : { key: true, parts: [...payloads], format };
}

/** Milliseconds of sound in an Opus packet, from its first bytes (RFC 6716, 3.1). */
export function opusDuration(packet: Uint8Array): number {
  const [toc = 0, count = 0] = packet;
  const config = toc >> 3;
  const each =
    config < 12 ? ([10, 20, 40, 60][config & 3] ?? 20) : config < 16 ? (config & 1 ? 20 : 10) : 2.5 * 2 ** (config & 3);
  const frames = (toc & 3) === 0 ? 1 : (toc & 3) < 3 ? 2 : count & 0x3f;
  return each * frames;
}
