import { expect, it } from 'vitest';
import { judgeLink, type LinkSample } from './linkQuality.ts';
import type { Step } from './narrowing.ts';

const good: LinkSample = { lossDown: 0, lossUp: 0, roundTrip: 40, connected: true };

it.each<[string, LinkSample, Step, string]>([
  ['a quiet link', good, 0, 'good'],
  ['one not measured', { ...good, roundTrip: undefined }, 0, 'good'],
  ['some loss', { ...good, lossDown: 0.05 }, 0, 'slow'],
  ['much loss', { ...good, lossUp: 0.2 }, 0, 'bad'],
  ['a satellite', { ...good, roundTrip: 650 }, 0, 'slow'],
  ['hopeless delay', { ...good, roundTrip: 1_500 }, 0, 'bad'],
  ['pictures given up', good, 1, 'slow'],
  ['the own camera given up', good, 3, 'bad'],
  ['no network', { ...good, connected: false }, 0, 'bad'],
])('%s', (_, sample, step, expected) => {
  expect(judgeLink(sample, step)).toBe(expected);
});
