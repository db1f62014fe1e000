import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to whoever asks for any, and to each connection that goes out: of those, one that is
 * free now may be somebody's before it is used.
 */
const PORTS = { from: 15_000, to: 32_000 };
let next = randomInt(PORTS.from, PORTS.to);

/** @type {import('./freePort.d.mts').freePort} */
export async function freePort(host = '127.0.0.1', not = []) {
  for (let tries = PORTS.to - PORTS.from; tries > 0; tries--) {
    const port = next;
    next = port + 1 < PORTS.to ? port + 1 : PORTS.from;
    if (!not.includes(port) && (await isFree(port, host))) return port;
  }
  throw new Error(`No TCP port of ${host} is free`);
}

async function isFree(port, host) {
  const probe = createServer().listen(port, host);
  try {
    await once(probe, 'listening');
  } catch {
    return false;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
