import type { Participant, Twinning } from '@pluriclasse/shared/api/twinnings';
import type { Side } from './side.ts';
import type { CalendarPlace } from './useCalendarPlace.ts';

/** A school, and whom of it; undefined for its first class. */
export interface Wanted {
  readonly schoolId: string;
  readonly side: Side | undefined;
}
type Twinned = Pick<Twinning, 'participants'>;

/** Whom the page shows: as its address says, else one's own twinned class and the one beside it. */
export function defaultSides(
  { left, right }: Pick<CalendarPlace, 'left' | 'right'>,
  own: string | undefined,
  readable: readonly string[],
  twinnings: readonly Twinned[] = [],
): { left: Wanted | undefined; right: Wanted | undefined } {
  const asked = (side: Side | null | undefined) => (side ? { schoolId: side.schoolId, side } : undefined);
  const known = twinnings.map(({ participants }) => ({
    participants: participants.filter(({ school }) => readable.includes(school.schoolId)),
  }));
  // One's own first; else the first of which two can be put side by side.
  const mine = known.filter(({ participants }) => participants.some(({ school }) => school.schoolId === own));
  const all = own === undefined ? known : mine;
  const twinned = all.find(({ participants }) => participants.length > 1) ?? all[0];
  const places = (twinned?.participants ?? []).map(placeOf);
  const alone = own ?? readable[0];
  const first =
    asked(left) ??
    places.find(({ schoolId }) => schoolId === own) ??
    places[0] ??
    (alone === undefined ? undefined : { schoolId: alone, side: undefined });
  return { left: first, right: asked(right) ?? places.find(({ schoolId }) => schoolId !== first?.schoolId) };
}

/** What is shown first of a school that was chosen: its twinned class, else all of it. */
export function firstOf(schoolId: string, twinnings: readonly Twinned[] = []): Side {
  const found = twinnings.flatMap(({ participants }) =>
    participants.filter(({ school }) => school.schoolId === schoolId),
  );
  return found.map(placeOf).find(({ side }) => side)?.side ?? { schoolId, of: 'school', id: schoolId };
}

const placeOf = ({ school: { schoolId }, classes }: Participant): Wanted => {
  const [first] = classes;
  return { schoolId, side: first && { schoolId, of: 'class', id: first.classGroupId } };
};
