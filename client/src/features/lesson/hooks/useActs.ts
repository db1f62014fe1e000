import type { RequestInput } from '@pluriclasse/shared/calls';
import type { SignallingCalls } from '@pluriclasse/shared/signalling/protocol';
import { createContext, use, useCallback, useMemo, useState } from 'react';
import { useLiveSeat } from './LiveSeatContext.tsx';

export interface Acts {
  /** Gives the server an order. What it refuses is kept as `trouble` until it is closed or an order works. */
  order: <N extends keyof SignallingCalls>(name: N, request: RequestInput<SignallingCalls, N>) => void;
  /** Runs something that may fail as an order does. */
  attempt: (run: () => Promise<unknown>) => void;
  trouble: unknown;
  close: () => void;
}

export const ActsContext = createContext<Acts | undefined>(undefined);

export function useCreateActs(): Acts {
  const { session } = useLiveSeat();
  const [trouble, setTrouble] = useState<unknown>();
  const attempt = useCallback((run: () => Promise<unknown>) => {
    run().then(
      () => setTrouble(undefined),
      (error: unknown) => setTrouble(error),
    );
  }, []);
  const order = useCallback<Acts['order']>(
    (name, request) => attempt(() => session.link.call(name, request)),
    [attempt, session],
  );
  const close = useCallback(() => setTrouble(undefined), []);
  return useMemo(() => ({ order, attempt, trouble, close }), [order, attempt, trouble, close]);
}

export function useActs(): Acts {
  const acts = use(ActsContext);
  if (!acts) throw new TypeError('outside of a lesson');
  return acts;
}
