import { describe, expect, test } from 'vitest';
import type { WordKey } from './translate.ts';
import { translator } from './translate.ts';

const words = {
  hello: 'Hello, {{name}}!',
  place: { hours: '{{from}}–{{to}}' },
  lessons_one: '{{count}} lesson',
  lessons_other: '{{count}} lessons',
};
// The namespace's type is that of a real file; the keys here are our own.
const key = (name: string) => name as WordKey<'common'>;
const t = translator<'common'>(words, 'en');

describe('translator', () => {
  test('fills in values, without reading markup or patterns in them', () => {
    expect(t(key('hello'), { name: '<b>$&</b>' })).toBe('Hello, <b>$&</b>!');
    expect(t(key('place.hours'), { from: '9:00', to: '10:00' })).toBe('9:00–10:00');
  });

  test('keeps a name that runs from right to left apart from the words around it', () => {
    expect(t(key('hello'), { name: 'שרה' })).toBe('Hello, \u2068שרה\u2069!');
    expect(t(key('hello'), { name: 'Șerban' })).toBe('Hello, Șerban!');
  });

  test('chooses the plural form of the language', () => {
    expect([0, 1, 2].map((count) => t(key('lessons'), { count }))).toEqual(['0 lessons', '1 lesson', '2 lessons']);
    const italian = translator<'common'>({ n_one: 'una', n_other: '{{count}}' }, 'it');
    expect([1, 1_000_000].map((count) => italian(key('n'), { count }))).toEqual(['una', '1.000.000']);
  });

  test('writes numbers as the language does', () => {
    expect(translator<'common'>({ n: '{{x}}' }, 'it')(key('n'), { x: 12345.5 })).toBe('12.345,5');
  });

  test('says an unknown key as it is and knows that it has no words for it', () => {
    expect(t(key('place.nowhere'))).toBe('place.nowhere');
    expect(t(key('toString'))).toBe('toString');
    expect([t.has('hello'), t.has('place'), t.has('constructor')]).toEqual([true, false, false]);
  });
});
