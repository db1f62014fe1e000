/** A value with the way back and forth. */
export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
}

/** Steps that are kept. */
const depth = 200;

export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [] });

/** A step forth; the same value again is none. */
export const step = <T>(history: History<T>, now: T): History<T> =>
  now === history.now ? history : { past: [...history.past, history.now].slice(-depth), now, future: [] };

/** Changes the value within the last step: a stroke of the brush is undone as one. */
export const amend = <T>(history: History<T>, now: T): History<T> => ({ ...history, now });

export function undo<T>({ past, now, future }: History<T>): History<T> {
  const last = past.at(-1);
  return last === undefined ? { past, now, future } : { past: past.slice(0, -1), now: last, future: [now, ...future] };
}

export function redo<T>({ past, now, future }: History<T>): History<T> {
  const [next, ...rest] = future;
  return next === undefined ? { past, now, future } : { past: [...past, now], now: next, future: rest };
}
