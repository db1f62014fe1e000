import { useEffect, useRef } from 'react';
import { textFont } from '../../board/canvas/drawObject.ts';
import { drawThumbnail } from '../../board/canvas/drawThumbnail.ts';
import type { BoardState } from '../../capsule/CapsuleSession.ts';

/** Pixels of the picture: enough for a dense screen. */
const WIDTH = 144;
const HEIGHT = 97;

/** The board at an instant, small; drawn once it is seen and the browser has nothing else to do. */
export function MomentPicture({ board, at }: { board: BoardState; at: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const preview = board.kind === 'ready' ? board.preview : undefined;
  useEffect(() => {
    const element = canvas.current;
    if (!element || !preview) return;
    let gone = false;
    const draw = () => {
      if (gone) return;
      preview.seek(at);
      const page = preview.page();
      if (page !== undefined) drawThumbnail(element, preview, page);
    };
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      // Its letters first: nothing draws it again when they come.
      void document.fonts.load(textFont(56)).then(() => whenIdle(draw));
    });
    seen.observe(element);
    return () => {
      gone = true;
      seen.disconnect();
    };
  }, [preview, at]);
  if (!preview) return null;
  return <canvas ref={canvas} width={WIDTH} height={HEIGHT} aria-hidden />;
}

/** Not all browsers say when they are idle. */
const whenIdle = (run: () => void) =>
  typeof requestIdleCallback === 'undefined' ? setTimeout(run) : requestIdleCallback(run, { timeout: 2_000 });
