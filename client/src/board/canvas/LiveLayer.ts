import type { BoardPeer } from '@pluriclasse/shared/board/notes';
import type { ObjectId, PageId } from '@pluriclasse/shared/board/objects';
import { PAGE_HEIGHT, PAGE_WIDTH } from '@pluriclasse/shared/board/page';
import { type Box, grow, shift } from '../scene/Box.ts';
import { inkPaint } from '../scene/inkPaint.ts';
import type { SceneObject } from '../scene/SceneObject.ts';
import { strokePath } from '../scene/strokePath.ts';
import { drawObject } from './drawObject.ts';
import { drawPointer } from './drawPointer.ts';
import type { LiveState, LiveStroke } from './LiveState.ts';
import { type PageView, enterPage } from './PageView.ts';

export interface LiveSource {
  page(): PageId | undefined;
  object(id: ObjectId): SceneObject | undefined;
  selection(): ReadonlySet<ObjectId>;
  peer(number: number): BoardPeer | undefined;
  readonly live: LiveState;
}

const ACCENT = '#0b5563';
const FRAME_AIR = 8;

/** Everything that moves: ink under the pen, what is carried, frames of what is chosen, pointers. Drawn whole each time. */
export class LiveLayer {
  readonly #context: CanvasRenderingContext2D;
  readonly #source: LiveSource;
  /** Letters at pointers, in CSS pixels: larger on a screen that is seen from afar. */
  pointerSize = 14;

  constructor(canvas: HTMLCanvasElement, source: LiveSource) {
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser has no canvas');
    this.#context = context;
    this.#source = source;
  }

  draw(view: PageView): void {
    const context = this.#context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    const page = this.#source.page();
    if (page === undefined) return;
    enterPage(context, view);
    context.save();
    context.beginPath();
    context.rect(0, 0, PAGE_WIDTH, PAGE_HEIGHT);
    context.clip();
    const { live } = this.#source;
    this.#drawLifted();
    for (const stroke of live.strokes.values()) if (stroke.page === page) this.#drawStroke(stroke, true);
    if (live.own) this.#drawStroke(live.own.stroke, live.own.measured);
    context.restore();
    this.#drawFrames(view);
    this.#drawCross(view);
    this.#drawPointers(view, page);
  }

  #drawStroke({ points, color, width }: LiveStroke, pressure: boolean): void {
    this.#context.fillStyle = inkPaint[color];
    this.#context.fill(strokePath({ points, pressure }, width, false));
  }

  #drawLifted(): void {
    const { lift } = this.#source.live;
    if (lift === undefined) return;
    const objects = [...lift.ids].map((id) => this.#source.object(id)).filter((it) => it !== undefined);
    for (const object of objects.sort((a, b) => a.z - b.z)) drawObject(this.#context, object, lift.dx, lift.dy);
  }

  #drawFrames({ scale }: PageView): void {
    const { lift, box } = this.#source.live;
    for (const id of this.#source.selection()) {
      const object = this.#source.object(id);
      if (object) this.#frame(grow(shift(object.box, lift?.dx ?? 0, lift?.dy ?? 0), FRAME_AIR), 2.5 / scale, []);
    }
    if (box) this.#frame(box, 2 / scale, [8 / scale, 6 / scale]);
  }

  #frame({ left, top, right, bottom }: Box, width: number, dash: number[]): void {
    const context = this.#context;
    context.strokeStyle = ACCENT;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.strokeRect(left, top, right - left, bottom - top);
    context.setLineDash([]);
  }

  /** The keyboard's cross, black on white so that it is seen on any ink. */
  #drawCross({ scale }: PageView): void {
    const { cross } = this.#source.live;
    if (cross === undefined) return;
    const context = this.#context;
    const arm = 16 / scale;
    for (const [paint, width] of [
      ['#ffffff', 6],
      ['#14282d', 3],
    ] as const) {
      context.strokeStyle = paint;
      context.lineWidth = width / scale;
      context.beginPath();
      context.moveTo(cross.x - arm, cross.y);
      context.lineTo(cross.x + arm, cross.y);
      context.moveTo(cross.x, cross.y - arm);
      context.lineTo(cross.x, cross.y + arm);
      context.stroke();
    }
  }

  #drawPointers({ scale, left, top, density, width }: PageView, page: PageId): void {
    this.#context.setTransform(density, 0, 0, density, 0, 0);
    for (const [number, pointer] of this.#source.live.pointers) {
      const peer = this.#source.peer(number);
      if (peer === undefined || pointer.page !== page) continue;
      const [x, y] = [left + pointer.x * scale, top + pointer.y * scale];
      drawPointer(this.#context, peer, x, y, this.pointerSize, width);
    }
  }
}
