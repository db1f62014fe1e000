import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { FeedLesson } from './FeedLesson.ts';
import type { Reader } from './lessonEvent.ts';
import { lessonsCalendar } from './lessonsCalendar.ts';
import { testLesson, testReader, testSite } from './testing/feedLesson.ts';

/** The calendar of one lesson as another library reads it. */
function read(lesson: Partial<FeedLesson>, reader: Partial<Reader> = {}) {
  const text = lessonsCalendar('Ours', [testLesson(lesson)], testReader(reader));
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]); // one calendar
  const event = calendar.getFirstSubcomponent('vevent');
  if (event === null) throw new Error('No event');
  const of = (name: string) => String(event.getFirstPropertyValue(name) ?? '');
  return { text, calendar, event, of };
}

describe('a calendar', () => {
  it('says its name and how often to come again', () => {
    const { calendar } = read({});
    const of = (name: string) => String(calendar.getFirstPropertyValue(name));
    expect([of('version'), of('name'), of('x-wr-calname')]).toEqual(['2.0', 'Ours', 'Ours']);
    expect([of('prodid'), of('refresh-interval')]).toEqual(['-//Pluriclasse//Lessons 1//EN', 'PT1H']);
  });

  it('without lessons is one all the same', () => {
    const text = lessonsCalendar('Ours', [], testReader());
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n[^]*\r\nEND:VCALENDAR\r\n$/);
  });
});

describe('a lesson', () => {
  it('is an event in UTC that has the same name for ever', () => {
    const { of } = read({ sequence: 3 });
    expect(of('uid')).toBe('00000000-0000-4000-8000-000000001000@00000000-0000-4000-8000-000000009999');
    expect([of('dtstart'), of('dtend')]).toEqual(['2026-11-24T09:00:00Z', '2026-11-24T09:45:00Z']);
    expect([of('sequence'), of('status'), of('transp')]).toEqual(['3', 'CONFIRMED', 'OPAQUE']);
    expect([of('dtstamp'), of('last-modified')]).toEqual(['2026-09-01T12:30:15Z', '2026-09-01T12:30:15Z']);
    expect(of('summary')).toBe('Places (Town 1 – Town 2)');
    expect(of('url')).toBe('https://school.example/lessons/00000000-0000-4000-8000-000000001000');
    expect(of('categories')).toBe('Twins');
    expect(of('location')).toBe('Room 1, School 1');
  });

  it('tells hours, classes, teachers and the plan', () => {
    expect(read({}).of('description')).toBe(
      [
        'Hours:',
        'School 1: 10:00–10:45 (Class 1, Teacher 1)',
        'School 2: 10:00–10:45 (Class 2, Teacher 2)',
        '',
        'Plan:',
        '1. Hello, 5 min',
        '2. In town; a map, with names, 25 min',
        '',
        'https://school.example/lessons/00000000-0000-4000-8000-000000001000',
      ].join('\n'),
    );
  });

  it.each([
    // Rome and Istanbul: two hours apart in winter, one in summer.
    ['winter', Date.UTC(2026, 10, 24, 9), 'Europe/Istanbul', '10:00–10:45', '12:00–12:45'],
    ['summer', Date.UTC(2027, 4, 11, 8), 'Europe/Istanbul', '10:00–10:45', '11:00–11:45'],
    // The last lesson before and the first after the clocks change.
    ['Saturday before March', Date.UTC(2027, 2, 27, 9), 'Europe/Bucharest', '10:00–10:45', '11:00–11:45'],
    ['Monday after March', Date.UTC(2027, 2, 29, 8), 'Europe/Bucharest', '10:00–10:45', '11:00–11:45'],
    ['Friday before October', Date.UTC(2026, 9, 23, 8), 'Europe/Madrid', '10:00–10:45', '10:00–10:45'],
    ['Monday after October', Date.UTC(2026, 9, 26, 9), 'Europe/Madrid', '10:00–10:45', '10:00–10:45'],
    // Across the hour that comes twice.
    ['the night of October', Date.UTC(2026, 9, 25, 0, 30), 'UTC', '02:30–02:15', '00:30–01:15'],
    [
      'another day there',
      Date.UTC(2026, 10, 24, 21),
      'Pacific/Apia',
      'Tue 24 Nov 22:00–22:45',
      'Wed 25 Nov 10:00–10:45',
    ],
  ])('in %s has the hours of both clocks', (_, startsAt, timeZone, here, there) => {
    const sites = [testSite(1), testSite(2, { timeZone })];
    const { of } = read({ startsAt, endsAt: startsAt + 45 * 60_000, sites });
    expect(of('description')).toContain(`School 1: ${here} (`);
    expect(of('description')).toContain(`School 2: ${there} (`);
    expect(of('dtstart')).toBe(new Date(startsAt).toISOString().replace('.000', ''));
  });

  it('speaks the language of whoever reads it', () => {
    const { of } = read({ status: 'CANCELLED' }, { language: 'it' });
    expect([of('summary'), of('status'), of('transp')]).toEqual([
      'Annullata: Places (Town 1 – Town 2)',
      'CANCELLED',
      'TRANSPARENT',
    ]);
    expect(of('description')).toContain('Programma:\n1. Hello, 5 min');
    expect(read({ status: 'TENTATIVE' }).of('summary')).toBe('Proposed: Places (Town 1 – Town 2)');
  });

  it('names all rooms to those of the network, and none where there is none', () => {
    expect(read({}, { schoolId: undefined }).of('location')).toBe('Room 1, School 1; Room 2, School 2');
    expect(read({ sites: [testSite(1, { rooms: [] })] }).of('location')).toBe('School 1');
    expect(read({ sites: [testSite(1, { rooms: [] })] }, { schoolId: undefined }).event.hasProperty('location')).toBe(
      false,
    );
  });

  it('invites nobody', () => {
    const { event, text } = read({});
    expect(event.hasProperty('organizer') || event.hasProperty('attendee')).toBe(false);
    expect(text).not.toContain('mailto:');
  });

  it('holds whatever people typed', () => {
    const title = 'A, b; c\\d "e"\r\nEND:VEVENT 👩🏽‍🏫';
    const { calendar, of } = read({ title, twinning: 'One, two; three', sites: [testSite(1, { town: 'Ț, ș' })] });
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1);
    expect(of('summary')).toBe('A, b; c\\d "e"\nEND:VEVENT 👩🏽‍🏫 (Ț, ș)');
    expect(of('categories')).toBe('One, two; three');
  });
});
