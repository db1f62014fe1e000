import { removeObjects } from '@pluriclasse/shared/board/document';
import type { InkPoint } from '@pluriclasse/shared/board/strokeCodec';
import { boxOf, grow, meet } from '../scene/Box.ts';
import { type SceneObject, touches } from '../scene/SceneObject.ts';
import type { Desk, Grip, Tool } from './Tool.ts';

/** Half the eraser's width, and the step at which a fast sweep is looked at, in page units. */
const RADIUS = 12;
const STEP = 10;

type Spot = readonly [x: number, y: number, ...unknown[]];

/** Takes away every object that it touches; what one sweep took is one step of undo. */
export class EraserTool implements Tool {
  readonly #desk: Desk;
  #last: InkPoint | undefined;
  #radius = RADIUS;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  down(at: InkPoint, { reach }: Grip): void {
    this.#desk.begin();
    this.#radius = Math.max(RADIUS, reach);
    this.#last = at;
    this.#erase([at]);
  }

  move(points: readonly InkPoint[]): void {
    const sweep: Spot[] = [];
    for (const point of points) {
      sweep.push(...steps(this.#last ?? point, point));
      this.#last = point;
    }
    this.#erase(sweep);
  }

  up(): void {
    this.#last = undefined;
  }

  cancel(): void {
    this.#last = undefined;
  }

  #erase(sweep: readonly Spot[]): void {
    const { scene, page } = this.#desk;
    const reached = grow(boxOf(sweep), this.#radius);
    const isSwept = (object: SceneObject) =>
      meet(object.box, reached) && sweep.some(([x, y]) => touches(object, { x, y }, this.#radius));
    const swept = scene().inOrder(page()).filter(isSwept);
    if (swept.length === 0) return;
    const ids = swept.map(({ id }) => id);
    this.#desk.change((parts) => removeObjects(parts, ids));
  }
}

function* steps(from: InkPoint, to: InkPoint): Generator<Spot> {
  const count = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / STEP));
  for (let n = 1; n <= count; n++) {
    yield [from[0] + ((to[0] - from[0]) * n) / count, from[1] + ((to[1] - from[1]) * n) / count];
  }
}
