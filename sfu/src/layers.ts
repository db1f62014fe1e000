import type { ControlTile } from '@pluriclasse/shared/control/control';
import type { MediaSource } from '@pluriclasse/shared/domain/roles';

/** Widths of the largest layer that the client sends, in pixels; each smaller one halves it. */
const FULL_WIDTH: Readonly<Record<MediaSource, number>> = {
  camera: 1280,
  document: 1280,
  screen: 1920,
  microphone: 0,
  'screen-audio': 0,
};
/** A layer may be enlarged so far before the next one is worth its bits; text on a screen less far. */
const ENLARGE = { picture: 1.25, text: 1.05 };
/** How many others' cameras a seat shows that has not said yet. */
const GUESSED_CAMERAS = 6;

/** The smallest of `layers` layers (counted from 0) that looks well in a tile of `width` device pixels. */
export function layerFor(width: number, source: MediaSource, layers: number): number {
  const enlarge = source === 'camera' ? ENLARGE.picture : ENLARGE.text;
  for (let layer = 0; layer < layers - 1; layer += 1) {
    if (width <= (FULL_WIDTH[source] / 2 ** (layers - 1 - layer)) * enlarge) return layer;
  }
  return layers - 1;
}

/** Which consumer mediasoup serves first when bandwidth is scarce, 1–255: content, then the stage, then by size. */
export function priorityFor({ source, stage, width }: ControlTile): number {
  if (source === 'screen') return 220;
  if (source === 'document') return 200;
  return (stage ? 120 : 10) + Math.min(70, Math.floor(width / 20));
}

/** What a seat that has just come in will show: content large, the first cameras beside it. */
export function guessTiles(pictures: readonly { from: string; source: MediaSource }[]): ControlTile[] {
  const cameras = pictures.filter(({ source }) => source === 'camera').slice(0, GUESSED_CAMERAS);
  const content = pictures.filter(({ source }) => source === 'screen' || source === 'document');
  return [
    ...content.map(({ from, source }) => ({ from, source, width: 960, height: 540, stage: true })),
    ...cameras.map(({ from, source }) => ({ from, source, width: 320, height: 180, stage: false })),
  ];
}
