import type { Cue, Manifest, Voice } from '@pluriclasse/shared/capsule/manifest';
import type { SchoolId } from '@pluriclasse/shared/ids';

/** Who is heard at an instant, or was last; or a school whose pupil had the turn, of whom nothing is kept. */
export type Heard =
  | { readonly kind: 'voice'; readonly voice: Voice; readonly now: boolean }
  | { readonly kind: 'pupil'; readonly schoolId: SchoolId };

/** Whoever began last of those who speak; else a pupil's turn; else who was heard last. A screen's sound is nobody. */
export function heardAt({ voices, cues }: Pick<Manifest, 'voices' | 'cues'>, at: number): Heard | undefined {
  let last: { voice: Voice; from: number; to: number } | undefined;
  let now: { voice: Voice; from: number } | undefined;
  for (const voice of voices) {
    if (voice.source !== 'microphone') continue;
    const stretch = voice.heard[countBegun(voice.heard, at) - 1];
    if (stretch === undefined) continue;
    if (stretch.to > at && (now === undefined || stretch.from > now.from)) now = { voice, from: stretch.from };
    if (last === undefined || stretch.to > last.to) last = { voice, ...stretch };
  }
  if (now) return { kind: 'voice', voice: now.voice, now: true };
  const turn = turnAt(cues, at);
  if (turn && turn.at >= (last?.from ?? 0) && turn.schoolId !== null) return { kind: 'pupil', schoolId: turn.schoolId };
  return last && { kind: 'voice', voice: last.voice, now: false };
}

const turnAt = (cues: readonly Cue[], at: number): (Cue & { what: 'turn' }) | undefined =>
  cues.filter((cue) => cue.what === 'turn').findLast((cue) => cue.at <= at);

/** How many of what is in order have begun. */
function countBegun(stretches: readonly { from: number }[], at: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((stretches[middle]?.from ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
