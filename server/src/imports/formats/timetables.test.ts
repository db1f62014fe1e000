import { describe, expect, it } from 'vitest';
import { parseAsc } from './asc/parseAsc.ts';
import { guessColumns } from './csv/guessColumns.ts';
import { lessonsOf, parseTable } from './csv/readTable.ts';
import { Problems } from './Problems.ts';
import type { Reading, ReadLesson } from './reading.ts';
import { detectFormat, readUpload } from './readUpload.ts';
import { parseUntis } from './untis.ts';
import { readWeekday } from './weekdayWords.ts';

const file = (text: string | Uint8Array, name = 'file') => [
  { name, bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text },
];
const short = ({ classes, subject, teachers, rooms, weekday, period, weeks }: ReadLesson) =>
  [classes.join('+'), subject, teachers.join('+'), rooms.join('+'), weekday, period, ...weeks].join(' ');
const told = ({ problems }: Pick<Reading, 'problems'>) =>
  problems.map(({ level, code, line }) => `${level} ${code} ${line}`);

/** Monday first hour English, Tuesday second hour maths with two classes, Friday third hour every second week. */
const same = ['1A English ROSSI R1 1 1', '1A+2B Maths BIANCHI+VERDI  2 2'];

describe('GPU001', () => {
  const rows = [
    '1,"1A","ROSSI","English","R1",1,1,,',
    '2,"1A","BIANCHI","Maths","",2,2,,',
    '2,"2B","VERDI","Maths","",2,2,,',
  ];

  it.each([
    ['commas', rows.join('\r\n')],
    ['semicolons', rows.join('\r\n').replaceAll(',', ';')],
    ['no quotes', rows.join('\n').replaceAll('"', '')],
  ])('with %s is read; rows of one lesson and hour are one', (_, text) => {
    expect(parseUntis(file(text)).lessons.map(short)).toEqual(same);
  });

  it('is read in old code pages', () => {
    const text = Buffer.from('1;"Förder";"MÜLLER";"Français";"";3;4;;\n', 'latin1');
    expect(parseUntis(file(text)).lessons.map(short)).toEqual(['Förder Français MÜLLER  3 4']);
  });

  it('has rows that can’t be taken over, each told', () => {
    const more = [
      '3,"1A","T","M","",8,1,,',
      '3,"1A","T","M","",1,99,,',
      '4,"","T","M","",1,1,,',
      '5,"1A","T","","",1,1,,',
      '6,"1A","T","M","",0,0,,',
    ];
    expect(told(parseUntis(file([...rows, ...rows.slice(0, 1), ...more].join('\n'))))).toEqual([
      'noted duplicate 4',
      'lost bad_weekday 5',
      'lost bad_period 6',
      'lost no_class 7',
      'lost no_subject 8',
      'lost no_day_or_period 9',
    ]);
  });

  it.each([
    ['"R 5";;"R 5b";;;;3;;;;;;;;;;;', 'file_no_gpu001'],
    ['a,b,c', 'file_no_gpu001'],
    ['', 'file_empty'],
  ])('is refused as a whole when it is another file: %s', (text, reason) => {
    expect(() => parseUntis(file(text))).toThrow(expect.objectContaining({ code: 'bad_request', reason }));
  });
});

/** A file of aSc with some lessons and cards; days of 2012 by default. */
function asc(
  lessons: string,
  cards: string,
  days = '<daysdefs><daysdef id="d" name="Lunedì" days="10000"/></daysdefs>',
): string {
  return `<?xml version="1.0" encoding="UTF-8"?><timetable>
    <periods><period period="1" starttime="8:00" endtime="8:50"/><period period="2" starttime="8:50" endtime="9:40"/></periods>
    ${days}<weeksdefs><weeksdef name="All" weeks="11"/><weeksdef name="Week A" weeks="10"/><weeksdef name="Week B" weeks="01"/></weeksdefs>
    <subjects><subject id="s1" name="English"/><subject id="s2" name="Maths"/></subjects>
    <teachers><teacher id="t1" name="ROSSI"/><teacher id="t2" name="BIANCHI"/><teacher id="t3" name="VERDI"/></teachers>
    <classes><class id="c1" name="1A"/><class id="c2" name="2B"/></classes><classrooms><classroom id="r1" name="R1"/></classrooms>
    <students><student id="x" name="Somebody Small"/></students>
    <lessons>${lessons}</lessons><cards>${cards}</cards></timetable>`;
}
const english = '<lesson id="l1" classids="c1" subjectid="s1" teacherids="t1"/>';
const maths = '<lesson id="l2" classids="c1,c2" subjectid="s2" teacherids="t2,t3"/>';

