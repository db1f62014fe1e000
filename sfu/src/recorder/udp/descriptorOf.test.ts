import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { descriptorOf } from './descriptorOf.ts';

describe("a socket's descriptor", () => {
  it.runIf(process.platform === 'linux')('reads what comes to its port, and is no other’s', async () => {
    const sockets = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const socket = createSocket('udp4');
        socket.bind(0, '127.0.0.1');
        await once(socket, 'listening');
        return socket;
      }),
    );
    const ports = sockets.map((socket) => socket.address().port);
    const descriptors = ports.map(descriptorOf);
    expect(new Set(descriptors).size).toBe(3);
    const memory = Buffer.alloc(100);
    for (const [n, descriptor = -1] of descriptors.entries()) {
      const sender = createSocket('udp4');
      sender.connect(ports[n] ?? 0, '127.0.0.1');
      await once(sender, 'connect');
      // Loopback brings it before `send` returns, and the event loop has no turn to take it.
      sender.send(`to ${n}`);
      const length = readSync(descriptor, memory, 0, 100, null);
      expect(memory.toString('utf8', 0, length)).toBe(`to ${n}`);
      expect(() => readSync(descriptor, memory, 0, 100, null)).toThrow('EAGAIN');
      sender.close();
    }
    for (const socket of sockets) socket.close();
    expect(ports.map(descriptorOf)).toEqual([undefined, undefined, undefined]);
  });

  it('is unknown for a port that is not ours', () => expect(descriptorOf(0)).toBeUndefined());
});
