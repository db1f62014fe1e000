import type { Picture, PicturePieces } from '@pluriclasse/shared/capsule/manifest';
import type { TrackId } from '@pluriclasse/shared/ids';
import { Store, type Readable } from '../live/Store.ts';
import { passes } from '../lib/passes.ts';
import type { CapsulePlayer } from './CapsulePlayer.ts';
import type { CapsuleSource } from './CapsuleSource.ts';
import { filesOf, planPictures, rangesOf, type PictureSize, type PlannedPiece } from './planPictures.ts';
import { PictureBuffer } from './PictureBuffer.ts';

export interface PictureView {
  /** Whose picture is seen now; none where nobody sent one. */
  readonly shown: Picture | undefined;
  readonly failed: boolean;
}

export interface PicturePlayerOptions {
  readonly video: HTMLVideoElement;
  readonly player: CapsulePlayer;
  readonly source: CapsuleSource;
  readonly size: PictureSize;
}

const TICK_MS = 200;
/** Milliseconds that are fetched before they are needed, and kept after. */
const AHEAD = 10_000;
const KEPT = 20_000;
const FORGET_EVERY = 10_000;
/** Bytes of one request: what a narrow link brings in some seconds. */
const RANGE = 400_000;
/** Milliseconds between lips and voice that nobody sees, and those from which the picture jumps. */
const CLOSE = 40;
const FAR = 300;
/** Until pictures that did not come are asked for again, in milliseconds. */
const REST = 5_000;

/** Whether this browser can show pictures in pieces; else there is sound and board. */
export const canShow = (pictures: readonly Picture[]): boolean =>
  pictures.some((picture) => filesOf(picture, 'small').some(({ type }) => PictureBuffer.takes(type)));

/** The picture of whoever is heard, in step with the sound, which never waits for it. */
export class PicturePlayer {
  readonly #options: PicturePlayerOptions;
  readonly #view = new Store<PictureView>({ shown: undefined, failed: false });
  readonly #buffer: PictureBuffer;
  readonly #leave: () => void;
  readonly #heads = new Map<TrackId, Promise<Uint8Array<ArrayBuffer>>>();
  /** What is in the buffer, and from when until when nothing more is to be fetched. */
  #planned: PlannedPiece[] = [];
  #from = 0;
  #until = 0;
  /** Until when there is a picture once what is on its way has come. */
  #coming = 0;
  /** Ends when the time is elsewhere: what was asked for before comes too late. */
  #round = new AbortController();
  #fetching = false;
  #restUntil = 0;