describe('aSc', () => {
  it('of 2012 has days as bits, of 2008 by number', () => {
    const bits = asc(
      english + maths,
      '<card lessonid="l1" classroomids="r1" period="1" days="10000" weeks="11"/><card lessonid="l2" period="2" days="01000"/>',
    );
    expect(parseAsc(file(bits)).lessons.map(short)).toEqual(same);
    const numbers = asc(
      english + maths,
      '<card lessonid="l1" classroomids="r1" day="0" period="1"/><card lessonid="l2" day="1" period="2"/>',
      '<days><day day="0" name="Monday"/><day day="1" name="Tuesday"/></days>',
    );
    expect(parseAsc(file(numbers)).lessons.map(short)).toEqual(same);
  });

  it('may begin its week with another day', () => {
    const sunday = '<days><day day="0" name="Sunday"/><day day="1" name="Monday"/></days>';
    const read = parseAsc(file(asc(english, '<card lessonid="l1" day="1" period="1"/>', sunday)));
    expect(read.lessons.map(({ weekday }) => weekday)).toEqual([1]);
  });

  it('has lessons of every second week, and double hours with a card for both', () => {
    const double = '<lesson id="l1" classids="c1" subjectid="s1" periodspercard="2" periodsperweek="2.0"/>';
    const read = parseAsc(file(asc(double, '<card lessonid="l1" period="1" days="10000" weeks="01"/>')));
    expect(read.lessons.map(short)).toEqual(['1A English   1 1 Week B', '1A English   1 2 Week B']);
    const single = double.replace('2.0', '2');
    const both = '<card lessonid="l1" period="1" days="10000"/><card lessonid="l1" period="2" days="10000"/>';
    expect(parseAsc(file(asc(single, both))).lessons.map(({ period }) => period)).toEqual([1, 2]);
  });

  it('offers its bells, and drops its pupils', () => {
    const read = parseAsc(file(asc(english, '')));
    expect(read.bells).toEqual([
      { number: 1, start: '08:00', end: '08:50' },
      { number: 2, start: '08:50', end: '09:40' },
    ]);
    expect(read.dropped).toEqual([{ what: 'pupils', rows: 1 }]);
    expect(JSON.stringify(read)).not.toContain('Small');
  });

  it('has cards that can’t be taken over, each told', () => {
    const cards = [
      '<card lessonid="gone" period="1" days="10000"/>',
      '<card lessonid="l1" period="" days="10000"/>',
      '<card lessonid="l1" period="1" days="00000"/>',
      '<card lessonid="l1" period="1" days="10000" terms="10"/>',
      '<card lessonid="l3" period="1" days="10000"/>',
    ];
    const read = parseAsc(file(asc(`${english}<lesson id="l3" classids="" subjectid="s1"/>`, cards.join('\n'))));
    expect(read.problems.map(({ code }) => code)).toEqual([
      'unknown_reference',
      'no_day_or_period',
      'no_day_or_period',
      'term_only',
      'no_class',
    ]);
  });

  it('is read in the encoding that it declares', () => {
    const text = asc(english.replace('c1', 'c1'), '<card lessonid="l1" period="1" days="10000"/>')
      .replace('UTF-8', 'windows-1250')
      .replace('name="English"', 'name="J\xEAzyk"');
    expect(parseAsc(file(Buffer.from(text, 'latin1'))).lessons[0]?.subject).toBe('Język');
  });

  it.each([
    ['<!DOCTYPE timetable [<!ENTITY x SYSTEM "file:///etc/passwd">]><timetable>&x;</timetable>', 'file_doctype'],
    [`<?xml version="1.0"?>${' '.repeat(200_000)}<!DOCTYPE timetable [<!ENTITY a "aa">]><timetable/>`, 'file_doctype'],
    ['<timetable>&undeclared;</timetable>', 'file_broken_xml'],
    ['<timetable><lessons>', 'file_broken_xml'],
    ['<svg/>', 'file_no_asc'],
    [`${'<timetable>'.repeat(100)}`, 'file_too_large'],
  ])('is refused as a whole when it is %.40s', (text, reason) => {
    expect(() => parseAsc(file(text))).toThrow(expect.objectContaining({ code: 'bad_request', reason }));
  });
});

