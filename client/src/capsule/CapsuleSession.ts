import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { browserMeasure } from '../board/canvas/browserMeasure.ts';
import { passes } from '../lib/passes.ts';
import { Store, type Readable } from '../live/Store.ts';
import { readCaptions, type CaptionsState } from './captions.ts';
import { CapsulePlayer } from './CapsulePlayer.ts';
import { readReel, type CapsuleSource } from './CapsuleSource.ts';
import { listenMediaKeys } from './mediaKeys.ts';
import { Reel } from './Reel.ts';
import { ReelScene } from './ReelScene.ts';

/** The board: two views of it, since one looks at another instant than the player where the finger is. */
export type BoardState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ready'; readonly reel: Reel; readonly scene: ReelScene; readonly preview: ReelScene };

export type CapsuleState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | {
      readonly kind: 'ready';
      readonly manifest: Manifest;
      readonly player: CapsulePlayer;
      readonly board: BoardState;
      readonly captions: CaptionsState;
    };

/** Between tries of what may come by itself, in milliseconds. */
const AGAIN_MS = 10_000;

/** One capsule in a browser: fetched, played, and begun anew where somebody has edited it. */
export class CapsuleSession {
  readonly #source: CapsuleSource;
  readonly #state = new Store<CapsuleState>({ kind: 'loading' });
  #startAt: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #leave: () => void = () => undefined;

  /** @param startAt milliseconds */
  constructor(source: CapsuleSource, startAt = 0) {
    this.#source = source;
    this.#startAt = startAt;
  }

  get state(): Readable<CapsuleState> {
    return this.#state;
  }
  get source(): CapsuleSource {
    return this.#source;
  }

  async open(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#state.get().kind === 'ready') return;
    try {
      const manifest = await this.#source.manifest();
      if (!this.#closed) this.#begin(manifest);
    } catch (error) {
      if (this.#closed) return;
      this.#state.set({ kind: 'failed', error });
      if (passes(error)) this.#timer = setTimeout(() => void this.open(), AGAIN_MS);
    }
  }

  /** Fetches the board once more. */
  async openBoard(): Promise<void> {
    const state = this.#state.get();
    if (state.kind !== 'ready') return;
    const { player } = state;
    this.#setPart(player, { board: { kind: 'loading' } });
    try {
      const reel = await player.fetch((manifest) => readReel(this.#source, manifest));
      const board = new Reel(reel, browserMeasure);
      const [scene, preview] = [new ReelScene(board), new ReelScene(board)];
      this.#setPart(player, { board: { kind: 'ready', reel: board, scene, preview } });
      this.#warm(board);
    } catch {
      this.#setPart(player, { board: { kind: 'failed' } });
    }
  }

  /** Fetches what is said once more. */
  async openCaptions(): Promise<void> {
    const state = this.#state.get();
    if (state.kind !== 'ready' || state.player.manifest.captions === undefined) return;
    const { player } = state;
    this.#setPart(player, { captions: { kind: 'loading' } });
    try {
      // Somebody may have corrected them since: then their link is another.
      const captions = await player.fetch((manifest) => readCaptions(this.#source, manifest));
      this.#setPart(player, { captions: captions ? { kind: 'ready', captions } : { kind: 'none' } });
    } catch {
      this.#setPart(player, { captions: { kind: 'failed' } });
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#leave();
    const state = this.#state.get();
    if (state.kind === 'ready') state.player.close();
  }

  #begin(manifest: Manifest): void {
    const player = new CapsulePlayer({
      manifest,
      source: this.#source,
      newSound: () => new Audio(),
      now: () => performance.now(),
      date: () => Date.now(),
      every: (ms, run) => {
        const timer = setInterval(run, ms);
        return () => clearInterval(timer);
      },
    });
    if (this.#startAt > 0) player.seek(this.#startAt);
    player.view.subscribe(() => {
      const { edited } = player.view.get();
      if (edited === undefined || this.#closed) return;
      this.#startAt = player.time();
      player.close();
      this.#begin(edited);
    });
    this.#leave();
    const forget = listenMediaKeys(player, manifest.title);
    const online = () => this.#backOnline(player);
    window.addEventListener('online', online);
    this.#leave = () => {
      forget();
      window.removeEventListener('online', online);
    };
    const captions: CaptionsState = { kind: manifest.captions ? 'loading' : 'none' };
    this.#state.set({ kind: 'ready', manifest, player, board: { kind: 'loading' }, captions });
    // The board first: on a weak link it is what one waits for.
    void this.openBoard().then(() => this.openCaptions());
  }

  /** What did not come without a link is fetched now. */
  #backOnline(player: CapsulePlayer): void {
    player.retry();
    const state = this.#state.get();
    if (state.kind !== 'ready') return;
    if (state.board.kind === 'failed') void this.openBoard();
    if (state.captions.kind === 'failed') void this.openCaptions();
  }

  /** While the browser has nothing else to do; not all browsers say when. */
  #warm(reel: Reel): void {
    if (this.#closed || typeof requestIdleCallback === 'undefined') return;
    requestIdleCallback((idle) => {
      if (reel.warm(() => idle.timeRemaining() > 2)) this.#warm(reel);
    });
  }

  #setPart(player: CapsulePlayer, part: { board: BoardState } | { captions: CaptionsState }): void {
    const state = this.#state.get();
    if (!this.#closed && state.kind === 'ready' && state.player === player) this.#state.set({ ...state, ...part });
  }
}
