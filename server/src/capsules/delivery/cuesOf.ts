import type { Cue } from '@pluriclasse/shared/capsule/manifest';
import { lengthOf, normalise, toPresented, within, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { StaffId } from '@pluriclasse/shared/ids';
import type { CapsuleCue } from '../cues.ts';

/**
 * What viewers get of what was noted. A message of the wall that came while something was cut is cut with it; of the turn
 * they get who has it from the seam on.
 * @param nameOf null for one who has left the school
 */
export function presentCues(
  cues: readonly CapsuleCue[],
  kept: readonly Stretch[],
  nameOf: (staffId: StaffId) => string | null,
): Cue[] {
  const duration = lengthOf(kept);
  const seen: Cue[] = [];
  for (const cue of cues) {
    const at = toPresented(kept, cue.at);
    if (cue.kind === 'wall' && kept.some(({ from, to }) => cue.at >= from && cue.at < to)) {
      seen.push({ what: 'wall', at, name: nameOf(cue.body.staffId), text: cue.body.text });
    }
    if (cue.kind !== 'turn' || at >= duration) continue;
    const before = seen.findLastIndex(({ what }) => what === 'turn');
    if (before >= 0 && seen[before]?.at === at) seen.splice(before, 1);
    const had = seen.findLast((one) => one.what === 'turn')?.schoolId ?? null;
    if (had !== cue.body.schoolId) seen.push({ what: 'turn', at, schoolId: cue.body.schoolId });
  }
  return seen.toSorted((a, b) => a.at - b.at);
}

/**
 * Where something is lost, in the time of viewers. What goes on lasts until the end; what was lost together with all
 * else, between two stretches, has no length for viewers, and is told of as an instant.
 */
export function presentGaps(
  gaps: readonly { readonly from: number; readonly to: number | null }[],
  kept: readonly Stretch[],
  hidden: readonly Stretch[],
): Stretch[] {
  const whole = normalise(gaps.map(({ from, to }) => ({ from, to: to ?? Number.MAX_SAFE_INTEGER })));
  return whole.flatMap((gap) => {
    const seen = within([gap], kept);
    const seam = toPresented(kept, gap.from);
    if (seen.length > 0) {
      // The end of a stretch is, of the next one, already its beginning: so by length.
      return seen.map(({ from, to }) => ({ from: toPresented(kept, from), to: toPresented(kept, from) + to - from }));
    }
    const between = seam > 0 && seam < lengthOf(kept) && within([gap], hidden).length === 0;
    return between ? [{ from: seam, to: seam }] : [];
  });
}
