import type { BoardPeer, BoardRights } from '@pluriclasse/shared/board/notes';
import type { BoardId, SeatId } from '@pluriclasse/shared/ids';
import type { IncomingMessage } from 'node:http';

/** A seat as the board knows it: how it is shown to others, and what it may do. */
export interface BoardSeat {
  readonly boardId: BoardId;
  readonly seatId: SeatId;
  /**
   * Who stands behind the seat, the same at every return: `staff:…`, `pupil:…` or `device:…`. What a Yjs client wrote
   * belongs to its writer, so that nobody draws in another's name.
   */
  readonly writer: string;
  /** What others see at the pointer: a teacher's name, a pupil's alias, a room's name. */
  readonly name: BoardPeer['name'];
  readonly site: BoardPeer['site'];
  /** What it may do while the board is not locked. */
  readonly mayDraw: boolean;
  /** A teacher: may draw on a locked board, change pages, bring everyone to one. */
  readonly mayLead: boolean;
}

/** Who may sit at which board: the live lesson knows. */
export interface BoardAccess {
  /**
   * Decides about one who knocks.
   * @throws AppError `unauthenticated`, `forbidden` or `not_found`: the socket is closed for good with that code.
   */
  authorise(request: IncomingMessage, boardId: BoardId, seatId: SeatId): Promise<BoardSeat>;
  /** Calls back when what a seat may do has changed, or it has left: its socket is sent to be asked again. */
  onChange(listener: (seatId: SeatId) => void): () => void;
}

/** A seat's rights on a board that is or is not locked. */
export const rightsOf = (seat: BoardSeat, locked: boolean): BoardRights => ({
  locked,
  mayLead: seat.mayLead,
  mayDraw: seat.mayLead || (seat.mayDraw && !locked),
});
