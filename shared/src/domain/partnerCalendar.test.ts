import { describe, expect, it } from 'vitest';
import { AvailabilityWish, type Availability } from '../calendar/model.ts';
import { makeClass, makeClosure, makeEntry, makeSchool } from '../calendar/testing/build.ts';
import { asPartnerSees, someClass, untitled } from './partnerCalendar.ts';

const availability = AvailabilityWish.options.map((wish): Availability => {
  return { wish, weekdays: [1, 2], start: '08:00', end: '09:00', from: null, to: null };
});
const past = { absenceId: 'b', from: '2026-10-01', to: '2026-11-15', hours: null, reason: 'A birth' };
const absences = [past, { absenceId: 'a', from: '2026-12-01', to: '2026-12-02', hours: null, reason: 'An operation' }];
const person = (staffId: string) => ({
  staffId,
  name: `Name of ${staffId}`,
  availability: [...availability],
  absences,
});
const room = (roomId: string, hasKit = false) => ({ roomId, name: `Room ${roomId}`, hasKit });
const booking = (bookingId: string, title: string, of: { c?: string[]; s?: string[]; r?: string[] }) => ({
  bookingId,
  title,
  startsAt: 1,
  endsAt: 2,
  classGroupIds: of.c ?? [],
  staffIds: of.s ?? [],
  roomIds: of.r ?? [],
});

/** `c` is twinned and led by `eng`, and by `guest` in a lesson of both; `x` and the staff beside are nobody's business. */
const school = makeSchool({
  classGroups: [makeClass('c', 'home'), makeClass('x', 'kit')],
  rooms: [room('home'), room('kit', true), room('gym'), room('cellar')],
  staff: ['eng', 'math', 'guest', 'other', 'before'].map(person),
  closures: [
    makeClosure('2026-12-08'),
    makeClosure('2026-12-09', { classGroupIds: ['c', 'x'] }),
    makeClosure('2026-12-10', { classGroupIds: ['x'] }),
  ],
  entries: [
    makeEntry('Mon 1 Inglese', { entryId: '1', staffIds: ['eng'] }),
    makeEntry('Mon 2 Maths', { entryId: '2', staffIds: ['math'], classGroupIds: ['c', 'x'] }),
    makeEntry('Mon 3 Sport', { entryId: '3', staffIds: ['other'], roomId: 'gym' }),
    makeEntry('Tue 1 Inglese', { entryId: '4', staffIds: ['eng', 'math'], classGroupIds: ['x'], roomId: 'cellar' }),
    makeEntry('Tue 2 Religion', { entryId: '5', staffIds: ['other'], classGroupIds: ['x'] }),
    makeEntry('Tue 3 Art', { entryId: '6', staffIds: ['other'], classGroupIds: ['x'], roomId: 'cellar' }),
    makeEntry('Wed 1 Inglese', { entryId: '8', staffIds: ['before'], to: '2026-11-15' }),
    makeEntry('Tue 4 English', { entryId: '7', staffIds: ['math'], classGroupIds: ['x'], roomId: 'gym' }),
  ],
  bookings: [
    booking('ours', 'Rivers', { c: ['c'], s: ['guest'], r: ['home'] }),
    booking('ours~1', 'Rivers', { s: ['guest'], r: ['home'] }),
    booking('third', 'With others', { c: ['c', 'x'], s: ['eng', 'other'], r: ['cellar'] }),
    booking('far', 'Far from us', { c: ['x'], s: ['other'], r: ['cellar'] }),
  ],
});
const since = '2026-11-16';
const common = { classGroupIds: new Set(['c']), lessonIds: new Set(['ours']), since };
const nothing = { classGroupIds: new Set<string>(), lessonIds: new Set<string>(), since };
const seen = asPartnerSees(school, common);

describe('what a partner sees', () => {
  it('is the twinned classes, the rooms that lessons need, and who leads', () => {
    expect(seen.classGroups.map(({ classGroupId }) => classGroupId)).toEqual(['c']);
    expect(seen.rooms.map(({ roomId }) => roomId)).toEqual(['home', 'kit', 'gym']);
    expect(seen.staff.map(({ staffId }) => staffId)).toEqual(['eng', 'guest']);
  });

  it('of people is when they cannot, neither what they would rather nor why they are away', () => {
    for (const { availability: hours, absences: away } of seen.staff) {
      expect(hours.map(({ wish }) => wish)).toEqual(['never']);
      expect(away).toEqual([{ ...absences[1], reason: null }]);
    }
  });

  it.each([
    ['a twinned class in full', '1', { subject: 'Inglese', classGroupIds: ['c'], staffIds: ['eng'], roomId: null }],
    ['without the class and the teacher beside', '2', { subject: 'Maths', classGroupIds: ['c'], staffIds: [] }],
    ['where a twinned class is', '3', { subject: 'Sport', staffIds: [], roomId: 'gym' }],
    ['who leads, elsewhere: taken', '4', { subject: '', classGroupIds: [someClass], staffIds: ['eng'], roomId: null }],
    ['a kit that is taken', '5', { subject: '', classGroupIds: [someClass], staffIds: [], roomId: 'kit' }],
    ['a room of the twinned class that is taken', '7', { subject: '', staffIds: [], roomId: 'gym' }],
  ])('an hour: %s', (_, entryId, expected) => {
    expect(seen.entries.find((one) => one.entryId === entryId)).toMatchObject(expected);
  });

  it('is no hour of classes, people and rooms beside', () => {
    expect(seen.entries.map(({ entryId }) => entryId)).toEqual(['1', '2', '3', '4', '5', '7']);
  });

  it('is the lessons of both, and that others take their hour', () => {
    expect(seen.bookings).toEqual([
      school.bookings[0],
      school.bookings[1],
      booking('taken~2', '', { c: ['c'], s: ['eng'] }),
    ]);
  });

  it('is the days of the school and of the twinned classes', () => {
    expect(seen.closures.map(({ from, classGroupIds }) => [from, classGroupIds])).toEqual([
      ['2026-12-08', []],
      ['2026-12-09', ['c']],
    ]);
    expect([seen.bells, seen.weekdays, seen.known]).toEqual([school.bells, school.weekdays, school.known]);
  });

  it('without a twinning is the days and the kits', () => {
    const bare = asPartnerSees(school, nothing);
    expect(bare).toMatchObject({ classGroups: [], staff: [], bookings: [], bells: school.bells });
    expect(bare.rooms.map(({ roomId }) => roomId)).toEqual(['kit']);
    expect(bare.entries.map(({ subject, roomId, staffIds }) => [subject, roomId, staffIds])).toEqual([
      ['', 'kit', []],
      ['', 'kit', []],
    ]);
    expect(bare.closures.map(({ from }) => from)).toEqual(['2026-12-08']);
  });

  it('names nothing and nobody else', () => {
    const text = JSON.stringify(seen);
    for (const word of [
      'Name of math',
      'Name of other',
      'Name of before',
      '2026-10-01',
      'Class x',
      'Religion',
      'With others',
      'operation',
      'third',
    ])
      expect(text).not.toContain(word);
    expect(JSON.stringify(asPartnerSees(school, nothing))).not.toContain('Name of');
  });
});

it('leaves only the titles of known lessons', () => {
  expect(untitled(school.bookings, common.lessonIds).map(({ title }) => title)).toEqual(['Rivers', 'Rivers', '', '']);
});
