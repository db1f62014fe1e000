import type { PageId } from '@pluriclasse/shared/board/objects';
import { useEffect, useRef } from 'react';
import type { BoardStore } from '../../board/BoardStore.ts';
import { drawThumbnail } from '../../board/canvas/drawThumbnail.ts';

/** Pixels of the picture: enough for a strip on a dense screen. */
const WIDTH = 224;
const HEIGHT = 151;
/** A page is drawn small only when hands rest, and never before it is drawn large, in milliseconds. */
const REST_MS = 600;

export function Thumbnail({ store, page }: { store: BoardStore; page: PageId }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      timer = undefined;
      if (ref.current) drawThumbnail(ref.current, store.scene, page);
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(draw, REST_MS);
    };
    const hide = store.show({
      changed: (changes) => {
        if (changes.length === 0 || changes.some((change) => change.page === page)) soon();
      },
      refresh: () => undefined,
      lifted: () => undefined,
    });
    soon();
    return () => {
      clearTimeout(timer);
      hide();
    };
  }, [store, page]);
  return <canvas ref={ref} width={WIDTH} height={HEIGHT} aria-hidden />;
}
