import type { PicturePieces } from '@pluriclasse/shared/capsule/manifest';
import { toPresented, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { TrackPiece } from '@pluriclasse/shared/capsule/track';

export type DeliveredPiece = PicturePieces['pieces'][number];

/** One piece is fetched at once: the first picture after a jump waits for it. Milliseconds. */
const LONGEST = 5_000;

/**
 * What of a recorded picture is delivered: clusters that lie wholly in kept time, in runs that begin with a key frame.
 * A cluster that reaches into what is hidden is left out, and all that builds on it.
 */
export function picturePieces(clusters: readonly TrackPiece[], kept: readonly Stretch[]): DeliveredPiece[] {
  const runs: DeliveredPiece[] = [];
  /** What the run under way builds on: this stretch, until this byte. */
  let going: { stretch: Stretch; next: number } | undefined;
  for (const { offset, size, from, to, key } of clusters) {
    const stretch = kept.find((one) => from >= one.from && to <= one.to);
    const goesOn = !key && going !== undefined && stretch === going.stretch && offset === going.next;
    going = undefined;
    if (stretch === undefined || (!key && !goesOn)) continue;
    going = { stretch, next: offset + size };
    const at = toPresented(kept, from);
    const shift = at - from;
    const last = runs.at(-1);
    if (last && goesOn) runs[runs.length - 1] = { ...last, to: to + shift, size: last.size + size };
    else runs.push({ from: at, to: to + shift, offset, size, shift });
  }
  return joined(runs);
}

/** Short runs that follow each other are fetched together. */
function joined(runs: readonly DeliveredPiece[]): DeliveredPiece[] {
  const pieces: DeliveredPiece[] = [];
  for (const run of runs) {
    const last = pieces.at(-1);
    const follows = last && last.offset + last.size === run.offset && last.shift === run.shift;
    if (follows && run.to - last.from <= LONGEST) {
      pieces[pieces.length - 1] = { ...last, to: run.to, size: last.size + run.size };
    } else pieces.push(run);
  }
  return pieces;
}

/** Whether all of a range of bytes may be had of the file: its head, and pieces that are delivered. */
export function isDelivered(
  range: { readonly from: number; readonly to: number },
  { head, pieces }: { readonly head: number; readonly pieces: readonly Pick<DeliveredPiece, 'offset' | 'size'>[] },
): boolean {
  let reached = range.from;
  for (const { offset, size } of [{ offset: 0, size: head }, ...pieces]) {
    if (reached >= range.to) break;
    if (reached >= offset && reached < offset + size) reached = offset + size;
  }
  return reached >= range.to;
}
