import type { Page } from '@playwright/test';

/**
 * A tone in a file of sound: how loud it is, and when it begins each time. Levels are decibels below full scale, of thirds
 * of a second: in less, one tone can't be told from another's edge. Where a busy machine lost something there is a click,
 * which is every tone there is: the peak alone tells little of what is not loud.
 */
export interface HeardTone {
  readonly hertz: number;
  readonly peak: number;
  /** The loudest of each second, in the median. */
  readonly usual: number;
  /** What it keeps up for some second without a pause. */
  readonly held: number;
  /** Milliseconds from the file's beginning. */
  readonly onsets: readonly number[];
}
export interface Listened {
  /** Milliseconds. */
  readonly duration: number;
  readonly tones: readonly HeardTone[];
}

/** Fetches sound as the page's own person, decodes all of it, and looks for these tones. */
export function listenTo(page: Page, link: string, hertzes: readonly number[]): Promise<Listened> {
  return page.evaluate(listenInPage, { link, hertzes });
}

async function listenInPage({ link, hertzes }: { link: string; hertzes: readonly number[] }): Promise<Listened> {
  const response = await fetch(link);
  if (!response.ok) throw new Error(`HTTP ${response.status} for sound`);
  const context = new OfflineAudioContext(1, 48_000, 48_000);
  const sound = await context.decodeAudioData(await response.arrayBuffer());
  const samples = sound.getChannelData(0);
  const [window, hop] = [960, 240];
  const levelsOf = (hertz: number, length: number, every: number): number[] => {
    const levels: number[] = [];
    for (let at = 0; at + length <= samples.length; at += every) levels.push(amplitude(at, length, hertz));
    return levels;
  };
  const decibels = (level: number) => 20 * Math.log10(level + 1e-9);
  const tones = hertzes.map((hertz) => {
    const levels = levelsOf(hertz, window, hop);
    const thirds = levelsOf(hertz, 16_384, 2400);
    const seconds = thirds.flatMap((_, n) => (n + 20 <= thirds.length ? [thirds.slice(n, n + 20)] : []));
    const loudest = seconds.map((second) => Math.max(...second)).toSorted((a, b) => a - b);
    const whole = loudest[seconds.length >> 1] ?? 0;
    const held = Math.max(0, ...seconds.map((second) => Math.min(...second)));
    const onsets: number[] = [];
    // From silence to half of what is usual; the middle of the window is where it is.
    let quiet = 0;
    for (const [n, level] of levels.entries()) {
      if (level < whole / 8) quiet += 1;
      else if (level >= whole / 2) {
        if (quiet >= 20 && whole > 0.01) onsets.push(((n * hop + window / 2) * 1000) / 48_000);
        quiet = 0;
      }
    }
    return { hertz, peak: decibels(loudest.at(-1) ?? 0), usual: decibels(whole), held: decibels(held), onsets };
  });
  return { duration: sound.duration * 1000, tones };

  /** Goertzel's algorithm under a Hann window, whose mean is a half. */
  function amplitude(from: number, length: number, hertz: number): number {
    const step = (2 * Math.PI * hertz) / 48_000;
    let [previous, beforeThat] = [0, 0];
    for (let n = 0; n < length; n++) {
      const shape = 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / length);
      const next = (samples[from + n] ?? 0) * shape + 2 * Math.cos(step) * previous - beforeThat;
      beforeThat = previous;
      previous = next;
    }
    const power = previous ** 2 + beforeThat ** 2 - 2 * Math.cos(step) * previous * beforeThat;
    return (4 * Math.sqrt(Math.max(0, power))) / length;
  }
}
