import { expect, it } from 'vitest';
import { busyCalendar, type BusyTime } from './busyCalendar.ts';

const day = Date.UTC(2026, 10, 24);
const at = (hour: number) => day + hour * 3_600_000;
const time = (from: number, to: number, tentative = false): BusyTime => ({ from: at(from), to: at(to), tentative });
const span = { from: day, to: at(24) };

function hours(times: BusyTime[]): string[] {
  const text = busyCalendar('id', times, span);
  const found = text.matchAll(/FREEBUSY;FBTYPE=([\w-]+):20261124T(\d\d)0000Z\/2026112[45]T(\d\d)0000Z\r\n/g);
  return [...found].map(([, type, from, to]) => `${type} ${from}-${to}`);
}

it.each([
  ['in order', [time(12, 13), time(9, 10)], ['BUSY 09-10', 'BUSY 12-13']],
  ['one where they touch or overlap', [time(9, 11), time(10, 12), time(12, 13)], ['BUSY 09-13']],
  ['one where one holds the other', [time(9, 14), time(10, 11)], ['BUSY 09-14']],
  ['cut to the span', [time(-3, 2), time(23, 30), time(-5, -4), time(24, 25)], ['BUSY 00-02', 'BUSY 23-00']],
  ['tentative after those that are sure', [time(8, 9, true), time(10, 11)], ['BUSY 10-11', 'BUSY-TENTATIVE 08-09']],
  [
    'tentative only where not taken for sure',
    [time(9, 12, true), time(10, 11)],
    ['BUSY 10-11', 'BUSY-TENTATIVE 09-10', 'BUSY-TENTATIVE 11-12'],
  ],
  ['sure where both', [time(9, 10, true), time(8, 12)], ['BUSY 08-12']],
  ['none', [], []],
])('%s', (_, times, expected) => expect(hours(times)).toEqual(expected));

it('is a calendar of one VFREEBUSY, without a word of what takes the hours', () => {
  expect(busyCalendar('id', [time(9, 10)], span).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Pluriclasse//Lessons 1//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VFREEBUSY',
    'UID:id',
    'DTSTAMP:20261124T000000Z',
    'DTSTART:20261124T000000Z',
    'DTEND:20261125T000000Z',
    'FREEBUSY;FBTYPE=BUSY:20261124T090000Z/20261124T100000Z',
    'END:VFREEBUSY',
    'END:VCALENDAR',
    '',
  ]);
});
