import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { escapeText, plainLine, textLine, utcTime, writeLine } from './contentLine.ts';

const nasty = [
  'Plain',
  'Commas, semicolons; colons: and \\ back\\slashes\\n that are none',
  'Two\nlines\r\nand\rmore\u2028still',
  'Tăblițe și câteva ființe — «così» „așa” ¿qué?',
  '👩🏽‍🏫'.repeat(40),
  '“\u{1F1EE}\u{1F1F9}”,;'.repeat(30),
  'İstanbul ığüşöç '.repeat(12),
  'BEGIN:VEVENT\r\nSUMMARY:forged\r\nEND:VEVENT',
  ' leading, trailing ',
  'half \uD83D of a character, and \uDE00 the other',
  'bell \u0007 NUL \u0000 escape \u001B[31m delete \u007F',
  '한국어 '.repeat(30),
  '^caret^ "quotes" \'too\'',
  '',
];

/** What a reader may expect back: the same, but for what no calendar can hold. */
const kept = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?|\u2028/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');

/** The line as another library reads it in a calendar. */
function readBack(line: string, name: string): ICAL.Property {
  const event = new ICAL.Component(ICAL.parse(`BEGIN:VEVENT\r\n${line}END:VEVENT\r\n`) as unknown[]); // one component
  const [property, more] = event.getAllProperties(name);
  if (property === undefined || more !== undefined) throw new Error(`Not one ${name}`);
  return property;
}

const seeded = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};
const alphabet = [
  'a',
  ' ',
  ',',
  ';',
  ':',
  '\\',
  '\n',
  '\r',
  '"',
  '^',
  '\t',
  'à',
  'ș',
  '語',
  '👍🏿',
  '\u0301',
  '\uD800',
  '\u0000',
  '\\n',
  'END:VEVENT',
];
const random = seeded(7);
const made = Array.from({ length: 400 }, () =>
  Array.from({ length: Math.floor(random() * 120) }, () => alphabet[Math.floor(random() * alphabet.length)]).join(''),
);

describe('a text', () => {
  it.each([...nasty, ...made])('%j is read back as it was, in lines of 75 octets of whole characters', (text) => {
    const written = writeLine(textLine('SUMMARY', text));
    expect(written.endsWith('\r\n')).toBe(true);
    const lines = written.slice(0, -2).split('\r\n');
    for (const [n, line] of lines.entries()) {
      const octets = new TextEncoder().encode(line);
      expect(octets.length).toBeLessThanOrEqual(75);
      expect(new TextDecoder('utf-8', { fatal: true }).decode(octets)).toBe(line);
      expect(line.startsWith(' ') || n === 0).toBe(true);
      expect(line).not.toMatch(/[\r\n]/);
    }
    expect(readBack(written, 'summary').getFirstValue()).toBe(kept(text));
  });
});

describe('a parameter', () => {
  // (ical.js takes \n in a parameter for a line end, which no standard says.)
  it.each(nasty.filter((text) => !text.includes('\\n')))('%j does not break its line', (text) => {
    const written = writeLine(plainLine('ATTENDEE', 'mailto:a@example.org', { CN: text }));
    const property = readBack(written, 'attendee');
    expect(property.getFirstValue()).toBe('mailto:a@example.org');
    expect(property.getParameter('cn')).toBe(kept(text));
  });
});

it('fills a line to the last octet, and not beyond', () => {
  const full = 'x'.repeat(75 - 'SUMMARY:'.length);
  expect(writeLine(textLine('SUMMARY', full))).toBe(`SUMMARY:${full}\r\n`);
  expect(writeLine(textLine('SUMMARY', `${full}y`))).toBe(`SUMMARY:${full}\r\n y\r\n`);
  // The character of four octets that would begin within the line and end beyond it goes to the next.
  expect(writeLine(textLine('SUMMARY', `${full.slice(2)}👍`))).toBe(`SUMMARY:${full.slice(2)}\r\n 👍\r\n`);
});

it('folds ten thousand long lines in no time', () => {
  const text = 'La lezione con la scuola di là — 가 👍, aula 3; '.repeat(8);
  const started = performance.now();
  for (let n = 0; n < 10_000; n++) writeLine(textLine('DESCRIPTION', text));
  // A fifth of a second; with each character encoded by itself, more than ten.
  expect(performance.now() - started).toBeLessThan(3000);
});

it('escapes what RFC 5545 says', () => {
  expect(escapeText('a\\b;c,d\ne:f"g')).toBe('a\\\\b\\;c\\,d\\ne:f"g');
});

it('a plain value has no line ends to break out with', () => {
  expect(writeLine(plainLine('URL', 'https://a.example/\r\nX:y'))).toBe('URL:https://a.example/X:y\r\n');
});

it.each([
  [Date.UTC(2026, 10, 24, 9, 5, 59, 999), '20261124T090559Z'],
  [Date.UTC(2027, 2, 28, 1), '20270328T010000Z'],
  [0, '19700101T000000Z'],
])('%d is %s', (instant, written) => expect(utcTime(instant)).toBe(written));
