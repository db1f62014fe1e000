import { useRef, type KeyboardEvent } from 'react';

const steps: Record<string, -1 | 1> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/**
 * Arrow keys within a group of which one element is in the tab order (WAI-ARIA APG, roving tabindex).
 * Put `ref` and `onKeyDown` on the group; children that take part carry `data-roving`.
 * @param onMove told of the element that arrows have reached, after it has the focus.
 */
export function useRoving<E extends HTMLElement>(onMove?: (element: HTMLElement) => void) {
  const ref = useRef<E>(null);
  const onKeyDown = (event: KeyboardEvent<E>) => {
    const all = [...(ref.current?.querySelectorAll<HTMLElement>('[data-roving]:not(:disabled)') ?? [])];
    const here = all.findIndex((element) => element === document.activeElement);
    if (here < 0) return;
    const step = steps[event.key];
    let next: HTMLElement | undefined;
    if (step !== undefined) next = all[(here + step + all.length) % all.length];
    else if (event.key === 'Home') next = all[0];
    else if (event.key === 'End') next = all.at(-1);
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
    onMove?.(next);
  };
  return { ref, onKeyDown };
}
