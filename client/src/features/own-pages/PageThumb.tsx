import { useEffect, useRef } from 'react';
import { drawState } from '../../board/canvas/drawState.ts';
import type { OwnPages, OwnPageView } from '../../live/ownPages/OwnPages.ts';

/** Pixels of the picture: enough for a dense screen. */
const WIDTH = 224;
const HEIGHT = 151;

/** A page of one's own, small. */
export function PageThumb({ pages, page: { ownPageId, changedAt } }: { pages: OwnPages; page: OwnPageView }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let gone = false;
    void pages.stateOf(ownPageId).then((state) => {
      if (!gone && canvas.current && state) drawState(canvas.current, state);
    });
    return () => {
      gone = true;
    };
  }, [pages, ownPageId, changedAt]);
  return <canvas ref={canvas} width={WIDTH} height={HEIGHT} aria-hidden />;
}
