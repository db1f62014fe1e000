import type { RecordedTrack } from '@pluriclasse/shared/capsule/track';
import type { CapsuleId, SeatId } from '@pluriclasse/shared/ids';
import { setTimeout as pause } from 'node:timers/promises';
import type { MediaRoomLink } from '../../media/MediaRoomLink.ts';
import type { LiveLesson } from '../LiveLesson.ts';
import { Cues } from './Cues.ts';
import { Trouble, type TroubleKind } from './Trouble.ts';

/** A capsule's recording as it begins. */
export interface Begun {
  readonly capsuleId: CapsuleId;
  readonly epoch: number;
  readonly since: number;
}

/** A recording that goes on: what the room writes, what is noted, and what can't be written. */
export class Running {
  readonly capsuleId: CapsuleId;
  readonly since: number;
  readonly cues: Cues;
  readonly #epoch: number;
  readonly #lesson: LiveLesson;
  /** The trouble that everyone sees is another one. */
  readonly #onTrouble: () => void;
  readonly #trouble = new Trouble();
  /** Whether the media room as it is now was told to record. */
  #ordered: boolean;
  #told: TroubleKind | null;

  /** @param ordered whether the media room records already */
  constructor(lesson: LiveLesson, begun: Begun, ordered: boolean, onTrouble: () => void) {
    const { capsuleId, epoch, since } = begun;
    const { capsules, boards } = lesson.deps;
    this.#lesson = lesson;
    this.#epoch = epoch;
    this.capsuleId = capsuleId;
    this.since = since;
    this.#onTrouble = onTrouble;
    this.#ordered = ordered;
    if (!ordered) this.#trouble.room('lost');
    this.#told = this.#trouble.kind;
    if (this.#told !== null) capsules.gapBegan(capsuleId, since - epoch, this.#told);
    this.cues = new Cues(lesson, epoch, (cue) => capsules.note(capsuleId, cue));
    this.cues.look();
    boards.pageOf(lesson.planned.boardId).then(
      (page) => page && this.cues.page(page),
      () => undefined,
    );
  }

  get trouble(): TroubleKind | null {
    return this.#told;
  }

  /** The lesson changed. */
  look(): void {
    this.cues.look();
    const { seats } = this.#lesson;
    // A peer's key is its seat's id; one that is no seat's finds nothing.
    this.#trouble.keep((peerKey, source) => seats.get(peerKey as SeatId)?.streams.has(source) ?? false);
    this.#tell();
  }

  trackChanged(track: RecordedTrack): void {
    this.#trouble.track(track);
    const { header, state } = track;
    if (state !== 'failed') this.#lesson.deps.capsules.wrote(this.capsuleId, header);
    this.#tell();
  }

  roomLost(goneFor: number): void {
    this.#ordered = false;
    this.#trouble.room('lost');
    this.#tell(goneFor);
  }

  /** Has the room write, unless it does: after it was lost, or the server. The same capsule, with a gap. */
  async order(link: MediaRoomLink): Promise<void> {
    if (this.#ordered || link.closed) return;
    const { deps, lessonId } = this.#lesson;
    try {
      await link.record({ recordingKey: this.capsuleId, epoch: this.#epoch, now: deps.now() });
      this.#ordered = !link.closed;
      if (this.#ordered) this.#trouble.room(undefined);
    } catch (error) {
      deps.log.warn({ err: error, lessonId }, 'recording not ordered again');
    }
    this.#tell();
  }

  /**
   * Notes how far it has come, and sees to it that there is a room that writes.
   * @returns false when the capsule was taken back
   */
  async beat(): Promise<boolean> {
    const { deps, media, lessonId } = this.#lesson;
    // It is ordered once it is open; whoever opens it, and be it nobody else.
    if (!this.#ordered && media.open) await this.order(media.link);
    else if (!this.#ordered) media.ensure().catch(() => undefined);
    try {
      return await deps.capsules.lasted(this.capsuleId, deps.now());
    } catch (error) {
      deps.log.warn({ err: error, lessonId }, 'recording: not noted how far it came');
      return true;
    }
  }

  /**
   * Stops what is written, as far as the node answers in time: the lesson doesn't wait for a node that hangs. What that
   * one writes beyond the stretch's end is never delivered.
   */
  async quiet(): Promise<void> {
    this.cues.end();
    const { deps, media, planned, lessonId } = this.#lesson;
    const stopped = media.open ? media.link.stopRecording() : Promise.resolve();
    const known = stopped.catch((error: unknown) => deps.log.warn({ err: error, lessonId }, 'recording not stopped'));
    await Promise.race([known, pause(deps.timings.stopRecording, undefined, { ref: false })]);
    await deps.boards.stored(planned.boardId);
  }

  /** @param ago milliseconds since when it has been so */
  #tell(ago = 0): void {
    const { kind } = this.#trouble;
    if (kind === this.#told) return;
    const { capsules, now } = this.#lesson.deps;
    const at = Math.max(this.since - this.#epoch, now() - this.#epoch - ago);
    if (this.#told !== null) capsules.gapEnded(this.capsuleId, at);
    if (kind !== null) capsules.gapBegan(this.capsuleId, at, kind);
    this.#told = kind;
    this.#onTrouble();
  }
}
