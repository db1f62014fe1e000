import type { Chapter } from '@pluriclasse/shared/capsule/manifest';

/** A page that is seen from an instant on, within a chapter. */
export interface PageMark {
  readonly at: number;
  /** Where the next mark, or the next chapter, begins. */
  readonly to: number;
  /** Its number, from 1. */
  readonly page: number;
  /** Empty where nobody named it. */
  readonly title: string;
}

/** A chapter as a piece of the path. */
export interface PathPiece {
  readonly from: number;
  readonly to: number;
  readonly title: string;
  /** Where pages are the only chapters: the number of this one. */
  readonly page?: number | undefined;
  readonly marks: readonly PageMark[];
}

/**
 * The chapters as pieces that cover all of the time, with the pages that begin within each; without any, one piece
 * without a name. Pages alone are the chapters.
 */
export function pathOf(chapters: readonly Chapter[], duration: number): PathPiece[] {
  const sorted = chapters.toSorted((a, b) => a.at - b.at).filter(({ at }) => at < duration || at === 0);
  const named = sorted.filter(({ page }) => page === undefined);
  const kept = named.length > 0 ? named : sorted;
  const pieces = kept.map(({ at, title, page }, n) => ({
    // What lies before the first chapter belongs to it.
    from: n === 0 ? 0 : at,
    to: kept[n + 1]?.at ?? duration,
    title,
    page,
  }));
  const whole = pieces.filter(({ from, to }) => to > from);
  if (whole.length === 0) return [{ from: 0, to: duration, title: '', marks: [] }];
  return whole.map((piece) => ({ ...piece, marks: named.length > 0 ? marksIn(sorted, piece) : [] }));
}

function marksIn(chapters: readonly Chapter[], { from, to }: { from: number; to: number }): PageMark[] {
  const marks = chapters.filter(({ at, page }) => page !== undefined && at >= from && at < to);
  return marks.map(({ at, title, page = 1 }, n) => ({ at, to: marks[n + 1]?.at ?? to, page, title }));
}

/** Index of the piece that an instant lies in. */
export function pieceAt(pieces: readonly PathPiece[], at: number): number {
  return Math.max(
    0,
    pieces.findLastIndex(({ from }) => from <= at),
  );
}

export const markAt = ({ marks }: Pick<PathPiece, 'marks'>, at: number): PageMark | undefined =>
  marks.findLast((mark) => mark.at <= at);

/** An instant that shows best what a piece is about: what had come to the board when it ended, or its page was left. */
export const lookOf = ({ from, to, marks }: Pick<PathPiece, 'from' | 'to' | 'marks'>): number =>
  Math.max(from, (marks.find(({ at }) => at > from)?.at ?? to) - 1);

/** Where something changed, as pieces of the time for a lane: what is close together is one. @param apart milliseconds */
export function runsOf(instants: readonly number[], apart: number): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const at of instants) {
    const last = runs.at(-1);
    if (last && at - last.to <= apart) last.to = at;
    else runs.push({ from: at, to: at });
  }
  return runs;
}

/** A gap that was cut to an instant is told for so long, in milliseconds. */
const TOLD = 3_000;

/** Whether something is lost at an instant, or was just before it: between two stretches a gap is an instant. */
export const isLost = (gaps: readonly { from: number; to: number }[], at: number): boolean =>
  gaps.some(({ from, to }) => from <= at && at < Math.max(to, from + TOLD));

/** `16:58`, or `1:02:03` from an hour on. */
export function timeText(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
