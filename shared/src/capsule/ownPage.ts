import * as z from 'zod/mini';
import { OwnPageId } from '../ids.ts';
import { line } from '../text.ts';
import { Duration, Instant } from '../time.ts';

/**
 * A page of one's own: the board of a capsule as it was at a moment, taken to work on. A board's document
 * (`shared/board/document`) of exactly one page.
 */
export const OwnPage = z.object({
  ownPageId: OwnPageId,
  /** The chapter that it was taken from; empty where there is none. */
  title: z.union([line(80), z.literal('')]),
  /** The moment, in the time of those who watched then. */
  at: Duration,
  takenAt: Instant,
});
export type OwnPage = z.infer<typeof OwnPage>;

export const ownPageLimits = {
  /** Of one person and one capsule. */
  pages: 6,
  /** Bytes of a page's document: a full page of a lesson, with as much again drawn on it. */
  state: 2 * 1024 * 1024,
  /** Bytes of a state vector: of some thousand Yjs clients. */
  vector: 64 * 1024,
} as const;
