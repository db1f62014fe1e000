import { randomBytes } from 'node:crypto';
import wrtc from '@roamhq/wrtc';

const SAMPLE_RATE = 48_000;

/** A microphone that hears one tone. */
export class ToneSource {
  readonly track: MediaStreamTrack;
  readonly #timer: NodeJS.Timeout;

  constructor(hertz: number) {
    const source = new wrtc.nonstandard.RTCAudioSource();
    this.track = source.createTrack();
    // Ten milliseconds at a time, as it takes them; caught up by the clock when timers are late.
    const chunk = SAMPLE_RATE / 100;
    const began = performance.now();
    let at = 0;
    const play = () => {
      const samples = Int16Array.from({ length: chunk }, (_, n) =>
        Math.round(8_000 * Math.sin((2 * Math.PI * hertz * (at + n)) / SAMPLE_RATE)),
      );
      at += chunk;
      source.onData({ samples, sampleRate: SAMPLE_RATE, bitsPerSample: 16, channelCount: 1, numberOfFrames: chunk });
    };
    this.#timer = setInterval(() => {
      const due = ((performance.now() - began) * SAMPLE_RATE) / 1000;
      while (at < due) play();
    }, 10);
  }

  close(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}

/** A camera that sees moving stripes. */
export class StripeSource {
  readonly track: MediaStreamTrack;
  readonly #timer: NodeJS.Timeout;

  constructor(width = 640, height = 360, framesPerSecond = 15) {
    const source = new wrtc.nonstandard.RTCVideoSource();
    this.track = source.createTrack();
    let count = 0;
    this.#timer = setInterval(() => {
      const data = new Uint8ClampedArray((width * height * 3) / 2).fill(128);
      for (let y = 0; y < height; y += 1) data.fill((y * 4 + count * 8) & 255, y * width, (y + 1) * width);
      count += 1;
      source.onFrame({ width, height, data });
    }, 1000 / framesPerSecond);
  }

  close(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}

/** A camera that sees noise: as many bits as the encoder may use, in few pictures. */
export class NoiseSource {
  readonly track: MediaStreamTrack;
  readonly #timer: NodeJS.Timeout;

  constructor(width = 320, height = 180, framesPerSecond = 10) {
    const source = new wrtc.nonstandard.RTCVideoSource();
    this.track = source.createTrack();
    const frames = Array.from({ length: 8 }, () => new Uint8ClampedArray(randomBytes((width * height * 3) / 2)));
    let count = 0;
    this.#timer = setInterval(() => {
      count += 1;
      const data = frames[count % frames.length];
      if (data !== undefined) source.onFrame({ width, height, data });
    }, 1000 / framesPerSecond);
  }

  close(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}

/** Resolves with the first picture of a track. */
export function firstFrame(track: MediaStreamTrack): Promise<{ width: number; height: number }> {
  return new Promise((resolve) => {
    const sink = new wrtc.nonstandard.RTCVideoSink(track);
    sink.onframe = ({ frame }) => {
      sink.stop();
      resolve({ width: frame.width, height: frame.height });
    };
  });
}

/** Resolves once a tone of `hertz` makes up most of what is heard on a track. */
export function hearTone(track: MediaStreamTrack, hertz: number): Promise<void> {
  return new Promise((resolve) => {
    const sink = new wrtc.nonstandard.RTCAudioSink(track);
    let heard: number[] = [];
    sink.ondata = ({ samples, sampleRate, channelCount }) => {
      for (let n = 0; n < samples.length; n += channelCount) heard.push(samples[n] ?? 0);
      if (heard.length < sampleRate / 5) return;
      if (shareOf(heard, hertz, sampleRate) > 0.5) {
        sink.stop();
        resolve();
      }
      heard = [];
    };
  });
}

/** The share of a signal's energy that is at one frequency (one bin of a Fourier transform); 0 for silence. */
function shareOf(samples: readonly number[], hertz: number, sampleRate: number): number {
  let real = 0;
  let imaginary = 0;
  let energy = 0;
  for (const [n, sample] of samples.entries()) {
    const angle = (2 * Math.PI * hertz * n) / sampleRate;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
    energy += sample * sample;
  }
  return energy < samples.length * 100 ? 0 : (2 * (real ** 2 + imaginary ** 2)) / (samples.length * energy);
}
