import { useEffect, useRef } from 'react';
import type { Place } from './selection.ts';

/**
 * Moves the browser's focus along with a grid's: while it is in the grid, and when it is asked for.
 * @param asked counts up with each request
 */
export function useGridFocus({ row, col }: Place, asked: number) {
  const table = useRef<HTMLTableElement>(null);
  const answered = useRef(asked);
  useEffect(() => {
    const isHere = table.current?.contains(document.activeElement) === true;
    if (!isHere && answered.current === asked) return;
    answered.current = asked;
    table.current?.querySelector<HTMLElement>(`[data-place="${row},${col}"]`)?.focus();
  }, [row, col, asked]);
  return table;
}
