import { AppError } from '@pluriclasse/shared/errors';
import { TextEncoding } from '@pluriclasse/shared/api/imports';
import { toWallTime } from '@pluriclasse/shared/calendar/days';
import type { Period } from '@pluriclasse/shared/calendar/model';
import { decode } from '../decode.ts';
import { cleanName, Problems } from '../Problems.ts';
import { readTime } from '../readDay.ts';
import { emptyReading, type Reading, type ReadLesson, type SourceFile } from '../reading.ts';
import { readXml, type XmlElement } from '../xml.ts';
import { daysOfBits, weekdaysOf, weeksOf } from './bits.ts';

type Attributes = XmlElement['attributes'];
/** What an aSc file has, by element and id. */
interface Asc {
  readonly byId: ReadonlyMap<string, ReadonlyMap<string, Attributes>>;
  readonly periods: readonly Attributes[];
  /** Names of the days, in their order. */
  readonly days: readonly string[];
  /** Names of weeks that take turns, in their order; empty: they don't. */
  readonly weeks: readonly string[];
  readonly cards: readonly XmlElement[];
  readonly pupils: number;
}

/** As many entries as a school may have. */
const MOST_LESSONS = 20_000;
const kinds = new Set(['subject', 'teacher', 'class', 'classroom', 'lesson']);

/**
 * A timetable of aSc as XML, of 2008 (days by number) or 2012 (days as bits). Pupils in it are not read. Its periods'
 * times are offered as bells.
 * @throws AppError `bad_request` for other XML, and for what is no XML
 */
export function parseAsc(files: readonly SourceFile[]): Reading {
  const problems = new Problems();
  const lessons: ReadLesson[] = [];
  const [first] = files;
  if (files.length !== 1 || !first) throw new AppError('bad_request', 'One file', { reason: 'file_one_only' });
  const asc = collect(declared(first.bytes), first.name);
  const weekdays = weekdaysOf(asc.days);
  const perLesson = Map.groupBy(asc.cards, ({ attributes }) => attributes['lessonid'] ?? '');
  for (const card of asc.cards) {
    if (lessons.length >= MOST_LESSONS) {
      problems.lose('too_many', { file: first.name, line: card.line });
      break;
    }
    const read = readCard(card, asc, weekdays, perLesson, { file: first.name, problems });
    lessons.push(...(read ?? []));
  }
  return {
    ...emptyReading('asc'),
    lessons: merged(lessons),
    bells: readPeriods(asc.periods, first.name, problems),
    weeks: asc.weeks,
    dropped: asc.pupils > 0 ? [{ what: 'pupils', rows: asc.pupils }] : [],
    problems: problems.list,
    problemCount: problems.count,
  };
}

