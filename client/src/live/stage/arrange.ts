/**
 * The order of tiles on a screen; the first one has the stage when a picture has it. Tiles keep their places: who takes
 * the stage changes places with who had it, who comes takes the next free place, nobody else moves.
 *
 * @param before the order so far
 * @param tiles what there is now, in the order in which new ones come in
 * @param first the tile that has the stage; undefined while board or nobody has it
 */
export function arrange<K extends string>(before: readonly K[], tiles: readonly K[], first: K | undefined): K[] {
  const kept = before.filter((key) => tiles.includes(key));
  const order = [...kept, ...tiles.filter((key) => !kept.includes(key))];
  const at = first === undefined ? -1 : order.indexOf(first);
  const [head] = order;
  if (first === undefined || head === undefined || at <= 0) return order;
  order[0] = first;
  order[at] = head;
  return order;
}
