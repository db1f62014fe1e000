import { blocksOf, elementAt, ids } from '@pluriclasse/server/capsules/delivery/webm';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestFrame } from '../server/tracks.ts';

const run = promisify(execFile);

/** Has ffmpeg make sound or pictures, and gives what a recorder would have got, a second in a cluster. */
export async function encode(
  ffmpeg: string,
  source: string,
  codec: 'opus' | 'vp8',
  from: number,
): Promise<TestFrame[][]> {
  const encoder =
    codec === 'opus'
      ? ['-c:a', 'libopus', '-ac', '2', '-ar', '48000']
      : ['-c:v', 'libvpx', '-deadline', 'realtime', '-g', '10', '-pix_fmt', 'yuv420p'];
  const args = ['-v', 'error', '-f', 'lavfi', '-i', source, ...encoder, '-f', 'webm', '-'];
  const { stdout } = await run(ffmpeg, args, { encoding: 'buffer', maxBuffer: 50_000_000 });
  const segment = topLevel(stdout, 0, stdout.length).find(({ id }) => id === ids.segment);
  const clusters = topLevel(stdout, segment?.from ?? 0, stdout.length).filter(({ id }) => id === ids.cluster);
  const frames = clusters.flatMap(({ at, to }) => blocksOf(stdout.subarray(at, to)));
  const seconds: TestFrame[][] = [];
  for (const { at, key, bytes } of frames) {
    (seconds[Math.floor(at / 1_000)] ??= []).push({ at: at + from, key, bytes: Buffer.from(bytes) });
  }
  return seconds;
}

function topLevel(bytes: Buffer, from: number, to: number) {
  const found: { id: number; at: number; from: number; to: number }[] = [];
  for (let at = from; at < to;) {
    const element = elementAt(bytes, at);
    if (element === undefined) break;
    found.push({ ...element, at });
    at = element.to;
  }
  return found;
}
