import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import type { SeatId } from '@pluriclasse/shared/ids';
import type { ViewTile } from '@pluriclasse/shared/signalling/media';
import { sameView, viewTiles, type MeasuredTile } from './viewTiles.ts';

/** Which tile an element shows; read anew whenever it is measured. */
export interface TileOfElement {
  seatId: SeatId;
  source: MediaSource;
  stage: boolean;
}

const pause = 50;

/** Measures the tiles on the page and tells when what is shown has changed, at most every 50 ms. */
export class ViewReporter {
  readonly #tell: (tiles: ViewTile[]) => Promise<unknown>;
  readonly #tiles = new Map<Element, MeasuredTile>();
  readonly #sizes: ResizeObserver;
  readonly #sights: IntersectionObserver;
  #last: ViewTile[] | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (tiles: ViewTile[]) => Promise<unknown>) {
    this.#tell = tell;
    this.#sizes = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) this.#measure(target, contentRect.width, contentRect.height);
    });
    this.#sights = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const tile = this.#tiles.get(target);
        if (tile) tile.visible = isIntersecting;
      }
      this.#soon();
    });
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  /** Observes a tile from now on, or takes what it shows now. */
  show(element: Element, { seatId, source, stage }: TileOfElement): void {
    const known = this.#tiles.get(element);
    if (known) {
      Object.assign(known, { seatId, source, stage });
    } else {
      // Not measured here, which would lay out the page once more: the observers tell sizes with its next layout.
      this.#tiles.set(element, { seatId, source, stage, visible: false, width: 0, height: 0 });
      this.#sizes.observe(element);
      this.#sights.observe(element);
    }
    this.#soon();
  }

  forget(element: Element): void {
    this.#tiles.delete(element);
    this.#sizes.unobserve(element);
    this.#sights.unobserve(element);
    this.#soon();
  }

  /** After a new join the server knows nothing of the view. */
  tellAgain(): void {
    this.#last = undefined;
    this.#soon();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#sizes.disconnect();
    this.#sights.disconnect();
    document.removeEventListener('visibilitychange', this.#onVisibility);
  }

  readonly #onVisibility = (): void => this.#soon();

  #measure(element: Element, width: number, height: number): void {
    const tile = this.#tiles.get(element);
    if (!tile) return;
    // A tile that was taken out of the layout is seen again before the other observer says so.
    if (tile.width === 0 && width > 0) tile.visible = true;
    tile.width = width;
    tile.height = height;
    this.#soon();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#report();
    }, pause);
  }

  #report(): void {
    const tiles = viewTiles(this.#tiles.values(), devicePixelRatio, document.visibilityState === 'hidden');
    if (this.#last && sameView(tiles, this.#last)) return;
    this.#last = tiles;
    // Not told for want of a link: told again with the next join.
    this.#tell(tiles).catch(() => (this.#last = undefined));
  }
}
