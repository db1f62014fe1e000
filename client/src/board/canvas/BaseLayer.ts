import type { ObjectId } from '@pluriclasse/shared/board/objects';
import { PAGE_HEIGHT, PAGE_WIDTH } from '@pluriclasse/shared/board/page';
import { type Box, grow, join, meet } from '../scene/Box.ts';
import type { SceneObject } from '../scene/SceneObject.ts';
import { drawObject } from './drawObject.ts';
import { type PageView, enterPage } from './PageView.ts';

export interface BaseSource {
  /** The page's objects, the lowest first. */
  objects(): readonly SceneObject[];
  /** What is not drawn here now: a hand moves it, or it is being typed in. */
  isLifted(id: ObjectId): boolean;
}

/** White in every theme; around the page the surface shows through. */
const PAPER = '#ffffff';
/** What a frame may spend on a page that comes in pieces, and how much is drawn between looks at the clock. */
const FRAME_MS = 10;
const SLICE = 20;

/**
 * Everything that rests, as one bitmap. A new stroke on top is drawn alone; a change below it clears the rectangle
 * that it covered and draws only what meets that. So 2,000 strokes are drawn once, not at each change.
 */
export class BaseLayer {
  readonly #context: CanvasRenderingContext2D;
  readonly #source: BaseSource;
  /** What each object covers as it is drawn. */
  readonly #drawn = new Map<ObjectId, Box>();
  #waiting: readonly SceneObject[] = [];

  constructor(canvas: HTMLCanvasElement, source: BaseSource) {
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser has no canvas');
    this.#context = context;
    this.#source = source;
  }

  /** Begins anew with an empty page; `drawOn` does the work. */
  restart(view: PageView): void {
    const { canvas } = this.#context;
    this.#context.setTransform(1, 0, 0, 1, 0, 0);
    this.#context.clearRect(0, 0, canvas.width, canvas.height);
    this.#drawn.clear();
    enterPage(this.#context, view);
    this.#context.fillStyle = PAPER;
    this.#context.fillRect(0, 0, PAGE_WIDTH, PAGE_HEIGHT);
    this.#waiting = [...this.#source.objects()];
  }

  /**
   * Draws on what waits, for as long as a frame may take: a full page on a slow device comes in some frames, and hands
   * are never held up. @returns whether something still waits
   */
  drawOn(view: PageView): boolean {
    const until = performance.now() + FRAME_MS;
    enterPage(this.#context, view);
    for (let at = 0; at < this.#waiting.length; at += SLICE) {
      this.#draw(this.#waiting.slice(at, at + SLICE));
      if (performance.now() < until) continue;
      this.#waiting = this.#waiting.slice(at + SLICE);
      return this.#waiting.length > 0;
    }
    this.#waiting = [];
    return false;
  }

  /** Draws what has changed; while the page is still being drawn, that begins anew. */
  drawChanged(view: PageView, ids: ReadonlySet<ObjectId>): void {
    if (this.#waiting.length > 0) return this.restart(view);
    const objects = this.#source.objects();
    const last = objects.slice(Math.max(0, objects.length - ids.size));
    enterPage(this.#context, view);
    // The usual case: new strokes on top of all.
    const added = last.length === ids.size && last.every(({ id }) => ids.has(id) && !this.#drawn.has(id));
    if (added) return this.#draw(last);
    let dirty: Box | undefined;
    const spoil = (box: Box | undefined) => (dirty = box && dirty ? join(dirty, box) : (box ?? dirty));
    for (const id of ids) {
      spoil(this.#drawn.get(id));
      this.#drawn.delete(id);
    }
    for (const { id, box } of objects) if (ids.has(id)) spoil(box);
    if (dirty) this.#redraw(grow(dirty, 2), objects);
  }

  #redraw(dirty: Box, objects: readonly SceneObject[]): void {
    const context = this.#context;
    context.save();
    context.beginPath();
    context.rect(dirty.left, dirty.top, dirty.right - dirty.left, dirty.bottom - dirty.top);
    context.clip();
    context.fillStyle = PAPER;
    context.fillRect(0, 0, PAGE_WIDTH, PAGE_HEIGHT);
    this.#draw(objects.filter(({ box }) => meet(box, dirty)));
    context.restore();
  }

  #draw(objects: readonly SceneObject[]): void {
    const context = this.#context;
    context.save();
    context.beginPath();
    context.rect(0, 0, PAGE_WIDTH, PAGE_HEIGHT);
    context.clip();
    for (const object of objects) {
      if (this.#source.isLifted(object.id)) continue;
      drawObject(context, object);
      this.#drawn.set(object.id, object.box);
    }
    context.restore();
  }
}
