import type { Point } from '@pluriclasse/shared/board/page';
import type { BoardCanvas } from '../canvas/BoardCanvas.ts';
import { pan, whole, zoomAt, zoomView, type Zoom } from '../canvas/zoom.ts';
import type { LiveState } from '../canvas/LiveState.ts';

const STEP = 1.5;
/** How near to the edge of the room the cross of the keys may come, in CSS pixels. */
const EDGE = 24;

/**
 * Looks closer at a page that is worked on. Two fingers, the wheel with Ctrl or the keys + - 0; what is larger than its
 * room is moved by two fingers, the wheel, or by the cross of the keys, which is followed.
 */
export class BoardZoom {
  readonly #canvas: BoardCanvas;
  readonly #room: HTMLElement;
  readonly #live: Pick<LiveState, 'cross'>;
  readonly #changed: (times: number) => void;
  readonly #leave = new AbortController();
  readonly #fingers = new Map<number, Point>();
  #zoom: Zoom = whole;

  constructor(
    canvas: BoardCanvas,
    room: HTMLElement,
    live: Pick<LiveState, 'cross'>,
    changed: (times: number) => void,
  ) {
    this.#canvas = canvas;
    this.#room = room;
    this.#live = live;
    this.#changed = changed;
    const { signal } = this.#leave;
    // The page scrolls and zooms by these as well, unless it is told not to.
    room.addEventListener('wheel', (event) => this.#wheel(event), { passive: false, signal });
    room.addEventListener('keydown', (event) => this.#key(event), { signal });
    room.addEventListener('pointerdown', (event) => this.#down(event), { signal });
    room.addEventListener('pointermove', (event) => this.#move(event), { signal });
    for (const end of ['pointerup', 'pointercancel'] as const)
      room.addEventListener(end, ({ pointerId }) => this.#fingers.delete(pointerId), { signal });
  }

  /** A step larger or smaller around the middle; 0: the whole page. */
  step(by: 1 | -1 | 0): void {
    const { width, height } = this.#canvas.view;
    if (by === 0) this.#look(whole);
    else this.#by(by === 1 ? STEP : 1 / STEP, { x: width / 2, y: height / 2 });
  }

  close(): void {
    this.#leave.abort();
  }

  #by(times: number, at: Point): void {
    this.#look(zoomAt(this.#canvas.view, this.#zoom, times, at));
  }
  #pan(dx: number, dy: number): void {
    this.#look(pan(this.#canvas.view, this.#zoom, dx, dy));
  }

  #look(zoom: Zoom): void {
    this.#zoom = zoom;
    this.#canvas.lookBy((width, height, density) => zoomView(zoom, width, height, density));
    this.#changed(zoom.times);
  }

  #wheel(event: WheelEvent): void {
    if (event.ctrlKey) this.#by(Math.exp(-event.deltaY / 200), this.#place(event));
    else if (this.#zoom.times > 1) this.#pan(-event.deltaX, -event.deltaY);
    else return;
    event.preventDefault();
  }

  #key(event: KeyboardEvent): void {
    if (event.target instanceof HTMLTextAreaElement || event.ctrlKey || event.metaKey) return;
    if (event.key === '+' || event.key === '=') this.step(1);
    else if (event.key === '-') this.step(-1);
    else if (event.key === '0') this.step(0);
    // The cross is moved by whoever listens after us.
    else return void requestAnimationFrame(() => this.#follow());
    event.preventDefault();
  }

  #follow(): void {
    const { cross } = this.#live;
    if (cross === undefined || this.#zoom.times === 1) return;
    const { left, top, scale, width, height } = this.#canvas.view;
    const out = (at: number, room: number) => (at < EDGE ? EDGE - at : at > room - EDGE ? room - EDGE - at : 0);
    const [dx, dy] = [out(left + cross.x * scale, width), out(top + cross.y * scale, height)];
    if (dx !== 0 || dy !== 0) this.#pan(dx, dy);
  }

  #down(event: PointerEvent): void {
    if (event.pointerType === 'touch') this.#fingers.set(event.pointerId, this.#place(event));
  }

  #move(event: PointerEvent): void {
    const known = this.#fingers.get(event.pointerId);
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (known === undefined) return;
    const now = this.#place(event);
    this.#fingers.set(event.pointerId, now);
    if (other === undefined) return;
    this.#pan((now.x - known.x) / 2, (now.y - known.y) / 2);
    const before = Math.hypot(known.x - other.x, known.y - other.y);
    const apart = Math.hypot(now.x - other.x, now.y - other.y);
    if (before > 0) this.#by(apart / before, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  }

  #place({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = this.#room.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}
