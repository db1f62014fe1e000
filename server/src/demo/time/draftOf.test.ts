import { toDayNumber, toIsoDay } from '@pluriclasse/shared/calendar/days';
import { findHours } from '@pluriclasse/shared/calendar/findHours';
import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { ClassGroupId, RoomId, SchoolId } from '@pluriclasse/shared/ids';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../timetables/calendarOf.ts';
import { checkChange } from '../../timetables/checkDraft.ts';
import { difference, type Draft } from '../../timetables/draft.ts';
import { demoStaffId } from '../demo.repository.ts';
import { demoId } from '../demoId.ts';
import { demoSchools, type DemoSchool } from '../network.ts';
import { draftOf } from './draftOf.ts';
import { demoWeeks } from './plantWeeks.ts';

const starts = ['2026-01-15', '2026-05-28', '2026-07-20', '2026-09-01', '2026-11-22', '2027-12-31'];

const nothing: Draft = {
  year: { weekdays: [1, 2, 3, 4, 5], known: { from: null, to: null }, weekPattern: null },
  bells: [],
  closures: [],
  entries: [],
  availability: [],
  absences: [],
};
const weekOf = ({ key }: DemoSchool) => demoWeeks.find((week) => week.key === key)!;

function factsOf({ key, name, town, timeZone, language, classes, rooms, staff, devices }: DemoSchool) {
  const schoolId = demoId(SchoolId, key);
  const kits = devices.filter(({ purpose }) => purpose === 'kit').map(({ at }) => at);
  return {
    school: { schoolId, name, town, timeZone, language },
    classes: classes.map(({ name: className, grades, level, room }) => ({
      classGroupId: demoId(ClassGroupId, key, className),
      schoolId,
      name: className,
      grades: [...grades],
      level,
      roomId: demoId(RoomId, key, room),
      putAwayAt: null,
    })),
    staff: staff.map((one) => ({
      staffId: demoStaffId(one),
      schoolId,
      name: one.name,
      roles: one.roles,
      leftAt: null,
    })),
    rooms: rooms.map((room) => ({
      roomId: demoId(RoomId, key, room),
      schoolId,
      name: room,
      hasKit: kits.includes(room),
    })),
    claims: [],
  };
}

const calendarsOn = (start: string): SchoolCalendar[] =>
  demoSchools.map((school) => calendarOf(factsOf(school), draftOf(weekOf(school), school, toDayNumber(start))));

/** What the coordinator would ask for. */
function search(start: string) {
  const today = toDayNumber(start);
  const calendars = calendarsOn(start);
  const sites = demoSchools.map(({ key, classes }) => ({
    schoolId: demoId(SchoolId, key),
    classGroupIds: classes.filter(({ twinned }) => twinned).map((one) => demoId(ClassGroupId, key, one.name)),
    staffIds: [],
    teachersNeeded: 1,
    roomIds: [],
    mayDisplace: [],
  }));
  const wish = {
    wishId: 'demo',
    sites,
    minutes: 45,
    bufferBefore: 0,
    bufferAfter: 0,
    cadence: { everyWeeks: 1, perWeek: 1 },
    from: toIsoDay(today + 7),
    to: toIsoDay(today + 200),
    noticeHours: 48,
    forbidden: [],
    preferred: [],
  };
  const years = calendars.map((calendar) => new SchoolYear(calendar));
  return findHours(years, wish, { now: today * 86_400_000, limit: 8 });
}

describe.each(starts)('the demo, first started on %s,', (start) => {
  it.each(demoSchools.map((school) => ({ name: school.name, school })))('$name has a week that holds', ({ school }) => {
    const draft = draftOf(weekOf(school), school, toDayNumber(start));
    const { classes, staff, rooms } = factsOf(school);
    checkChange(draft, difference(nothing, draft), {
      classGroupIds: new Set(classes.map(({ classGroupId }) => classGroupId)),
      staffIds: new Set(staff.map(({ staffId }) => staffId)),
      roomIds: new Set(rooms.map(({ roomId }) => roomId)),
    });
    expect(new Set(draft.entries.map(({ entryId }) => entryId)).size).toBe(draft.entries.length);
    expect(new Set(draft.closures.map(({ closureId }) => closureId)).size).toBe(draft.closures.length);
    expect(draft.year.known.from! <= start && start < draft.year.known.to!).toBe(true);
    for (const { closureId: _, ...closure } of draft.closures) expect(closure.from <= closure.to).toBe(true);
  });

  it('has several common hours, dates that fail for reasons, and what could be done about it', () => {
    const { patterns, without } = search(start);
    const weekdays = patterns.filter(({ lessons }) => lessons.length >= 5).map(({ slots }) => slots[0]?.weekday);
    expect(new Set(weekdays).size).toBeGreaterThanOrEqual(3);
    const kinds = new Set(
      patterns.flatMap(({ failures }) => failures.flatMap(({ blockers }) => blockers[0]?.kind ?? [])),
    );
    expect(kinds.size).toBeGreaterThanOrEqual(3);
    expect(patterns.flatMap(({ relaxations }) => relaxations).length).toBeGreaterThan(0);
    expect(without.length).toBeGreaterThan(0);
  });
});

it('each teacher of the demo is in one place at a time, but with two classes together', () => {
  for (const school of demoSchools) {
    const { entries } = draftOf(weekOf(school), school, toDayNumber('2026-11-22'));
    const places = Map.groupBy(
      entries.filter(({ weeks }) => !weeks.includes('B')),
      ({ staffIds, weekday, period }) => `${staffIds.join()} ${weekday} ${period}`,
    );
    const double = [...places.values()].filter((same) => same.length > 1);
    expect(double.length).toBeLessThanOrEqual(school.key === 'torrealta' ? 1 : 0);
  }
});
