import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';

/** What ids of schools, classes, staff and rooms are called. */
export function namesOf(calendars: readonly SchoolCalendar[]): ReadonlyMap<string, string> {
  return new Map(
    calendars.flatMap(({ schoolId, name, classGroups, staff, rooms }): [string, string][] => [
      [schoolId, name],
      ...classGroups.map((one): [string, string] => [one.classGroupId, one.name]),
      ...staff.map((one): [string, string] => [one.staffId, one.name]),
      ...rooms.map((one): [string, string] => [one.roomId, one.name]),
    ]),
  );
}

/** Of names, those whose ids stand somewhere in what is told: nobody learns of people who have nothing to do with it. */
export function namesIn(told: unknown, names: ReadonlyMap<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      const name = names.get(value);
      if (name !== undefined) found[value] = name;
    } else if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(told);
  return found;
}
