import { ImportFormat } from '@pluriclasse/shared/api/imports';
import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import { AppError } from '@pluriclasse/shared/errors';
import { readUpload } from '@pluriclasse/server/imports/formats/readUpload';
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { seededRandom } from '../support/board/seededRandom.ts';

const options = { timeZone: 'Europe/Rome', from: toDayNumber('2026-01-01'), to: toDayNumber('2028-12-31') };
const sources: Readonly<Record<ImportFormat, string | Uint8Array>> = {
  openholidays:
    'Id;Country;StartDate;EndDate;Type;RegionalScope;Name;Subdivisions\na;IT;2026-12-23;2027-01-06;School;Regional;IT Natale,EN Christmas;LI,TR-BZ\n',
  ical: 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID="W. Europe Standard Time":20260914T083000\r\nDTEND;TZID=Europe/Rome:20260914T092000\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,-1FR;UNTIL=20270701T000000Z\r\nEXDATE;VALUE=DATE:20261109\r\nRDATE;VALUE=PERIOD:20261110T080000Z/PT1H\r\nSUMMARY:Où\\, é – classe 1A\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  untis: '1,"1A","ROSSI","English","R1",1,1,,\r\n2,"1A","BIANCHI","Maths","",2,2,,\r\n',
  asc: '<?xml version="1.0"?><timetable><days><day day="0" name="Monday"/></days><periods><period period="1" starttime="8:00" endtime="9:00"/></periods><weeksdefs><weeksdef weeks="10" name="A"/></weeksdefs><subjects><subject id="s" name="E"/></subjects><classes><class id="c" name="1A"/></classes><lessons><lesson id="l" classids="c" subjectid="s" periodspercard="2" periodsperweek="2"/></lessons><cards><card lessonid="l" day="0" period="1" weeks="10"/></cards></timetable>',
  csv: 'Classe;Materia;Giorno;Ora;Dal\n1A;Inglese;lunedì;08:00-08:50;14/09/2026\n"1A";"Arte";mar;3;\n',
  oneroster: zipSync({ 'classes.csv': strToU8('sourcedId,status,title,grades\nc,active,"1, A","01,02"\n') }),
};

it.each(ImportFormat.options)('a broken copy of %s gives a reading or a reason', (format) => {
  const source = sources[format];
  const original = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const random = seededRandom(format.length * 104_729);
  const pick = (below: number) => Math.floor(random() * below);
  let [read, refused] = [0, 0];
  for (let round = 0; round < 600; round++) {
    const bytes = Uint8Array.from(original);
    for (let flip = pick(8); flip >= 0; flip--) bytes[pick(bytes.length)] = pick(256);
    const cut = round % 4 === 0 ? bytes.slice(0, pick(bytes.length)) : bytes;
    for (const asked of [format, 'auto'] as const) {
      try {
        // What is stored is JSON: it has to come back as it went.
        const reading = readUpload(asked, [{ name: 'f', bytes: cut }], options);
        expect(JSON.stringify(reading)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        read++;
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'bad_request') throw error;
        refused++;
      }
    }
  }
  expect(read + refused).toBe(1200);
  expect(read).toBeGreaterThan(50);
});
