import { describe, expect, test } from 'vitest';
import { whenIn } from './when.ts';

const lesson = Date.UTC(2026, 11, 15, 9, 40);

describe('whenIn', () => {
  test('reads the same instant by the clock of each place', () => {
    const { time } = whenIn('en');
    expect(time(lesson, 'Europe/Rome')).toBe('10:40');
    expect(time(lesson, 'Europe/Bucharest')).toBe('11:40');
  });

  test('writes days in the language', () => {
    expect(whenIn('en').longDay(lesson, 'Europe/Rome')).toBe('Tuesday 15 December');
    expect(whenIn('it').longDay(lesson, 'Europe/Rome')).toBe('martedì 15 dicembre');
    expect(whenIn('it').date(lesson, 'Europe/Rome')).toBe('15 dicembre 2026');
    expect(whenIn('en').dayTime(lesson, 'Europe/Rome')).toBe('Tue 15 Dec, 10:40');
  });

  test('says how far away', () => {
    expect(whenIn('en').fromNow(lesson, lesson - 12 * 60_000)).toBe('in 12 minutes');
    expect(whenIn('it').fromNow(lesson, lesson - 24 * 3_600_000)).toBe('domani');
  });

  test('joins names', () => {
    expect(whenIn('it').list(['Roccaverde', 'Valea Mică', 'Torrealta'])).toBe('Roccaverde, Valea Mică e Torrealta');
  });
});
