import { describe, expect, test } from 'vitest';
import { judgeLoudness, judgeSpeed, verdictOfRoute, verdictOfSpeed } from './judge.ts';

describe('judgeSpeed', () => {
  test.each([
    [{ down: 18, up: 6 }, 'all', 'good'],
    [{ down: 18, up: 1 }, 'one', 'slow'],
    [{ down: 1.5, up: 0.7 }, 'one', 'slow'],
    [{ down: 0.4, up: 0.2 }, 'sound', 'slow'],
    [{ down: 0.05, up: 2 }, 'too-slow', 'trouble'],
  ] as const)('%j is enough for %s', (speed, word, verdict) => {
    expect(judgeSpeed(speed)).toBe(word);
    expect(verdictOfSpeed(word)).toBe(verdict);
  });
});

test('a slower way works, no way is trouble, an unknown one is not called good', () => {
  expect([verdictOfRoute('udp'), verdictOfRoute('tcp'), verdictOfRoute('none'), verdictOfRoute('unknown')]).toEqual([
    'good',
    'slow',
    'trouble',
    'slow',
  ]);
});

describe('judgeLoudness', () => {
  test('one clear word is enough, at once', () => expect(judgeLoudness(0.05, 200)).toBe('good'));
  test('gives a person four seconds to say something', () => expect(judgeLoudness(0.0001, 3999)).toBe('asking'));
  test('tells a silent microphone from a quiet one', () => {
    expect(judgeLoudness(0.0001, 4000)).toBe('silent');
    expect(judgeLoudness(0.003, 4000)).toBe('low');
  });
});
