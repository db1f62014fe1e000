import type { PupilCatchUp } from '@pluriclasse/shared/api/catchUps';
import type { Check } from '@pluriclasse/shared/capsule/checks';
import {
  markOf,
  seenPresented,
  type CatchUpProgress,
  type CheckMark,
  type TaskDone,
} from '@pluriclasse/shared/capsule/progress';
import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { AnswerRow, CatchUpRow } from './catchUps.repository.ts';

/** What became of each check: graded anew by what is right now, since a teacher may have mended it. */
export function marksOf(checks: readonly Check[], answers: readonly AnswerRow[]): PupilCatchUp['checks'] {
  return checks.map((check) => {
    const marks = answers
      .filter(({ checkId }) => checkId === check.checkId)
      .flatMap(({ given }) => markOf(check, given ?? 'said') ?? []);
    return { checkId: check.checkId, mark: best(marks), tries: marks.length };
  });
}

const best = (marks: readonly CheckMark[]): CheckMark | null =>
  marks.find((mark) => mark !== 'not-yet') ?? marks[0] ?? null;

export const taskOf = (row: CatchUpRow | undefined): TaskDone | null =>
  row?.taskAt == null
    ? null
    : { at: row.taskAt, text: row.taskText, ...(row.taskPage !== null && { page: row.taskPage }) };

/** How far a pupil is, in the time of those who watch now. */
export function progressOf(
  { kept, checks }: { kept: readonly Stretch[]; checks: readonly Check[] },
  row: CatchUpRow | undefined,
  answers: readonly AnswerRow[],
): CatchUpProgress {
  return {
    seen: seenPresented(kept, row?.seen ?? []),
    checks: marksOf(checks, answers).flatMap(({ checkId, mark }) => (mark === null ? [] : [{ checkId, mark }])),
    task: taskOf(row),
  };
}
