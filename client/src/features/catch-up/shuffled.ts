/**
 * Places 0 to n - 1, mixed in a way that depends on the key alone: the same child finds the same order after a reload.
 * Never in their own order, since that would be the answer.
 */
export function shuffled(n: number, key: string): number[] {
  let state = Array.from(key, (letter) => letter.codePointAt(0) ?? 0).reduce(
    (hash, code) => (hash * 31 + code) % 2_147_483_647,
    7,
  );
  const next = (below: number) => {
    state = (state * 48_271 + 11) % 2_147_483_647;
    return state % below;
  };
  const places = Array.from({ length: n }, (_, at) => at);
  for (let at = n - 1; at > 0; at--) swap(places, at, next(at + 1));
  if (n > 1 && places.every((place, at) => place === at)) swap(places, 0, n - 1);
  return places;
}

/** The same with two places changed. */
export function swapped(places: readonly number[], one: number, other: number): number[] {
  const next = [...places];
  swap(next, one, other);
  return next;
}

function swap(places: number[], one: number, other: number): void {
  const [a, b] = [places[one], places[other]];
  if (a === undefined || b === undefined) return;
  places[one] = b;
  places[other] = a;
}
