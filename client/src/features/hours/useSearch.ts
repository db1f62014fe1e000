import { readSearch, startSearch, stopSearch, type Search } from '@pluriclasse/shared/api/planning';
import { readSearchWishes } from '@pluriclasse/shared/api/plans';
import type { Wish } from '@pluriclasse/shared/calendar/wish';
import type { TwinningId } from '@pluriclasse/shared/ids';
import { useEffect, useRef, useState } from 'react';
import { callApi } from '../../lib/api.ts';
import { untilThere } from './untilThere.ts';

export interface SearchState {
  readonly search: Search | undefined;
  readonly error: Error | undefined;
  /** From the act to the server's first answer. */
  readonly starting: boolean;
}

/** What a search was asked. */
export interface Asked {
  readonly twinningId: TwinningId | null;
  readonly wishes: readonly Wish[];
}

const nothing: SearchState = { search: undefined, error: undefined, starting: false };

/** A search on the server, watched as it gets better. A new one ends the one before. */
export function useSearch() {
  const [state, setState] = useState<SearchState>(nothing);
  const watch = useRef<AbortController>(undefined);
  useEffect(() => () => watch.current?.abort(), []);

  /** @param begin reads or starts the search that is watched then */
  const follow = async (begin: (signal: AbortSignal) => Promise<Search>): Promise<void> => {
    watch.current?.abort();
    const mine = new AbortController();
    watch.current = mine;
    const { signal } = mine;
    setState(({ search }) => ({ search, error: undefined, starting: true }));
    try {
      let search = await begin(signal);
      // Nobody watches any more: what runs for nobody is ended. A page that is loaded again goes on watching.
      signal.addEventListener('abort', () => void stop(search.searchId));
      setState({ search, error: undefined, starting: false });
      while (search.state === 'running') {
        const { searchId, revision } = search;
        search = await untilThere(
          () => callApi(readSearch, { params: { searchId }, query: { since: revision } }, { signal }),
          signal,
          (error) => setState((before) => ({ ...before, error })),
        );
        setState({ search, error: undefined, starting: false });
      }
    } catch (error) {
      if (!signal.aborted)
        setState(({ search }) => ({
          search,
          error: error instanceof Error ? error : new Error('search'),
          starting: false,
        }));
    }
  };

  /** @param onBegun told under which id it runs */
  const start = (twinningId: TwinningId | null, wish: Wish, onBegun: (searchId: string) => void): Promise<void> =>
    follow(async (signal) => {
      const search = await callApi(startSearch, { body: { twinningId, wishes: [wish] } }, { signal });
      onBegun(search.searchId);
      return search;
    });

  /** Watches one that was begun before. @param onAsked told what it was asked */
  const resume = (searchId: string, onAsked: (asked: Asked) => void): Promise<void> =>
    follow(async (signal) => {
      const params = { searchId };
      onAsked(await callApi(readSearchWishes, { params }, { signal }));
      return callApi(readSearch, { params }, { signal });
    });

  return { ...state, start, resume, stop: () => state.search && stop(state.search.searchId) };
}

/** Whatever goes wrong here: a search ends by itself. */
const stop = async (searchId: string): Promise<void> => {
  await callApi(stopSearch, { params: { searchId } }).catch(() => undefined);
};
