import type { ClosureKind } from '@pluriclasse/shared/calendar/model';
import type { ImportChoices } from '@pluriclasse/shared/api/imports';
import type { DraftClosure } from '../../timetables/timetables.service.ts';
import { nameIn } from '../formats/openholidays/readNames.ts';
import { SubdivisionTree } from '../formats/openholidays/appliesTo.ts';
import type { ReadClosure, Reading } from '../formats/reading.ts';
import { steadyId, type Step } from './Plan.ts';
import type { Planned } from './planEntries.ts';

export interface FoundClosure {
  readonly kind: ClosureKind;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}
type Choices = Pick<ImportChoices, 'subdivisions' | 'closureKind' | 'from' | 'to'>;

/** What of a reading is about the school: of the chosen subdivisions, or all where there are none to choose from. */
export function ofSchool({ closures, subdivisions, format }: Reading, chosen: Choices['subdivisions']): ReadClosure[] {
  if (format !== 'openholidays') return [...closures];
  const tree = new SubdivisionTree(subdivisions);
  return closures.filter((closure) => chosen.some((code) => tree.applies(closure, code)));
}

/** The closures that the choices leave, each once, in order. */
export function findClosures(closures: readonly ReadClosure[], choices: Choices, language: string): FoundClosure[] {
  const { from, to, closureKind } = choices;
  const found = new Map<string, FoundClosure>();
  for (const closure of closures) {
    if (closure.marks !== null || (from !== null && closure.to < from) || (to !== null && closure.from > to)) continue;
    const name = nameIn(closure.names, language);
    const one = { kind: closure.kind ?? closureKind, name, from: closure.from, to: closure.to };
    // A holiday that is listed for the country and for the region is one.
    const key = JSON.stringify([one.from, one.to, one.name]);
    if (!found.has(key)) found.set(key, one);
  }
  return Array.from(found.values()).sort((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
}

/** Whose closures an import may change: those of files, or those of one feed. What was typed is nobody's to change. */
export interface Source {
  readonly source: 'file' | 'feed';
  readonly origin: string | null;
}

/**
 * What makes the school have these closures: added, moved or renamed, and with `replace` those of the same source that are
 * not in the file go, within the days that it covers.
 */
export function planClosures(
  found: readonly FoundClosure[],
  existing: readonly DraftClosure[],
  { mine, replace, seed }: { mine: Source; replace: { from: string; to: string } | null; seed: string },
): Planned {
  const whole = existing.filter(({ hours, classGroupIds }) => hours === null && classGroupIds.length === 0);
  const left = new Set(whole.filter(({ source, origin }) => source === mine.source && origin === mine.origin));
  const others = whole.filter((closure) => !left.has(closure));
  const steps: Step[] = [];
  let same = 0;
  const take = (fits: (closure: DraftClosure) => boolean): DraftClosure | undefined => {
    const one = [...left].find(fits);
    if (one) left.delete(one);
    return one;
  };
  const days = ({ from, to }: { from: string; to: string }) => `${from} ${to}`;
  // Whoever typed the same days, or another feed that has them, said it already.
  const said = new Set(others.map(days));
  const unsame = found.filter((one) => {
    const is = take((closure) => days(closure) === days(one) && closure.name === one.name && closure.kind === one.kind);
    if (is === undefined) return true;
    same++;
    return false;
  });
  const unmoved = unsame.filter((one) => {
    const before = take((closure) => days(closure) === days(one)) ?? take((closure) => isMoved(closure, one));
    if (before) steps.push({ of: 'closure', before, after: { ...before, ...one, ...unvouched } });
    return before === undefined;
  });
  for (const one of unmoved) {
    if (said.has(days(one))) same++;
    else steps.push({ of: 'closure', before: null, after: closureOf(one, mine, seed) });
  }
  if (replace) {
    for (const closure of left) {
      if (closure.to >= replace.from && closure.from <= replace.to)
        steps.push({ of: 'closure', before: closure, after: null });
    }
  }
  return { steps, same };
}

const unvouched = { confirmedBy: null, confirmedAt: null };

/** The same holiday on days that changed: they still overlap. */
const isMoved = (closure: DraftClosure, one: FoundClosure): boolean =>
  closure.name === one.name && closure.kind === one.kind && closure.from <= one.to && one.from <= closure.to;

const closureOf = (one: FoundClosure, mine: Source, seed: string): DraftClosure => ({
  closureId: steadyId(seed, 'closure', JSON.stringify(one)),
  ...one,
  hours: null,
  classGroupIds: [],
  ...mine,
  ...unvouched,
});

/** The days for which a reading knows the school's holidays: from the first to the last that is about school. */
export function knownSpan(closures: readonly ReadClosure[]): { from: string; to: string } | null {
  const ofSchools = closures.filter(({ kind, marks }) => kind === 'school' || marks !== null);
  const from = ofSchools.map((closure) => closure.from).sort()[0];
  const to = ofSchools
    .map((closure) => closure.to)
    .sort()
    .at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}
