import { Suspense } from 'react';
import { useActs } from '../hooks/useActs.ts';
import { useLesson, useMySeat } from '../hooks/useLesson.ts';
import { usePage } from '../hooks/PageContext.ts';
import type { BoardSlot } from '../boardSlot.ts';
import css from './BoardArea.module.css';

/** The board where the surface puts it. Its code comes after the lesson's first pictures. */
export function BoardArea({ look }: { look: BoardSlot['look'] }) {
  const { as, renderBoard } = usePage();
  const { order } = useActs();
  const lesson = useLesson();
  const me = useMySeat();
  const mayLead = me.kind === 'desk';
  return (
    <div className={css.area}>
      <Suspense fallback={<div className={css.blank} />}>
        {renderBoard({
          lessonId: lesson.lessonId,
          boardId: lesson.board.boardId,
          as,
          me,
          sites: lesson.sites,
          mayLead,
          mayDraw: mayLead || !lesson.board.locked,
          locked: lesson.board.locked,
          onLock: (locked) => order('board:set-locked', { locked }),
          look,
          surface: me.kind,
        })}
      </Suspense>
    </div>
  );
}
