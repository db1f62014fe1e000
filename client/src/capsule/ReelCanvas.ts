import type { ObjectId, PageId } from '@pluriclasse/shared/board/objects';
import { PAGE_HEIGHT, PAGE_WIDTH } from '@pluriclasse/shared/board/page';
import { BaseLayer } from '../board/canvas/BaseLayer.ts';
import { enterPage, type PageView } from '../board/canvas/PageView.ts';
import { inkPaint } from '../board/scene/inkPaint.ts';
import { strokePath } from '../board/scene/strokePath.ts';
import type { GrowingStroke, ReelScene } from './ReelScene.ts';
import { whole, zoomView, type Zoom } from '../board/canvas/zoom.ts';

export interface ReelCanvasOptions {
  readonly base: HTMLCanvasElement;
  readonly live: HTMLCanvasElement;
  readonly scene: ReelScene;
  /** Strokes appear whole, for those who want nothing to move. */
  readonly still: () => boolean;
}

/** The board at an instant on the screen: a layer of what is there, under one of the strokes that a hand is drawing. */
export class ReelCanvas {
  readonly #options: ReelCanvasOptions;
  readonly #base: BaseLayer;
  readonly #live: CanvasRenderingContext2D;
  #zoom = whole;
  #room = { width: 1, height: 1, density: 1 };
  #view: PageView = zoomView(whole, 1, 1, 1);
  #page: PageId | undefined;
  #at = 0;
  #frame: number | undefined;
  #grew = false;

  constructor(options: ReelCanvasOptions) {
    this.#options = options;
    this.#base = new BaseLayer(options.base, {
      objects: () => (this.#page === undefined ? [] : options.scene.inOrder(this.#page)),
      isLifted: () => false,
    });
    const live = options.live.getContext('2d');
    if (live === null) throw new Error('This browser has no canvas');
    this.#live = live;
    options.scene.seek(0);
    this.#page = options.scene.page();
  }

  get view(): PageView {
    return this.#view;
  }
  get zoom(): Zoom {
    return this.#zoom;
  }

  /** @param width @param height CSS pixels @param density device pixels per CSS pixel */
  resize(width: number, height: number, density: number): void {
    this.#room = { width, height, density };
    this.#view = zoomView(this.#zoom, width, height, density);
    for (const canvas of [this.#options.base, this.#options.live]) {
      canvas.width = Math.max(1, Math.round(width * this.#view.density));
      canvas.height = Math.max(1, Math.round(height * this.#view.density));
    }
    this.redraw();
  }

  lookAt(zoom: Zoom): void {
    this.#zoom = zoom;
    this.#view = zoomView(zoom, this.#room.width, this.#room.height, this.#room.density);
    this.redraw();
  }

  /** Shows an instant. @returns whether another page, or something on the page, is seen now */
  show(at: number): boolean {
    const { scene } = this.#options;
    const changes = scene.seek(at);
    this.#at = at;
    const page = scene.page();
    const turned = page !== this.#page;
    this.#page = page;
    const ids = changes.find((change) => change.page === page)?.ids;
    if (turned || ids === 'all') this.redraw();
    else if (ids !== undefined && ids.size > 0) this.#drawChanged(ids);
    if (!turned) this.#drawGrowing(this.#options.still() ? [] : scene.growing(at));
    return turned || ids !== undefined;
  }

  /** Draws all of it anew, such as when letters have got their font. */
  redraw(): void {
    this.#base.restart(this.#view);
    this.#drawOn();
    this.#drawGrowing(this.#options.still() ? [] : this.#options.scene.growing(this.#at));
  }

  close(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  #drawChanged(ids: ReadonlySet<ObjectId>): void {
    this.#base.drawChanged(this.#view, ids);
    this.#drawOn();
  }

  /** A full page on a slow device comes in some frames. */
  #drawOn(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = this.#base.drawOn(this.#view) ? requestAnimationFrame(() => this.#drawOn()) : undefined;
  }

  #drawGrowing(growing: readonly GrowingStroke[]): void {
    if (growing.length === 0 && !this.#grew) return;
    this.#grew = growing.length > 0;
    const context = this.#live;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    enterPage(context, this.#view);
    context.save();
    context.beginPath();
    context.rect(0, 0, PAGE_WIDTH, PAGE_HEIGHT);
    context.clip();
    for (const { stroke, part } of growing) {
      const points = stroke.ink.points.slice(0, Math.max(1, Math.ceil(stroke.ink.points.length * part)));
      context.fillStyle = inkPaint[stroke.body.color];
      context.fill(strokePath({ ...stroke.ink, points }, stroke.body.width, false));
    }
    context.restore();
  }
}
