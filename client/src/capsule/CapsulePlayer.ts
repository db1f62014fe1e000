import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { AppError } from '@pluriclasse/shared/errors';
import type { TrackId } from '@pluriclasse/shared/ids';
import { Store, type Readable } from '../live/Store.ts';
import { passes } from '../lib/passes.ts';
import type { CapsuleSource } from './CapsuleSource.ts';
import { keepTogether } from './keepTogether.ts';
import { VoiceTrack, type Sound } from './VoiceTrack.ts';

export const rates = [0.6, 0.8, 1, 1.2, 1.5] as const;
export type Rate = (typeof rates)[number];

export type PlayState = 'paused' | 'playing' | 'waiting' | 'ended';

/** What is shown of a player. Its time is asked for by `time`: it changes all the while. */
export interface PlayerView {
  readonly state: PlayState;
  readonly rate: Rate;
  /** Voices that can't be heard; the others go on. */
  readonly lost: readonly TrackId[];
  /** Nothing more is given: withdrawn, expired, signed out. */
  readonly refused: AppError | undefined;
  /** Somebody edited it meanwhile: times are others now. Whoever shows it begins anew with this. */
  readonly edited: Manifest | undefined;
  /** How often somebody went elsewhere: the time is another one at once. */
  readonly seeks: number;
}

export interface CapsulePlayerOptions {
  readonly manifest: Manifest;
  readonly source: CapsuleSource;
  readonly newSound: () => Sound;
  /** Milliseconds by a clock that only goes on. */
  readonly now: () => number;
  /** Milliseconds since 1970. */
  readonly date: () => number;
  /** Runs something again and again. @returns how to stop it */
  readonly every: (ms: number, run: () => void) => () => void;
}

const TICK_MS = 250;
/** A browser whose clock is wrong must not ask for new links without end. */
const RENEW_EVERY = 60_000;
/** Milliseconds before somebody speaks in which their voice must be there. */
const SOON = 3_000;
/** Until voices that stopped coming, since nothing can be reached, are tried again. */
const TRY_AGAIN = 5_000;
/** While it plays it is asked so often whether it may still be watched. */
const CHECK_EVERY = 30_000;

/** What came of asking for new links: `cut` where nobody answers, `over` where these voices are no more. */
type Renewed = 'new' | 'cut' | 'over';

