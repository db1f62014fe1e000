import type { Occupant } from '@pluriclasse/shared/signalling/state';

/** What everyone in the lesson may call who sits there: a teacher's name, a room's, a pupil's alias. */
export function nameOf(occupant: Occupant): string {
  return occupant.kind === 'pupil' ? occupant.alias : occupant.name;
}
