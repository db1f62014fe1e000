import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';

/** Where somebody wants to go: a link's path, or back. */
type Wanted = { readonly to: 'path'; readonly path: string } | { readonly to: 'back' };

/** Marks the second place of a page in the history. */
const GUARD = 'unsaved';

/**
 * Holds whoever would leave a page with work that is not saved: links and the way back wait for an answer, and the
 * browser asks by itself before it closes or loads anew.
 *
 * The way back can't be stopped, and the router hears of it first. So the page stands twice in the history while there is
 * something to lose: the way back leads to itself.
 *
 * @returns whether somebody wants to go, and the two answers
 */
export function useLeaveGuard(unsaved: boolean) {
  const [, go] = useLocation();
  const [wanted, setWanted] = useState<Wanted>();
  const leaving = useRef(false);
  useEffect(() => {
    if (!unsaved) return;
    let here = location.href;
    const { pathname } = location;
    const isHere = () => location.pathname === pathname;
    const stop = new AbortController();
    const on = { signal: stop.signal };
    // Saved and changed again, it stands there still: ten times saved must not be ten steps back.
    if (history.state !== GUARD) history.pushState(GUARD, '', here);
    // The router tells of these two; a page may write its choices into its address.
    for (const change of ['pushState', 'replaceState'])
      window.addEventListener(change, () => isHere() && (here = location.href), on);
    window.addEventListener(
      'popstate',
      () => {
        if (!isHere() || leaving.current) return;
        history.pushState(GUARD, '', here);
        setWanted({ to: 'back' });
      },
      on,
    );
    window.addEventListener('beforeunload', (event) => event.preventDefault(), on);
    window.addEventListener(
      'click',
      (event) => {
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
        const link = event.target instanceof Element ? event.target.closest('a') : null;
        if (!link || link.target === '_blank' || link.origin !== location.origin || link.pathname === pathname) return;
        // The router hears of it no more.
        event.preventDefault();
        event.stopPropagation();
        setWanted({ to: 'path', path: link.pathname + link.search + link.hash });
      },
      { ...on, capture: true },
    );
    return () => stop.abort();
  }, [unsaved]);
  return {
    asks: wanted !== undefined,
    stay: () => setWanted(undefined),
    leave: () => {
      setWanted(undefined);
      leaving.current = true;
      if (wanted?.to === 'path') go(wanted.path);
      if (wanted?.to === 'back') goBackFrom(location.pathname);
    },
  };
}

/** Back past all the places that a page has in the history. */
function goBackFrom(pathname: string): void {
  const stop = new AbortController();
  const onPop = () => {
    if (location.pathname === pathname) history.back();
    else stop.abort();
  };
  window.addEventListener('popstate', onPop, { signal: stop.signal });
  history.back();
}