  constructor(options: PicturePlayerOptions) {
    this.#options = options;
    this.#buffer = new PictureBuffer(options.video, options.player.duration);
    const timer = setInterval(() => this.#tick(), TICK_MS);
    const unsubscribe = options.player.view.subscribe(() => this.#tick());
    this.#leave = () => {
      clearInterval(timer);
      unsubscribe();
    };
    this.#tick();
  }

  get view(): Readable<PictureView> {
    return this.#view;
  }

  close(): void {
    this.#leave();
    this.#round.abort();
    this.#buffer.close();
  }

  #tick(): void {
    if (this.#view.get().failed) return;
    const { player } = this.#options;
    const at = player.time();
    // What is on its way and still of use is waited for, however slowly it comes.
    if (at < this.#from || at > Math.max(this.#until, this.#coming)) this.#begin(at);
    this.#follow(at);
    if (this.#mayFetch(at)) void this.#fetchOn(at + AHEAD);
    const shown = this.#planned.findLast(({ piece }) => piece.from <= at && at < piece.to)?.picture;
    this.#set({ shown: this.#buffer.has(at) ? shown : undefined });
  }

  #mayFetch(at: number): boolean {
    const { player } = this.#options;
    // A link that is too slow for the sound is left to it.
    if (this.#fetching || player.view.get().state === 'waiting' || performance.now() < this.#restUntil) return false;
    return this.#until < Math.min(player.duration, at + AHEAD);
  }

  /** The time is elsewhere: what was planned is of no use. */
  #begin(at: number): void {
    this.#round.abort();
    this.#round = new AbortController();
    this.#fetching = false;
    this.#planned = [];
    this.#from = this.#until = this.#coming = at;
    this.#buffer.clear();
  }

  /** Keeps the picture at the sound's time. */
  #follow(at: number): void {
    const { video, player } = this.#options;
    const { state, rate } = player.view.get();
    if (!this.#buffer.has(at)) return video.pause();
    const ahead = video.currentTime * 1000 - at;
    if (Math.abs(ahead) > FAR || state !== 'playing') {
      if (Math.abs(ahead) > CLOSE) video.currentTime = at / 1000;
      video.playbackRate = rate;
    } else video.playbackRate = Math.abs(ahead) <= CLOSE ? rate : rate * (ahead > 0 ? 0.95 : 1.05);
    if (state !== 'playing') video.pause();
    else if (video.paused) video.play().catch(() => undefined); // by the next tick it is tried again
  }

  async #fetchOn(until: number): Promise<void> {
    const { signal } = this.#round;
    this.#fetching = true;
    const { player, size } = this.#options;
    const plan = planPictures(player.manifest, size, this.#until, until);
    try {
      for (const group of rangesOf(plan, RANGE)) {
        this.#coming = Math.max(this.#until, ...group.map(({ piece }) => piece.to));
        await this.#take(group, signal);
        if (signal.aborted) return;
        this.#planned.push(...group);
        this.#until = this.#coming;
      }
      // Nothing more is there: it is not asked for again.
      this.#until = Math.max(this.#until, until);
      await this.#forget(player.time() - KEPT);
    } catch (error) {
      if (!signal.aborted) this.#gaveUp(error);
    } finally {
      if (!signal.aborted) this.#fetching = false;
    }
  }

  /** Lets go of what was shown long ago: whoever goes back there begins anew. */
  async #forget(before: number): Promise<void> {
    if (before < this.#from + FORGET_EVERY) return;
    this.#from = before;
    this.#planned = this.#planned.filter(({ piece }) => piece.to > before);
    await this.#buffer.forget(before);
  }

  async #take(group: readonly PlannedPiece[], signal: AbortSignal): Promise<void> {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) return;
    const range = {
      offset: first.piece.offset,
      size: last.piece.offset + last.piece.size - first.piece.offset,
    };
    const [head, bytes] = await Promise.all([this.#head(first.file), this.#bytes(first.file, range, signal)]);
    if (!signal.aborted) await this.#buffer.put({ type: first.file.type, head, bytes, shift: first.piece.shift });
  }

  /** Asked for once: the next time elsewhere needs it, too. */
  #head(file: PicturePieces): Promise<Uint8Array<ArrayBuffer>> {
    const known = this.#heads.get(file.trackId);
    if (known) return known;
    const head = this.#bytes(file, { offset: 0, size: file.head });
    this.#heads.set(file.trackId, head);
    head.catch(() => this.#heads.delete(file.trackId));
    return head;
  }

  #bytes(
    { trackId, link }: PicturePieces,
    range: { offset: number; size: number },
    signal?: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { source, player } = this.#options;
    return player.fetch(({ pictures }) => {
      const files = pictures.flatMap(({ small, large }) => [...small, ...large]);
      const now = files.find((file) => file.trackId === trackId)?.link ?? link;
      return source.bytes(now, { range, ...(signal && { signal }) });
    });
  }

  /** What may come by itself is asked for again after a while; the sound goes on meanwhile. */
  #gaveUp(error: unknown): void {
    if (passes(error)) {
      this.#restUntil = performance.now() + REST;
      return;
    }
    this.#options.video.pause();
    this.#set({ failed: true, shown: undefined });
  }

  #set(change: Partial<PictureView>): void {
    const before = this.#view.get();
    const after = { ...before, ...change };
    if (after.shown !== before.shown || after.failed !== before.failed) this.#view.set(after);
  }
}
