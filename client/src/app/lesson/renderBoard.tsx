import { lazy } from 'react';
import type { BoardSlot, RenderBoard } from '../../features/lesson/boardSlot.ts';
import { loadWords } from '../../lib/i18n.ts';

/** Fetched when first shown: a lesson's pictures do not wait for it. */
const Board = lazy(async () => {
  const [module] = await Promise.all([import('../../features/board/Board.tsx'), loadWords('board')]);
  return module;
});

/** Whose unsent drawings they are: a pupil's on a shared tablet are not the next child's. */
function writerOf({ me }: BoardSlot): string {
  const { occupant } = me;
  return occupant.kind === 'pupil' ? occupant.pupilId : occupant.kind === 'staff' ? occupant.staffId : me.schoolId;
}

/** Puts the board into a lesson's page. */
export const renderBoard: RenderBoard = (slot) => (
  <Board
    boardId={slot.boardId}
    seatId={slot.me.seatId}
    as={slot.as}
    writer={writerOf(slot)}
    surface={slot.surface}
    look={slot.look}
    onLock={slot.mayLead ? slot.onLock : undefined}
  />
);
