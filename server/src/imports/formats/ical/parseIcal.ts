import { AppError } from '@pluriclasse/shared/errors';
import { weekdayOf, toIsoDay, type DayNumber } from '@pluriclasse/shared/calendar/days';
import { cleanName, Problems } from '../Problems.ts';
import { emptyReading, type ReadClosure, type Reading, type ReadLesson, type SourceFile } from '../reading.ts';
import { buildComponents, findAll, type Component } from './components.ts';
import { contentLines } from './contentLines.ts';
import type { EventTime } from './eventTime.ts';
import { readProperty } from './properties.ts';
import { lessonWords } from './lessonWords.ts';
import { occurrencesOf, type Occurrence, type Replacements } from './occurrences.ts';
import { readEvent, type CalendarEvent, type EventProblem } from './readEvent.ts';
import { resolveZone, tzidName, type Zone, type ZoneDefinition } from './zones/resolveZone.ts';

export interface CalendarOptions {
  /** The school's zone, by whose clocks lessons are told. */
  readonly timeZone: string;
  /** First and last day to work out. */
  readonly from: DayNumber;
  readonly to: DayNumber;
}

const MOST_DATES = 20_000;
/** Days that rules may look at in one upload: some tenths of a second of work. */
const WORK = 200_000;

/**
 * Calendars: events of whole days are closures, others lessons, one for all dates with the same subject, class, room,
 * weekday and hour. An event whose hour is doubtful is refused by itself, with its line.
 * @throws AppError `bad_request` for what is no calendar at all
 */
export function parseIcal(files: readonly SourceFile[], options: CalendarOptions): Reading {
  const problems = new Problems();
  const closures: ReadClosure[] = [];
  const lessons: Lessons = new Map();
  const budget = { left: WORK, dates: MOST_DATES };
  for (const { name: file, bytes } of files) {
    const root = readRoot(bytes, problems, file);
    const calendars = findAll(root, 'VCALENDAR');
    let items = 0;
    for (const calendar of calendars.length > 0 ? calendars : [root]) {
      const { events, replacements, name, zone } = readCalendar(calendar, options.timeZone, problems, file);
      items += findAll(calendar, 'VEVENT').length;
      let outside = 0;
      for (const event of events) {
        const found = occurrencesOf(event, replacements, { ...options, budget });
        if (found.outside) outside++;
        for (const { level, code, count } of found.problems) {
          problems[level](code, { file, line: event.line, text: event.title, count });
        }
        for (const occurrence of found.list)
          if (occurrence.hours === null) closures.push(closureOf(event, occurrence, file));
        const held = found.list.flatMap(({ day, hours }) => (hours === null ? [] : [{ day, hours }]));
        if (held.length > 0) addLessons(lessons, event, held, { file, name, endless: found.endless });
      }
      if (outside > 0) problems.note('outside_span', { file, count: outside });
      noteFloating(events, zone, options.timeZone, problems, file);
    }
    if (items === 0) problems.note('no_calendar_items', { file });
  }
  return {
    ...emptyReading('ical'),
    closures: closures.sort((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from))),
    lessons: Array.from(lessons.values(), asLesson),
    problems: problems.list,
    problemCount: problems.count,
  };
}

function readRoot(bytes: Uint8Array, problems: Problems, file: string): Component {
  const lines = contentLines(bytes);
  if (lines.length === 0) throw new AppError('bad_request', 'An empty file', { reason: 'file_empty' });
  if (/^<(!doctype|html|\?xml|head|body)/i.test(lines[0]?.text ?? '')) {
    throw new AppError('bad_request', 'A web page in place of a calendar', { reason: 'file_web_page' });
  }
  if (!lines.some(({ text }) => /^BEGIN:\s*(VCALENDAR|VEVENT)/i.test(text))) {
    throw new AppError('bad_request', 'No calendar', { reason: 'file_no_calendar' });
  }
  return buildComponents(lines, problems, file);
}

interface ReadCalendar {
  readonly events: readonly CalendarEvent[];
  readonly replacements: Replacements;
  readonly name: string;
  /** Whose clocks times without a zone mean. */
  readonly zone: Zone;
}

function readCalendar(calendar: Component, timeZone: string, problems: Problems, file: string): ReadCalendar {
  const property = (name: string) => calendar.lines.map(readProperty).find((found) => found?.name === name)?.text ?? '';
  const definitions = new Map(findAll(calendar, 'VTIMEZONE').map(defineZone));
  const named = property('X-WR-TIMEZONE').trim();
  const own: Zone = { kind: 'iana', zone: timeZone };
  const calendarZone = named === '' ? own : resolveZone(named, definitions);
  const floating = calendarZone.kind === 'refused' ? own : calendarZone;
  for (const { line, text } of calendar.lines) {
    if (readProperty({ line, text }) === undefined) problems.note('unreadable_line', { file, line, text });
  }
  const others = calendar.children.filter(({ name }) => !['VEVENT', 'VTIMEZONE', 'VCALENDAR'].includes(name));
  if (others.length > 0) {
    problems.note('not_an_event', { file, line: others[0]?.line, text: others[0]?.name, count: others.length });
  }
  const read = findAll(calendar, 'VEVENT').map((event) => readEvent(event, { floating, definitions }));
  return {
    events: latest(read, problems, file),
    replacements: replacementsOf(read),
    name: cleanName(property('X-WR-CALNAME'), 60) || cleanName(file.replace(/\.\w{2,5}$/, ''), 60),
    zone: floating,
  };
}

