import { boardPath, type SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type { BoardId, SeatId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { cx } from '../../components/cx.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './Board.module.css';
import { BoardFrame, type BoardSurface } from './BoardFrame.tsx';
import { useBoardStore } from './useBoardStore.ts';

export interface BoardProps {
  boardId: BoardId;
  seatId: SeatId;
  /** Which of the browser's sessions sits here. */
  as: SpeakingAs;
  /** Who draws: a pupil, a teacher, a device. Unsent drawings are kept for just this one. */
  writer: string;
  surface: BoardSurface;
  /** `look`: the page alone. */
  look: 'tools' | 'look';
  /** Locks or frees the board; only given to those who may. */
  onLock?: ((locked: boolean) => void) | undefined;
}

/** The shared board. It fills its place, which must have a height. */
export default function Board(props: BoardProps) {
  const { t } = useTranslation('board');
  const [round, setRound] = useState(0);
  return (
    <section className={cx(css.board, css[props.surface])} aria-label={t('board')} data-surface={props.surface}>
      <OpenBoard key={`${props.boardId} ${props.seatId} ${round}`} {...props} onAgain={() => setRound(round + 1)} />
    </section>
  );
}

function OpenBoard({
  boardId,
  seatId,
  as,
  writer,
  surface,
  look,
  onLock,
  onAgain,
}: BoardProps & { onAgain: () => void }) {
  const query = new URLSearchParams({ seat: seatId, as });
  const url = `${location.origin.replace(/^http/, 'ws')}${boardPath}/${boardId}?${query}`;
  const store = useBoardStore(url, `${boardId}|${writer}`);
  if (store === undefined) return null;
  return <BoardFrame store={store} surface={surface} tools={look === 'tools'} onLock={onLock} onAgain={onAgain} />;
}
