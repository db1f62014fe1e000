import type { ObjectId, PageId } from '@pluriclasse/shared/board/objects';
import type { ReelStep } from '@pluriclasse/shared/capsule/reel';
import type { SceneChange } from '../board/scene/Scene.ts';
import { movedTo, sceneObject, type SceneObject, type SceneStroke } from '../board/scene/SceneObject.ts';
import { applyStep, emptyState, pagesOf, shownPage, type ReelObject } from '@pluriclasse/shared/capsule/foldReel';
import { drawingTime, growsFrom, LONGEST_GROWTH } from './growth.ts';
import { STRIDE, type Growth, type Reel } from './Reel.ts';

/** A stroke that is on its way, and how much of it is there, 0–1. */
export interface GrowingStroke {
  readonly stroke: SceneStroke;
  readonly part: number;
}

/**
 * The board over time as something to look at: at any instant the fold of all steps up to it. Going on applies what is
 * new; going elsewhere begins at the snapshot before.
 */
export class ReelScene {
  readonly #reel: Reel;
  #state = emptyState();
  /** Steps that are done. */
  #done = 0;
  #objects = new WeakMap<ReelObject, SceneObject>();
  readonly #orders = new Map<PageId, readonly SceneObject[]>();
  #revision: number;

  constructor(reel: Reel) {
    this.#reel = reel;
    this.#revision = reel.revision;
  }

  /** Goes to an instant. @returns what is different since; a page as a whole where that is not known in detail */
  seek(at: number): SceneChange[] {
    const target = countUntil(this.#reel.steps, at);
    if (target === this.#done) return [];
    const from = Math.floor(target / STRIDE);
    if (target > this.#done && from * STRIDE <= this.#done) return this.#goOn(target);
    const before = pagesOf(this.#state);
    this.#state = this.#reel.snapshot(from);
    this.#done = from * STRIDE;
    this.#goOn(target);
    this.#orders.clear();
    return [...new Set([...before, ...pagesOf(this.#state)])].map((page) => ({ page, ids: 'all' }));
  }

  /** The page that one looks at now; undefined while the board has none. */
  page(): PageId | undefined {
    return shownPage(this.#state);
  }
  pages(): PageId[] {
    return pagesOf(this.#state);
  }

  /** All objects of a page, the lowest first. The same array until something changes. */
  inOrder(page: PageId): readonly SceneObject[] {
    this.#layAnew();
    const known = this.#orders.get(page);
    if (known) return known;
    const objects = [...(this.#state.pages.get(page)?.objects.values() ?? [])]
      .map((object) => this.#look(object))
      .filter((object) => object !== undefined)
      .sort((a, b) => a.z - b.z || (a.id < b.id ? -1 : 1));
    this.#orders.set(page, objects);
    return objects;
  }

  /** Strokes of the shown page that a hand is drawing at this instant, to which `seek` went before. */
  growing(at: number): GrowingStroke[] {
    const page = this.page();
    const found: GrowingStroke[] = [];
    for (let n = countUntil(this.#reel.growths, at, ({ step }) => step.at); n < this.#reel.growths.length; n++) {
      const { step, before } = this.#reel.growths[n] as Growth; // within the array
      if (step.at > at + LONGEST_GROWTH) break;
      if (step.page !== page) continue;
      const object = this.#reel.object(step);
      if (object?.kind !== 'stroke') continue;
      const from = growsFrom(step.at, drawingTime(object.ink), before);
      if (from <= at) found.push({ stroke: object, part: (at - from) / (step.at - from) });
    }
    return found;
  }

  /** Texts have another font since. */
  #layAnew(): void {
    if (this.#revision === this.#reel.revision) return;
    this.#revision = this.#reel.revision;
    this.#objects = new WeakMap();
    this.#orders.clear();
  }

  #goOn(target: number): SceneChange[] {
    const changes = new Map<PageId, Set<ObjectId> | 'all'>();
    for (; this.#done < target; this.#done++) {
      const step = this.#reel.steps[this.#done] as ReelStep; // within the array
      applyStep(this.#state, step);
      this.#orders.delete(step.page);
      const known = changes.get(step.page) ?? new Set();
      if (step.do === 'page' || step.do === 'remove-page') changes.set(step.page, 'all');
      else if (known !== 'all') changes.set(step.page, step.do === 'show' ? known : known.add(step.id));
    }
    return [...changes].map(([page, ids]) => ({ page, ids }));
  }

  #look(object: ReelObject): SceneObject | undefined {
    const known = this.#objects.get(object);
    if (known) return known;
    const drawn = this.#reel.object(object.draw);
    if (drawn === undefined) return undefined;
    const { id, body } = drawn;
    const made =
      drawn.kind === 'text' && object.text !== ''
        ? sceneObject(id, body, object.place, object.text, this.#reel.measure)
        : movedTo(drawn, object.place);
    this.#objects.set(object, made);
    return made;
  }
}

/** How many of what is in order of time lie at or before an instant. */
function countUntil<T>(all: readonly T[], at: number, timeOf: (one: T) => number = timeOfStep): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeOf(all[middle] as T) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
const timeOfStep = (step: unknown): number => (step as ReelStep).at; // the default is for steps alone
