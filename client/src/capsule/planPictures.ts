import type { Manifest, Picture, PicturePieces } from '@pluriclasse/shared/capsule/manifest';
import { heardAt } from './heard.ts';

export type PictureSize = 'small' | 'large';
type Piece = PicturePieces['pieces'][number];

/** A piece of a picture that is shown from a time on, until the next one begins. */
export interface PlannedPiece {
  readonly picture: Picture;
  readonly file: PicturePieces;
  readonly piece: Piece;
}

type Pictured = Pick<Manifest, 'voices' | 'cues' | 'pictures'>;

/**
 * What is shown between two instants: what somebody shows on purpose (a screen, a document), else whoever is heard,
 * else whoever there is. A picture changes where a piece ends: no piece can begin in its middle.
 */
export function planPictures(manifest: Pictured, size: PictureSize, from: number, until: number): PlannedPiece[] {
  const plan: PlannedPiece[] = [];
  let at = from;
  while (at < until) {
    const next = choose(manifest, size, at);
    if (next) plan.push(next);
    const then = next?.piece.to ?? nextBegin(manifest, size, at);
    if (then === undefined) break;
    at = then;
  }
  return plan;
}

function choose(manifest: Pictured, size: PictureSize, at: number): PlannedPiece | undefined {
  const found: PlannedPiece[] = [];
  for (const picture of manifest.pictures) {
    for (const file of filesOf(picture, size)) {
      const piece = file.pieces.find(({ from, to }) => from <= at && at < to);
      if (piece) found.push({ picture, file, piece });
    }
  }
  if (found.length < 2) return found[0];
  const heard = heardAt(manifest, at);
  const speaker = heard?.kind === 'voice' ? heard.voice : undefined;
  const speaks = ({ picture: { name, schoolId } }: PlannedPiece) =>
    speaker !== undefined && name === speaker.name && schoolId === speaker.schoolId;
  const shown = found.filter(({ picture }) => picture.source !== 'camera');
  return shown.find(speaks) ?? shown[0] ?? found.find(speaks) ?? found[0];
}

function nextBegin(manifest: Pictured, size: PictureSize, at: number): number | undefined {
  const begins = manifest.pictures
    .flatMap((picture) => filesOf(picture, size))
    .flatMap(({ pieces }) => pieces.find(({ from }) => from > at)?.from ?? []);
  return begins.length > 0 ? Math.min(...begins) : undefined;
}

/** The files of a size; those of the other one where there is no such. */
export function filesOf({ small, large }: Picture, size: PictureSize): readonly PicturePieces[] {
  const [own, other] = size === 'small' ? [small, large] : [large, small];
  return own.length > 0 ? own : other;
}

/** Pieces that lie one after the other in a file are asked for as one range, up to so many bytes. */
export function rangesOf(plan: readonly PlannedPiece[], most: number): PlannedPiece[][] {
  const groups: PlannedPiece[][] = [];
  for (const one of plan) {
    const group = groups.at(-1);
    const [first, last] = [group?.[0], group?.at(-1)];
    const joins =
      group !== undefined &&
      first?.file === one.file &&
      last?.piece.shift === one.piece.shift &&
      last.piece.offset + last.piece.size === one.piece.offset &&
      one.piece.offset + one.piece.size - first.piece.offset <= most;
    if (joins) group.push(one);
    else groups.push([one]);
  }
  return groups;
}
