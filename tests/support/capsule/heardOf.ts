import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** The audio elements that the page made, which are in no document. */
    sounds: HTMLAudioElement[];
    listener?: { context: AudioContext; analyser: AnalyserNode };
  }
}

/** Keeps the audio elements that a page is going to make, for `heardOf`. */
export async function watchSounds(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.sounds = [];
    const Plain = window.Audio;
    window.Audio = new Proxy(Plain, {
      construct(target, args: [string?]) {
        const element = new target(...args);
        window.sounds.push(element);
        return element;
      },
    });
  });
}

/** Which of some tones come out of the page's audio elements now, in hertz. */
export function heardOf(page: Page, tones: readonly number[]): Promise<number[]> {
  return page.evaluate(async (hertzes) => {
    if (!window.listener) {
      const context = new AudioContext();
      const analyser = new AnalyserNode(context, { fftSize: 8_192, smoothingTimeConstant: 0 });
      analyser.connect(context.destination);
      for (const element of window.sounds) if (element.src) context.createMediaElementSource(element).connect(analyser);
      window.listener = { context, analyser };
    }
    const { context, analyser } = window.listener;
    await context.resume();
    const from = context.currentTime;
    // A window that lies wholly after now.
    while (context.currentTime < from + 0.4) await new Promise(requestAnimationFrame);
    const levels = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(levels);
    const width = context.sampleRate / analyser.fftSize;
    return hertzes.filter((hertz) => (levels[Math.round(hertz / width)] ?? -200) > -45);
  }, tones);
}
