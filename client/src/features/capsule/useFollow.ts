import { useEffect, useRef, type RefObject } from 'react';

/** Whoever has looked elsewhere in the list is left in peace for this long, in milliseconds. */
const PEACE_MS = 6_000;
/** What is far away has a size that is only guessed until it is near: so it is gone to in some steps. */
const MOST_STEPS = 6;

/** Keeps what `selector` finds in a list that scrolls in sight, each time that `change` is another; the page stays. */
export function useFollow(list: RefObject<HTMLElement | null>, selector: string, change: unknown): void {
  const movedAt = useRef(-Infinity);
  useEffect(() => {
    const box = list.current;
    const moved = () => {
      movedAt.current = performance.now();
    };
    const ways = ['wheel', 'touchmove', 'keydown'] as const;
    for (const way of ways) box?.addEventListener(way, moved, { passive: true });
    return () => {
      for (const way of ways) box?.removeEventListener(way, moved);
    };
  }, [list]);
  useEffect(() => {
    if (performance.now() - movedAt.current < PEACE_MS) return undefined;
    let steps = 0;
    let frame = 0;
    const go = () => {
      const [box, item] = [list.current, list.current?.querySelector(selector)];
      if (!box || !item) return;
      const [outer, inner] = [box.getBoundingClientRect(), item.getBoundingClientRect()];
      const by = inner.top - outer.top - (outer.height - inner.height) / 3;
      const isFar = Math.abs(by) > outer.height;
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      box.scrollBy({ top: by, behavior: calm || isFar || steps > 0 ? 'instant' : 'smooth' });
      if (isFar && ++steps < MOST_STEPS) frame = requestAnimationFrame(go);
    };
    go();
    return () => cancelAnimationFrame(frame);
  }, [list, selector, change]);
}
