import { useEffect, useState } from 'react';
import { findRoute } from '../../../live/check/findRoute.ts';
import type { Route, Speed } from '../../../live/check/judge.ts';
import { measureSpeed } from '../../../live/check/measureSpeed.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { usePage } from '../hooks/PageContext.ts';
import { useReadable } from '../hooks/useReadable.ts';

export interface WayCheck {
  route: Route | 'asking';
  speed: Speed | 'asking' | 'unknown';
  again: () => void;
}

/** Tries the ways to the lesson and how wide they are; speed after the route, so that neither disturbs the other. */
export function useWayCheck(): WayCheck {
  const { session } = useLiveSeat();
  const { as } = usePage();
  const open = useReadable(session.lobby) !== undefined;
  const [round, setRound] = useState(0);
  const [route, setRoute] = useState<WayCheck['route']>('asking');
  const [speed, setSpeed] = useState<WayCheck['speed']>('asking');
  useEffect(() => {
    if (!open) return;
    const abort = new AbortController();
    const set =
      <T>(setter: (value: T) => void) =>
      (value: T) =>
        void (abort.signal.aborted || setter(value));
    session.link
      .call('media:probe', {})
      .then(({ probe, iceServers }) => findRoute(probe, iceServers))
      .catch(() => 'unknown' as const)
      .then(set(setRoute))
      .then(() => measureSpeed(as, abort.signal))
      .catch(() => 'unknown' as const)
      .then(set(setSpeed), () => undefined);
    return () => abort.abort();
  }, [open, session, as, round]);
  const again = () => {
    setRoute('asking');
    setSpeed('asking');
    setRound((n) => n + 1);
  };
  return { route, speed, again };
}
