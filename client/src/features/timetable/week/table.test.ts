import { describe, expect, test } from 'vitest';
import { readHour } from './hours.ts';
import { readCells, readTable, writeTable } from './table.ts';

describe('reading what a spreadsheet copies', () => {
  test.each([
    ['one cell', 'Maths', [['Maths']]],
    [
      'rows that end with a line end',
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['old line ends', 'a\rb', [['a'], ['b']]],
    [
      'an empty cell at the end',
      'a\t\n\tb\n',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['a quoted cell of two lines', '"Maths\nRossi"\tArt', [['Maths\nRossi', 'Art']]],
    ['quotes within', '"the ""big"" hall"', [['the "big" hall']]],
    ['a quote that is none', 'Art "new"\tb', [['Art "new"', 'b']]],
    ['nothing', '', [['']]],
    ['an empty line in between', 'a\n\nb', [['a'], [''], ['b']]],
  ])('%s', (_, text, rows) => {
    expect(readTable(text)).toEqual(rows);
  });

  test('what is written is read back', () => {
    const rows = [
      ['a\tb', 'c "d"'],
      ['e\nf', ''],
    ];
    expect(readTable(writeTable(rows))).toEqual(rows);
  });
});

const subjects = (text: string) => readCells(text).map((row) => row.map(({ subject }) => subject));

describe('the hours of a pasted timetable', () => {
  test.each([
    [
      'hours alone',
      'Maths\tArt\nMusic\t-',
      [
        ['Maths', 'Art'],
        ['Music', null],
      ],
    ],
    [
      'a head of weekdays and a column of numbers',
      '\tMon\tTue\n1\tMaths\tArt\n2\tMusic\t',
      [
        ['Maths', 'Art'],
        ['Music', null],
      ],
    ],
    [
      'an Italian one with hours',
      'Ora\tLunedì\tMartedì\n8:20-9:10\tItaliano\tStoria\n9.10\tArte\tMusica',
      [
        ['Italiano', 'Storia'],
        ['Arte', 'Musica'],
      ],
    ],
    ['a Romanian one', 'Ora\tLuni\tMarți\n1.\tMatematică\tRomână', [['Matematică', 'Română']]],
    [
      'rows of different length',
      'Maths\nArt\tMusic',
      [
        ['Maths', null],
        ['Art', 'Music'],
      ],
    ],
    [
      'subjects that look like days stay when they stand alone',
      'Mon\tArt\nMaths\tMusic',
      [
        ['Mon', 'Art'],
        ['Maths', 'Music'],
      ],
    ],
    ['a subject that is too long is cut', `${'x'.repeat(80)}`, [['x'.repeat(60)]]],
  ])('%s', (_, text, expected) => {
    expect(subjects(text)).toEqual(expected);
  });

  test('further lines name teacher and room', () => {
    const names = {
      staff: [
        { staffId: 's1', name: 'Dana Rus' },
        { staffId: 's2', name: 'Lucía Gil' },
      ],
      rooms: [{ roomId: 'r1', name: 'Library' }],
    };
    const [[cell] = []] = readCells('"English\nGil\nlibrary"');
    const hour = cell && readHour(cell, [], names);
    expect(hour).toEqual({ subject: 'English', staffIds: ['s2'], roomId: 'r1', classGroupIds: [], weeks: [] });
  });

  test('a known subject is painted as it usually is, in its own spelling', () => {
    const known = { subject: 'Educación Física', staffIds: ['s1'], roomId: 'gym', classGroupIds: [], weeks: [] };
    const [[cell] = []] = readCells('educacion  fisica');
    expect(cell && readHour(cell, [known], { staff: [], rooms: [] })).toEqual(known);
  });
});
