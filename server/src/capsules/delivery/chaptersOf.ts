import type { CapsuleEdit } from '@pluriclasse/shared/api/capsules';
import type { Chapter } from '@pluriclasse/shared/capsule/manifest';
import { lengthOf, toPresented, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { CapsuleCue } from '../cues.ts';
import { pageMarks, type PageTurn } from './pageMarks.ts';

type Edited = Pick<CapsuleEdit, 'chapters'>;

/** By time; a chapter before the page that it begins with. */
const inOrder = (a: Chapter, b: Chapter): number => a.at - b.at || (a.page ?? 0) - (b.page ?? 0);

const phasesOf = (cues: readonly CapsuleCue[]): Chapter[] =>
  cues.flatMap((cue) => (cue.kind === 'phase' ? [{ at: Math.max(0, cue.at), title: cue.body.title }] : []));

/**
 * Chapters in the time of the recording: those that a teacher named, else the phases that were run, with the pages that
 * were shown.
 * @param until where the recording ends
 */
export function chaptersOf(
  cues: readonly CapsuleCue[],
  { chapters }: Edited,
  turns: readonly PageTurn[],
  until: number,
): Chapter[] {
  return (chapters ?? [...phasesOf(cues), ...pageMarks(turns, until)]).toSorted(inOrder);
}

/** The same in the time of viewers. Of those that begin in what is cut, only the one that goes on after it is left. */
export function presentChapters(
  cues: readonly CapsuleCue[],
  { chapters }: Edited,
  turns: readonly PageTurn[],
  kept: readonly Stretch[],
): Chapter[] {
  const duration = lengthOf(kept);
  const present = <T extends { at: number }>(one: T): T => ({ ...one, at: toPresented(kept, Math.max(0, one.at)) });
  const seen = (level: readonly Chapter[]) =>
    level.map(present).filter(({ at }, n, all) => at < duration && all[n + 1]?.at !== at);
  const named = chapters?.toSorted(inOrder);
  const phases = seen(named?.filter(({ page }) => page === undefined) ?? phasesOf(cues).toSorted(inOrder));
  // How long a page was seen is counted in what viewers see.
  const pages = named ? seen(named.filter(({ page }) => page !== undefined)) : pageMarks(turns.map(present), duration);
  return [...phases, ...pages].toSorted(inOrder);
}
