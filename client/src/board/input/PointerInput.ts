import { PAGE_HEIGHT, PAGE_WIDTH, type Point } from '@pluriclasse/shared/board/page';
import type { InkPoint } from '@pluriclasse/shared/board/strokeCodec';
import type { BoardStore } from '../BoardStore.ts';
import { type PageView, toPage } from '../canvas/PageView.ts';
import { type Box, holds } from '../scene/Box.ts';

/** How far beside a thing one may point, in CSS pixels. */
const REACH = { touch: 14, pen: 8, mouse: 6 } as const;
/** After a pen has touched, touches are palms for so long, in milliseconds. */
const PALM_MS = 1_000;
/** Others see a pointer so often, in milliseconds. */
const SAY_EVERY = 50;
const PAGE_BOX: Box = { left: 0, top: 0, right: PAGE_WIDTH, bottom: PAGE_HEIGHT };

/** Turns pointer events on the page into gestures of the chosen tool, and tells others where the pointer is. */
export class PointerInput {
  readonly #element: HTMLElement;
  readonly #store: BoardStore;
  readonly #view: () => PageView;
  readonly #leave = new AbortController();
  #drawing: number | undefined;
  #penAt = -Infinity;
  #saidAt = -Infinity;
  /** Whether others see it. */
  #shown = false;

  constructor(element: HTMLElement, store: BoardStore, view: () => PageView) {
    this.#element = element;
    this.#store = store;
    this.#view = view;
    const { signal } = this.#leave;
    element.addEventListener('pointerdown', (event) => this.#down(event), { signal });
    element.addEventListener('pointermove', (event) => this.#move(event), { signal });
    element.addEventListener('pointerup', (event) => this.#end(event, true), { signal });
    element.addEventListener('pointercancel', (event) => this.#end(event, false), { signal });
    element.addEventListener('pointerleave', () => this.#sayGone(), { signal });
    // A long press would open a menu under the pen.
    element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  }

  close(): void {
    this.#leave.abort();
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0 || !this.#store.get().canDraw || this.#isPalm(event)) return;
    // A second finger is no drawing: whoever pinches does not mean the first one's line either.
    if (this.#drawing !== undefined) return this.#giveUp();
    this.#drawing = event.pointerId;
    this.#element.setPointerCapture(event.pointerId);
    this.#store.live.cross = undefined;
    const reach = REACH[event.pointerType === 'touch' || event.pointerType === 'pen' ? event.pointerType : 'mouse'];
    const measured = event.pointerType === 'pen' && event.pressure > 0;
    this.#store.tool.down(this.#point(event), { reach: reach / this.#view().scale, measured, adds: event.shiftKey });
  }

  #move(event: PointerEvent): void {
    this.#say(event);
    if (event.pointerId !== this.#drawing) return;
    const events = event.getCoalescedEvents?.() ?? [];
    this.#store.tool.move((events.length > 0 ? events : [event]).map((it) => this.#point(it)));
  }

  #end(event: PointerEvent, whole: boolean): void {
    if (event.pointerId !== this.#drawing) return;
    this.#drawing = undefined;
    if (whole) this.#store.tool.up();
    else this.#store.tool.cancel();
  }

  #giveUp(): void {
    this.#drawing = undefined;
    this.#store.tool.cancel();
  }

  /** The side of the hand that rests on the glass while a pen is used. */
  #isPalm(event: PointerEvent): boolean {
    if (event.pointerType === 'pen') this.#penAt = event.timeStamp;
    if (event.pointerType !== 'touch') return false;
    return event.timeStamp - this.#penAt < PALM_MS;
  }

  #say(event: PointerEvent): void {
    if (event.pointerType === 'pen') this.#penAt = event.timeStamp;
    const { page, rights } = this.#store.get();
    if (page === undefined || rights === undefined || event.timeStamp - this.#saidAt < SAY_EVERY) return;
    const place = this.#place(event);
    if (!holds(PAGE_BOX, place)) return this.#sayGone();
    this.#saidAt = event.timeStamp;
    this.#shown = true;
    this.#store.link.say({ kind: 'pointer', page, ...place });
  }

  /** The pointer left the page: others need not look for it. */
  #sayGone(): void {
    if (this.#shown) this.#store.link.say({ kind: 'gone' });
    this.#shown = false;
  }

  #point(event: PointerEvent): InkPoint {
    const { x, y } = this.#place(event);
    return [x, y, event.pressure];
  }

  #place({ clientX, clientY }: PointerEvent): Point {
    const { left, top } = this.#element.getBoundingClientRect();
    return toPage(this.#view(), { x: clientX - left, y: clientY - top });
  }
}
