import { useEffect, useState } from 'react';

const shownFor = 5000;

/** True for five seconds after a tap or a key anywhere, since a classroom's screen has no menus. */
export function useTap(): boolean {
  const [tapped, setTapped] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const show = () => {
      setTapped(true);
      clearTimeout(timer);
      timer = setTimeout(() => setTapped(false), shownFor);
    };
    const events = ['pointerup', 'keydown'] as const;
    for (const event of events) addEventListener(event, show);
    return () => {
      clearTimeout(timer);
      for (const event of events) removeEventListener(event, show);
    };
  }, []);
  return tapped;
}
