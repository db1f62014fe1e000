import type { SchoolId, SeatId } from '@pluriclasse/shared/ids';
import type { Seat, Site } from '@pluriclasse/shared/signalling/state';
import { classroomsHere } from './chooseStage.ts';
import { streamKey, type StreamKey } from '../media/RemoteStreams.ts';

/** One picture's place on the screen: a camera, a screen or a document of a seat. */
export interface Tile {
  key: StreamKey;
  seat: Seat;
  source: 'camera' | 'screen' | 'document';
}

interface Me {
  seatId: SeatId;
  schoolId: SchoolId;
  kind: Seat['kind'];
}

/**
 * The tiles of a screen in the order in which they come in: other classrooms, the own one, other teachers, oneself; then
 * what is shared. A classroom's screen leaves out the teachers of its own school, who stand before it.
 */
export function tilesOf(seats: readonly Seat[], sites: readonly Site[], me: Me): Tile[] {
  const order = new Map(sites.map(({ schoolId, order: n }) => [schoolId, n]));
  const shown = seats.filter(
    (seat) => seat.kind === 'kit' || (seat.kind === 'desk' && (me.kind !== 'kit' || seat.schoolId !== me.schoolId)),
  );
  const rank = (seat: Seat) =>
    (seat.kind === 'kit' ? 0 : 2) +
    (seat.schoolId === me.schoolId ? 1 : 0) +
    (seat.seatId === me.seatId && seat.kind !== 'kit' ? 1 : 0);
  const cameras = shown
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) || (order.get(a.schoolId) ?? 0) - (order.get(b.schoolId) ?? 0) || a.joinedAt - b.joinedAt,
    )
    .map((seat) => aTile(seat, 'camera'));
  const shared = seats.flatMap((seat) =>
    seat.streams.flatMap(({ source }) => (source === 'screen' || source === 'document' ? [aTile(seat, source)] : [])),
  );
  return [...cameras, ...shared];
}

/**
 * Tiles that only take a place which is left over, and are not missed without one: on a classroom's screen a teacher
 * whose classroom is here too.
 */
export function spareTiles(tiles: readonly Tile[], seats: readonly Seat[], me: Pick<Me, 'kind'>): Set<StreamKey> {
  if (me.kind !== 'kit') return new Set();
  const rooms = classroomsHere(seats);
  const spare = tiles.filter(
    ({ seat, source }) => seat.kind === 'desk' && source === 'camera' && rooms.has(seat.schoolId),
  );
  return new Set(spare.map(({ key }) => key));
}

function aTile(seat: Seat, source: Tile['source']): Tile {
  return { key: streamKey(seat.seatId, source), seat, source };
}
