import { AppError } from '@pluriclasse/shared/errors';
import { speedMost, speedPath } from '@pluriclasse/shared/api/speed';
import { speakingAsHeader, type SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type { Speed } from './judge.ts';

const smallest = 64 * 1024;
/** A transfer that takes so long has measured enough, milliseconds. */
const enough = 400;

/** Measures the way to the server, down and up, by growing transfers; within about two seconds on any link that can join. */
export async function measureSpeed(as: SpeakingAs, signal: AbortSignal): Promise<Speed> {
  const headers = { [speakingAsHeader]: as };
  const down = await grow(async (bytes) => {
    const response = await fetch(`${speedPath}?bytes=${bytes}`, { cache: 'no-store', headers, signal });
    if (!response.ok) throw new AppError('unavailable', `HTTP ${response.status}`);
    return (await response.arrayBuffer()).byteLength;
  });
  const up = await grow(async (bytes) => {
    const body = noise(bytes);
    const typed = { ...headers, 'content-type': 'application/octet-stream' };
    const response = await fetch(speedPath, { method: 'POST', headers: typed, body, signal });
    if (!response.ok) throw new AppError('unavailable', `HTTP ${response.status}`);
    return bytes;
  });
  return { down, up };
}

/** Doubles what is sent until it takes long enough to be measured; answers megabits per second. */
export async function grow(
  transfer: (bytes: number) => Promise<number>,
  now: () => number = () => performance.now(),
): Promise<number> {
  let speed = 0;
  for (let bytes = smallest; bytes <= speedMost; bytes *= 4) {
    const start = now();
    // Each transfer's size follows from the one before.
    const moved = await transfer(bytes);
    const took = Math.max(1, now() - start);
    speed = (moved * 8) / took / 1000;
    if (took >= enough) break;
  }
  return speed;
}

/** Random bytes, which no proxy can squeeze; getRandomValues gives 64 KiB at a time. */
function noise(bytes: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(all.subarray(at, Math.min(bytes, at + 65_536)));
  return all;
}
