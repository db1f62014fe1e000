/** Whether two values are the same as JSON, in whatever order their keys stand: a database may keep them in its own. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [mine, theirs] = [entriesOf(one), entriesOf(other)];
  return (
    mine.size === theirs.size && [...mine].every(([key, value]) => theirs.has(key) && sameJson(value, theirs.get(key)))
  );
}

/** JSON knows nothing of what is undefined. */
const entriesOf = (value: object): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(value).filter(([, one]) => one !== undefined));
