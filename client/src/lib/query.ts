import type { Endpoint } from '@pluriclasse/shared/api/http';
import { AppError } from '@pluriclasse/shared/errors';
import { MutationCache, QueryCache, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi, type ApiArgs, type ApiReply } from './api.ts';
import { passes } from './passes.ts';

/**
 * What the office pages keep of the server's answers. Pages that only sign in or join do without it.
 *
 * @param onSignedOut called when the server no longer knows who asks
 */
export function createQueries(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof AppError && error.code === 'unauthenticated') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // A browser that takes itself for offline asks all the same: a school's own server may be within reach.
        networkMode: 'always',
        // One more try at once; then the page says what is wrong and goes on trying.
        retry: (failures, error) => passes(error) && failures < 1,
        retryDelay: 500,
        // A page that could not be loaded tries again by itself, and says so.
        refetchInterval: (query) => (query.state.error !== null && passes(query.state.error) ? 10_000 : false),
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

const keyOf = (endpoint: Endpoint) => `${endpoint.method} ${endpoint.path}`;

export interface ReadOptions {
  /** False: not yet, its arguments are not known. */
  enabled?: boolean;
  /** Milliseconds between reads of what changes by itself. */
  every?: number;
}

/** Reads an endpoint and keeps its answer under its path and arguments. */
export function useRead<E extends Endpoint>(
  endpoint: E,
  args: ApiArgs<E>,
  { enabled = true, every }: ReadOptions = {},
) {
  return useQuery<ApiReply<E>>({
    queryKey: [keyOf(endpoint), args],
    queryFn: ({ signal }) => callApi(endpoint, args, { signal }),
    enabled,
    ...(every !== undefined && { refetchInterval: every }),
  });
}

/** Calls an endpoint that changes something; then reads again what it may have changed. */
export function useChange<E extends Endpoint>(endpoint: E, stale: readonly Endpoint[]) {
  const queries = useQueryClient();
  return useMutation<ApiReply<E>, Error, ApiArgs<E>>({
    mutationFn: (args) => callApi(endpoint, args),
    onSuccess: async () => {
      await Promise.all(stale.map((other) => queries.invalidateQueries({ queryKey: [keyOf(other)] })));
    },
  });
}

/**
 * Calls an endpoint that answers the same as another one reads; the answer is kept as what that one read. Refused, since
 * somebody else was faster: what is kept is read again.
 *
 * @param stale what it changes beside, to be read again
 * @param inTurn a change waits until the one before has come back, so that the last one holds
 */
export function useKeptChange<K extends Endpoint, E extends Endpoint & { readonly reply: K['reply'] }>(
  endpoint: E,
  kept: K,
  args: ApiArgs<K>,
  stale: readonly Endpoint[] = [],
  { inTurn = false } = {},
) {
  const queries = useQueryClient();
  const queryKey = [keyOf(kept), args];
  return useMutation<ApiReply<E>, Error, ApiArgs<E>>({
    ...(inTurn && { scope: { id: JSON.stringify(queryKey) } }),
    mutationFn: (change) => callApi(endpoint, change),
    onSuccess: async (answer) => {
      // A read on its way would put back what was.
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, answer);
      for (const other of stale) void queries.invalidateQueries({ queryKey: [keyOf(other)] });
    },
    onError: (error) => {
      if (error instanceof AppError && error.code === 'conflict') void queries.invalidateQueries({ queryKey });
    },
  });
}
