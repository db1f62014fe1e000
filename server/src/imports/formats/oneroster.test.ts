import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseOneRoster } from './oneroster.ts';

const classes = `sourcedId,status,title,grades,classCode,classType,schoolSourcedId
c1,active,"3, 4 pluriclasse","03,04",P34,homeroom,s
c2,tobedeleted,Old,01,,,s
c3,,English,KG,,,s
c4,,"3, 4 PLURICLASSE",,,,s
c5,active,,,,,s`;
const users = `sourcedId,role,username,givenName,familyName,email,password
u1,student,anna,Anna,Rossi,anna@example.org,hunter2
u2,teacher,mario,Mario,Verdi,,
u3,parent,lia,Lia,Rossi,,`;
const sessions = `sourcedId,status,title,type,startDate,endDate,schoolYear
a,active,2025,schoolYear,2025-09-01,2026-06-30,2026
b,active,2026,schoolYear,2026-09-01,2027-06-30,2027
c,tobedeleted,2027,schoolYear,2027-09-01,2028-06-30,2028`;
const tables = {
  'classes.csv': classes,
  'users.csv': users,
  'academicSessions.csv': sessions,
  'enrollments.csv': 'sourcedId,userSourcedId\ne1,u1\ne2,u2',
  'demographics.csv': 'userSourcedId,birthdate\nu1,2016-01-01',
};
const bytes = (text: string) => new TextEncoder().encode(text);
const loose = Object.entries(tables).map(([name, text]) => ({ name, bytes: bytes(text) }));
const zipped = (files: Record<string, string>) => [
  {
    name: 'a.zip',
    bytes: zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  },
];

describe('OneRoster', () => {
  it.each([
    ['files', loose],
    ['a zip', zipped(tables)],
    [
      'a zip with folders',
      zipped(Object.fromEntries(Object.entries(tables).map(([name, text]) => [`x/y/${name}`, text]))),
    ],
  ])('as %s gives classes with their grades, and the span of the year', (_, files) => {
    const reading = parseOneRoster(files);
    expect(reading.classes.map(({ name, grades, line }) => [name, grades, line])).toEqual([
      ['3, 4 pluriclasse', [3, 4], 2],
      ['English', [], 4],
    ]);
    expect(reading.span).toEqual({ from: '2026-09-01', to: '2027-06-30' });
    expect(reading.problems.map(({ code, line }) => `${code} ${line}`)).toEqual([
      'not_active 3',
      'bad_grade 4',
      'duplicate 5',
      'missing_cell 6',
    ]);
  });

  it('keeps nothing of people but how many rows were thrown away', () => {
    const reading = parseOneRoster(loose);
    expect(JSON.stringify(reading)).not.toMatch(/Anna|Rossi|Mario|hunter2|example\.org|2016/);
    expect(reading.dropped).toEqual([
      { what: 'pupils', rows: 1 },
      { what: 'staff', rows: 1 },
      { what: 'guardians', rows: 1 },
      { what: 'enrollments', rows: 2 },
      { what: 'demographics', rows: 1 },
    ]);
  });

  it.each([
    ['a bomb', zipped({ 'classes.csv': '0'.repeat(25_000_000) }), 'file_too_large'],
    [
      'many files',
      zipped(Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`${at}.csv`, 'x']))),
      'file_too_large',
    ],
    ['a broken zip', [{ name: 'a.zip', bytes: bytes('PK\x03\x04 and no more') }], 'file_broken_zip'],
    ['a spreadsheet', zipped({ 'xl/workbook.xml': '<x/>' }), 'file_spreadsheet'],
    ['other files', zipped({ '../../etc/passwd': 'x', 'users.csv': users }), 'file_no_classes'],
  ])('as %s is refused', (_, files, reason) => {
    expect(() => parseOneRoster(files)).toThrow(expect.objectContaining({ code: 'bad_request', reason }));
  });
});
