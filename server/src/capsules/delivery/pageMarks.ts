import { PageId } from '@pluriclasse/shared/board/objects';
import type { Chapter } from '@pluriclasse/shared/capsule/manifest';
import * as z from 'zod/mini';

/** From `at` on one sees that page; `number` is its place among the pages then, from 1. */
export const PageTurn = z.object({ at: z.number(), page: PageId, number: z.int() });
export type PageTurn = z.infer<typeof PageTurn>;

/** A page that is passed on the way to another makes no mark. Milliseconds. */
const LEAST = 5_000;

/**
 * Marks of the pages that were shown for a while; none where it was always the same one.
 * @param turns in order, in the time of the marks
 * @param until where the last page's time ends
 */
export function pageMarks(turns: readonly PageTurn[], until: number): Chapter[] {
  const stayed = turns.filter(({ at }, n) => (turns[n + 1]?.at ?? until) - at >= LEAST);
  const marks = stayed.filter(({ page }, n) => stayed[n - 1]?.page !== page);
  return marks.length < 2 ? [] : marks.map(({ at, number }) => ({ at: Math.max(0, at), title: '', page: number }));
}
