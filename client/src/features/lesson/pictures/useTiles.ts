import { useMemo, useState } from 'react';
import { arrange } from '../../../live/stage/arrange.ts';
import type { StageTarget } from '../../../live/stage/chooseStage.ts';
import { streamKey, type StreamKey } from '../../../live/media/RemoteStreams.ts';
import { spareTiles, tilesOf, type Tile } from '../../../live/stage/tiles.ts';
import { useLesson, useMySeat } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable } from '../hooks/useReadable.ts';

/** Where a tile stands: on the stage, in a numbered place beside it, or nowhere. */
export type Place = 'stage' | number | 'nowhere';

export interface PlacedTile extends Tile {
  place: Place;
}

export interface Arrangement {
  target: StageTarget;
  tiles: PlacedTile[];
  /** Tiles that found no place. */
  more: Tile[];
}

/** All tiles with their places, `places` of them beside the stage. */
export function useTiles(places: number): Arrangement {
  const lesson = useLesson();
  const me = useMySeat();
  const target = useReadable(useLiveSeat().stage.target);
  const tiles = useMemo(() => tilesOf(lesson.seats, lesson.sites, me), [lesson.seats, lesson.sites, me]);
  const onStage = target.kind === 'picture' ? streamKey(target.seatId, target.source) : undefined;
  const [before, setBefore] = useState<readonly StreamKey[]>([]);
  const keys = tiles.map(({ key }) => key);
  const order = arrange(before, keys, onStage);
  // React's way to keep what a render found for the next one.
  if (order.join() !== before.join()) setBefore(order);

  const spare = spareTiles(tiles, lesson.seats, me);
  const beside = order.filter((key) => key !== onStage).toSorted((a, b) => +spare.has(a) - +spare.has(b));
  const placeOf = (key: StreamKey): Place => {
    if (key === onStage) return 'stage';
    const n = beside.indexOf(key);
    return n < places ? n : 'nowhere';
  };
  const placed = tiles
    .map((tile) => ({ ...tile, place: placeOf(tile.key) }))
    // The page's own order never changes: an element that moves within it would start its video anew.
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return { target, tiles: placed, more: placed.filter(({ place, key }) => place === 'nowhere' && !spare.has(key)) };
}
