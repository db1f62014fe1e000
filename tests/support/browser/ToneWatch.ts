import type { Page } from '@playwright/test';

interface Ear {
  windows: number;
  heard: number;
  silentFor: number;
  longest: number;
}

/**
 * Listens to one tone on a page without a break: a window of 85 ms each tenth of a second, of all that the page plays.
 */
export class ToneWatch {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Call it once the page plays. */
  static async create(page: Page, hertz: number): Promise<ToneWatch> {
    await page.evaluate(listenInPage, hertz);
    return new ToneWatch(page);
  }

  /** Windows since the last call of `reset`, those in which the tone was heard, and the longest silence between, in ms. */
  read(): Promise<Ear> {
    return this.#page.evaluate(() => (window as unknown as { ear: Ear }).ear); // our own notes
  }

  async reset(): Promise<void> {
    await this.#page.evaluate(() => {
      Object.assign((window as unknown as { ear: Ear }).ear, { windows: 0, heard: 0, silentFor: 0, longest: 0 }); // as above
    });
  }
}

async function listenInPage(hertz: number): Promise<void> {
  const every = 100;
  const context = new AudioContext({ sampleRate: 48_000 });
  const analyser = new AnalyserNode(context, { fftSize: 4096 });
  for (const element of document.querySelectorAll<HTMLMediaElement>('audio, video')) {
    const stream = element.srcObject;
    if (!(stream instanceof MediaStream) || element.muted || stream.getAudioTracks().length === 0) continue;
    context.createMediaStreamSource(stream).connect(analyser);
  }
  await context.resume();
  const ear = { windows: 0, heard: 0, silentFor: 0, longest: 0 };
  (window as unknown as { ear: typeof ear }).ear = ear; // our own notes
  const bins = new Float32Array(analyser.frequencyBinCount);
  analyser.smoothingTimeConstant = 0;
  setInterval(() => {
    analyser.getFloatFrequencyData(bins);
    const level = bins[Math.round((hertz * analyser.fftSize) / 48_000)] ?? -Infinity;
    ear.windows += 1;
    if (level > -50) {
      ear.heard += 1;
      ear.silentFor = 0;
    } else ear.silentFor += every;
    ear.longest = Math.max(ear.longest, ear.silentFor);
  }, every);
}
