import type { ImportChoices, ImportOffers } from '@pluriclasse/shared/api/imports';
import { toIsoDay, type DayNumber } from '@pluriclasse/shared/calendar/days';
import { ClassGroupId, RoomId } from '@pluriclasse/shared/ids';
import { guessColumns } from '../formats/csv/guessColumns.ts';
import { nameIn } from '../formats/openholidays/readNames.ts';
import { SubdivisionTree } from '../formats/openholidays/appliesTo.ts';
import type { Reading, ReadLesson } from '../formats/reading.ts';
import { Problems } from '../formats/Problems.ts';
import { habitualMapping, type Habits } from './habits.ts';
import { findByName, findPerson, nameKey } from './names.ts';
import { lessonsIn } from './makePlan.ts';
import { offeredBells } from './offeredBells.ts';
import type { PlannedStep, Step } from './Plan.ts';
import type { Sight } from './Sight.ts';

const SHOWN_ROWS = 8;
const SHOWN_CELL = 60;

/** What there is to choose from in a reading. */
export function offersOf(reading: Reading, lessons: readonly ReadLesson[], { language }: Sight): ImportOffers {
  const counts = new SubdivisionTree(reading.subdivisions).count(
    reading.closures.filter(({ marks }) => marks === null),
  );
  const { table } = reading;
  return {
    ...namesIn(reading, lessons),
    subdivisions: reading.subdivisions.map(({ code, names, parent }) => ({
      code,
      name: nameIn(names, language),
      parent,
      closures: counts.get(code) ?? 0,
    })),
    table: table && {
      rows: table.rows.slice(0, SHOWN_ROWS).map(({ cells }) => cells.map((cell) => cell.slice(0, SHOWN_CELL))),
      separator: table.separator,
      encoding: table.encoding,
    },
  };
}

type Names = Omit<ImportOffers, 'subdivisions' | 'table'>;

/** Names of all that a person may say something about, and the periods. */
function namesIn(reading: Reading, lessons: readonly ReadLesson[]): Names {
  return {
    bells: reading.bells ? [...reading.bells] : offeredBells(lessons),
    weeks: weeksOf(lessons),
    classes:
      reading.classes.length > 0
        ? reading.classes.map(({ name }) => ({ name, lessons: 0 }))
        : counted(lessons, ({ classes }) => classes),
    staff: counted(lessons, ({ teachers }) => teachers),
    rooms: counted(lessons, ({ rooms }) => rooms),
  };
}

const weeksOf = (lessons: readonly ReadLesson[]): string[] =>
  Array.from(new Set(lessons.flatMap(({ weeks }) => weeks))).sort();

