/** What a node last said of itself. */
export interface NodeStatus {
  readonly url: string;
  readonly connected: boolean;
  /** CPU of its workers by cores, 0 to 1, some seconds old. */
  readonly load: number;
  readonly rooms: number;
}

/** What a lesson of two classrooms costs a core before its own load shows in `load`. */
const ROOM_SHARE = 0.03;

/** The connected node with the least load; rooms count too, since those just opened have not made theirs yet. */
export function selectNode<N extends NodeStatus>(nodes: readonly N[]): N | undefined {
  const cost = ({ load, rooms }: NodeStatus) => Math.max(load, rooms * ROOM_SHARE);
  const connected = nodes.filter((node) => node.connected);
  return connected.toSorted((a, b) => cost(a) - cost(b) || a.rooms - b.rooms)[0];
}
