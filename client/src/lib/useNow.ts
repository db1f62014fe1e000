import { useEffect, useState } from 'react';

/** The browser's clock, renewed at every full step of `every` milliseconds. */
export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      setNow(Date.now());
      timer = setTimeout(tick, every - (Date.now() % every));
    };
    timer = setTimeout(tick, every - (Date.now() % every));
    return () => clearTimeout(timer);
  }, [every]);
  return now;
}
