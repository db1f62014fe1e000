import { useEffect, useState } from 'react';
import type { ServerClock } from '../../../live/link/ServerClock.ts';

/** Server time, renewed at each of its full seconds, so that all sites' clocks change together. */
export function useServerNow(clock: ServerClock): number {
  const [now, setNow] = useState(clock.now);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      setNow(clock.now());
      timer = setTimeout(tick, 1000 - (clock.now() % 1000));
    };
    tick();
    const stop = clock.offset.subscribe(() => {
      clearTimeout(timer);
      tick();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [clock]);
  return now;
}
