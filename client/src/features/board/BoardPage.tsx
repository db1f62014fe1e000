import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { BoardStore } from '../../board/BoardStore.ts';
import { BoardCanvas } from '../../board/canvas/BoardCanvas.ts';
import { type PageView, fitPage } from '../../board/canvas/PageView.ts';
import { KeyHand } from '../../board/input/KeyHand.ts';
import { PointerInput } from '../../board/input/PointerInput.ts';
import { Hidden } from '../../components/Hidden.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import type { BoardSurface } from './BoardFrame.tsx';
import css from './BoardPage.module.css';
import { ObjectList } from './ObjectList.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { TextEditor } from './TextEditor.tsx';
import { useBoardView } from './useBoardStore.ts';

/** Letters at pointers in CSS pixels: a kit is read from six metres. */
const pointerSizes: Readonly<Record<BoardSurface, number>> = { kit: 28, desk: 14, companion: 16, home: 13 };

export interface BoardPageProps {
  store: BoardStore;
  surface: BoardSurface;
  tools: boolean;
  /** Told of each canvas that the page is drawn on, to look at it closer; `changed` after each change. @returns how to end */
  onCanvas?: OnCanvas | undefined;
}
export type OnCanvas = (canvas: BoardCanvas, room: HTMLElement, changed: () => void) => () => void;

/** The page: drawn on canvases, worked on by hand or by keys, and told in words to those who can't see it. */
export function BoardPage({ store, surface, tools, onCanvas }: BoardPageProps) {
  const { t } = useTranslation('board');
  const { page, pages, tool, writing, canDraw } = useBoardView(store);
  const room = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  const [view, setView] = useState<PageView>(() => fitPage(1, 1, 1));
  const [keys] = useState(() => new KeyHand(store));
  const help = useId();

  useEffect(() => {
    if (!room.current || !base.current || !live.current) return;
    const element = room.current;
    const canvas = new BoardCanvas(base.current, live.current, store);
    const measure = () => {
      canvas.resize(element.clientWidth, element.clientHeight, devicePixelRatio, pointerSizes[surface]);
      setView(canvas.view);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    const leave = onCanvas?.(canvas, element, () => setView(canvas.view));
    const input = tools ? new PointerInput(live.current, store, () => canvas.view) : undefined;
    return () => {
      observer.disconnect();
      leave?.();
      input?.close();
      canvas.close();
    };
  }, [store, surface, tools, onCanvas]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || !keys.press(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocus = (event: React.FocusEvent<HTMLElement>) => {
    if (event.currentTarget.matches(':focus-visible')) keys.enter();
  };
  const number = page === undefined ? 0 : pages.indexOf(page) + 1;
  const name = t('pages.here', { number, count: pages.length });
  return (
    <div ref={room} className={css.room}>
      <canvas ref={base} className={css.layer} aria-hidden />
      {tools ? (
        // The page is worked on as in a drawing program: its keys are told by `help`, and all else by the list below.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <div
          role="application"
          aria-label={name}
          aria-describedby={help}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className={css.hand}
          data-tool={canDraw ? tool : 'none'}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
          onBlur={() => keys.leave()}
        >
          <canvas ref={live} className={css.layer} aria-hidden />
        </div>
      ) : (
        <canvas ref={live} className={css.layer} aria-hidden />
      )}
      <p id={help} hidden>
        {t('keys.page')}
      </p>
      {!tools && <Hidden>{name}</Hidden>}
      <ObjectList store={store} />
      {tools && <SelectionBar store={store} />}
      {writing && <TextEditor key={writing.id} store={store} writing={writing} view={view} />}
    </div>
  );
}
