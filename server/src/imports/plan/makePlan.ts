import type { ImportChoices } from '@pluriclasse/shared/api/imports';
import { toDayNumber, toIsoDay } from '@pluriclasse/shared/calendar/days';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import type { BellSchedule, Period } from '@pluriclasse/shared/calendar/model';
import { isDeepStrictEqual } from 'node:util';
import { cleanName, Problems } from '../formats/Problems.ts';
import type { Reading, ReadLesson } from '../formats/reading.ts';
import { findEntries, type Mapping } from './findEntries.ts';
import { interpretLessons } from './interpret.ts';
import { nameKey } from './names.ts';
import { offeredBells } from './offeredBells.ts';
import { Bells, dayOr } from './place.ts';
import { findClosures, knownSpan, ofSchool, planClosures, type Source } from './planClosures.ts';
import { planEntries } from './planEntries.ts';
import { planFeedEntries } from './planFeedEntries.ts';
import { steadyId, stepKey, type PlannedStep, type Step } from './Plan.ts';
import type { Sight } from './Sight.ts';

export interface Plan {
  readonly steps: readonly PlannedStep[];
  readonly same: number;
  readonly problems: Problems;
}
export interface PlanInput {
  readonly reading: Reading;
  readonly choices: ImportChoices;
  readonly sight: Sight;
  /** Tells rows of one import from those of another. */
  readonly seed: string;
  readonly fileNames: readonly string[];
  readonly mine?: Source;
  /** The days that a feed says everything about; a file covers those from its first closure to its last. */
  readonly covers?: { readonly from: string; readonly to: string };
}

const files: Source = { source: 'file', origin: null };

/** What would change if a reading were applied with these choices. Pure: the same gives the same. */
export function makePlan(given: PlanInput): Plan {
  const { reading, choices, sight } = given;
  const problems = new Problems();
  problems.addAll(reading.problems);
  problems.count = reading.problemCount;
  const takesEntries = choices.take.includes('entries');
  const lessons = takesEntries ? lessonsIn(reading, choices.columns, sight, problems) : [];
  const input = { ...given, lessons };
  const parts = [
    choices.take.includes('closures') ? closuresPart(input, problems) : nothing,
    takesEntries ? entriesPart(input, problems) : nothing,
    choices.take.includes('classes') ? classesPart(input) : nothing,
  ];
  const steps = withoutUnwanted(
    parts.flatMap((part) => part.steps),
    choices.leaveOut,
  );
  return { steps, same: parts.reduce((sum, part) => sum + part.same, 0), problems };
}

/** The lessons of a reading, by what its columns are said to be, with the school's classes in mind. */
export function lessonsIn(
  reading: Reading,
  columns: ImportChoices['columns'],
  { classes }: Sight,
  problems: Problems,
): ReadLesson[] {
  return interpretLessons(reading, columns, new Set(classes.map(({ name }) => nameKey(name))), problems);
}

/** Marks what a person leaves out; what needs a class or room that isn't made goes with it. */
function withoutUnwanted(steps: readonly Step[], unwanted: readonly string[]): PlannedStep[] {
  const keys = new Set(unwanted);
  // A new class is both what lessons need and what a list of classes brings: it is made once.
  const byKey = new Map(steps.map((step) => [stepKey(step), step]));
  const planned = [...byKey].map(([key, step]) => ({ step, key }));
  const missing = new Set(
    planned.flatMap(({ step, key }) =>
      (step.of === 'class' || step.of === 'room') && step.after && keys.has(key) ? [step.after.id] : [],
    ),
  );
  return planned.map(({ step, key }) => {
    const entry = step.of === 'entry' ? step.after : null;
    const lacks = entry !== null && [...entry.classGroupIds, entry.roomId ?? ''].some((id) => missing.has(id));
    return { ...step, key, leftOut: keys.has(key) || lacks };
  });
}

type Input = PlanInput & { readonly lessons: readonly ReadLesson[] };

interface Part {
  readonly steps: readonly Step[];
  readonly same: number;
}
const nothing: Part = { steps: [], same: 0 };

function closuresPart({ reading, choices, sight, seed, mine = files, covers }: Input, problems: Problems): Part {
  const own = ofSchool(reading, choices.subdivisions);
  const found = findClosures(own, choices, sight.language);
  const covered = found.length > 0 ? { from: found[0]?.from ?? '', to: latest(found) } : null;
  const replace = choices.replace ? (covers ?? covered) : null;
  const { steps, same } = planClosures(found, sight.draft.closures, { mine, replace, seed });
  if (reading.format !== 'openholidays') return { steps, same };
  const span = knownSpan(own);
  if (span) {
    const end = `${Number(toIsoDay(sight.today).slice(0, 4)) + (toIsoDay(sight.today).slice(5) < '08-01' ? 0 : 1)}-06-01`;
    if (span.to < end) problems.note('calendar_ends', { text: span.to });
  }
  return { steps: [...knownSteps(span, sight), ...steps], same };
}

const latest = (closures: readonly { to: string }[]): string =>
  closures
    .map(({ to }) => to)
    .sort()
    .at(-1) ?? '';

/** What is known grows by what the file knows, where the two meet; else the file's is what is known now. */
function knownSteps(span: { from: string; to: string } | null, { draft, today }: Sight): Step[] {
  const before = draft.year.known;
  if (span === null || span.to < toIsoDay(today)) return [];
  const meets =
    (before.to === null || span.from <= next(before.to)) && (before.from === null || before.from <= next(span.to));
  const limited = before.from !== null || before.to !== null;
  const after =
    limited && meets
      ? {
          from: before.from === null || before.from < span.from ? before.from : span.from,
          to: before.to === null || before.to > span.to ? before.to : span.to,
        }
      : span;
  return isDeepStrictEqual(before, after) ? [] : [{ of: 'known', before, after }];
}

