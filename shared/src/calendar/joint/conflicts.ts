import { groupBy, Numbers, type Lists } from './Lists.ts';
import type { Packing } from './pack.ts';

/** Claims by resource, each resource's in order of the slots' starts. */
export interface ResourceTable {
  /** Claims of a resource are `start[resource]` to `start[resource + 1]`. */
  readonly start: Int32Array;
  readonly option: Int32Array;
  /** Of the folded hours. */
  readonly part: Int32Array;
  /** Where a claim of the packing stands here. */
  readonly placeOf: Int32Array;
}

export function sortByResource({ claims, optionCount }: Packing): ResourceTable {
  const { folded, start, resource, part, resources } = claims;
  const count = part.length;
  const order = [...new Set(folded.start)].sort((a, b) => a - b);
  const rankOfStart = new Map(order.map((one, at) => [one, at]));
  const rank = new Int32Array(folded.start.length);
  for (let one = 0; one < rank.length; one++) rank[one] = rankOfStart.get(folded.start[one]!)!;
  const rankOf = new Int32Array(count);
  const optionOf = new Int32Array(count);
  const numbers = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    numbers[at] = at;
    rankOf[at] = rank[part[at]!]!;
  }
  for (let option = 0; option < optionCount; option++) optionOf.fill(option, start[option], start[option + 1]);
  // By start first, then by resource: the second keeps the order of the first.
  const byRank = groupBy(rankOf, numbers, count, order.length).items;
  for (let at = 0; at < count; at++) rankOf[at] = resource[byRank[at]!]!;
  const sorted = groupBy(rankOf, byRank, count, resources.length);
  const [option, parts, placeOf] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  for (let at = 0; at < count; at++) {
    const claim = sorted.items[at]!;
    option[at] = optionOf[claim]!;
    parts[at] = part[claim]!;
    placeOf[claim] = at;
  }
  return { start: sorted.start, option, part: parts, placeOf };
}

/**
 * Options of other wishes with which an option can't be chosen. Only claims on one resource whose slots of the week
 * overlap are looked at by their weeks.
 */
export function findConflicts({ claims, wishOf, optionCount }: Packing, table: ResourceTable): Lists {
  const { folded } = claims;
  const { start, option, part, placeOf } = table;
  const starts = new Float64Array(folded.start);
  const ends = new Float64Array(folded.end);
  const [left, right] = [new Numbers(1 << 16), new Numbers(1 << 16)];
  const seen = new Int32Array(optionCount).fill(-1);
  for (let one = 0; one < optionCount; one++) {
    const wish = wishOf[one]!;
    for (let claim = claims.start[one]!; claim < claims.start[one + 1]!; claim++) {
      const own = claims.part[claim]!;
      const end = ends[own]!;
      const to = start[claims.resource[claim]! + 1]!;
      // Whoever begins later; who began before finds this one.
      for (let at = placeOf[claim]! + 1; at < to && starts[part[at]!]! < end; at++) {
        const other = option[at]!;
        if (seen[other] === one || wishOf[other] === wish || !folded.shareWeek(own, part[at]!)) continue;
        seen[other] = one;
        left.push(one);
        right.push(other);
      }
    }
  }
  return bothWays(left, right, optionCount);
}

/** Each pair in both lists, and once. */
function bothWays(left: Numbers, right: Numbers, lists: number): Lists {
  const pairs = left.length;
  const start = new Int32Array(lists + 1);
  for (let at = 0; at < pairs; at++) {
    start[left.values[at]! + 1]!++;
    start[right.values[at]! + 1]!++;
  }
  for (let list = 0; list < lists; list++) start[list + 1]! += start[list]!;
  const next = start.slice(0, lists);
  const items = new Int32Array(pairs * 2);
  for (let at = 0; at < pairs; at++) {
    const [a, b] = [left.values[at]!, right.values[at]!];
    items[next[a]!++] = b;
    items[next[b]!++] = a;
  }
  return withoutRepeats({ start, items });
}

function withoutRepeats({ start, items }: Lists): Lists {
  const lists = start.length - 1;
  const seen = new Int32Array(lists).fill(-1);
  const kept = new Int32Array(lists + 1);
  let length = 0;
  for (let list = 0; list < lists; list++) {
    for (let at = start[list]!; at < start[list + 1]!; at++) {
      const item = items[at]!;
      if (seen[item] === list) continue;
      seen[item] = list;
      items[length++] = item;
    }
    kept[list + 1] = length;
  }
  return { start: kept, items: items.slice(0, length) };
}
