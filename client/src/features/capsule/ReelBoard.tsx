import {
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from 'react';
import { textFont } from '../../board/canvas/drawObject.ts';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import type { Reel } from '../../capsule/Reel.ts';
import { ReelCanvas } from '../../capsule/ReelCanvas.ts';
import type { ReelScene } from '../../capsule/ReelScene.ts';
import { pan, whole, zoomAt } from '../../board/canvas/zoom.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { BoardWords } from './BoardWords.tsx';
import css from './ReelBoard.module.css';

export interface ReelBoardHandle {
  /** So many times larger around the middle; 0: the whole page. */
  zoom(by: number): void;
}

export interface ReelBoardProps {
  reel: Reel;
  scene: ReelScene;
  player: CapsulePlayer;
  handle: RefObject<ReelBoardHandle | null>;
  /** How large it is now, 1 for the whole page. */
  onZoom: (times: number) => void;
}

/** CSS pixels by which an arrow key moves a page that is larger than its place. */
const KEY_STEP = 60;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The board at the player's time, on canvases. Two fingers, the wheel with Ctrl, or a drag look at it closer. */
export function ReelBoard({ reel, scene, player, handle, onZoom }: ReelBoardProps) {
  const { t } = useTranslation('capsule');
  const room = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  const canvas = useRef<ReelCanvas>(undefined);
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const help = useId();
  const [times, setTimes] = useState(1);
  const [revision, setRevision] = useState(0);

  useEffect(() => {
    if (!room.current || !base.current || !live.current) return;
    const element = room.current;
    const calm = matchMedia('(prefers-reduced-motion: reduce)');
    const drawing = new ReelCanvas({ base: base.current, live: live.current, scene, still: () => calm.matches });
    canvas.current = drawing;
    const measure = () => drawing.resize(element.clientWidth, element.clientHeight, devicePixelRatio);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    const stop = follow(player, () => {
      if (drawing.show(player.time())) setRevision((n) => n + 1);
    });
    // Texts are laid out with whatever font there is, and anew when theirs has come.
    void document.fonts.load(textFont(56)).then(() => {
      reel.measureAgain();
      if (canvas.current === drawing) drawing.redraw();
    });
    return () => {
      stop();
      observer.disconnect();
      drawing.close();
      canvas.current = undefined;
    };
  }, [reel, scene, player]);

  const look = (change: (drawing: ReelCanvas) => Parameters<ReelCanvas['lookAt']>[0]) => {
    const drawing = canvas.current;
    if (!drawing) return;
    drawing.lookAt(change(drawing));
    setTimes(drawing.zoom.times);
    onZoom(drawing.zoom.times);
  };
  const middle = ({ view }: ReelCanvas) => ({ x: view.width / 2, y: view.height / 2 });
  useImperativeHandle(handle, () => ({
    zoom: (by) => look((reel) => (by === 0 ? whole : zoomAt(reel.view, reel.zoom, by, middle(reel)))),
  }));
  usePinch(room, (by, at) => look((reel) => zoomAt(reel.view, reel.zoom, by, at)));

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const known = fingers.current.get(event.pointerId);
    if (!known) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const now = { x: event.clientX - left, y: event.clientY - top };
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    fingers.current.set(event.pointerId, now);
    look((reel) => {
      const moved = pan(reel.view, reel.zoom, (now.x - known.x) / (other ? 2 : 1), (now.y - known.y) / (other ? 2 : 1));
      if (!other) return moved;
      const before = Math.hypot(known.x - other.x, known.y - other.y);
      const by = before === 0 ? 1 : Math.hypot(now.x - other.x, now.y - other.y) / before;
      return zoomAt(reel.view, moved, by, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = arrows[event.key];
    if (!arrow || times === 1 || event.shiftKey) return;
    event.preventDefault();
    look((reel) => pan(reel.view, reel.zoom, arrow[0] * KEY_STEP, arrow[1] * KEY_STEP));
  };
  return (
    // Looked at, and only when it is larger than its place worked on: by the keys that `help` tells, or by hand.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={room}
      role="group"
      aria-label={t('board.name')}
      aria-describedby={times > 1 ? help : undefined}
      className={css.room}
      data-zoomed={times > 1}
      // Larger than its place it is moved by keys, too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={times > 1 ? 0 : undefined}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        const { left, top } = event.currentTarget.getBoundingClientRect();
        fingers.current.set(event.pointerId, { x: event.clientX - left, y: event.clientY - top });
        if (times > 1 || fingers.current.size > 1) event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={(event) => fingers.current.delete(event.pointerId)}
      onPointerCancel={(event) => fingers.current.delete(event.pointerId)}
      onPointerLeave={(event) => fingers.current.delete(event.pointerId)}
    >
      <canvas ref={base} className={css.layer} aria-hidden data-board="base" />
      <canvas ref={live} className={css.layer} aria-hidden />
      <p id={help} hidden>
        {t('zoom.keys')}
      </p>
      <BoardWords scene={scene} revision={revision} />
    </div>
  );
}

/** Draws at each frame while it plays, and once at each jump. */
function follow(player: CapsulePlayer, draw: () => void): () => void {
  let frame: number | undefined;
  const next = () => {
    frame = undefined;
    draw();
    const { state } = player.view.get();
    if (state === 'playing' || state === 'waiting') frame = requestAnimationFrame(next);
  };
  const wake = () => void (frame ??= requestAnimationFrame(next));
  wake();
  const unsubscribe = player.view.subscribe(wake);
  return () => {
    unsubscribe();
    if (frame !== undefined) cancelAnimationFrame(frame);
  };
}

/**
 * Looks closer by the wheel with Ctrl, which a pinch on a trackpad brings along; two fingers on the page are pointers and
 * left to those who listen to them. React would listen passively: the whole page would be scrolled or zoomed as well.
 */
function usePinch(place: RefObject<HTMLElement | null>, onZoom: (by: number, at: { x: number; y: number }) => void) {
  const told = useRef(onZoom);
  useEffect(() => {
    told.current = onZoom;
  });
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const stop = new AbortController();
    const options = { passive: false, signal: stop.signal };
    const onWheel = (event: WheelEvent) => {
      // Without Ctrl it scrolls the page.
      if (!event.ctrlKey) return;
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      told.current(Math.exp(-event.deltaY / 200), { x: event.clientX - left, y: event.clientY - top });
    };
    const onTouch = (event: TouchEvent) => {
      if (event.touches.length > 1 && event.cancelable) event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, options);
    element.addEventListener('touchstart', onTouch, options);
    element.addEventListener('touchmove', onTouch, options);
    return () => stop.abort();
  }, [place]);
}
