import { describe, expect, it } from 'vitest';
import { SubdivisionTree } from './appliesTo.ts';
import { parseOpenHolidays } from './parseOpenHolidays.ts';
import { nameIn, readNames } from './readNames.ts';

const parse = (...texts: string[]) =>
  parseOpenHolidays(texts.map((text, at) => ({ name: `${at}.csv`, bytes: new TextEncoder().encode(text) })));
const head = 'Id;Country;StartDate;EndDate;Type;RegionalScope;Name;Subdivisions;Comment';

describe('a file', () => {
  const row = 'x;IT;2026-12-23;2027-01-06;School;Regional;IT festività natalizie,EN Christmas holidays;LI,TR-BZ;';
  const expected = {
    kind: 'school',
    names: { it: 'festività natalizie', en: 'Christmas holidays' },
    from: '2026-12-23',
    to: '2027-01-06',
    subdivisions: ['IT-LI', 'IT-TR-BZ'],
  };

  it.each([
    ['with LF', `${head}\n${row}`],
    ['with CRLF and a mark', `\uFEFF${head}\r\n${row}\r\n`],
    ['without comments', `${head.replace(';Comment', '')}\n${row.replace(/;$/, '')}`],
    ['with columns that have no name', `${head.replace('Comment', ';;;')}\n${row};;;`],
    [
      'with columns in another order',
      `Id;Country;StartDate;EndDate;Type;RegionalScope;Subdivisions;Name\nx;IT;2026-12-23;2027-01-06;School;Regional;LI,TR-BZ;IT festività natalizie,EN Christmas holidays`,
    ],
  ])('%s is read', (_, text) => {
    const { closures, problems } = parse(text);
    expect(closures).toMatchObject([expected]);
    expect(problems).toEqual([]);
  });

  it('has holidays of a day, ends and beginnings of lessons, and kinds', () => {
    const { closures } = parse(
      [
        head,
        'a;IT;2027-06-02;;Public;National;IT Festa della Repubblica;;',
        'b;IT;2026-06-08;2026-06-12;EndOfLessons;Regional;IT Fine delle lezioni;LO;',
        'c;FR;2020-04-10;;Public;Local;FR Vendredi saint;GE-MO;',
      ].join('\n'),
    );
    expect(closures.map(({ kind, from, to, marks }) => [kind, from, to, marks])).toEqual([
      ['public', '2027-06-02', '2027-06-02', null],
      ['school', '2026-06-08', '2026-06-08', 'last-day'],
      ['regional', '2020-04-10', '2020-04-10', null],
    ]);
  });

  it('may be the short list', () => {
    const { closures } = parse(
      'Country;Subdivision;StartDate;EndDate;Type;Name\nIT;LO;2026-09-14;;StartOfLessons;Inizio, per tutti\nIT;LO;2026-12-08;;Public;Immacolata',
    );
    expect(closures).toMatchObject([
      { marks: 'first-day', names: { '': 'Inizio, per tutti' }, subdivisions: ['IT-LO'] },
      { kind: 'regional', names: { '': 'Immacolata' } },
    ]);
  });

  it('has lines that can’t be read, each told with its reason', () => {
    const { problems } = parse(
      [
        head,
        'a;IT;2026-02-30;;Public;National;IT A;;',
        'b;IT;2026-02-20;2026-02-10;Public;National;IT A;;',
        'c;IT;2026-02-20;;Party;National;IT A;;',
        'd;;2026-02-20;;Public;National;IT A;;',
        'e;IT;2026-02-20;;Public;National;;;',
      ].join('\n'),
    );
    expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual([
      'bad_day 2',
      'ends_before_start 3',
      'unknown_type 4',
      'missing_cell 5',
      'missing_cell 6',
    ]);
    expect(parse('one;two\n1;2').problems).toMatchObject([{ code: 'unknown_columns', line: 1 }]);
  });
});

describe('a subdivision', () => {
  const lists = 'Country;Code;IsoCode;ShortName;Category;Name;OfficialLanguages;Parent\n';
  const reading = parse(
    `${lists}${['IT;;;LI;;IT Liguria;;', 'IT;;;LI-SP;;IT La Spezia;;LI', 'IT;;;LI-SV;;IT Savona;;LI'].join('\n')}`,
    [
      head,
      'a;IT;2026-04-01;;School;Regional;IT A;LI;',
      'b;IT;2026-04-02;;School;Local;IT B;LI-SP;',
      'c;IT;2026-04-03;;School;Local;IT C;LI-SP,LI-SV;',
      'd;IT;2026-04-04;;Public;National;IT D;;',
      'e;IT;2026-04-05;;School;National;IT E;LO;',
      'f;FR;2026-04-06;;Public;National;FR F;;',
    ].join('\n'),
  );
  const days = (code: string) => {
    const tree = new SubdivisionTree(reading.subdivisions);
    return reading.closures.filter((closure) => tree.applies(closure, code)).map(({ names }) => nameIn(names, 'it'));
  };

  it('inherits from what it lies in, and has what all of its members have', () => {
    expect(days('IT-LI-SP')).toEqual(['A', 'B', 'C', 'D']);
    expect(days('IT-LI-SV')).toEqual(['A', 'C', 'D']);
    expect(days('IT-LI')).toEqual(['A', 'C', 'D']);
    // `National` with a list is of those listed.
    expect(days('IT-LO')).toEqual(['D', 'E']);
  });

  it('that no list has can be chosen by its code, and lies where its code says', () => {
    const unlisted = parse(
      `${head}\na;ES;2026-04-01;;School;Local;ES A;AN-AL;\nb;ES;2026-04-02;;School;Regional;ES B;AN;`,
    );
    expect(unlisted.subdivisions.map(({ code, parent }) => [code, parent])).toEqual([
      ['ES-AN-AL', 'ES-AN'],
      ['ES-AN', null],
    ]);
    expect(reading.problems).toMatchObject([{ level: 'noted', code: 'unknown_subdivision', text: 'IT-LO' }]);
  });
});

describe('names', () => {
  it('are by language, with commas in them, and in the right letters', () => {
    expect(readNames('EN Saints Peter, Paul,DE Peter und Paul,RO Vacanţa de iarnă')).toEqual({
      en: 'Saints Peter, Paul',
      de: 'Peter und Paul',
      ro: 'Vacanța de iarnă',
    });
    expect(readNames('Festa, del patrono')).toEqual({ '': 'Festa, del patrono' });
  });

  it('are in the language that is wanted, else in the file’s first', () => {
    expect(nameIn({ it: 'Capodanno', en: 'New Year' }, 'en')).toBe('New Year');
    expect(nameIn({ fr: 'Jour de l’an', de: 'Neujahr' }, 'it')).toBe('Jour de l’an');
  });
});
