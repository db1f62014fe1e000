import { mondayOf, toIsoDay, type DayNumber } from '@pluriclasse/shared/calendar/days';
import { ClassGroupId, RoomId, type StaffId } from '@pluriclasse/shared/ids';
import * as z from 'zod/mini';
import type { Draft, DraftClosure } from '../../timetables/timetables.service.ts';
import { demoStaffId } from '../demo.repository.ts';
import { demoId } from '../demoId.ts';
import type { DemoSchool } from '../network.ts';
import { firstFrom, on, schoolYearOf, type DemoWeek } from './DemoWeek.ts';

const uuid = z.uuid();
const always = { from: null, to: null };
/** School years whose days off are known: a demo that runs on and on stays believable. */
const YEARS = 3;

/**
 * A school's week as a timetable that begins with the running school year, or in summer with the coming one.
 * @param today when the demo is first started
 */
export function draftOf(week: DemoWeek, school: DemoSchool, today: DayNumber): Draft {
  const { key } = week;
  const year = schoolYearOf(today);
  const who = (initials: string) => staffIdOf(school, initials);
  const firstDay = firstFrom(on(year, '09-14'), 1);
  return {
    year: {
      weekdays: week.weekdays,
      known: { from: `${year}-07-01`, to: `${year + YEARS}-06-30` },
      weekPattern: week.weekPattern(firstDay),
    },
    bells: week.bells.map(({ name, weekdays, periods }) => ({
      bellScheduleId: demoId(uuid, key, 'bells', name),
      name,
      periods: periods.map((hours, at) => ({ number: at + 1, start: hours.slice(0, 5), end: hours.slice(6) })),
      weekdays: [...weekdays],
      days: [],
      ...always,
    })),
    closures: closuresOf(week, year, school, today),
    entries: entriesOf(week, who),
    availability: [...Map.groupBy(week.hours, ({ who: initials }) => initials)].map(([initials, hours]) => ({
      staffId: who(initials),
      hours: hours.map(({ wish, weekdays, start, end }) => ({ wish, weekdays: [...weekdays], start, end, ...always })),
    })),
    absences: week.absences.map(({ who: initials, week: weeks, from, to, reason }) => {
      const monday = mondayOf(today) + 7 * weeks;
      return {
        absenceId: demoId(uuid, key, 'absence', initials, String(weeks)),
        staffId: who(initials),
        from: toIsoDay(monday + from - 1),
        to: toIsoDay(monday + to - 1),
        hours: null,
        reason,
      };
    }),
  };
}

function closuresOf(
  { key, closures }: DemoWeek,
  year: number,
  { staff }: DemoSchool,
  today: DayNumber,
): DraftClosure[] {
  const [first] = staff;
  const voucher = first ? demoStaffId(first) : null;
  const years = Array.from({ length: YEARS }, (_, n) => year + n);
  return years.flatMap((of) =>
    closures(of).map(({ kind, name, from, to, hours = null, classes = [], open = false }): DraftClosure => {
      return {
        closureId: demoId(uuid, key, 'closure', String(of), name),
        kind,
        name,
        from: toIsoDay(from),
        to: toIsoDay(to),
        hours,
        classGroupIds: classes.map((one) => demoId(ClassGroupId, key, one)),
        origin: null,
        ...(open
          ? { source: 'file', confirmedBy: null, confirmedAt: null }
          : { source: 'typed', confirmedBy: voucher, confirmedAt: today * 86_400_000 }),
      };
    }),
  );
}

function entriesOf({ key, classes }: DemoWeek, who: (initials: string) => StaffId): Draft['entries'] {
  return classes.flatMap(({ name, room, days }) =>
    days.flatMap((hours, day) =>
      hours.flatMap((cell, hour) =>
        cell.split(' / ').map((text) => {
          const [, week, subject = '', initials = ''] = /^(?:([AB]) )?(.+) (\w\w)$/.exec(text) ?? [];
          return {
            entryId: demoId(uuid, key, name, String(day), String(hour), week ?? ''),
            classGroupIds: [demoId(ClassGroupId, key, name)],
            subject,
            staffIds: [who(initials)],
            roomId: room === null ? null : demoId(RoomId, key, room),
            weekday: day + 1,
            period: hour + 1,
            weeks: week === undefined ? [] : [week],
            ...always,
          };
        }),
      ),
    ),
  );
}

const initialsOf = (name: string) =>
  name
    .split(' ')
    .map((word) => word[0])
    .join('');

function staffIdOf({ key, staff }: DemoSchool, initials: string): StaffId {
  const found = staff.find(({ name }) => initialsOf(name) === initials);
  if (found === undefined) throw new Error(`Nobody with the initials ${initials} in ${key}`);
  return demoStaffId(found);
}
