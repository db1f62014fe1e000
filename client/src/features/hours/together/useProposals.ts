import { listLessons } from '@pluriclasse/shared/api/lessons';
import { readPlannedWish } from '@pluriclasse/shared/api/plans';
import { createSeries, listScheduled, listSeries } from '@pluriclasse/shared/api/series';
import { listTwinnings } from '@pluriclasse/shared/api/twinnings';
import type { Plan as LessonPlan } from '@pluriclasse/shared/domain/plan';
import { AppError } from '@pluriclasse/shared/errors';
import type { TwinningId } from '@pluriclasse/shared/ids';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { callApi } from '../../../lib/api.ts';

/** How the proposal of one twinning's series stands. */
export type Proposal =
  | { readonly state: 'waiting' | 'proposing' | 'known' }
  | { readonly state: 'proposed'; readonly lessons: number; readonly refused: number }
  | { readonly state: 'failed'; readonly error: Error };

export interface Proposed {
  readonly twinningId: TwinningId;
  readonly title: string;
}

/**
 * Proposes the series of a plan, one twinning after the other: everybody concerned gets mail, so what has failed is told
 * by twinning and nothing is undone. None is proposed twice: the server makes a twinning's first series once.
 */
export function useProposals(searchId: string | undefined) {
  const queries = useQueryClient();
  const [proposals, setProposals] = useState<ReadonlyMap<string, Proposal>>(new Map());
  const [running, setRunning] = useState(false);
  const watch = useRef<AbortController>(undefined);
  useEffect(() => () => watch.current?.abort(), []);
  const set = (twinningId: string, proposal: Proposal | undefined) =>
    setProposals((before) => {
      const next = new Map(before);
      if (proposal) next.set(twinningId, proposal);
      else next.delete(twinningId);
      return next;
    });

  const propose = async (wanted: readonly Proposed[], plan: LessonPlan): Promise<void> => {
    if (searchId === undefined || running) return;
    const mine = new AbortController();
    watch.current = mine;
    const { signal } = mine;
    setRunning(true);
    for (const { twinningId } of wanted) set(twinningId, { state: 'waiting' });
    for (const one of wanted) {
      if (signal.aborted) set(one.twinningId, undefined);
      else {
        set(one.twinningId, { state: 'proposing' });
        set(one.twinningId, await proposeOne(searchId, one, plan));
      }
    }
    setRunning(false);
    for (const { method, path } of [listScheduled, listSeries, listTwinnings, listLessons]) {
      void queries.invalidateQueries({ queryKey: [`${method} ${path}`] });
    }
  };
  /** The one under way is still proposed. */
  const stop = () => watch.current?.abort();
  return { proposals, running, propose, stop };
}

async function proposeOne(searchId: string, { twinningId, title }: Proposed, plan: LessonPlan): Promise<Proposal> {
  try {
    const { wish, answer } = await callApi(readPlannedWish, { params: { searchId, wishId: twinningId } });
    const pattern = answer.patterns.find(({ patternId }) => patternId === answer.chosen);
    if (pattern === undefined) throw new AppError('conflict', 'No hour', { reason: 'no_dates' });
    const { timeZone, slots, everyWeeks, lessons } = pattern;
    const starts = lessons.map(({ startsAt }) => startsAt);
    const body = { twinningId, title, wish, pattern: { timeZone, slots, everyWeeks }, starts, plan, onlyFirst: true };
    const { series, refused } = await callApi(createSeries, { body });
    return { state: 'proposed', lessons: series.lessons, refused: refused.length };
  } catch (error) {
    if (error instanceof AppError && error.reason === 'has_series') return { state: 'known' };
    return { state: 'failed', error: error instanceof Error ? error : new Error('propose') };
  }
}