/** All voices of a capsule as one sound with one time, which board and pictures follow. Without voices a clock runs. */
export class CapsulePlayer {
  readonly #options: CapsulePlayerOptions;
  readonly #view = new Store<PlayerView>({
    state: 'paused',
    rate: 1,
    lost: [],
    refused: undefined,
    edited: undefined,
    seeks: 0,
  });
  readonly #tracks: readonly VoiceTrack[];
  readonly #stopTicks: () => void;
  #manifest: Manifest;
  #wanted = false;
  /** The last time that is known, and since when a clock alone goes on from there. */
  #at = 0;
  #since: number | undefined;
  #renewing: Promise<Renewed> | undefined;
  #renewedAt: number;
  #checkedAt: number;
  #closed = false;

  constructor(options: CapsulePlayerOptions) {
    this.#options = options;
    this.#manifest = options.manifest;
    this.#renewedAt = options.now();
    this.#checkedAt = options.now();
    this.#tracks = options.manifest.voices.map((voice) => {
      const track: VoiceTrack = new VoiceTrack({
        voice,
        sound: options.newSound(),
        onChange: () => this.#look(),
        onError: () => void this.#mend(track),
        onRefused: () => this.pause(),
      });
      return track;
    });
    for (const track of this.#tracks) void this.#open(track);
    this.#stopTicks = options.every(TICK_MS, () => this.#tick());
  }

  get view(): Readable<PlayerView> {
    return this.#view;
  }
  /** As it was fetched last: the same but for its links. */
  get manifest(): Manifest {
    return this.#manifest;
  }
  get duration(): number {
    return this.#manifest.duration;
  }

  /** Milliseconds from the beginning. */
  time(): number {
    const ran = this.#since === undefined ? 0 : (this.#options.now() - this.#since) * this.#view.get().rate;
    const at = this.#leader()?.time ?? this.#at + ran;
    return Math.min(this.duration, Math.max(0, at));
  }

  /** Called from a touch or a key: browsers start no sound by themselves. */
  play(): void {
    if (this.#view.get().refused) return;
    if (this.#view.get().state === 'ended') this.seek(0);
    this.#wanted = true;
    for (const track of this.#tracks) if (!track.behind) track.play();
    this.#look();
  }

  pause(): void {
    this.#hold();
    this.#wanted = false;
    for (const track of this.#tracks) track.pause();
    this.#look();
  }

  toggle(): void {
    if (this.#wanted) this.pause();
    else this.play();
  }

  /** @param at milliseconds; held within the capsule */
  seek(at: number): void {
    const target = Math.min(this.duration, Math.max(0, at));
    this.#since = undefined;
    this.#at = target;
    const able = this.#tracks.filter(({ failed }) => !failed);
    const heard = able.filter((track) => track.isHeard(target, target + SOON));
    const first = heard.length > 0 ? heard : able.slice(0, 1);
    for (const track of this.#tracks) {
      if (first.includes(track) || !track.opened) this.#bring(track, target);
      else {
        track.behind = true;
        track.pause();
      }
    }
    const { state, seeks } = this.#view.get();
    this.#set({ seeks: seeks + 1, ...(state === 'ended' && { state: this.#wanted ? 'waiting' : 'paused' }) });
    this.#look();
  }

  skip(by: number): void {
    this.seek(this.time() + by);
  }

  setRate(rate: Rate): void {
    this.#hold();
    this.#set({ rate });
    for (const track of this.#tracks) track.setRate(rate);
    this.#look();
  }

  /** Tries the voices that can't be heard once more. */
  retry(): void {
    const lost = this.#tracks.filter(({ failed, broken }) => failed || broken);
    for (const track of lost) void this.#mend(track, true);
  }

  /** Fetches something by the manifest's links; where they no longer hold, once more by new ones. @throws as `get` does */
  async fetch<T>(get: (manifest: Manifest) => Promise<T>): Promise<T> {
    try {
      return await get(this.#manifest);
    } catch (error) {
      const refused = error instanceof AppError && !passes(error);
      if (!refused || (await this.#renewOnce()) !== 'new') throw error;
      return get(this.#manifest);
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopTicks();
    for (const track of this.#tracks) track.close();
  }

  /** The voice whose time is everybody's, whether it runs or stands. */
  #leader(): VoiceTrack | undefined {
    return this.#playable()[0];
  }

  #playable(): VoiceTrack[] {
    return this.#tracks.filter(({ failed, behind, ended }) => !failed && !behind && !ended);
  }

  /** Puts a voice to an instant. */
  #bring(track: VoiceTrack, at: number): void {
    track.jumpedAt = this.#options.now();
    track.seek(at);
    // One that had come to its end has stopped by itself.
    if (this.#wanted) track.play();
  }

  /** Takes the time as it is now as the one to go on from. */
  #hold(): void {
    this.#at = this.time();
    if (this.#since !== undefined) this.#since = this.#options.now();
  }

  #tick(): void {
    if (!this.#wanted) return;
    void this.#check();
    this.#hold();
    this.#look();
    for (const track of this.#tracks)
      if (track.broken && this.#options.now() - track.triedAt >= TRY_AGAIN) void this.#mend(track, true);
    const leader = this.#leader();
    const { rate } = this.#view.get();
    if (!leader?.runs) return;
    leader.setRate(rate);
    for (const track of this.#tracks) {
      if (track.behind) this.#bring(track, leader.time);
      if (track === leader || !track.runs) continue;
      const correction = keepTogether(track.time - leader.time, this.#options.now() - track.jumpedAt);
      track.setRate(correction.kind === 'walk' ? rate * correction.factor : rate);
      if (correction.kind === 'jump') this.#bring(track, leader.time);
    }
    const { linksUntil } = this.#manifest;
    if (this.#options.date() > linksUntil && this.#options.now() - this.#renewedAt > RENEW_EVERY)
      void this.#renewOnce();
  }

  /** What was withdrawn stops, however much of it has come. */
  async #check(): Promise<void> {
    const { now, source } = this.#options;
    if (now() - this.#checkedAt < CHECK_EVERY) return;
    this.#checkedAt = now();
    try {
      await source.check?.(this.#manifest.board.link);
    } catch (error) {
      if (error instanceof AppError && !passes(error)) await this.#renewOnce();
    }
  }

  /** Sees where the voices are, lets none run ahead of one that waits, and says what it comes to. */
  #look(): void {
    if (this.#closed) return;
    if (!this.#wanted) {
      this.#since = undefined;
      return this.#set({ state: this.#view.get().state === 'ended' ? 'ended' : 'paused' });
    }
    if (this.#tracks.some(({ interrupted }) => interrupted)) return this.pause();
    if (this.#playable().length === 0)
      for (const track of this.#tracks) if (track.behind && !track.failed) this.#bring(track, this.#at);
    const heard = this.#playable();
    const waits = this.#mustWait(heard);
    for (const track of heard) {
      // Who lags goes on asking for its bytes: some browsers fetch nothing for a paused element.
      if (waits && !track.lags) track.pause();
      else track.play();
    }
    if (waits) {
      this.#since = undefined;
      return this.#set({ state: 'waiting' });
    }
    if (heard.length > 0) this.#since = undefined;
    else this.#runClock();
    if (this.time() >= this.duration) return this.#end();
    this.#set({ state: 'playing' });
  }

  /** For the leader, and for those who are to speak soon. */
  #mustWait([leader, ...others]: readonly VoiceTrack[]): boolean {
    if (leader === undefined) return false;
    const at = leader.time;
    return leader.lags || others.some((track) => track.lags && track.isHeard(at, at + SOON));
  }

  /** Where no voice is left to lead, a clock does, from where the last one came to. */
  #runClock(): void {
    if (this.#since !== undefined) return;
    this.#at = Math.max(this.#at, ...this.#tracks.filter(({ ended }) => ended).map(({ time }) => time));
    this.#since = this.#options.now();
  }

  #end(): void {
    this.#wanted = false;
    this.#since = undefined;
    this.#at = this.duration;
    for (const track of this.#tracks) track.pause();
    this.#set({ state: 'ended' });
  }

  async #open(track: VoiceTrack): Promise<void> {
    const link = this.#manifest.voices.find(({ trackId }) => trackId === track.voice.trackId)?.link;
    try {
      const address = link === undefined ? undefined : await this.#options.source.sound(link);
      if (this.#closed) return;
      if (address === undefined) track.fail();
      else {
        track.open(address, this.#at);
        track.setRate(this.#view.get().rate);
      }
    } catch {
      track.fail();
    }
    this.#told();
  }

  /**
   * A voice whose bytes don't come gets one new link; then the others go on without it. Where nothing can be reached all
   * wait, and it is tried again: a board that goes on in silence is no lesson.
   */
  async #mend(track: VoiceTrack, again = false): Promise<void> {
    const tried = track.renewed && !again;
    track.renewed = true;
    track.triedAt = this.#options.now();
    this.#hold();
    const renewed = await this.#renewOnce();
    if (this.#closed) return;
    if (renewed === 'new' && !tried) return this.#open(track);
    if (renewed !== 'cut') track.fail();
    this.#told();
  }

  #told(): void {
    this.#set({ lost: this.#tracks.filter(({ failed }) => failed).map(({ voice }) => voice.trackId) });
    this.#look();
  }

  /** Fetches the manifest anew, once for all who ask at a time. */
  #renewOnce(): Promise<Renewed> {
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined));
    return this.#renewing;
  }

  async #renew(): Promise<Renewed> {
    this.#renewedAt = this.#options.now();
    try {
      const manifest = await this.#options.source.manifest();
      if (this.#closed) return 'over';
      // Of one revision there is more where the recording went on.
      if (manifest.revision !== this.#manifest.revision || manifest.duration !== this.duration) {
        this.#set({ edited: manifest });
        return 'over';
      }
      this.#manifest = manifest;
      return 'new';
    } catch (error) {
      if (passes(error) || (error instanceof AppError && error.code === 'too_many')) return 'cut';
      if (!this.#closed && error instanceof AppError) {
        this.#set({ refused: error });
        this.pause();
      }
      return 'over';
    }
  }

  #set(change: Partial<PlayerView>): void {
    const before = this.#view.get();
    const after = { ...before, ...change };
    const same = after.lost.length === before.lost.length && after.lost.every((id, n) => id === before.lost[n]);
    if (!same || (['state', 'rate', 'refused', 'edited', 'seeks'] as const).some((key) => after[key] !== before[key]))
      this.#view.set(after);
  }
}
