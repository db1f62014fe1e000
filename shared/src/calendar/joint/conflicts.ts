import { groupBy, Numbers, type Lists } from './Lists.ts';
import type { Packing } from './pack.ts';

/** Claims by resource, each resource's in order of the slots' starts. */
export interface ResourceTable {
  /** Claims of a resource are `start[resource]` to `start[resource + 1]`. */
  readonly start: Int32Array;
  readonly option: Int32Array;
  /** Of the folded hours. */
  readonly part: Int32Array;
}

export function sortByResource({ claims, optionCount }: Packing): ResourceTable {
  const { folded, start, resource, part, resources } = claims;
  const count = part.length;
  const order = folded.start.map((_, at) => at).sort((a, b) => folded.start[a]! - folded.start[b]!);
  const rank = new Int32Array(order.length);
  order.forEach((one, at) => (rank[one] = at));
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
  const [option, parts] = [new Int32Array(count), new Int32Array(count)];
  for (let at = 0; at < count; at++) {
    option[at] = optionOf[sorted.items[at]!]!;
    parts[at] = part[sorted.items[at]!]!;
  }
  return { start: sorted.start, option, part: parts };
}

/**
 * Options of other wishes with which an option can't be chosen. Only claims on one resource whose slots of the week
 * overlap are looked at by their weeks.
 */
export function findConflicts({ claims, wishOf, optionCount }: Packing, table: ResourceTable): Lists {
  const { folded } = claims;
  const { start, option, part } = table;
  const starts = new Float64Array(folded.start);
  const ends = new Float64Array(folded.end);
  const [left, right] = [new Numbers(1 << 16), new Numbers(1 << 16)];
  for (let resource = 0; resource + 1 < start.length; resource++) {
    const to = start[resource + 1]!;
    for (let a = start[resource]!; a < to; a++) {
      const one = option[a]!;
      const wish = wishOf[one]!;
      const end = ends[part[a]!]!;
      for (let b = a + 1; b < to && starts[part[b]!]! < end; b++) {
        const other = option[b]!;
        if (wishOf[other] === wish || !folded.shareWeek(part[a]!, part[b]!)) continue;
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
