import type { InkPoint } from '@pluriclasse/shared/board/strokeCodec';
import { touches } from '../scene/SceneObject.ts';
import type { Desk, Grip, Tool } from './Tool.ts';

/** A tap opens the text that is there, or a new one. The writing itself is an editor's work, on top of the page. */
export class TextTool implements Tool {
  readonly #desk: Desk;
  #at: InkPoint | undefined;
  #reach = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  down(at: InkPoint, { reach }: Grip): void {
    this.#at = at;
    this.#reach = reach;
  }

  move(): void {
    // The tap counts where it began.
  }

  up(): void {
    if (this.#at === undefined) return;
    const [x, y] = this.#at;
    this.#at = undefined;
    const texts = this.#desk
      .scene()
      .inOrder(this.#desk.page())
      .filter(({ kind }) => kind === 'text');
    const there = texts.findLast((object) => touches(object, { x, y }, this.#reach));
    this.#desk.write({ x, y }, there?.id);
  }

  cancel(): void {
    this.#at = undefined;
  }
}
