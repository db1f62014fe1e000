import type { Page } from '@playwright/test';

/** A tone in a file of sound: how loud it gets, and when it begins each time. */
export interface HeardTone {
  readonly hertz: number;
  /** Decibels below full scale, of the loudest third of a second: in less, one tone can't be told from another's edge. */
  readonly peak: number;
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
  const most = (levels: readonly number[]) => levels.reduce((highest, level) => Math.max(highest, level), 0);
  const tones = hertzes.map((hertz) => {
    const levels = levelsOf(hertz, window, hop);
    // Of a long window: a click, where a link has lost something, is louder than any tone in a short one.
    const whole = most(levelsOf(hertz, 16_384, 2400));
    const onsets: number[] = [];
    // From silence to half of the loudest; the middle of the window is where it is.
    let quiet = 0;
    for (const [n, level] of levels.entries()) {
      if (level < whole / 8) quiet += 1;
      else if (level >= whole / 2) {
        if (quiet >= 20 && whole > 0.01) onsets.push(((n * hop + window / 2) * 1000) / 48_000);
        quiet = 0;
      }
    }
    return { hertz, peak: 20 * Math.log10(whole + 1e-9), onsets };
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
