import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { Readable } from '../../../live/Store.ts';

/** What a store of the engine holds now. */
export function useReadable<T>(store: Readable<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** A part of it: the component is drawn again only when that part changes (Object.is, or `same`). */
export function useSelected<T, S>(
  store: Readable<T>,
  select: (value: T) => S,
  same: (a: S, b: S) => boolean = Object.is,
): S {
  const last = useRef<{ value: S } | undefined>(undefined);
  const read = useCallback(() => {
    const value = select(store.get());
    if (last.current === undefined || !same(last.current.value, value)) last.current = { value };
    return last.current.value;
  }, [store, select, same]);
  return useSyncExternalStore(store.subscribe, read);
}
