import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

export const FRAMES_A_SECOND = 30;
const SECONDS = 20;

/** Whether ffmpeg is installed: it makes what is sent, and is what is compared with. */
export function hasFfmpeg(): boolean {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** VP8 frames of 720p at about 1.5 Mbit/s, a key frame every five seconds; made once a machine. */
export function makeFrames(): Buffer[] {
  const folder = path.join(tmpdir(), `pluriclasse-media-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'record-720p-v1.ivf');
  if (!existsSync(file)) {
    const source = `testsrc2=size=1280x720:rate=${FRAMES_A_SECOND}:duration=${SECONDS},noise=alls=6:allf=t`;
    const codec = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1500k', '-minrate', '1500k'];
    const limits = ['-maxrate', '1500k', '-bufsize', '1500k', '-g', '150', '-auto-alt-ref', '0', '-lag-in-frames', '0'];
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      source,
      ...codec,
      ...limits,
      '-f',
      'ivf',
      '-y',
      `${file}.part`,
    ]);
    renameSync(`${file}.part`, file);
  }
  return readIvf(readFileSync(file));
}

function readIvf(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = bytes.readUInt16LE(6); at + 12 <= bytes.length;) {
    const size = bytes.readUInt32LE(at);
    frames.push(bytes.subarray(at + 12, at + 12 + size));
    at += 12 + size;
  }
  return frames;
}
