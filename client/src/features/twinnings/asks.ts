import type { Ask } from '@pluriclasse/shared/api/asks';
import type { SeriesState } from '@pluriclasse/shared/domain/approval';
import type { ApprovalStep } from '../../components/ApprovalSteps.tsx';

type StepState = ApprovalStep['state'];

/** Whole days for which an answer is waited for. */
export const waitedDays = (askedAt: number, now: number): number => Math.floor(Math.max(0, now - askedAt) / 86_400_000);

/** What the answers to one step's questions make of it; a step that nobody was asked yet lies ahead. */
export function stateOfStep(asks: readonly Pick<Ask, 'answer' | 'closedAt'>[], over: boolean): StepState {
  if (asks.some(({ answer }) => answer === 'no')) return 'no';
  if (asks.length === 0) return over ? 'done' : 'ahead';
  if (asks.every(({ answer }) => answer === 'yes')) return 'done';
  return asks.some(({ answer, closedAt }) => answer === null && closedAt === null) ? 'now' : 'ahead';
}

/** The last step of a series: confirmed, or why it is not. */
export function stateOfEnd(state: SeriesState): StepState {
  switch (state) {
    case 'confirmed':
      return 'done';
    case 'approved':
      return 'now';
    case 'declined':
    case 'withdrawn':
      return 'no';
    case 'proposed':
      return 'ahead';
  }
}
