import { useEffect, useRef } from 'react';
import { drawThumbnail } from '../../board/canvas/drawThumbnail.ts';
import type { BoardState } from '../../capsule/CapsuleSession.ts';
import { timeText } from '../../capsule/timeline.ts';
import css from './Timeline.module.css';

/** Pixels of the picture: enough for a dense screen. */
const WIDTH = 288;
const HEIGHT = 194;
/** A finger passes many instants; so many milliseconds are drawn as one. */
const GRAIN = 500;

export interface GlimpseProps {
  at: number;
  duration: number;
  title: string | undefined;
  board: BoardState;
}

/** The time under the finger, and the board as it was then. */
export function Glimpse({ at, duration, title, board }: GlimpseProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const instant = Math.floor(at / GRAIN) * GRAIN;
  const preview = board.kind === 'ready' ? board.preview : undefined;
  useEffect(() => {
    if (!canvas.current || !preview) return;
    preview.seek(instant);
    const page = preview.page();
    if (page !== undefined) drawThumbnail(canvas.current, preview, page);
  }, [preview, instant]);
  return (
    <div
      className={css.glimpse}
      style={{ left: `clamp(76px, ${(at / duration) * 100}%, calc(100% - 76px))` }}
      aria-hidden
    >
      {preview && <canvas ref={canvas} width={WIDTH} height={HEIGHT} />}
      <p>
        <b>{timeText(at)}</b> {title}
      </p>
    </div>
  );
}
