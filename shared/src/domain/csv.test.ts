import { expect, it } from 'vitest';
import { toCsv } from './csv.ts';

it.each([
  ['plain', 'plain'],
  ['a, b', '"a, b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ['+39 010', "'+39 010"],
  ['-1+1', "'-1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1', "'  =1"],
  ['\t=1', "'\t=1"],
  ['|calc', "'|calc"],
  ['È così', 'È così'],
])('%j becomes %j', (text, cell) => {
  expect(toCsv([[text]], ',')).toBe(`\uFEFF${cell}\r\n`);
});

it('numbers are numbers, as the reader writes them', () => {
  expect(toCsv([['a', 1.5, -2]], ',')).toBe('\uFEFFa,1.5,-2\r\n');
  expect(toCsv([['a;b', 1.5, 'c, d']], ';')).toBe('\uFEFF"a;b";1,5;c, d\r\n');
});
