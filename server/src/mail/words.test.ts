import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createWords } from './words.ts';

const folder = new URL('../locales/', import.meta.url);
const files = readdirSync(new URL('en/', folder));

/** Dotted keys with the names in braces. */
function keysOf(tree: object, before = ''): [string, string[]][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]): [string, string[]][] =>
    typeof value === 'object' && value !== null
      ? keysOf(value, `${before}${key}.`)
      : [[before + key, [...String(value).matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort()]],
  );
}
const read = (language: string, file: string): object =>
  JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8')) as object; // files of words are objects

describe('the words of mails', () => {
  it('are of the same files in both languages', () => {
    expect(readdirSync(new URL('it/', folder))).toEqual(files);
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(files)('%s has the same keys and names in both', (file) => {
    expect(new Map(keysOf(read('it', file)))).toEqual(new Map(keysOf(read('en', file))));
  });

  it('choose a plural, write numbers as the language does, and miss nothing silently', () => {
    const words = createWords({
      en: { days_one: '{{count}} day', days_other: '{{count}} days', to: { whom: 'To {{name}}' } },
      it: { days_one: '{{count}} giorno', days_other: '{{count}} giorni', to: { whom: 'A {{name}}' } },
    });
    expect(words('en')('days', { count: 1 })).toBe('1 day');
    expect(words('en')('days', { count: 0 })).toBe('0 days');
    expect(words('it')('days', { count: 12_345 })).toBe('12.345 giorni');
    expect(words('it')('to.whom', { name: '{{count}}' })).toBe('A {{count}}');
    expect(() => words('it')('to.whom')).toThrow('Nothing for {{name}}');
  });
});
