import type { ObjectId } from '@pluriclasse/shared/board/objects';
import type { BoardScreen, BoardStore } from '../BoardStore.ts';
import type { SceneChange } from '../scene/Scene.ts';
import { BaseLayer } from './BaseLayer.ts';
import { LiveLayer } from './LiveLayer.ts';
import { type PageView, fitPage } from './PageView.ts';

/** How often what is old is looked for, in milliseconds. */
const EXPIRE_EVERY = 2_000;

/** The page on the screen: a layer of what rests under a layer of what moves, drawn at most once a frame. */
export class BoardCanvas implements BoardScreen {
  readonly #store: BoardStore;
  readonly #canvases: readonly HTMLCanvasElement[];
  readonly #base: BaseLayer;
  readonly #live: LiveLayer;
  readonly #leave: () => void;
  readonly #dirty = new Set<ObjectId>();
  #page: string | undefined;
  #view: PageView = fitPage(1, 1, 1);
  #fit = fitPage;
  #all = true;
  #frame: number | undefined;
  #expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(base: HTMLCanvasElement, live: HTMLCanvasElement, store: BoardStore) {
    this.#store = store;
    this.#canvases = [base, live];
    this.#base = new BaseLayer(base, {
      objects: () => this.#objects(),
      isLifted: (id) => store.live.lift?.ids.has(id) === true || store.get().writing?.id === id,
    });
    this.#live = new LiveLayer(live, {
      page: () => store.get().page,
      object: (id) => {
        const { page } = store.get();
        return page && store.scene.get(page, id);
      },
      selection: () => store.get().selection,
      peer: (number) => store.link.peers.get(number),
      live: store.live,
    });
    const unsubscribe = store.subscribe(() => this.#turned());
    const hide = store.show(this);
    this.#leave = () => {
      unsubscribe();
      hide();
    };
  }

  get view(): PageView {
    return this.#view;
  }

  /** @param pointerSize letters at pointers, in CSS pixels */
  resize(width: number, height: number, density: number, pointerSize: number): void {
    this.#view = this.#fit(width, height, density);
    this.#live.pointerSize = pointerSize;
    for (const canvas of this.#canvases) {
      canvas.width = Math.max(1, Math.round(width * this.#view.density));
      canvas.height = Math.max(1, Math.round(height * this.#view.density));
    }
    this.#all = true;
    // At once: a canvas that was resized is empty, and would flash white until the next frame.
    this.#draw();
  }

  /** Looks at the page in another way from now on, such as closer. */
  lookBy(fit: typeof fitPage): void {
    this.#fit = fit;
    this.#view = fit(this.#view.width, this.#view.height, this.#view.density);
    this.#all = true;
    this.#draw();
  }

  changed(changes: readonly SceneChange[]): void {
    const { page } = this.#store.get();
    // None at all: the document is another.
    if (changes.length === 0) this.#all = true;
    for (const { page: at, ids } of changes) {
      if (at !== page) continue;
      if (ids === 'all') this.#all = true;
      else for (const id of ids) this.#dirty.add(id);
    }
    this.refresh();
  }

  lifted(ids: ReadonlySet<ObjectId>): void {
    for (const id of ids) this.#dirty.add(id);
    this.refresh();
  }

  refresh(): void {
    this.#frame ??= requestAnimationFrame(() => this.#draw());
    this.#expiry ??= setTimeout(() => this.#expire(), EXPIRE_EVERY);
  }

  close(): void {
    this.#leave();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#expiry);
  }

  #objects() {
    const { page } = this.#store.get();
    return page ? this.#store.scene.inOrder(page) : [];
  }

  #turned(): void {
    const { page } = this.#store.get();
    if (page === this.#page) return;
    this.#page = page;
    this.#all = true;
    this.refresh();
  }

  #draw(): void {
    this.#frame = undefined;
    if (this.#all) this.#base.restart(this.#view);
    else if (this.#dirty.size > 0) this.#base.drawChanged(this.#view, this.#dirty);
    this.#all = false;
    this.#dirty.clear();
    if (this.#base.drawOn(this.#view)) this.refresh();
    this.#live.draw(this.#view);
  }

  #expire(): void {
    this.#expiry = undefined;
    if (this.#store.live.expire(performance.now())) this.refresh();
    else this.#frame ??= requestAnimationFrame(() => this.#draw());
  }
}
