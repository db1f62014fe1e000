import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import wrtc from '@roamhq/wrtc';
import type { FoundFrame } from './readTracks.ts';

const SAMPLE_RATE = 48_000;
const EACH = 1_000;
const LENGTH = 200;
const width = 320;
const height = 180;

/**
 * A microphone and a camera that clap together, each second: a tone out of silence, noise out of grey. Encoders answer to
 * both with large frames at once, so that what is recorded tells when it was, and nobody needs to decode it.
 */
export class ClapSource {
  readonly sound: MediaStreamTrack;
  readonly picture: MediaStreamTrack;
  readonly #timers: NodeJS.Timeout[];
  readonly #emitter = new EventEmitter();
  #claps = 0;

  constructor() {
    const audio = new wrtc.nonstandard.RTCAudioSource();
    const video = new wrtc.nonstandard.RTCVideoSource();
    this.sound = audio.createTrack();
    this.picture = video.createTrack();
    const began = performance.now();
    const isLoud = (at: number) => at % EACH < LENGTH && at > EACH;
    const chunk = SAMPLE_RATE / 100;
    let played = 0;
    const play = () => {
      const now = performance.now() - began;
      for (; played * 10 < now; played += 1) {
        const loud = isLoud(played * 10);
        const samples = Int16Array.from({ length: chunk }, (_, n) =>
          loud ? Math.round(9_000 * Math.sin((2 * Math.PI * 620 * (played * chunk + n)) / SAMPLE_RATE)) : 0,
        );
        audio.onData({ samples, sampleRate: SAMPLE_RATE, bitsPerSample: 16, channelCount: 1, numberOfFrames: chunk });
      }
    };
    const size = (width * height * 3) / 2;
    const grey = new Uint8ClampedArray(size).fill(128);
    const noise = Array.from({ length: 4 }, paintSquares);
    let frame = 0;
    let wasLoud = false;
    const show = () => {
      const loud = isLoud(performance.now() - began);
      if (loud && !wasLoud) this.#emitter.emit('clap', (this.#claps += 1));
      wasLoud = loud;
      frame += 1;
      video.onFrame({ width, height, data: (loud ? noise[frame % noise.length] : undefined) ?? grey });
    };
    this.#timers = [setInterval(play, 10), setInterval(show, 40)];
  }

  /** Resolves when it has clapped so often in all. */
  async clapped(times: number): Promise<void> {
    while (this.#claps < times) await once(this.#emitter, 'clap');
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.sound.stop();
    this.picture.stop();
  }
}

/** Squares of 20 pixels, black, white and between: some kilobytes, which a lossy way carries still. */
function paintSquares(): Uint8ClampedArray {
  const data = new Uint8ClampedArray((width * height * 3) / 2).fill(128);
  const shades = randomBytes((width * height) / 400);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 20)
      data.fill(shades[Math.floor(y / 20) * (width / 20) + x / 20] ?? 0, y * width + x, y * width + x + 20);
  return data;
}

/**
 * When claps begin in a recorded track, ms: the first large frame after a while of small ones. One whose beginning may be
 * lost is left out.
 * @param large bytes
 * @param apart milliseconds between frames from which on some may be missing
 */
export function findClaps(frames: readonly FoundFrame[], large: number, apart: number): number[] {
  const claps: number[] = [];
  let quietSince: number | undefined;
  let last = -Infinity;
  for (const { at, bytes } of frames) {
    if (bytes.length < large) quietSince ??= at;
    else {
      if (quietSince !== undefined && at - quietSince > LENGTH && at - last < apart) claps.push(at);
      quietSince = undefined;
    }
    last = at;
  }
  return claps;
}
