/** Sends the frames as RTP, once for each port given, for ever: a process of its own, whose work is nobody's figure. */
import { createSocket } from 'node:dgram';
import { FRAMES_A_SECOND, makeFrames } from './makeFrames.ts';

export interface SendOrder {
  targets: { port: number; ssrc: number }[];
}

const PAYLOAD = 1_150;
const socket = createSocket('udp4');
const frames = makeFrames();

process.once('disconnect', () => process.exit(0));
process.on('message', ({ targets }: SendOrder) => {
  const senders = targets.map(({ port, ssrc }, n) => ({
    port,
    ssrc,
    sequence: 0,
    offset: (n * 1000) / FRAMES_A_SECOND / targets.length,
    next: 0,
  }));
  const began = performance.now();
  setInterval(() => {
    const passed = performance.now() - began;
    for (const sender of senders) {
      while ((sender.next * 1000) / FRAMES_A_SECOND + sender.offset <= passed) {
        const frame = frames[sender.next % frames.length] ?? Buffer.alloc(0);
        for (let at = 0; at < frame.length; at += PAYLOAD) {
          const part = frame.subarray(at, at + PAYLOAD);
          const packet = Buffer.alloc(13 + part.length);
          packet[0] = 0x80;
          packet[1] = 101 | (at + PAYLOAD >= frame.length ? 0x80 : 0);
          packet.writeUInt16BE(sender.sequence++ & 0xffff, 2);
          packet.writeUInt32BE(Math.round((sender.next * 90_000) / FRAMES_A_SECOND) >>> 0, 4);
          packet.writeUInt32BE(sender.ssrc, 8);
          packet[12] = at === 0 ? 0x10 : 0;
          part.copy(packet, 13);
          socket.send(packet, sender.port, '127.0.0.1');
        }
        sender.next += 1;
      }
    }
  }, 5);
});
process.send?.('ready');
