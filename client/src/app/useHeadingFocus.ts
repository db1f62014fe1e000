import { useLayoutEffect, useRef } from 'react';
import { useLocation } from 'wouter';

/**
 * After a change of page the keyboard and a screen reader begin at its heading, as after a load they would at its top.
 * The page one arrives at is left to the browser.
 */
export function useHeadingFocus(): void {
  const [path] = useLocation();
  const arrived = useRef(false);
  // Before the observer of the page that was left hears of the new one.
  useLayoutEffect(() => {
    const { activeElement: left } = document;
    const stop = new AbortController();
    const look = () => {
      // While a page is on its way React keeps the one before it, hidden.
      const heading = [...document.querySelectorAll('h1')].find((one) => one.getClientRects().length > 0);
      if (heading === undefined) return;
      if (!arrived.current) {
        arrived.current = true;
        return stop.abort();
      }
      const { activeElement: now } = document;
      if (now !== null && now !== left && now !== document.body) return;
      heading.tabIndex = -1;
      heading.focus();
    };
    // The heading comes with the page's code, and once more with what the page reads.
    const changes = new MutationObserver(look);
    changes.observe(document.body, { childList: true, subtree: true });
    stop.signal.addEventListener('abort', () => changes.disconnect());
    // From the first touch on the focus is the person's.
    for (const kind of ['keydown', 'pointerdown'] as const)
      document.addEventListener(kind, () => stop.abort(), { capture: true, signal: stop.signal });
    look();
    return () => stop.abort();
  }, [path]);
}
