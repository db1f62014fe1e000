import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import type * as Y from 'yjs';
import type { BoardStore } from '../../board/BoardStore.ts';
import { MOST_ZOOM } from '../../board/canvas/zoom.ts';
import { BoardZoom } from '../../board/input/BoardZoom.ts';
import { cx } from '../../components/cx.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './Board.module.css';
import { BoardFrame, type BoardSurface } from './BoardFrame.tsx';
import type { OnCanvas } from './BoardPage.tsx';
import { useOwnBoardStore } from './useBoardStore.ts';

/** A page of one's own with all its tools. It fills its place, which must have a height. */
export default function OwnBoard({ doc, surface }: { doc: Y.Doc; surface: BoardSurface }) {
  const { t } = useTranslation('board');
  const store = useOwnBoardStore(doc);
  return (
    <section className={cx(css.board, css[surface])} aria-label={t('board')} data-surface={surface}>
      {store && <Zoomed store={store} surface={surface} />}
    </section>
  );
}

/** A small screen shows a whole page too small to write on: it can be looked at closer. */
function Zoomed({ store, surface }: { store: BoardStore; surface: BoardSurface }) {
  const { t } = useTranslation('board');
  const zoom = useRef<BoardZoom>(undefined);
  const [times, setTimes] = useState(1);
  const onCanvas = useCallback<OnCanvas>(
    (canvas, room, changed) => {
      const opened = new BoardZoom(canvas, room, store.live, (now) => {
        setTimes(now);
        changed();
      });
      zoom.current = opened;
      return () => opened.close();
    },
    [store],
  );
  return (
    <BoardFrame store={store} surface={surface} tools onAgain={() => undefined} onCanvas={onCanvas}>
      <div className={css.zoom} role="group" aria-label={t('zoom.label')}>
        <IconButton icon={ZoomOut} label={t('zoom.out')} disabled={times <= 1} onClick={() => zoom.current?.step(-1)} />
        <IconButton
          icon={ZoomIn}
          label={t('zoom.in')}
          disabled={times >= MOST_ZOOM}
          onClick={() => zoom.current?.step(1)}
        />
        {times > 1 && <IconButton icon={Maximize} label={t('zoom.whole')} onClick={() => zoom.current?.step(0)} />}
      </div>
    </BoardFrame>
  );
}
