import { ClassGroupId, RoomId, StaffId } from '@pluriclasse/shared/ids';
import type { ImportChoices } from '@pluriclasse/shared/api/imports';
import { toDayNumber, weekdayOf } from '@pluriclasse/shared/calendar/days';
import { makeBells, makeSchool } from '@pluriclasse/shared/calendar/testing/build';
import { describe, expect, it } from 'vitest';
import type { DraftEntry } from '../../timetables/timetables.service.ts';
import { emptyReading, type Reading, type ReadLesson } from '../formats/reading.ts';
import { aheadOnly } from './aheadOnly.ts';
import { noHabits } from './habits.ts';
import { lookAtLessons } from './lookAtLessons.ts';
import type { PlannedStep } from './Plan.ts';
import type { Sight } from './Sight.ts';
import { choicesToday, choicesToKeep } from './suggest.ts';

const classId = ClassGroupId.parse('00000000-0000-4000-8000-000000000001');
const staffId = StaffId.parse('00000000-0000-4000-8000-000000000002');
const sightOn = (today: string, entries: readonly DraftEntry[] = []): Sight => {
  const calendar = makeSchool({ bells: [makeBells()], entries: [...entries] });
  const year = { weekdays: calendar.weekdays, known: calendar.known, weekPattern: null };
  return {
    revision: 1,
    calendar,
    draft: { year, bells: calendar.bells, closures: [], entries, availability: [], absences: [] },
    language: 'en',
    classes: [{ id: classId, name: '4A', grades: [4] }],
    staff: [{ id: staffId, name: 'Paolo Neri' }],
    rooms: [],
    today: toDayNumber(today),
  };
};
/** Weekly from one day to another, from eight to nine. */
const lesson = (subject: string, from: string, to: string, more: Partial<ReadLesson> = {}): ReadLesson => {
  const [first, last] = [toDayNumber(from), toDayNumber(to)];
  return {
    file: 'f',
    line: 1,
    classes: ['4A'],
    subject,
    teachers: [],
    rooms: [],
    weekday: weekdayOf(first),
    period: null,
    hours: { start: 480, end: 540 },
    weeks: [],
    from: null,
    to: null,
    dates: Array.from({ length: Math.floor((last - first) / 7) + 1 }, (_, week) => first + week * 7),
    endless: false,
    ...more,
  };
};
const reading = (...lessons: ReadLesson[]): Reading => ({ ...emptyReading('ical'), lessons });
const english = lesson('E', '2026-09-14', '2027-06-07');
const origin = 'feed:a';
const look = (read: Reading, sight: Sight, before: ImportChoices | null = null) =>
  lookAtLessons({
    reading: read,
    sight,
    origin,
    before,
    looked: before,
    habits: noHabits,
    seed: 's',
    name: 'Feed',
  });
const own = (found: ReturnType<typeof look>): DraftEntry[] =>
  (found?.plan.steps ?? []).flatMap(({ of, after }) => (of === 'entry' && after ? [after] : []));

describe('a look at a feed’s lessons', () => {
  it('finds none where nothing comes again in the days that are chosen', () => {
    const sight = sightOn('2026-11-22');
    expect(look(reading(), sight)).toBeUndefined();
    expect(look(reading(lesson('Trip', '2027-05-03', '2027-05-03')), sight)).toBeUndefined();
    expect(look(reading(lesson('E', '2025-09-15', '2026-06-01')), sight)).toBeUndefined();
    expect(look(reading(english), sight)).toMatchObject({ changes: 1, newClasses: 1, isSafe: false });
  });

  it('tells the same by the same digest, whatever day it is, and a class that is new by another', () => {
    const digest = (read: Reading, today: string) => look(read, sightOn(today))?.digest;
    expect(digest(reading(english), '2026-11-29')).toBe(digest(reading(english), '2026-11-22'));
    const more = reading(english, { ...lesson('M', '2026-09-15', '2027-06-01'), classes: ['9Z'] });
    expect(digest(more, '2026-11-22')).not.toBe(digest(reading(english), '2026-11-22'));
  });

  it('is safe to take over while little goes, and what goes is sure to be gone', () => {
    const days = ['2026-09-14', '2026-09-15', '2026-09-16', '2026-09-17'];
    const all = days.map((day) => lesson('E', day, '2027-06-04'));
    const first = look(reading(...all), sightOn('2026-11-22'));
    const sight = sightOn('2026-11-22', own(first));
    const isSafe = (read: Reading) => look(read, sight, first?.choices ?? null)?.isSafe;
    expect(isSafe(reading(...all, lesson('N', '2026-09-18', '2027-06-04')))).toBe(true);
    expect(isSafe(reading(...all.slice(0, 2)))).toBe(true);
    expect(isSafe(reading(...all.slice(0, 1)))).toBe(false);
    const lost = { level: 'lost', code: 'zone_unknown', file: null, line: 1, text: '', count: 1 } as const;
    expect(isSafe({ ...reading(...all.slice(0, 3)), problems: [lost] })).toBe(false);
    expect(isSafe({ ...reading(...all), problems: [lost] })).toBe(true);
  });
});