function counted(lessons: readonly ReadLesson[], namesOf: (lesson: ReadLesson) => readonly string[]) {
  const counts = new Map<string, number>();
  for (const name of lessons.flatMap(namesOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Array.from(counts, ([name, count]) => ({ name, lessons: count })).sort((a, b) =>
    a.name.localeCompare(b.name, 'en', { numeric: true }),
  );
}

/**
 * The choices that a person would most likely make: what the school chose last time, else what has the same name. An
 * unknown class of a timetable is skipped, since the file is often of a much larger school; one of a list is made.
 */
export function suggestChoices(reading: Reading, offers: Names, sight: Sight, habits: Habits): ImportChoices {
  const { format, table } = reading;
  const year = schoolYearOf(sight.today);
  const isTimetable = format !== 'openholidays' && format !== 'oneroster';
  const dated = format === 'ical' || format === 'openholidays';
  const hasBells = sight.draft.bells.length > 0;
  return {
    take: reading.classes.length > 0 ? ['classes'] : isTimetable ? ['closures', 'entries'] : ['closures'],
    subdivisions: habits.subdivisions.filter((code) => reading.subdivisions.some((one) => one.code === code)),
    closureKind: 'school',
    from: dated ? year.from : null,
    to: format === 'ical' ? year.to : null,
    replace: isTimetable && format !== 'ical',
    bells: { use: !hasBells && offers.bells !== null ? 'file' : 'school' },
    weeks: suggestWeeks(offers.weeks, sight),
    classes: offers.classes.map(({ name }) => ({ name, as: suggestClass(name, reading, sight, habits) })),
    staff: offers.staff.map(({ name }) => ({ name, staffId: suggestStaff(name, sight, habits) })),
    rooms: offers.rooms.map(({ name }) => ({ name, as: suggestRoom(name, sight, habits) })),
    columns: table && (habitualMapping(habits, table) ?? guessColumns(table.rows)),
    leaveOut: [],
  };
}

/**
 * Choices made for a feed's lessons as they hold today: for the school year that it is, and of classes, teachers and rooms
 * that are still there; the others are chosen anew by `completeChoices`.
 */
export function choicesToday(choices: ImportChoices, { today, classes, staff, rooms }: Sight): ImportChoices {
  const isOver = choices.to !== null && choices.to < toIsoDay(today);
  const has = (all: readonly { id: string }[], id: string | null) => id === null || all.some((one) => one.id === id);
  return {
    ...choices,
    ...(isOver && schoolYearOf(today)),
    classes: choices.classes.filter(({ as }) => as.do !== 'map' || has(classes, as.classGroupId)),
    staff: choices.staff.filter(({ staffId }) => has(staff, staffId)),
    rooms: choices.rooms.filter(({ as }) => as.do !== 'map' || has(rooms, as.roomId)),
  };
}

/**
 * What is kept of choices that were applied, for the feed's next change: what was made is there now, and what was left out
 * stays out.
 */
export function choicesToKeep(choices: ImportChoices, steps: readonly PlannedStep[]): ImportChoices {
  const made = new Map(steps.flatMap(({ of, after, leftOut }) => madeOf(of, leftOut ? null : after)));
  const taken = (of: 'class' | 'room', name: string) => made.get(`${of} ${name.toLowerCase()}`);
  return {
    ...choices,
    // Bells that it brought are the school's now.
    bells: steps.some(({ of, leftOut }) => of === 'bells' && !leftOut) ? { use: 'school' } : choices.bells,
    classes: choices.classes.map(({ name, as }) => {
      const id = as.do === 'create' ? taken('class', as.name) : undefined;
      return { name, as: id === undefined ? as : { do: 'map', classGroupId: ClassGroupId.parse(id) } };
    }),
    rooms: choices.rooms.map(({ name, as }) => {
      const id = as.do === 'create' ? taken('room', as.name) : undefined;
      return { name, as: id === undefined ? as : { do: 'map', roomId: RoomId.parse(id) } };
    }),
    leaveOut: steps.flatMap(({ key, leftOut }) => (leftOut ? [key] : [])),
  };
}

const madeOf = (of: Step['of'], after: Step['after']): (readonly [string, string])[] =>
  (of === 'class' || of === 'room') && after !== null && 'id' in after
    ? [[`${of} ${after.name.toLowerCase()}`, after.id]]
    : [];

/** From August to July: in the northern half of the world, where all our schools are. */
function schoolYearOf(today: DayNumber): { from: string; to: string } {
  const day = toIsoDay(today);
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '08-01' ? 1 : 0);
  return { from: `${year}-08-01`, to: `${year + 1}-07-31` };
}

/** By name, else by their order. */
function suggestWeeks(names: readonly string[], { draft }: Sight): ImportChoices['weeks'] {
  const own = draft.year.weekPattern?.names ?? [];
  const byName = names.map((name) => own.find((one) => nameKey(name).endsWith(nameKey(one))) ?? null);
  const useNames = byName.every((week) => week !== null) && new Set(byName).size === byName.length;
  const fits = names.length === own.length;
  return names.map((name, at) => ({ name, week: useNames ? (byName[at] ?? null) : fits ? (own[at] ?? null) : null }));
}

function suggestClass(
  name: string,
  reading: Reading,
  { classes }: Sight,
  habits: Habits,
): ImportChoices['classes'][number]['as'] {
  const before = habits.classes[nameKey(name)];
  const found = classes.find(({ id }) => id === before)?.id ?? findByName(classes, name);
  if (found !== undefined) return { do: 'map', classGroupId: found };
  const listed = reading.classes.find((one) => one.name === name);
  return listed ? { do: 'create', name, grades: [...listed.grades] } : { do: 'skip' };
}

function suggestStaff(name: string, { staff }: Sight, habits: Habits) {
  const before = habits.staff[nameKey(name)];
  return staff.find(({ id }) => id === before)?.id ?? findPerson(staff, name) ?? null;
}

function suggestRoom(name: string, { rooms }: Sight, habits: Habits): ImportChoices['rooms'][number]['as'] {
  const before = habits.rooms[nameKey(name)];
  const found = rooms.find(({ id }) => id === before)?.id ?? findByName(rooms, name);
  return found === undefined ? { do: 'skip' } : { do: 'map', roomId: found };
}

/** What is suggested for a reading that nobody has looked at. */
export function firstChoices(reading: Reading, sight: Sight, habits: Habits): ImportChoices {
  const lessons = lessonsIn(reading, null, sight, new Problems());
  const choices = suggestChoices(reading, namesIn(reading, lessons), sight, habits);
  return completeChoices(choices, reading, sight, habits);
}

/** Choices with one for each name that there is now; those made before stay. */
export function completeChoices(choices: ImportChoices, reading: Reading, sight: Sight, habits: Habits): ImportChoices {
  const lessons = lessonsIn(reading, choices.columns, sight, new Problems());
  const fresh = suggestChoices(reading, namesIn(reading, lessons), sight, habits);
  const keep = <Choice extends { name: string }>(made: readonly Choice[], suggested: readonly Choice[]): Choice[] =>
    suggested.map((one) => made.find(({ name }) => name === one.name) ?? one);
  return {
    ...choices,
    weeks: keep(choices.weeks, fresh.weeks),
    classes: keep(choices.classes, fresh.classes),
    staff: keep(choices.staff, fresh.staff),
    rooms: keep(choices.rooms, fresh.rooms),
  };
}
