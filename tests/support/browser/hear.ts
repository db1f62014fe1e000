import type { Page } from '@playwright/test';
import { tones } from '../media/seatMedia.ts';

/** Peak of a tone in dBFS above which a person in the room hears it (the fixtures send −12), and below which not. */
const HEARD_DB = -36;
const SILENT_DB = -54;

/**
 * The tones that the page lets out of the loudspeaker now, in hertz: what its elements play, unmuted and running,
 * measured at each tone's frequency.
 * @throws Error when a level lies between heard and silent, so that a test never passes on a doubtful one; poll.
 */
export async function tonesHeard(page: Page): Promise<number[]> {
  const levels = await page.evaluate(measureInPage, tones);
  const doubtful = levels.filter(({ level }) => level > SILENT_DB && level < HEARD_DB);
  if (doubtful.length > 0) throw new Error(`Neither heard nor silent: ${JSON.stringify(doubtful)}`);
  return levels.filter(({ level }) => level >= HEARD_DB).map(({ hertz }) => hertz);
}

async function measureInPage(hertzes: readonly number[]): Promise<{ hertz: number; level: number }[]> {
  const context = new AudioContext({ sampleRate: 48_000 });
  try {
    const analyser = new AnalyserNode(context, { fftSize: 16_384 });
    for (const element of document.querySelectorAll<HTMLMediaElement>('audio, video')) {
      const stream = element.srcObject;
      if (!(stream instanceof MediaStream) || element.muted || element.paused || element.volume === 0) continue;
      if (stream.getAudioTracks().length === 0) continue;
      const gain = new GainNode(context, { gain: element.volume });
      context.createMediaStreamSource(stream).connect(gain).connect(analyser);
    }
    await context.resume();
    const from = context.currentTime;
    // One window of 0.34 s that lies wholly after the sources have begun to flow.
    while (context.currentTime < from + 0.8) await new Promise(requestAnimationFrame);
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    return hertzes.map((hertz) => ({ hertz, level: 20 * Math.log10(amplitude(samples, hertz) + 1e-9) }));
  } finally {
    await context.close();
  }

  /** Goertzel's algorithm under a Hann window, whose mean is a half. */
  function amplitude(samples: Float32Array, hertz: number): number {
    const step = (2 * Math.PI * hertz) / 48_000;
    let [previous, beforeThat] = [0, 0];
    for (const [n, sample] of samples.entries()) {
      const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / samples.length);
      const next = sample * window + 2 * Math.cos(step) * previous - beforeThat;
      beforeThat = previous;
      previous = next;
    }
    const power = previous ** 2 + beforeThat ** 2 - 2 * Math.cos(step) * previous * beforeThat;
    return (4 * Math.sqrt(power)) / samples.length;
  }
}
