import type { Me } from '@pluriclasse/shared/api/sessions';
import { useEffect, useMemo } from 'react';
import { passes } from '../../lib/passes.ts';
import { useMe, type MeState } from '../../lib/useMe.ts';
import { forgetOthers, recallMe } from '../../live/offline/rememberedMe.ts';

/** Who is at home here: as the server says, or without a network who took something along. */
export function useAtHome(): { state: MeState; reload: () => void; setMe: (me: Me) => void } {
  const { state, ...acts } = useMe('home');
  const away = state.kind === 'failed' && passes(state.error);
  const remembered = useMemo(() => (away ? recallMe() : undefined), [away]);
  useEffect(() => {
    if (state.kind === 'known') forgetOthers(state.me);
  }, [state]);
  return { ...acts, state: remembered ? { kind: 'known', me: remembered } : state };
}
