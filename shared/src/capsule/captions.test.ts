import { describe, expect, it } from 'vitest';
import { CaptionCue, Captions, fateOf, keptPart, presentCues, recordedTime } from './captions.ts';

/** Recorded twice; the first 100 are trimmed, 300 to 400 is hidden. */
const delivered = {
  recorded: [
    { from: 0, to: 500 },
    { from: 600, to: 900 },
  ],
  kept: [
    { from: 100, to: 300 },
    { from: 400, to: 500 },
    { from: 600, to: 900 },
  ],
};
const cue = (from: number, to: number, text = 'x'): CaptionCue => ({ from, to, speaker: null, text });

describe('what viewers get of a cue', () => {
  it.each([
    ['inside what is kept', 150, 250, 'kept', [50, 150]],
    ['up to the last instant', 250, 300, 'kept', [150, 200]],
    ['in what is hidden', 310, 390, 'cut', undefined],
    ['in what is trimmed', 0, 100, 'cut', undefined],
    ['half of it hidden', 250, 350, 'partly', undefined],
    ['a millisecond of it hidden', 399, 450, 'partly', undefined],
    ['the hidden stretch in its middle', 250, 450, 'partly', undefined],
    ['over the pause between two recordings', 450, 650, 'kept', [250, 350]],
    ['begun in the pause', 550, 650, 'kept', [300, 350]],
    ['in the pause alone', 520, 580, 'cut', undefined],
    ['beyond the end', 850, 2_000, 'kept', [550, 600]],
  ])('%s', (_, from, to, fate, time) => {
    expect(fateOf(cue(from, to), delivered)).toBe(fate);
    expect(presentCues([cue(from, to)], delivered).map((one) => [one.from, one.to])).toEqual(time ? [time] : []);
  });
});

describe('the recorded time of what viewers have', () => {
  it.each([
    ['within one piece', 50, 150, [150, 250]],
    ['over a pause', 250, 350, [450, 650]],
    ['over a cut: the longer side', 100, 230, [200, 300]],
    ['over a cut: the longer side is behind it', 190, 260, [400, 460]],
    ['clipped at the end', 550, 5_000, [850, 900]],
    ['all of it: the longest side', 0, 600, [400, 900]],
    ['outside', 600, 700, undefined],
  ])('%s', (_, from, to, time) => {
    const found = recordedTime({ from, to }, delivered);
    expect(found && [found.from, found.to]).toEqual(time);
    expect(found && fateOf(found, delivered)).toBe(time && 'kept');
  });

  it('is the time back that it came from, for whatever does not lie over a cut', () => {
    for (let from = 0; from < 600; from += 7)
      for (let to = from + 1; to <= 600; to += 13) {
        if (from < 200 && to > 200) continue;
        const time = recordedTime({ from, to }, delivered);
        expect(presentCues(time ? [cue(time.from, time.to)] : [], delivered)).toEqual([cue(from, to)]);
      }
  });
});

it('a cue that is cut in part can be fitted to what is left', () => {
  expect(keptPart(cue(250, 350), delivered)).toEqual({ from: 250, to: 300 });
  expect(keptPart(cue(290, 480), delivered)).toEqual({ from: 400, to: 480 });
  expect(keptPart(cue(450, 650), delivered)).toEqual({ from: 450, to: 650 });
  expect(keptPart(cue(310, 390), delivered)).toBeUndefined();
});

describe('what is no cue', () => {
  const whole = { from: 0, to: 1, speaker: null, text: 'Hello' };
  it.each([
    ['nothing said', { text: ' \n ' }],
    ['too much said', { text: 'x'.repeat(501) }],
    ['a bell', { text: 'a\u0007b' }],
    ['no time', { to: 0 }],
    ['time before the beginning', { from: -1 }],
    ['half a millisecond', { to: 0.5 }],
    ['a speaker of two lines', { speaker: 'a\nb' }],
  ])('%s', (_, change) => {
    expect(CaptionCue.safeParse({ ...whole, ...change }).success).toBe(false);
  });
  it('megabytes are refused before they are tidied, which takes seconds', () => {
    const { error } = CaptionCue.safeParse({ ...whole, text: ' \n'.repeat(10_000) });
    expect(error?.issues.map(({ code }) => code)).toEqual(['too_big']);
  });
  it('its words are tidied: no empty lines, no air, no halves of letters', () => {
    const text = '  One \r\n\r\n two\u202E\tthree \n\n\ud83d ';
    expect(CaptionCue.parse({ ...whole, text }).text).toBe('One\ntwo three\n\uFFFD');
  });
  it('there are not too many, nor of no language', () => {
    const cues = Array.from({ length: 3_001 }, () => whole);
    expect(Captions.safeParse({ language: 'en', cues: cues.slice(1) }).success).toBe(true);
    expect(Captions.safeParse({ language: 'en', cues }).success).toBe(false);
    const passes = (language: string) => Captions.safeParse({ language, cues: [] }).success;
    expect(['en', 'en-GB', 'ro', 'sr-Latn-RS'].map(passes)).toEqual([true, true, true, true]);
    expect(['', 'EN', 'english please', 'e', 'en_GB', '"><b>'].filter(passes)).toEqual([]);
  });
});
