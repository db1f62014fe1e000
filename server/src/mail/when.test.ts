import { describe, expect, it } from 'vitest';
import { sayDay, sayWhen } from './when.ts';

const rocca = { place: 'Roccaverde', timeZone: 'Europe/Rome' };
const valea = { place: 'Valea Mică', timeZone: 'Europe/Bucharest' };
const torre = { place: 'Torrealta', timeZone: 'Europe/Madrid' };
const istanbul = { place: 'Köyüm', timeZone: 'Europe/Istanbul' };
const at = Date.UTC(2026, 11, 15, 9, 25);
const rome = (language: 'en' | 'it') => ({ language, timeZone: 'Europe/Rome' });

describe('an hour', () => {
  it.each([
    ['it', [rocca, valea], 'martedì 15 dicembre, 10:25 (a Valea Mică 11:25)'],
    ['en', [rocca, valea], 'Tuesday 15 December, 10:25 (11:25 in Valea Mică)'],
    ['it', [rocca, torre], 'martedì 15 dicembre, 10:25'],
    ['it', [rocca, valea, istanbul], 'martedì 15 dicembre, 10:25 (a Valea Mică 11:25, a Köyüm 12:25)'],
    ['en', [], 'Tuesday 15 December, 10:25'],
  ] as const)('%s, places %o', (language, places, words) => {
    expect(sayWhen(rome(language), at, places)).toBe(words);
  });

  it('is summer time in summer: Istanbul stays, Rome goes', () => {
    expect(sayWhen(rome('en'), Date.UTC(2026, 5, 15, 8, 25), [rocca, istanbul])).toBe(
      'Monday 15 June, 10:25 (11:25 in Köyüm)',
    );
  });

  it('says the day too where it is another day', () => {
    const apia = { place: 'Apia', timeZone: 'Pacific/Apia' };
    expect(sayWhen(rome('en'), at, [apia])).toBe('Tuesday 15 December, 10:25 (22:25 in Apia)');
    expect(sayWhen(rome('en'), at + 4 * 3_600_000, [apia])).toBe(
      'Tuesday 15 December, 14:25 (Wednesday 16 December, 02:25 in Apia)',
    );
  });

  it('of a reader who is of no school is the first place’s, named', () => {
    const reader = { language: 'en', timeZone: undefined } as const;
    expect(sayWhen(reader, at, [valea, rocca])).toBe('Tuesday 15 December, 11:25 in Valea Mică (10:25 in Roccaverde)');
    expect(sayWhen(reader, at)).toBe('Tuesday 15 December, 09:25 in UTC');
  });
});

it('a day is the same day for everybody', () => {
  expect(sayDay('it', '2026-12-15')).toBe('15 dicembre 2026');
  expect(sayDay('en', '2026-03-01')).toBe('1 March 2026');
});
