import { phaseTimeLeft, type Phase } from '@pluriclasse/shared/domain/plan';
import { useLesson } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useServerNow } from '../hooks/useServerNow.ts';

export interface ShownPhase {
  phase: Phase | undefined;
  /** 1, 2, … */
  n: number;
  count: number;
  /** Milliseconds; negative over time. */
  left: number;
  /** 0–1 of the phase, with what was added to it. */
  progress: number;
  minutes: number[];
  current: number;
}

/** The running phase by the server's clock, renewed each second. */
export function usePhase(): ShownPhase {
  const { plan } = useLesson();
  const now = useServerNow(useLiveSeat().session.clock);
  const phase = plan.phases[plan.current];
  const left = phaseTimeLeft(plan, now);
  const whole = (phase?.minutes ?? 0) * 60_000 + plan.extra;
  return {
    phase,
    n: plan.current + 1,
    count: plan.phases.length,
    left,
    progress: whole > 0 ? 1 - left / whole : 0,
    minutes: plan.phases.map(({ minutes }) => minutes),
    current: plan.current,
  };
}
