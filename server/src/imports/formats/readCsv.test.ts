import { describe, expect, it } from 'vitest';
import { Problems, shorten } from './Problems.ts';
import { guessSeparator, readCsv } from './readCsv.ts';

function read(text: string, separator = guessSeparator(text)) {
  const problems = new Problems();
  const rows = readCsv(text, separator, problems, 'a.csv');
  return {
    cells: rows.map(({ cells }) => cells),
    lines: rows.map(({ line }) => line),
    problems: problems.list.map(({ code, line, text: shown }) => `${code} ${line} ${shown}`),
  };
}

describe('rows', () => {
  it('are told apart by any separator and line end', () => {
    for (const separator of [';', ',', '\t', '|']) {
      for (const end of ['\n', '\r\n', '\r']) {
        const text = [`a${separator}b`, `"c${separator}c"${separator}d`, ''].join(end);
        expect(read(text).cells).toEqual([
          ['a', 'b'],
          [`c${separator}c`, 'd'],
        ]);
      }
    }
  });

  it('may hold line ends and quotes in quotes, and keep the number of their line', () => {
    expect(read('a,b\n"x\ny","say ""hi"""\n\nz,"q"tail')).toMatchObject({
      cells: [
        ['a', 'b'],
        ['x\ny', 'say "hi"'],
        ['z', 'qtail'],
      ],
      lines: [1, 2, 5],
    });
  });

  it('with a quote that never closes are lost alone', () => {
    expect(read('a,b\nc,"d\ne,f\n')).toEqual({
      cells: [
        ['a', 'b'],
        ['e', 'f'],
      ],
      lines: [1, 3],
      problems: ['unclosed_quote 2 c,"d'],
    });
  });

  it('are bounded', () => {
    const many = read('a,b\n'.repeat(30_000));
    expect(many.cells).toHaveLength(20_000);
    expect(many.problems).toHaveLength(1);
    expect(read('x'.repeat(100_000)).cells[0]?.[0]).toHaveLength(2000);
  });

  it('lose zeros, and are told', () => {
    expect(read('a,b\nc\0c,d').problems).toEqual(['invalid_character 2 c c,d']);
  });
});

describe('what is shown of a line', () => {
  it('is short, on one line, and turns nothing around', () => {
    expect(shorten(`a\u202Eb\r\n\tc${'d'.repeat(200)}`)).toBe(`a b c${'d'.repeat(74)}…`);
    expect(shorten('🐘'.repeat(90))).toBe(`${'🐘'.repeat(79)}…`);
  });
});
