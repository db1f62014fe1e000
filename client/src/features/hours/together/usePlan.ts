import { startSearch, stopSearch } from '@pluriclasse/shared/api/planning';
import { readPlan, readSearchWishes, swapPlannedHour } from '@pluriclasse/shared/api/plans';
import type { Wish } from '@pluriclasse/shared/calendar/wish';
import { useEffect, useRef, useState } from 'react';
import { callApi } from '../../../lib/api.ts';
import { untilThere } from '../untilThere.ts';
import { mergePlan, type Plan } from './progress.ts';

export interface PlanState {
  readonly plan: Plan | undefined;
  /** What went wrong; while the link is cut it is tried again by itself. */
  readonly error: Error | undefined;
  /** From the act to the server's first answer. */
  readonly starting: boolean;
}

const nothing: PlanState = { plan: undefined, error: undefined, starting: false };

/**
 * A common plan on the server, watched as it gets better. It goes on while nobody watches, so that a page that is left or
 * loaded again finds it; a new one ends the one before.
 */
export function usePlan() {
  const [state, setState] = useState<PlanState>(nothing);
  const watch = useRef<AbortController>(undefined);
  useEffect(() => () => watch.current?.abort(), []);

  /** @param begin starts a search or looks for one. @returns its id */
  const follow = async (begin: (signal: AbortSignal) => Promise<string>): Promise<void> => {
    watch.current?.abort();
    const mine = new AbortController();
    watch.current = mine;
    const { signal } = mine;
    setState(({ plan }) => ({ plan, error: undefined, starting: true }));
    try {
      const searchId = await begin(signal);
      let plan: Plan | undefined;
      do {
        const query = plan === undefined ? {} : { since: plan.revision };
        const news = await untilThere(
          () => callApi(readPlan, { params: { searchId }, query }, { signal }),
          signal,
          (error) => setState((before) => ({ ...before, error, starting: false })),
        );
        plan = mergePlan(plan, news);
        setState({ plan, error: undefined, starting: false });
      } while (plan.state === 'running');
    } catch (error) {
      if (signal.aborted) return;
      setState(({ plan }) => ({ plan, error: error instanceof Error ? error : new Error('plan'), starting: false }));
    }
  };

  /** @param onBegun told under which id it runs */
  const start = (wishes: readonly Wish[], onBegun: (searchId: string) => void): Promise<void> => {
    const before = state.plan;
    return follow(async (signal) => {
      if (before?.state === 'running') await stop(before.searchId);
      const body = { twinningId: null, wishes: [...wishes] };
      const { searchId } = await callApi(startSearch, { body }, { signal });
      onBegun(searchId);
      return searchId;
    });
  };

  /** Watches one that was begun before. @param onAsked told what it was asked */
  const resume = (searchId: string, onAsked: (wishes: readonly Wish[]) => void): Promise<void> =>
    follow(async (signal) => {
      onAsked((await callApi(readSearchWishes, { params: { searchId } }, { signal })).wishes);
      return searchId;
    });

  /** Plans anew with another hour for one. @param onBegun told under which id it runs */
  const swap = (wishId: string, onBegun: (searchId: string) => void): Promise<void> => {
    const params = { searchId: state.plan?.searchId ?? '', wishId };
    return follow(async (signal) => {
      const { searchId } = await callApi(swapPlannedHour, { params }, { signal });
      onBegun(searchId);
      return searchId;
    });
  };

  /** Watches one that this page has begun before. */
  const watchAgain = (searchId: string): Promise<void> => follow(async () => searchId);

  return { ...state, start, resume, swap, watchAgain, stop: () => state.plan && stop(state.plan.searchId) };
}

/** Whatever goes wrong here: a search ends by itself. */
const stop = async (searchId: string): Promise<void> => {
  await callApi(stopSearch, { params: { searchId } }).catch(() => undefined);
};
