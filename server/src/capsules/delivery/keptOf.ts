import type { CapsuleEdit } from '@pluriclasse/shared/api/capsules';
import type { Delivered } from '@pluriclasse/shared/capsule/captions';
import { normalise, within, without, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { CapsuleRecord } from '../capsules.repository.ts';

/** What is delivered of a recording: its stretches, inside the trim, without what is hidden. Normalised. */
export function keptOf(
  recorded: readonly Stretch[],
  { trim, hidden }: Pick<CapsuleEdit, 'trim' | 'hidden'>,
): Stretch[] {
  return without(trim === null ? recorded : within(recorded, [trim]), hidden);
}

/** What was recorded, and what of it viewers get. */
export function deliveredOf({ stretches, edit }: Pick<CapsuleRecord, 'stretches' | 'edit'>): Delivered {
  return { recorded: normalise(stretches), kept: keptOf(stretches, edit) };
}
