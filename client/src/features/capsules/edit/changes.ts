import type { CapsuleDraft, CapsuleEdit } from '@pluriclasse/shared/api/capsules';
import type { Chapter } from '@pluriclasse/shared/capsule/manifest';
import { lengthOf, normalise, toPresented, within, without, type Stretch } from '@pluriclasse/shared/capsule/stretches';

/** What is seen is at least this long, in milliseconds: two handles never lie on each other. */
const shortest = 1_000;

/** From the first recorded instant to the last. */
export function wholeOf(recorded: readonly Stretch[]): Stretch {
  return { from: recorded[0]?.from ?? 0, to: recorded.at(-1)?.to ?? 0 };
}

const clamp = (at: number, { from, to }: Stretch) => Math.min(to, Math.max(from, at));

/** What viewers get: recorded, inside the trim, not hidden. */
export function keptOf(recorded: readonly Stretch[], { trim, hidden }: CapsuleEdit): Stretch[] {
  return without(trim ? within(recorded, [trim]) : normalise(recorded), hidden);
}

/** Moves the beginning or the end of what is seen; where both are those of the recording it is as it was recorded. */
export function trimAt(recorded: readonly Stretch[], edit: CapsuleEdit, end: keyof Stretch, at: number): CapsuleEdit {
  const whole = wholeOf(recorded);
  const now = edit.trim ?? whole;
  const trim =
    end === 'from'
      ? { from: clamp(at, { from: whole.from, to: Math.max(whole.from, now.to - shortest) }), to: now.to }
      : { from: now.from, to: clamp(at, { from: Math.min(whole.to, now.from + shortest), to: whole.to }) };
  return { ...edit, trim: trim.from === whole.from && trim.to === whole.to ? null : trim };
}

/** Hides a stretch; those that touch become one. */
export function hide(recorded: readonly Stretch[], edit: CapsuleEdit, stretch: Stretch): CapsuleEdit {
  return { ...edit, hidden: normalise([...edit.hidden, ...within([stretch], [wholeOf(recorded)])]) };
}

export function show(edit: CapsuleEdit, index: number): CapsuleEdit {
  return { ...edit, hidden: edit.hidden.filter((_, n) => n !== index) };
}

/** The chapters that count now: the teacher's, else those of phases and pages. */
export function chaptersOf({ chapters }: Pick<CapsuleDraft, 'chapters'>, edit: CapsuleEdit): readonly Chapter[] {
  return edit.chapters ?? chapters;
}

export const isPage = ({ page }: Chapter): boolean => page !== undefined;
/** By time; a chapter before the page that it begins with. */
const inOrder = (a: Chapter, b: Chapter): number => a.at - b.at || Number(isPage(a)) - Number(isPage(b));
/** A name of nothing but spaces is none. */
const tidy = (one: Chapter): Chapter => (isPage(one) && one.title.trim() === '' ? { ...one, title: '' } : one);

/** Chapters by time; two at one instant stay in the order in which they were. */
export function withChapters(edit: CapsuleEdit, chapters: readonly Chapter[]): CapsuleEdit {
  return { ...edit, chapters: chapters.toSorted(inOrder).map(tidy) };
}

export interface Preview {
  /** Milliseconds. */
  length: number;
  /** By the viewers' time; of chapters that begin at the same instant there, the last one, and of pages too. */
  chapters: Chapter[];
}

/** What viewers will see of it. */
export function previewOf(kept: readonly Stretch[], chapters: readonly Chapter[]): Preview {
  const length = lengthOf(kept);
  const shown = (level: readonly Chapter[]) =>
    level
      .map((one) => ({ ...one, at: toPresented(kept, one.at) }))
      .filter(({ at }, n, all) => at < length && all[n + 1]?.at !== at);
  const all = [...shown(chapters.filter((one) => !isPage(one))), ...shown(chapters.filter(isPage))];
  return { length, chapters: all.toSorted(inOrder) };
}

/** Whether two edits say the same. */
export const isSame = (a: CapsuleEdit, b: CapsuleEdit): boolean =>
  JSON.stringify(plain(a)) === JSON.stringify(plain(b));

const plain = ({ trim, hidden, chapters }: CapsuleEdit) => [
  trim && [trim.from, trim.to],
  normalise(hidden).map(({ from, to }) => [from, to]),
  chapters?.map(({ at, title, page }) => [at, title, page ?? null]) ?? null,
];
