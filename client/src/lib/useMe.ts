import { readMe, type Me } from '@pluriclasse/shared/api/sessions';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { useCallback, useEffect, useState } from 'react';
import { callApi } from './api.ts';

export type MeState = { kind: 'loading' } | { kind: 'known'; me: Me } | { kind: 'failed'; error: unknown };

/** Who this page's session is, asked once; `reload` asks again, `setMe` takes what another call answered. */
export function useMe(as: SpeakingAs): { state: MeState; reload: () => void; setMe: (me: Me) => void } {
  const [state, setState] = useState<MeState>({ kind: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    callApi(readMe, {}, { as, signal: abort.signal }).then(
      (me) => setState({ kind: 'known', me }),
      (error: unknown) => {
        if (!abort.signal.aborted) setState({ kind: 'failed', error });
      },
    );
    return () => abort.abort();
  }, [as, round]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const setMe = useCallback((me: Me) => setState({ kind: 'known', me }), []);
  return { state, reload, setMe };
}
