import { describe, expect, it, test } from 'vitest';
import {
  addCue,
  addCues,
  changeCue,
  fitCue,
  isSame,
  joinCue,
  removeCue,
  saved,
  splitCue,
  speakersOf,
  timeCue,
  written,
  type Written,
} from './cues.ts';
import { readTime, timeText } from './times.ts';

/** A hundred seconds, of which 40 to 50 are hidden. */
const delivered = {
  recorded: [{ from: 0, to: 100_000 }],
  kept: [
    { from: 0, to: 40_000 },
    { from: 50_000, to: 100_000 },
  ],
};
const cue = (from: number, to: number, text: string, speaker: string | null = null) => ({ from, to, speaker, text });
const three = () =>
  written({
    language: 'en',
    cues: [cue(1_000, 3_000, 'One two', 'Ms Rus'), cue(20_000, 24_000, 'three'), cue(60_000, 64_000, 'four')],
  });
/** From – to: words. */
const told = ({ cues }: Written) => cues.map(({ from, to, text }) => `${from}–${to} ${text}`);
const key = (all: Written, n: number) => all.cues[n]?.key ?? '';

test('a line is put in at the moment, up to the next one, said by who spoke last', () => {
  const all = three();
  const added = addCue(all, 18_000, delivered);
  expect(added && told(added.all)).toEqual([
    '1000–3000 One two',
    '18000–20000 ',
    '20000–24000 three',
    '60000–64000 four',
  ]);
  expect(added?.all.cues.find((one) => one.key === added.key)?.speaker).toBe('Ms Rus');
  // Behind a cut the moment of viewers is later in the recording.
  const late = addCue(all, 60_000, delivered);
  expect(late && told(late.all).at(-1)).toBe('70000–73000 ');
  expect(addCue(all, 90_000, delivered)).toBeUndefined();
  const full = addCues(
    all,
    Array.from({ length: 3_000 }, () => cue(0, 1, 'x')),
  );
  expect(full.cues).toHaveLength(3_000);
  expect(addCue(full, 0, delivered)).toBeUndefined();
});

describe('what has no words yet is not saved, and all else is', () => {
  it('as the server keeps it', () => {
    const added = addCue(three(), 30_000, delivered);
    expect(added && saved(added.all).cues.map(({ text }) => text)).toEqual(['One two', 'three', 'four']);
    const spaced = changeCue(three(), key(three(), 9), {});
    expect(isSame(saved(spaced), saved(three()))).toBe(true);
    const all = three();
    expect(saved(changeCue(all, key(all, 1), { text: '  so \n\n and so ' })).cues[1]?.text).toBe('so\nand so');
    expect(isSame(saved(all), saved(changeCue(all, key(all, 1), { text: 'other' })))).toBe(false);
  });
});

describe('times', () => {
  const whole = { from: 20_000, to: 24_000 };
  it.each([
    ['a beginning', 'from', 21_000, { from: 21_000, to: 24_000 }],
    ['a beginning behind the end takes it along', 'from', 30_000, { from: 30_000, to: 34_000 }],
    ['an end', 'to', 26_000, { from: 20_000, to: 26_000 }],
    ['an end over the cut keeps the longer side', 'to', 45_000, { from: 20_000, to: 40_000 }],
    ['an end before the beginning', 'to', 20_000, undefined],
    ['a beginning behind all', 'from', 95_000, undefined],
  ] as const)('%s', (_, end, at, expected) => {
    expect(timeCue(whole, end, at, delivered)).toEqual(expected);
  });
  it('keep the order', () => {
    const all = three();
    expect(told(changeCue(all, key(all, 0), { from: 30_000, to: 31_000 }))).toEqual([
      '20000–24000 three',
      '30000–31000 One two',
      '60000–64000 four',
    ]);
  });
});

test('one is split where the words are written in, its time by letters', () => {
  const all = three();
  const split = splitCue(all, key(all, 0), 3);
  expect(split && told(split.all).slice(0, 2)).toEqual(['1000–2000 One', '2000–3000 two']);
  expect(split?.all.cues[1]).toMatchObject({ key: split?.key, speaker: 'Ms Rus' });
  for (const place of [0, 7]) expect(splitCue(all, key(all, 0), place)).toBeUndefined();
});

test('two are joined, but not over a cut, and not to more than a line holds', () => {
  const all = three();
  const joined = joinCue(all, key(all, 0), delivered);
  expect(joined && told(joined)).toEqual(['1000–24000 One two\nthree', '60000–64000 four']);
  expect(joinCue(all, key(all, 1), delivered)).toBeUndefined();
  expect(joinCue(all, key(all, 2), delivered)).toBeUndefined();
  const long = changeCue(all, key(all, 1), { text: 'x'.repeat(495) });
  expect(joinCue(long, key(long, 0), delivered)).toBeUndefined();
});

test('one that is cut in part is fitted, one is removed, speakers are known', () => {
  const all = addCues(three(), [cue(38_000, 45_000, 'half', 'Ana')]);
  const half = all.cues.find(({ text }) => text === 'half')?.key ?? '';
  expect(told(fitCue(all, half, delivered))[2]).toBe('38000–40000 half');
  expect(told(removeCue(all, half))).toEqual(told(three()));
  expect(speakersOf(all)).toEqual(['Ana', 'Ms Rus']);
});

test('what comes back keeps the names of what is the same', () => {
  const all = three();
  const back = written({ language: 'en', cues: [cue(0, 500, 'new'), ...saved(all).cues.slice(1)] }, all);
  expect(back.cues.slice(1).map((one) => one.key)).toEqual(all.cues.slice(1).map((one) => one.key));
  expect(new Set(back.cues.map((one) => one.key)).size).toBe(3);
});

test.each([
  ['0:07', 7_000],
  ['0:07.3', 7_300],
  ['0:07.05', 7_050],
  ['12:30', 750_000],
  ['1:02:05.125', 3_725_125],
])('%s is written and read', (text, ms) => {
  expect([timeText(ms), readTime(text)]).toEqual([text, ms]);
});
test.each([
  ['7', 7_000],
  ['12:30,5', 750_500],
  ['90', 90_000],
  ['1:60', undefined],
  ['1:60:00', undefined],
  ['x', undefined],
  ['', undefined],
  ['-1', undefined],
])('%j is read', (text, ms) => {
  expect(readTime(text)).toBe(ms);
});
