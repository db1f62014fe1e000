import { AppError } from '@pluriclasse/shared/errors';
import type { Caller } from '@pluriclasse/shared/calls';
import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import type { SignallingCalls } from '@pluriclasse/shared/signalling/protocol';
import type { Seat } from '@pluriclasse/shared/signalling/state';
import { retryDelay } from '../link/retryDelay.ts';
import type { Readable } from '../Store.ts';
import type { MediaLink } from './MediaLink.ts';
import type { OwnMedia } from './OwnMedia.ts';

const tries = 6;
const final = new Set<string>(['forbidden', 'bad_request', 'not_found']);

/** Sound goes first: it is what a lesson can't do without. */
const order: readonly MediaSource[] = ['microphone', 'camera', 'document', 'screen', 'screen-audio'];

/**
 * Sends what is captured: whatever is on is produced, whatever goes off is stopped, muting pauses, in this join and in
 * the next one.
 */
export class Sender {
  readonly #own: OwnMedia;
  readonly #call: Caller<SignallingCalls>;
  readonly #media: Readable<MediaLink | undefined>;
  readonly #stops: (() => void)[];
  readonly #sending = new Map<MediaSource, Promise<void>>();
  #stopped: ReadonlySet<MediaSource> = new Set();
  #mutedByServer: boolean | undefined;

  constructor(options: { own: OwnMedia; call: Caller<SignallingCalls>; media: Readable<MediaLink | undefined> }) {
    this.#own = options.own;
    this.#call = options.call;
    this.#media = options.media;
    this.#stops = [
      options.media.subscribe(() => this.#sendAll()),
      ...order.map((source) => this.#own.stream(source).subscribe(() => this.#follow(source))),
    ];
  }

  /** Mutes or opens the own microphone. */
  async setMuted(muted: boolean): Promise<void> {
    this.#own.setMuted(muted);
    await this.#pause('microphone', muted);
  }

  /** The node asks for less, for as long as the link is so narrow. */
  setStopped(sources: readonly MediaSource[]): void {
    const next = new Set(sources);
    const changed = order.filter((source) => next.has(source) !== this.#stopped.has(source));
    this.#stopped = next;
    for (const source of changed)
      if (this.#own.track(source)) void this.#pause(source, this.#isPaused(source)).catch(() => undefined);
  }

  /** A teacher may mute a seat; then its own button has to say so too. */
  follow(me: Seat | undefined): void {
    const paused = me?.streams.find(({ source }) => source === 'microphone')?.paused;
    const mutedNow = paused === true && this.#mutedByServer === false;
    this.#mutedByServer = paused;
    if (!mutedNow || this.#own.muted.get()) return;
    this.#own.setMuted(true);
    this.#media.get()?.setPaused('microphone', true);
  }

  /** After the link was lost: the server is told what changed meanwhile. */
  resume(me: Seat | undefined): void {
    this.#sendAll();
    this.follow(me);
    const muted = this.#own.muted.get();
    const paused = me?.streams.find(({ source }) => source === 'microphone')?.paused;
    if (paused !== undefined && paused !== muted) void this.#pause('microphone', muted).catch(() => undefined);
  }

  /** Settles once this source has been sent, so that others can be told to look at it. */
  async sent(source: MediaSource): Promise<void> {
    await this.#sending.get(source);
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  #sendAll(): void {
    for (const source of order) this.#follow(source);
  }

  /** One thing at a time for each source, in the order in which it was wanted. */
  #follow(source: MediaSource): void {
    const before = this.#sending.get(source) ?? Promise.resolve();
    this.#sending.set(
      source,
      before.then(() => this.#settle(source)),
    );
  }

  /** Brings what is sent in line with what is on now; tries again while this join lasts. */
  async #settle(source: MediaSource, attempt = 1): Promise<void> {
    const media = this.#media.get();
    if (!media) return;
    const state = this.#own.stream(source).get();
    try {
      if (state.kind === 'on') await media.send(source, state.track, this.#isPaused(source));
      else if (state.kind !== 'starting' && media.sends(source)) {
        media.stop(source);
        await this.#call('media:stop', { source });
      }
    } catch (error) {
      // What the server refuses for good (a seat that may not send) leaves the rest as it is.
      if (attempt >= tries || (error instanceof AppError && final.has(error.code))) return;
      await new Promise((resolve) => setTimeout(resolve, retryDelay(attempt)));
      if (media === this.#media.get()) await this.#settle(source, attempt + 1);
    }
  }

  #isPaused(source: MediaSource): boolean {
    return this.#stopped.has(source) || (source === 'microphone' && this.#own.muted.get());
  }

  async #pause(source: MediaSource, paused: boolean): Promise<void> {
    // A stream that is just being sent can't be paused yet.
    await this.#sending.get(source);
    const media = this.#media.get();
    if (!media?.sends(source)) return;
    media.setPaused(source, paused);
    await this.#call(paused ? 'media:pause' : 'media:resume', { source });
  }
}
