import { BlockerKind, type Blocker } from './answer.ts';

const finality = new Map(BlockerKind.options.map((kind, place) => [kind, place]));

/** Most final first. */
export const byFinality = (a: Blocker, b: Blocker): number => (finality.get(a.kind) ?? 0) - (finality.get(b.kind) ?? 0);

/** The same for what stands in the way in the same way. */
export const blockerKey = ({ kind, schoolId, classGroupId, staffId, roomId, entryId, name }: Blocker): string =>
  JSON.stringify([kind, schoolId, classGroupId, staffId, roomId, entryId, name]);
