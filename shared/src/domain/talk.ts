import type { SchoolId } from '../ids.ts';
import type { Seat } from '../signalling/state.ts';

/** The audio level observer reports the loudest of the last half second, twice a second. */
export const speakingInterval = 500;

/**
 * Milliseconds of voice that one report stands for: the time since the one before, at most one interval, since
 * nothing is reported during silence.
 */
export const voicedTime = (previous: number | undefined, at: number): number =>
  Math.max(0, Math.min(speakingInterval, previous === undefined ? speakingInterval : at - previous));

/**
 * The schools whose classes are heard, given the seats that speak. A kit and a pupil at home speak for their school.
 * A teacher's desk does not, so that explaining costs no class its turns, unless the school has no kit in the lesson:
 * then the desk is the classroom's microphone. A school with several voices counts once.
 */
export function schoolsHeard(
  speaking: readonly Pick<Seat, 'schoolId' | 'kind'>[],
  seats: Iterable<Pick<Seat, 'schoolId' | 'kind'>>,
): Set<SchoolId> {
  const withKit = new Set([...seats].filter(({ kind }) => kind === 'kit').map(({ schoolId }) => schoolId));
  return new Set(
    speaking
      .filter(({ kind, schoolId }) => kind === 'kit' || kind === 'home' || (kind === 'desk' && !withKit.has(schoolId)))
      .map(({ schoolId }) => schoolId),
  );
}