/** The text in the encoding that its first line declares. */
function declared(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const said = /encoding\s*=\s*["']([\w-]+)["']/i.exec(head)?.[1]?.toLowerCase() ?? '';
  const known = TextEncoding.safeParse(said === 'iso-8859-1' ? 'windows-1252' : said);
  return decode(bytes, known.success ? known.data : undefined).text;
}

function collect(text: string, file: string): Asc {
  const byId = new Map(Array.from(kinds, (kind) => [kind, new Map<string, Attributes>()]));
  const periods: Attributes[] = [];
  const days = new Map<number, string>();
  const weeks = new Map<number, string>();
  const cards: XmlElement[] = [];
  let [pupils, root, weekCount] = [0, '', 0];
  readXml(text, (element) => {
    const { name, parent, attributes } = element;
    root ||= name;
    if (kinds.has(name)) byId.get(name)?.set(attributes['id'] ?? '', attributes);
    else if (name === 'period' && parent === 'periods') periods.push(attributes);
    else if (name === 'day' && parent === 'days') days.set(Number(attributes['day']), attributes['name'] ?? '');
    else if (name === 'daysdef' || name === 'weeksdef') {
      const bits = attributes[name === 'daysdef' ? 'days' : 'weeks'] ?? '';
      const at = /^0*10*$/.test(bits) ? bits.indexOf('1') : -1;
      if (at >= 0) (name === 'daysdef' ? days : weeks).set(at, attributes['name'] ?? '');
      if (name === 'weeksdef') weekCount = Math.max(weekCount, ...bits.split(',').map((one) => one.length));
    } else if (name === 'card') cards.push(element);
    else if (name === 'student') pupils++;
  });
  if (root !== 'timetable') throw new AppError('bad_request', `${file} is other XML`, { reason: 'file_no_asc' });
  const named = (all: ReadonlyMap<number, string>, count: number) =>
    Array.from({ length: count }, (_, at) => cleanName(all.get(at) || String(at + 1), 40));
  return {
    byId,
    periods,
    days: named(days, Math.min(7, Math.max(-1, ...days.keys()) + 1)),
    weeks: weekCount > 1 ? named(weeks, Math.min(weekCount, 8)) : [],
    cards,
    pupils,
  };
}

function readCard(
  { attributes, line }: XmlElement,
  asc: Asc,
  weekdays: readonly number[],
  perLesson: ReadonlyMap<string, readonly XmlElement[]>,
  { file, problems }: { file: string; problems: Problems },
): ReadLesson[] | undefined {
  const id = attributes['lessonid'] ?? '';
  const lesson = asc.byId.get('lesson')?.get(id);
  const text = Object.entries(attributes)
    .map((pair) => pair.join(' '))
    .join(', ');
  const place = { file, line, text };
  if (lesson === undefined) return problems.lose('unknown_reference', place);
  const of = (kind: string, ids: string | undefined) => names(asc, kind, ids);
  const classes = of('class', lesson['classids'] ?? lesson['classid']);
  const [subject] = of('subject', lesson['subjectid']);
  if (classes.length === 0) return problems.lose('no_class', place);
  if (subject === undefined) return problems.lose('no_subject', place);
  const first = Number(attributes['period'] || Number.NaN);
  const days =
    attributes['days'] === undefined ? [Number(attributes['day'] || Number.NaN)] : daysOfBits(attributes['days']);
  const onDays = days.map((day) => weekdays[day]).filter((weekday) => weekday !== undefined);
  if (!Number.isInteger(first)) return problems.lose('no_day_or_period', place);
  if (onDays.length === 0) return problems.lose(days.length === 0 ? 'no_day_or_period' : 'bad_weekday', place);
  if (/^(?=.*0)(?=.*1)[01]+$/.test(attributes['terms'] ?? '')) return problems.lose('term_only', place);
  const length = periodsOfCard(lesson, perLesson.get(id)?.length ?? 1);
  const rooms = of('classroom', attributes['classroomids']);
  return onDays.flatMap((weekday) =>
    Array.from({ length }, (_, at) => ({
      file,
      line,
      classes,
      subject,
      teachers: of('teacher', lesson['teacherids'] ?? lesson['teacherid']),
      rooms,
      weekday,
      period: first + at,
      hours: null,
      weeks: weeksOf(attributes['weeks'] ?? lesson['weeks'] ?? '', asc.weeks),
      from: null,
      to: null,
      dates: null,
      endless: false,
    })),
  );
}

const names = (asc: Asc, kind: string, ids = ''): string[] =>
  ids
    .split(',')
    .map((id) => asc.byId.get(kind)?.get(id.trim()))
    .map((found) => cleanName(found?.['name'] || found?.['short'] || '', 60))
    .filter((name) => name !== '');

/** aSc writes a card for each double hour, other programs one for each period: the hours a week tell which. */
function periodsOfCard(lesson: Attributes, cards: number): number {
  const perCard = Number(lesson['periodspercard'] ?? 1);
  const perWeek = Number((lesson['periodsperweek'] ?? '').replace(',', '.'));
  return Number.isInteger(perCard) && perCard > 1 && perCard <= 10 && cards * perCard <= perWeek ? perCard : 1;
}

/** What is the same but for its line is one lesson. */
function merged(lessons: readonly ReadLesson[]): ReadLesson[] {
  const all = new Map<string, ReadLesson>();
  for (const lesson of lessons) {
    const key = JSON.stringify({ ...lesson, line: 0 });
    if (!all.has(key)) all.set(key, lesson);
  }
  return Array.from(all.values());
}

function readPeriods(periods: readonly Attributes[], file: string, problems: Problems): Period[] | null {
  const read = periods.flatMap((period) => {
    const number = Number(period['period'] || period['name'] || Number.NaN);
    const [start, end] = [readTime(period['starttime'] ?? ''), readTime(period['endtime'] ?? '')];
    if (
      Number.isInteger(number) &&
      number >= 0 &&
      number <= 40 &&
      start !== undefined &&
      end !== undefined &&
      start < end
    )
      return [{ number, start: toWallTime(start), end: toWallTime(end) }];
    problems.note('bad_time', {
      file,
      text: `${period['name'] ?? ''} ${period['starttime'] ?? ''}–${period['endtime'] ?? ''}`,
    });
    return [];
  });
  const sorted = read.sort((a, b) => (a.start < b.start ? -1 : 1)).slice(0, 24);
  const overlap = sorted.some((period, at) => at > 0 && period.start < (sorted[at - 1]?.end ?? ''));
  return sorted.length === 0 || overlap ? null : sorted;
}
