import type { Plan } from '@pluriclasse/shared/domain/plan';
import { AppError } from '@pluriclasse/shared/errors';

const HOUR = 3_600_000;
const LONGEST = 4 * HOUR;
const LONGEST_SPAN = 400 * 24 * HOUR;
/** No lesson is planned further ahead than two school years. */
const FURTHEST = 800 * 24 * HOUR;

/** @throws AppError `bad_request` with a reason unless a lesson may lie there. */
export function checkTimes({ startsAt, endsAt }: { startsAt: number; endsAt: number }, now: number): void {
  if (endsAt <= startsAt) throw refuse('end_before_start');
  if (endsAt - startsAt > LONGEST) throw refuse('too_long');
  if (endsAt <= now) throw refuse('past');
  if (startsAt > now + FURTHEST) throw refuse('too_far');
}

/** @throws AppError `bad_request` when two phases have one id: what runs could not be told apart. */
export function checkPlan(plan: Plan): void {
  if (new Set(plan.map(({ phaseId }) => phaseId)).size !== plan.length) throw refuse('same_phase_twice');
}

/** The span that a list is of; most rows fit into what a page can show. */
export function checkSpan(
  { from, to }: { from?: number | undefined; to?: number | undefined },
  otherwise: number,
): { from: number; to?: number; limit: number } {
  if (from === undefined && to === undefined) return { from: otherwise, limit: 100 };
  const begin = from ?? otherwise;
  const end = to ?? begin + LONGEST_SPAN;
  if (!isInstant(begin) || !isInstant(end) || end <= begin || end - begin > LONGEST_SPAN) throw refuse('span');
  return { from: begin, to: end, limit: 2000 };
}

/** Within what both JavaScript's dates and PostgreSQL's can say, with room to spare. */
const isInstant = (value: number) => Number.isFinite(value) && value >= 0 && value < 4e12;

const refuse = (reason: string) => new AppError('bad_request', `Not a lesson's time or plan: ${reason}`, { reason });
