import type { ImportChoices } from '@pluriclasse/shared/api/imports';
import { toDayNumber, toWallTime } from '@pluriclasse/shared/calendar/days';
import type { TimetableEntry } from '@pluriclasse/shared/calendar/model';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import type { Problems } from '../formats/Problems.ts';
import type { ReadLesson } from '../formats/reading.ts';
import { dayOr, type Bells } from './place.ts';
import { weeklyOf } from './recurrence.ts';
import type { Sight } from './Sight.ts';

export type FoundEntry = Omit<TimetableEntry, 'entryId'>;
/** Which of the school's own the names in a file are. */
export interface Mapping {
  readonly classes: ReadonlyMap<string, string>;
  readonly staff: ReadonlyMap<string, string>;
  readonly rooms: ReadonlyMap<string, string>;
}

/** The entries that lessons come to, by what a person chose. What can't be an entry is told, by its line. */
export function findEntries(
  lessons: readonly ReadLesson[],
  choices: ImportChoices,
  mapping: Mapping,
  bells: Bells,
  sight: Sight,
  problems: Problems,
): FoundEntry[] {
  const year = new SchoolYear(sight.calendar);
  const found = new Map<string, FoundEntry>();
  const missed = new Missed(problems);
  for (const lesson of lessons) {
    for (const entry of entriesOf(lesson)) found.set(JSON.stringify(entry), entry);
  }
  missed.tell();
  return Array.from(found.values());

  function entriesOf(lesson: ReadLesson): FoundEntry[] {
    const place = { file: lesson.file, line: lesson.line, text: [...lesson.classes, lesson.subject].join(' ') };
    if (lesson.subject === '') return problems.lose('no_subject', place) ?? [];
    const classGroupIds = resolve(lesson.classes, mapping.classes, (name) => missed.add('class_skipped', name, lesson));
    if (classGroupIds.length === 0) return [];
    const span = spanOf(lesson, place);
    if (span === undefined) return [];
    const periods = periodsOf(lesson, place);
    const weeks = weeksOf(lesson, span.weeks, place);
    if (weeks === undefined || periods.length === 0) return [];
    const staffIds = resolve(lesson.teachers, mapping.staff, (name) => missed.add('teacher_left_out', name, lesson));
    const [roomId = null] = resolve(lesson.rooms, mapping.rooms, (name) => missed.add('room_left_out', name, lesson));
    return periods.map((period) => ({
      classGroupIds: classGroupIds.slice(0, 40),
      subject: lesson.subject,
      staffIds: staffIds.slice(0, 20),
      roomId,
      weekday: lesson.weekday,
      period,
      weeks,
      from: span.from,
      to: span.to,
    }));
  }

  function spanOf(lesson: ReadLesson, place: { file: string; line: number; text: string }) {
    const { from, to } = choices;
    if (lesson.dates === null) {
      return { from: lesson.from ?? from, to: lesson.to ?? to, weeks: null };
    }
    const [first, last] = [dayOr(from, -Infinity), dayOr(to, Infinity)];
    const dates = lesson.dates.filter((day) => first <= day && day <= last);
    if (dates.length === 0) return problems.note('outside_span', place);
    const goesOn = lesson.endless || (lesson.dates.at(-1) ?? 0) > last;
    const weekly = weeklyOf(dates, year, { endless: goesOn, end: to });
    if ('problem' in weekly) {
      return problems.lose(weekly.problem, {
        ...place,
        text: `${place.text} ${hoursText(lesson)}`,
        count: weekly.count,
      });
    }
    if (weekly.missing > 0) problems.note('dates_missing', { ...place, count: weekly.missing });
    return weekly;
  }

  function periodsOf(lesson: ReadLesson, place: { file: string; line: number; text: string }): readonly number[] {
    const day = lesson.from === null ? undefined : toDayNumber(lesson.from);
    if (lesson.period !== null) {
      if (!bells.ringOn(lesson.weekday)) missed.add('no_bells', '', lesson);
      else if (!bells.has(lesson.weekday, lesson.period, day)) {
        problems.note('no_period', { ...place, text: `${place.text} ${lesson.period}` });
      }
      return [lesson.period];
    }
    const { periods, exact } = bells.place(lesson);
    const text = `${place.text} ${hoursText(lesson)}`;
    if (!bells.ringOn(lesson.weekday)) missed.add('no_bells', '', lesson);
    else if (periods.length === 0) problems.lose('no_period', { ...place, text });
    else if (!exact) problems.note('bells_differ', { ...place, text });
    return periods;
  }

  function weeksOf(
    lesson: ReadLesson,
    worked: readonly string[] | null,
    place: { file: string; line: number; text: string },
  ): string[] | undefined {
    if (worked !== null) return [...worked];
    const chosen = lesson.weeks.map((name) => choices.weeks.find((one) => one.name === name)?.week ?? null);
    if (!chosen.includes(null)) return Array.from(new Set(chosen.filter((week) => week !== null))).sort();
    const code = sight.draft.year.weekPattern === null ? 'no_week_pattern' : 'week_unknown';
    return problems.lose(code, { ...place, text: `${place.text} ${lesson.weeks.join(', ')}` });
  }
}

function resolve(
  names: readonly string[],
  known: ReadonlyMap<string, string>,
  lacks: (name: string) => void,
): string[] {
  const ids = names.map((name) => {
    const id = known.get(name);
    if (id === undefined) lacks(name);
    return id;
  });
  return Array.from(new Set(ids.filter((id) => id !== undefined))).sort();
}

const hoursText = ({ hours }: ReadLesson): string =>
  hours && hours.end <= 1440 ? `${toWallTime(hours.start)}–${toWallTime(hours.end)}` : '';

/** Names that lessons lack, each told once with how many lessons lack it. */
class Missed {
  readonly #problems: Problems;
  readonly #counts = new Map<string, { code: MissedCode; name: string; lesson: ReadLesson; count: number }>();

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  add(code: MissedCode, name: string, lesson: ReadLesson): void {
    const key = `${code} ${name}`;
    const count = (this.#counts.get(key)?.count ?? 0) + 1;
    this.#counts.set(key, { lesson, ...this.#counts.get(key), code, name, count });
  }

  tell(): void {
    for (const { code, name, lesson, count } of this.#counts.values()) {
      const place = { file: lesson.file, line: lesson.line, text: name, count };
      const lost = code === 'class_skipped' || (code === 'no_bells' && lesson.period === null);
      if (lost) this.#problems.lose(code, place);
      else this.#problems.note(code, place);
    }
  }
}
type MissedCode = 'class_skipped' | 'teacher_left_out' | 'room_left_out' | 'no_bells';
