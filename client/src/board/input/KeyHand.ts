import { PAGE_HEIGHT, PAGE_WIDTH, type Point } from '@pluriclasse/shared/board/page';
import type { InkPoint } from '@pluriclasse/shared/board/strokeCodec';
import type { BoardStore } from '../BoardStore.ts';

const steps: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
/** Page units that an arrow goes; with Shift far, with Ctrl near. */
const STEP = { normal: 20, far: 100, near: 4 } as const;
const REACH = 16;

/**
 * A hand for those who use the keyboard. Arrows move a cross over the page; Space puts the tool down there and takes it
 * up again, Enter does both at once. Alt with arrows moves what is chosen, Delete takes it away.
 */
export class KeyHand {
  readonly #store: BoardStore;
  #down = false;

  constructor(store: BoardStore) {
    this.#store = store;
  }

  /** The page has the focus: the cross is shown where it was, first in the middle. */
  enter(): void {
    this.#store.live.cross ??= { x: PAGE_WIDTH / 2, y: PAGE_HEIGHT / 2 };
    this.#store.refresh();
  }

  /** Lifts the tool and hides the cross. */
  leave(): void {
    this.#lift(false);
    this.#store.live.cross = undefined;
    this.#store.refresh();
  }

  /** @returns whether the key meant something here. */
  press(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
    const { canDraw, selection } = this.#store.get();
    if (!canDraw) return false;
    const step = steps[event.key];
    const stride = event.shiftKey ? STEP.far : event.ctrlKey ? STEP.near : STEP.normal;
    if (step && event.altKey) this.#store.moveSelection(step.x * stride, step.y * stride);
    else if (step) this.#go(step.x * stride, step.y * stride);
    else if (event.key === ' ' && this.#down) this.#lift(true);
    else if (event.key === ' ') this.#put(event.shiftKey);
    else if (event.key === 'Enter') this.#tap(event.shiftKey);
    else if ((event.key === 'Delete' || event.key === 'Backspace') && selection.size > 0) this.#store.removeSelection();
    else if (event.key === 'Escape' && (this.#down || selection.size > 0)) this.#giveUp();
    else return false;
    return true;
  }

  #go(dx: number, dy: number): void {
    this.enter();
    const { live, tool } = this.#store;
    const { x, y } = live.cross ?? { x: 0, y: 0 };
    live.cross = { x: Math.min(PAGE_WIDTH, Math.max(0, x + dx)), y: Math.min(PAGE_HEIGHT, Math.max(0, y + dy)) };
    tool.move(this.#down ? [this.#point()] : []);
    this.#store.refresh();
  }

  #put(adds: boolean): void {
    this.enter();
    this.#down = true;
    this.#store.tool.down(this.#point(), { reach: REACH, measured: false, adds });
  }

  #tap(adds: boolean): void {
    if (!this.#down) this.#put(adds);
    this.#lift(true);
  }

  #lift(whole: boolean): void {
    if (!this.#down) return;
    this.#down = false;
    if (whole) this.#store.tool.up();
    else this.#store.tool.cancel();
  }

  #giveUp(): void {
    this.#lift(false);
    this.#store.select(new Set());
  }

  #point(): InkPoint {
    const { x, y } = this.#store.live.cross ?? { x: 0, y: 0 };
    return [x, y, 0.5];
  }
}