const next = (day: string): string => toIsoDay(toDayNumber(day) + 1);

function entriesPart(input: Input, problems: Problems): Part {
  const { choices, sight, lessons, seed } = input;
  if (lessons.length === 0) return nothing;
  const { mapping, steps: made } = mappingOf(choices, sight, seed);
  const periods = periodsOf(input);
  const bells = periods ? Bells.of(periods) : Bells.ofSchool(sight.calendar, dayOr(choices.from, sight.today));
  const found = findEntries(lessons, choices, mapping, bells, sight, problems);
  const of = { span: { from: choices.from, to: choices.to }, replace: choices.replace, seed };
  const { entries } = sight.draft;
  const origin = input.mine?.origin ?? null;
  const { steps, same } =
    origin === null
      ? planEntries(found, entries, of)
      : planFeedEntries(found, entries, { ...of, origin, today: sight.today, year: new SchoolYear(sight.calendar) });
  const used = new Set(found.flatMap(({ classGroupIds, roomId }) => [...classGroupIds, roomId]));
  const needed = made.filter((step) => step.after !== null && 'id' in step.after && used.has(step.after.id));
  const ring = bellsSteps(input, periods, found);
  return { steps: [...needed, ...ring.steps, ...steps], same: same + ring.same };
}

/** Names in the file to ids; classes and rooms to be made have the ids that they will get. */
function mappingOf(choices: ImportChoices, sight: Sight, seed: string): { mapping: Mapping; steps: Step[] } {
  const steps: Step[] = [];
  const classes = new Map<string, string>();
  const rooms = new Map<string, string>();
  const known = <Id>(all: readonly { id: Id }[], id: Id) => all.some((one) => one.id === id);
  for (const { name, as } of choices.classes) {
    if (as.do === 'map' && known(sight.classes, as.classGroupId)) classes.set(name, as.classGroupId);
    if (as.do !== 'create') continue;
    const after = { id: newId(seed, 'class', as.name), name: as.name, grades: as.grades };
    if (!steps.some((step) => step.of === 'class' && step.after?.id === after.id)) {
      steps.push({ of: 'class', before: null, after });
    }
    classes.set(name, after.id);
  }
  for (const { name, as } of choices.rooms) {
    if (as.do === 'map' && known(sight.rooms, as.roomId)) rooms.set(name, as.roomId);
    if (as.do !== 'create') continue;
    const after = { id: newId(seed, 'room', as.name), name: as.name };
    if (!steps.some((step) => step.of === 'room' && step.after?.id === after.id)) {
      steps.push({ of: 'room', before: null, after });
    }
    rooms.set(name, after.id);
  }
  const staff = new Map(
    choices.staff.flatMap(({ name, staffId }) =>
      staffId !== null && known(sight.staff, staffId) ? [[name, staffId] as const] : [],
    ),
  );
  return { mapping: { classes, staff, rooms }, steps };
}

/** Two names that are told apart by case alone would be one class. */
const newId = (seed: string, kind: string, name: string): string => steadyId(seed, kind, name.toLowerCase());

function periodsOf({ choices, reading, lessons }: Input): readonly Period[] | null {
  if (choices.bells.use === 'typed') return choices.bells.periods;
  return choices.bells.use === 'file' ? (reading.bells ?? offeredBells(lessons)) : null;
}

/** Bells of a file, or typed for it, become a schedule; one of the same name rings differently from now on. */
function bellsSteps(
  { choices, sight, seed, fileNames }: Input,
  periods: readonly Period[] | null,
  found: readonly { weekday: number }[],
): Part {
  if (periods === null || found.length === 0) return nothing;
  const name = cleanName((fileNames[0] ?? '').replace(/\.\w{2,5}$/, ''), 40) || '1';
  const weekdays = Array.from(new Set([...sight.draft.year.weekdays, ...found.map((entry) => entry.weekday)])).sort(
    (a, b) => a - b,
  );
  const { from, to } = choices;
  const bells = { name, periods: [...periods], weekdays, days: [], from, to };
  const is = (one: BellSchedule) => isDeepStrictEqual({ ...one, bellScheduleId: '' }, { ...bells, bellScheduleId: '' });
  if (sight.draft.bells.some(is)) return { steps: [], same: 1 };
  const before = sight.draft.bells.find((one) => nameKey(one.name) === nameKey(name)) ?? null;
  const bellScheduleId = before?.bellScheduleId ?? steadyId(seed, 'bells', name);
  return { steps: [{ of: 'bells', before, after: { bellScheduleId, ...bells } }], same: 0 };
}

/**
 * A list of classes: those that are not there yet. Where nothing limits what is known of the school's time, the school
 * year of the list does: nothing can be promised outside of it.
 */
function classesPart({ choices, sight, seed, reading }: Input): Part {
  const { steps, mapping } = mappingOf(choices, sight, seed);
  const classes = steps.filter((step) => step.of === 'class');
  const same = choices.classes.filter(({ name, as }) => as.do === 'map' && mapping.classes.has(name)).length;
  const { known } = sight.draft.year;
  const year = known.from === null && known.to === null ? knownSteps(reading.span, sight) : [];
  return { steps: [...year, ...classes], same };
}