describe('a feed of some weeks', () => {
  const weeks = (from: string, to: string) => aheadOnly(reading(lesson('E', from, to)));

  it('goes on beyond them, and moves on without a change', () => {
    const first = look(weeks('2026-11-02', '2026-12-21'), sightOn('2026-11-04'));
    expect(own(first)).toMatchObject([{ from: '2026-11-02', to: '2027-07-31' }]);
    expect(first?.plan.problems.list).toMatchObject([{ level: 'noted', code: 'weeks_ahead_only', text: '2026-12-21' }]);
    const next = look(weeks('2026-11-16', '2027-01-04'), sightOn('2026-11-22', own(first)), first?.choices);
    expect(next).toMatchObject({ changes: 0, newClasses: 0 });
  });

  it('ends what ends before the last of them', () => {
    const short = lesson('S', '2026-11-03', '2026-11-24');
    const { lessons } = aheadOnly(reading(lesson('E', '2026-11-02', '2026-12-21'), short));
    expect(lessons.map(({ endless }) => endless)).toEqual([true, false]);
  });

  it('is not one that tells a whole year, or nothing', () => {
    const year = reading(english, lesson('S', '2026-11-03', '2026-11-24'));
    expect(aheadOnly(year)).toBe(year);
    const none = reading();
    expect(aheadOnly(none)).toBe(none);
  });
});

describe('choices that are kept', () => {
  const choices = look(reading({ ...english, teachers: ['Neri'] }), sightOn('2026-11-22'))?.choices;
  if (choices === undefined) throw new Error('There are lessons');

  it('hold for the school year that it is, and for who is still there', () => {
    expect(choicesToday(choices, sightOn('2027-06-30'))).toEqual(choices);
    const later = choicesToday(choices, { ...sightOn('2027-09-01'), classes: [], staff: [] });
    expect(later).toMatchObject({ from: '2027-08-01', to: '2028-07-31', classes: [], staff: [] });
  });

  it('know what was made, take bells over once, and leave out what was left out', () => {
    const made: PlannedStep[] = [
      { of: 'class', before: null, after: { id: classId, name: 'Quarta', grades: [] }, key: 'a', leftOut: false },
      { of: 'room', before: null, after: { id: staffId, name: 'Lab' }, key: 'b', leftOut: true },
      { of: 'bells', before: null, after: makeBells(), key: 'c', leftOut: false },
    ];
    const kept = choicesToKeep(
      {
        ...choices,
        bells: { use: 'file' },
        classes: [{ name: '4A', as: { do: 'create', name: 'quarta', grades: [] } }],
        rooms: [
          { name: 'L', as: { do: 'create', name: 'Lab' } },
          { name: 'R', as: { do: 'map', roomId: RoomId.parse(staffId) } },
        ],
        leaveOut: ['b', 'gone'],
      },
      made,
    );
    expect(kept).toMatchObject({
      bells: { use: 'school' },
      classes: [{ name: '4A', as: { do: 'map', classGroupId: classId } }],
      rooms: [{ as: { do: 'create' } }, { as: { do: 'map' } }],
      leaveOut: ['b'],
    });
  });
});