describe('a table', () => {
  const read = (text: string) => {
    const { table } = parseTable(file(text));
    const problems = new Problems();
    const mapping = guessColumns(table?.rows ?? []);
    return { mapping, lessons: table ? lessonsOf(table, mapping, problems) : [], problems: problems.list };
  };

  it.each([
    [
      'it',
      'Classe;Materia;Docente;Aula;Giorno;Ora\n1A;English;ROSSI;R1;lunedì;1\n1A+2B;Maths;BIANCHI, VERDI;;mar;2ª ora',
    ],
    ['en', 'day,period,class,subject,teacher,room\nMonday,1,1A,English,ROSSI,R1\nTuesday,2,1A+2B,Maths,BIANCHI/VERDI,'],
    [
      'fr',
      'Jour\tHeure\tClasse\tMatière\tEnseignant\tSalle\nlundi\t1\t1A\tEnglish\tROSSI\tR1\nmardi\t2\t1A+2B\tMaths\tBIANCHI & VERDI\t',
    ],
    ['es', 'Día|Hora|Grupo|Asignatura|Profesor|Aula\nlunes|1|1A|English|ROSSI|R1\nmartes|2|1A+2B|Maths|BIANCHI;VERDI|'],
    ['ro', 'Ziua;Ora;Clasa;Disciplina;Profesor;Sala\nluni;1;1A;English;ROSSI;R1\nmarți;2;1A+2B;Maths;BIANCHI,VERDI;'],
  ])('with headers in %s explains itself', (_, text) => {
    const { lessons, problems } = read(text);
    expect(lessons.map(short)).toEqual(same);
    expect(problems).toEqual([]);
  });

  it('may have hours in place of periods, in one column or two', () => {
    const hours = (text: string) => read(text).lessons.map((lesson) => lesson.hours);
    const expected = [{ start: 505, end: 555 }];
    expect(hours('Classe;Materia;Giorno;Orario\n1A;Inglese;lun;08:25-09:15')).toEqual(expected);
    expect(hours('Classe;Materia;Giorno;Ora\n1A;Inglese;lun;dalle 8.25 alle 9.15')).toEqual(expected);
    expect(hours('Class;Subject;Day;Start;End\n1A;English;Mon;8:25 AM;09:15')).toEqual(expected);
    expect(hours('Classe;Matière;Jour;Heure début;Heure fin\n1A;Anglais;lundi;8h25;9h15')).toEqual(expected);
  });

  it('has weeks, and days from and to which it holds', () => {
    const [lesson] = read('Class;Subject;Day;Period;Weeks;From;To\n1A;English;Mon;1;A;14/09/2026;2027-06-08').lessons;
    expect(lesson).toMatchObject({ weeks: ['A'], from: '2026-09-14', to: '2027-06-08' });
    expect(read('Class;Subject;Day;Period;Weeks\n1A;English;Mon;1;tutte').lessons[0]?.weeks).toEqual([]);
  });

  it('has rows that can’t be read, each told', () => {
    const rows = [';E;Mon;1', '1A;;Mon;1', '1A;E;someday;1', '1A;E;Mon;first', '1A;E;Mon;1', '1A;E;Mon;1'];
    expect(told(read(`Class;Subject;Day;Period\n${rows.join('\n')}`))).toEqual([
      'lost no_class 2',
      'lost no_subject 3',
      'lost bad_weekday 4',
      'lost bad_period 5',
      'noted duplicate 7',
    ]);
  });

  it('that says nothing of hours waits for somebody to explain it', () => {
    expect(told(read('a;b;c\n1;2;3'))).toEqual(['lost unknown_columns 1']);
  });

  it('of pupils is not kept: its names are gone before anything is stored', () => {
    const reading = parseTable(file('class_code,first_name,Cognome,grade\n1A,Anna,Rossi,1'));
    expect(JSON.stringify(reading)).not.toMatch(/Anna|Rossi/);
    expect(reading.dropped).toEqual([{ what: 'pupils', rows: 1 }]);
  });
});

describe('weekdays', () => {
  it.each([
    ['lunedì', 1],
    ['Mar', 2],
    ['mer.', 3],
    ['Gio', 4],
    ['JEU', 4],
    ['vineri', 5],
    ['sâmbătă', 6],
    ['dim', 7],
    ['Mon', 1],
    ['thurs', 4],
    ['Mondays', 1],
    ['środa', 3],
    ['Terça-feira', 2],
    ['3', 3],
    ['lu', 1],
    ['jo', 4],
  ])('%s is %i', (text, weekday) => {
    expect(readWeekday(text)).toBe(weekday);
  });

  it.each(['', '0', '8', 'x', 'm', 'someday', '1A'])('%j is none', (text) => {
    expect(readWeekday(text)).toBeUndefined();
  });
});

describe('a file of any kind', () => {
  it.each([
    ['BEGIN:VCALENDAR', 'ical'],
    ['<?xml version="1.0"?><timetable/>', 'asc'],
    ['Id;Country;StartDate;EndDate;Type', 'openholidays'],
    ['"sourcedId","status"', 'oneroster'],
    ['1,"1A","T","S","",1,1,,\n2,"1A","T","S","",1,2,,', 'untis'],
    ['1;"1A";"T";"S";"";1;1;;', 'untis'],
    ['Classe;Materia', 'csv'],
    ['PK\x03\x04', 'oneroster'],
  ])('%j is known by what is in it', (text, format) => {
    expect(detectFormat(file(text))).toBe(format);
  });

  it.each([
    ['%PDF-1.7', 'file_not_text'],
    ['\x01\x02\x03\x04\x05', 'file_not_text'],
    ['<html>', 'file_web_page'],
    ['', 'file_empty'],
  ])('%j is refused', (text, reason) => {
    const read = () => readUpload('auto', file(text), { timeZone: 'Europe/Rome', from: 0, to: 1 });
    expect(read).toThrow(expect.objectContaining({ code: 'bad_request', reason }));
  });
});
