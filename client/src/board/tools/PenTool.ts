import { boardLimits } from '@pluriclasse/shared/board/limits';
import { newObjectId } from '@pluriclasse/shared/board/newId';
import { PAGE_HEIGHT, PAGE_WIDTH } from '@pluriclasse/shared/board/page';
import { type InkPoint, encodeInk } from '@pluriclasse/shared/board/strokeCodec';
import type { Desk, Grip, Tool } from './Tool.ts';

/** Points closer than this add nothing that can be seen on a kit. */
const CLOSEST = 1.5;
/** How often others get the ink under the pen, in milliseconds. */
const SAY_EVERY = 40;

/** Draws a stroke: others see it while it is drawn, and with `up` it enters the document. */
export class PenTool implements Tool {
  readonly #desk: Desk;
  #measured = false;
  /** How many points others have got, and when. */
  #said = 0;
  #saidAt = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  down(at: InkPoint, { measured }: Grip): void {
    this.#measured = measured;
    this.#start(clamp(at));
  }

  move(points: readonly InkPoint[]): void {
    for (const point of points) this.#add(clamp(point));
    this.#desk.refresh();
    if (performance.now() - this.#saidAt >= SAY_EVERY) this.#say();
  }

  up(): void {
    const { own } = this.#desk.live;
    if (own === undefined) return;
    const { points, color, width } = own.stroke;
    const { scene, page } = this.#desk;
    const ink = encodeInk({ points, pressure: this.#measured });
    this.#desk.live.own = undefined;
    this.#desk.begin();
    const z = scene().above(page());
    this.#desk.change(({ objects }) => objects.set(own.id, { kind: 'stroke', z, color, width, ink }));
    this.#desk.refresh();
  }

  cancel(): void {
    const { own } = this.#desk.live;
    if (own === undefined) return;
    this.#desk.say({ kind: 'drop', id: own.id });
    this.#desk.live.own = undefined;
    this.#desk.refresh();
  }

  #start(at: InkPoint): void {
    const stroke = { ...this.#desk.pen(), page: this.#desk.page(), points: [at], at: 0 };
    this.#desk.live.own = { id: newObjectId(), stroke, measured: this.#measured };
    this.#said = 0;
    this.#say();
    this.#desk.refresh();
  }

  #add(point: InkPoint): void {
    const points = this.#desk.live.own?.stroke.points;
    const last = points?.at(-1);
    if (points === undefined || last === undefined) return;
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) < CLOSEST) return;
    points.push(point);
    if (points.length < boardLimits.strokePoints) return;
    // A longer line goes on as another stroke.
    this.up();
    this.#start(point);
  }

  #say(): void {
    const { own } = this.#desk.live;
    if (own === undefined) return;
    const { id, stroke } = own;
    const points = stroke.points.slice(this.#said, this.#said + boardLimits.inkPoints);
    if (points.length === 0) return;
    const { page, color, width } = stroke;
    this.#desk.say({ kind: 'ink', page, id, color, width, from: this.#said, points });
    this.#said += points.length;
    this.#saidAt = performance.now();
  }
}

/** A hand slips over the edge; the line stays on the page. */
const clamp = ([x, y, pressure]: InkPoint): InkPoint => [
  Math.min(PAGE_WIDTH, Math.max(0, x)),
  Math.min(PAGE_HEIGHT, Math.max(0, y)),
  pressure,
];
