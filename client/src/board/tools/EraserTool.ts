import { removeObjects } from '@pluriclasse/shared/board/document';
import type { InkPoint } from '@pluriclasse/shared/board/strokeCodec';
import { touches } from '../scene/SceneObject.ts';
import type { Desk, Grip, Tool } from './Tool.ts';

/** Half the eraser's width, and the step at which a fast sweep is looked at, in page units. */
const RADIUS = 12;
const STEP = 10;

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
    this.#erase(at);
  }

  move(points: readonly InkPoint[]): void {
    for (const point of points) {
      for (const between of steps(this.#last ?? point, point)) this.#erase(between);
      this.#last = point;
    }
  }

  up(): void {
    this.#last = undefined;
  }

  cancel(): void {
    this.#last = undefined;
  }

  #erase([x, y]: readonly [number, number, ...unknown[]]): void {
    const { scene, page } = this.#desk;
    const touched = scene()
      .inOrder(page())
      .filter((object) => touches(object, { x, y }, this.#radius));
    if (touched.length === 0) return;
    this.#desk.change((parts) =>
      removeObjects(
        parts,
        touched.map(({ id }) => id),
      ),
    );
  }
}

function* steps(from: InkPoint, to: InkPoint): Generator<readonly [number, number]> {
  const count = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / STEP));
  for (let n = 1; n <= count; n++) {
    yield [from[0] + ((to[0] - from[0]) * n) / count, from[1] + ((to[1] - from[1]) * n) / count];
  }
}
