import { Captions, type CaptionCue } from '@pluriclasse/shared/capsule/captions';
import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { AppError } from '@pluriclasse/shared/errors';
import type { CapsuleSource } from './CapsuleSource.ts';
import { readJson } from './readJson.ts';

/** What is said, as far as it is here. */
export type CaptionsState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ready'; readonly captions: Captions };

/** @throws AppError as the source's `bytes` does; `internal` if these are no captions */
export async function readCaptions(source: CapsuleSource, { captions }: Manifest): Promise<Captions | undefined> {
  if (captions === undefined) return undefined;
  const read = Captions.safeParse(readJson(await source.bytes(captions.link)));
  if (!read.success) throw new AppError('internal', 'Malformed captions');
  return read.data;
}

/** What is said at an instant; several at once one after the other. */
export const cuesAt = (cues: readonly CaptionCue[], at: number): CaptionCue[] =>
  cues.filter(({ from, to }) => from <= at && at < to);

/**
 * Where one is in the transcript: the last cue that has begun. -1 before the first.
 * @param cues in order
 */
export function cueBefore(cues: readonly CaptionCue[], at: number): number {
  let [low, high] = [0, cues.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.from ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const key = 'pluriclasse.captions';

/** Whether the person at this browser wants captions where there are some. */
export const wantsCaptions = (): boolean => localStorage.getItem(key) === 'shown';

export function rememberCaptions(shown: boolean): void {
  if (shown) localStorage.setItem(key, 'shown');
  else localStorage.removeItem(key);
}
