import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import type { SeatId } from '@pluriclasse/shared/ids';
import type { ViewTile } from '@pluriclasse/shared/signalling/media';

/** A tile as it is measured on the page; sizes in CSS pixels. */
export interface MeasuredTile {
  seatId: SeatId;
  source: MediaSource;
  stage: boolean;
  visible: boolean;
  width: number;
  height: number;
}

/** Sizes are told in steps, so that a window's edge being dragged does not tell each pixel. */
const step = 40;
const most = 16_384;

/** What is shown, in device pixels rounded up to steps, in a fixed order. A hidden page shows nothing. */
export function viewTiles(tiles: Iterable<MeasuredTile>, pixelRatio: number, pageHidden: boolean): ViewTile[] {
  if (pageHidden) return [];
  const size = (length: number) => Math.min(most, Math.ceil((length * pixelRatio) / step) * step);
  return [...tiles]
    .filter(({ visible, width, height }) => visible && width >= 1 && height >= 1)
    .map(({ seatId, source, stage, width, height }) => ({
      seatId,
      source,
      stage,
      width: size(width),
      height: size(height),
    }))
    .sort((a, b) => (a.seatId + a.source < b.seatId + b.source ? -1 : 1));
}

export function sameView(a: readonly ViewTile[], b: readonly ViewTile[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
