import { sameJson } from './sameJson.ts';

/** How a coming lesson of a confirmed series stands: agreed, or back to proposed since something stands in its way. */
export interface Checked<Blocker> {
  readonly agreed: 'proposed' | 'confirmed';
  readonly blockers: readonly Blocker[] | null;
}

/**
 * What a new look at a lesson comes to. Only what changed is touched, so that a second look at the same changes nothing:
 * `block` it goes back to proposed, `restore` it is confirmed again, `reword` other things stand in its way than before.
 */
export function recheck<Blocker>(
  lesson: Checked<Blocker>,
  found: readonly Blocker[],
): 'same' | 'block' | 'restore' | 'reword' {
  if (lesson.blockers === null) {
    // One that was never agreed waits for people, not for hours.
    return lesson.agreed === 'confirmed' && found.length > 0 ? 'block' : 'same';
  }
  if (found.length === 0) return 'restore';
  return sameJson(found, lesson.blockers) ? 'same' : 'reword';
}