/** Of events with one UID the one with the highest SEQUENCE, the later of two; and what can't be read is told. */
function latest(read: readonly (CalendarEvent | EventProblem)[], problems: Problems, file: string): CalendarEvent[] {
  const best = new Map<string, CalendarEvent>();
  const events: CalendarEvent[] = [];
  for (const event of read) {
    if ('problem' in event) {
      problems.lose(event.problem, { file, line: event.line, text: event.text });
      continue;
    }
    if (event.uid === null) {
      events.push(event);
      continue;
    }
    const { replaces } = event;
    const key = JSON.stringify([event.uid, replaces && [replaces.day, replaces.minute, replaces.zone]]);
    const before = best.get(key);
    const older = before && before.sequence > event.sequence ? event : before;
    if (older) problems.note('superseded', { file, line: older.line, text: older.title });
    if (older !== event) best.set(key, event);
  }
  return [...best.values(), ...events].sort((a, b) => a.line - b.line);
}

function replacementsOf(read: readonly (CalendarEvent | EventProblem)[]): Replacements {
  const found = new Map<string, EventTime[]>();
  for (const { uid, replaces } of read) {
    if (uid === null || replaces === null) continue;
    const before = found.get(uid);
    if (before) before.push(replaces);
    else found.set(uid, [replaces]);
  }
  return found;
}

function defineZone(component: Component): [string, ZoneDefinition] {
  const value = (lines: Component['lines'], name: string) =>
    lines.map(readProperty).find((property) => property?.name === name)?.text;
  const id = value(component.lines, 'TZID') ?? '';
  const offsets = component.children.flatMap(({ lines }) =>
    lines.flatMap(({ text }) => {
      const [, sign, hours, minutes] = /^TZOFFSET(?:TO|FROM)[^:]*:([+-])(\d\d)(\d\d)/i.exec(text) ?? [];
      if (!/^TZOFFSET/i.test(text)) return [];
      return [sign === undefined ? Number.NaN : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))];
    }),
  );
  return [tzidName(id), { offsets, location: value(component.lines, 'X-LIC-LOCATION')?.trim() }];
}

function closureOf(event: CalendarEvent, { day, days }: Occurrence, file: string): ReadClosure {
  return {
    file,
    line: event.line,
    kind: null,
    names: { '': cleanName(event.title, 120) || toIsoDay(day) },
    from: toIsoDay(day),
    to: toIsoDay(day + days - 1),
    subdivisions: [],
    country: null,
    marks: null,
  };
}

/** By what makes them one. Their dates come one by one, twenty thousand in all. */
type Lessons = Map<string, Collected>;
interface Collected {
  line: number;
  endless: boolean;
  readonly dates: DayNumber[];
  readonly rest: Omit<ReadLesson, 'line' | 'endless' | 'dates'>;
}

/** Adds the dates of one event: its words are read once, however often it takes place. */
function addLessons(
  lessons: Lessons,
  event: CalendarEvent,
  held: readonly { readonly day: DayNumber; readonly hours: NonNullable<Occurrence['hours']> }[],
  { file, name, endless }: { file: string; name: string; endless: boolean },
): void {
  const words = lessonWords(event, name);
  const { className, ...said } = words;
  for (const { day, hours } of held) {
    const weekday = weekdayOf(day);
    const key = JSON.stringify([words, weekday, hours]);
    let one = lessons.get(key);
    if (one === undefined) {
      const fixed = { weekday, hours, period: null, weeks: [], from: null, to: null };
      one = { line: event.line, endless, dates: [], rest: { file, ...said, ...fixed, classes: [className] } };
      lessons.set(key, one);
    }
    one.line = Math.min(one.line, event.line);
    one.endless ||= endless;
    one.dates.push(day);
  }
}

const asLesson = ({ line, endless, dates, rest }: Collected): ReadLesson => ({
  ...rest,
  line,
  endless,
  dates: Array.from(new Set(dates)).sort((a, b) => a - b),
});

/** Times without a zone in a calendar that says another zone than the school's: read by the calendar's, and told. */
function noteFloating(
  events: readonly CalendarEvent[],
  zone: Zone,
  timeZone: string,
  problems: Problems,
  file: string,
): void {
  if (zone.kind === 'iana' && zone.zone === timeZone) return;
  const floating = events.filter(({ start }) => start.minute !== null && start.zone === zone);
  if (floating.length === 0) return;
  const text = zone.kind === 'iana' ? zone.zone : '';
  problems.note('floating_time', { file, line: floating[0]?.line, text, count: floating.length });
}
