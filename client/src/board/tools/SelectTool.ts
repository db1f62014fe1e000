import type { InkPoint } from '@pluriclasse/shared/board/strokeCodec';
import { between, meet } from '../scene/Box.ts';
import { touches } from '../scene/SceneObject.ts';
import { chosen, moveObjects, stayOnPage } from './moveObjects.ts';
import type { Desk, Grip, Tool } from './Tool.ts';

type Gesture =
  | { readonly kind: 'idle' }
  | { readonly kind: 'box'; readonly from: InkPoint; readonly grip: Grip }
  | { readonly kind: 'carry'; readonly from: InkPoint };

/** A tap chooses, a sweep over empty paper chooses what it meets, a sweep from something chosen carries it. */
export class SelectTool implements Tool {
  readonly #desk: Desk;
  #gesture: Gesture = { kind: 'idle' };

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  down(at: InkPoint, grip: Grip): void {
    const [x, y] = at;
    const hit = this.#objects().findLast((object) => touches(object, { x, y }, grip.reach));
    const selection = this.#desk.selection();
    if (hit === undefined) {
      this.#gesture = { kind: 'box', from: at, grip };
      return;
    }
    if (!selection.has(hit.id)) this.#desk.select(new Set(grip.adds ? [...selection, hit.id] : [hit.id]));
    this.#gesture = { kind: 'carry', from: at };
  }

  move(points: readonly InkPoint[]): void {
    const at = points.at(-1);
    if (at === undefined || this.#gesture.kind === 'idle') return;
    const { live } = this.#desk;
    const { from } = this.#gesture;
    if (this.#gesture.kind === 'box') {
      live.box = between({ x: from[0], y: from[1] }, { x: at[0], y: at[1] });
    } else {
      const ids = this.#desk.selection();
      const objects = chosen(this.#objects(), ids);
      if (objects.length === 0) return;
      const [dx, dy] = stayOnPage(objects, at[0] - from[0], at[1] - from[1]);
      const lifted = live.lift !== undefined;
      live.lift = { ids, dx, dy };
      if (!lifted) this.#desk.lift(ids);
    }
    this.#desk.refresh();
  }

  up(): void {
    const { live } = this.#desk;
    if (this.#gesture.kind === 'box') this.#choose(this.#gesture.grip);
    const { lift } = live;
    this.#rest();
    if (lift === undefined || (lift.dx === 0 && lift.dy === 0)) return;
    this.#desk.begin();
    this.#desk.change((parts) => moveObjects(parts, chosen(this.#objects(), lift.ids), lift.dx, lift.dy));
  }

  cancel(): void {
    this.#rest();
  }

  #choose({ adds }: Grip): void {
    const { box } = this.#desk.live;
    const met = box ? this.#objects().filter((object) => meet(object.box, box)) : [];
    const ids = met.map(({ id }) => id);
    this.#desk.select(new Set(adds ? [...this.#desk.selection(), ...ids] : ids));
  }

  #rest(): void {
    const { live } = this.#desk;
    const lifted = live.lift?.ids;
    live.box = live.lift = undefined;
    this.#gesture = { kind: 'idle' };
    if (lifted) this.#desk.lift(lifted);
    this.#desk.refresh();
  }

  #objects() {
    return this.#desk.scene().inOrder(this.#desk.page());
  }
}
