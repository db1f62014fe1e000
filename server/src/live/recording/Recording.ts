import type { PageId } from '@pluriclasse/shared/board/objects';
import type { RecordedTrack } from '@pluriclasse/shared/capsule/track';
import { AppError } from '@pluriclasse/shared/errors';
import type { CapsuleId, MessageId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import type { RecordingState } from '@pluriclasse/shared/signalling/recording';
import type { WallMessage } from '@pluriclasse/shared/signalling/state';
import type { StretchEnd } from '../../db/schema/capsules.ts';
import { setTimeout as pause } from 'node:timers/promises';
import type { MediaRoomLink } from '../../media/MediaRoomLink.ts';
import { KeyedQueue } from '../KeyedQueue.ts';
import type { LiveLesson } from '../LiveLesson.ts';
import type { CapsuleBook } from '../ports.ts';
import type { Seat } from '../Seat.ts';
import type { StoredRecording } from '../StoredLesson.ts';
import { Running, type Begun } from './Running.ts';

/**
 * Whether a lesson is recorded. It begins and ends by a teacher's order, ends with the last teacher and with the lesson,
 * and goes on in the same capsule after a lost media room or a restarted server. It never begins by itself.
 */
export class Recording {
  readonly #lesson: LiveLesson;
  /** Begin, end, and what the room needs come one after the other. */
  readonly #queue = new KeyedQueue<'recording'>();
  /** Schools that do not record; undefined until it was read. */
  #refusing: readonly SchoolId[] | undefined;
  #running: Running | undefined;
  #beat: NodeJS.Timeout | undefined;
  /** The lesson's capsule, once there is one. */
  #capsuleId: CapsuleId | undefined;

  constructor(lesson: LiveLesson) {
    this.#lesson = lesson;
  }

  get state(): RecordingState {
    const running = this.#running;
    if (running === undefined) return { kind: 'off', may: this.#may, refusing: [...(this.#refusing ?? [])] };
    return { kind: 'on', since: running.since, trouble: running.trouble };
  }

  get stored(): StoredRecording | undefined {
    return this.#capsuleId && { capsuleId: this.#capsuleId, on: this.#running !== undefined };
  }

  /**
   * Begins, for everyone to see; nothing happens while it goes on.
   * @throws AppError `conflict` with reason `no-recording` when a school does not record, `capsule-gone` when a teacher
   *   alone took back what there was, `recorded-elsewhere` when another server was faster; `unavailable` with reason
   *   `recorder-down` when nothing can be written
   */
  start(staffId: StaffId): Promise<void> {
    return this.#run(async () => {
      if (this.#running !== undefined) return;
      await this.#readRules();
      if (!this.#may)
        throw new AppError('conflict', 'A school of the lesson does not record', { reason: 'no-recording' });
      const begun = await this.#begin(staffId);
      try {
        await this.#order(begun);
      } catch (error) {
        // It may have begun, and only the answer was lost: nothing is recorded that nobody sees.
        await this.#hush();
        await this.#book.undo(begun.capsuleId);
        if (!(error instanceof AppError) || error.code !== 'unavailable') throw error;
        throw new AppError('unavailable', 'Nothing can be recorded', { reason: 'recorder-down', cause: error });
      }
      this.#turnOn(begun, true);
      if (this.#lesson.planned.over !== 'no' || !this.#led) void this.stop('left');
    });
  }

  /** Ends; nothing happens while there is none. Told when nothing is written any more. Never rejects. */
  stop(why: StretchEnd, staffId: StaffId | null = null): Promise<void> {
    return this.#run(async () => {
      const running = this.#running;
      if (running === undefined) return;
      const at = this.#lesson.deps.now();
      await this.#quiet(running);
      this.#turnOff();
      await this.#close(running, { at, why, staffId });
    });
  }

  /** Takes up what another server recorded. @param stored as it left it */
  restore(stored: StoredRecording | undefined): Promise<void> {
    return this.#run(async () => {
      this.#capsuleId = stored?.capsuleId;
      try {
        await this.#readRules();
        const goesOn = stored?.on === true && this.#may && this.#lesson.planned.over === 'no' && this.#led;
        if (goesOn) this.#turnOn(await this.#begin(null), false);
      } catch (error) {
        this.#log.error({ err: error, lessonId: this.#lesson.lessonId }, 'recording not taken up again');
      }
    });
  }

  /** The server goes, and the next one takes it up: everything is written, nothing is ended. */
  letGo(): Promise<void> {
    return this.#run(async () => {
      const running = this.#running;
      if (running === undefined) return;
      const at = this.#lesson.deps.now();
      await this.#quiet(running);
      this.#running = undefined;
      await this.#book.lasted(running.capsuleId, at).catch(() => false);
      await this.#book.flush(running.capsuleId);
    });
  }

  /** The rules of a school, or the schools of the lesson, may be others. */
  rulesChanged(): Promise<void> {
    return this.#run(async () => {
      const before = this.#refusing?.join();
      await this.#readRules();
      if (this.#refusing?.join() === before) return;
      if (!this.#may && this.#running !== undefined) void this.stop('stopped');
      else this.#tell();
    });
  }

  /** The capsule was taken back while it is recorded. */
  withdrawn(capsuleId: CapsuleId): Promise<void> {
    return this.#run(async () => {
      const running = this.#running;
      if (running?.capsuleId !== capsuleId) return;
      const at = this.#lesson.deps.now();
      await this.#quiet(running);
      this.#turnOff();
      // Nothing more is written to it from here on.
      await this.#close(running, { at, why: 'stopped', staffId: null });
      this.#log.warn({ lessonId: this.#lesson.lessonId, capsuleId }, 'capsule withdrawn while it was recorded');
    });
  }

  /** A seat is gone: nothing is recorded without a teacher. One whose link dropped still has its place. */
  seatLeft(): void {
    if (this.#running !== undefined && !this.#led) void this.stop('left');
  }

  /** @param goneFor milliseconds since it was last known to be there */
  roomLost(goneFor: number): void {
    this.#running?.roomLost(goneFor);
  }
  roomOpened(link: MediaRoomLink): void {
    if (this.#running !== undefined) void this.#run(async () => this.#running?.order(link));
  }
  trackChanged(track: RecordedTrack): void {
    this.#running?.trackChanged(track);
  }
  look(): void {
    this.#running?.look();
  }
  pageBrought(page: PageId): void {
    this.#running?.cues.page(page);
  }
  heard(seats: readonly Seat[]): void {
    this.#running?.cues.heard(seats);
  }
  said(message: WallMessage): void {
    this.#running?.cues.said(message);
  }
  /** Also of what was said while it was recorded and is taken away later. */
  unsaid(messageId: MessageId): void {
    if (this.#capsuleId !== undefined) this.#book.unsay(this.#capsuleId, messageId);
  }

  get #book() {
    return this.#lesson.deps.capsules;
  }
  get #log() {
    return this.#lesson.deps.log;
  }
  /** Whether a teacher has a seat. */
  get #led(): boolean {
    return this.#lesson.present.some(({ kind }) => kind === 'desk');
  }

  get #may(): boolean {
    return this.#refusing?.length === 0;
  }

  #run(task: () => Promise<void>): Promise<void> {
    return this.#queue.run('recording', task);
  }

  async #readRules(): Promise<void> {
    this.#refusing = await this.#book.refusing(this.#lesson.subject.schoolIds);
  }

  #begin(staffId: StaffId | null): Promise<Begun> {
    const { lessonId, planned, subject, deps } = this.#lesson;
    const { title, boardId, ownerId } = planned;
    const base = () => deps.boards.stateOf(boardId);
    const { schoolIds } = subject;
    return this.#book.begin({ lessonId, ownerId, title, boardId, schoolIds, staffId, at: deps.now(), base });
  }

  async #order({ capsuleId: recordingKey, epoch }: Begun): Promise<void> {
    const link = await this.#lesson.media.ensure();
    await link.record({ recordingKey, epoch, now: this.#lesson.deps.now() });
  }

  #turnOn(begun: Begun, ordered: boolean): void {
    const { deps, lessonId, media } = this.#lesson;
    const { capsuleId } = begun;
    this.#running = new Running(this.#lesson, begun, ordered, () => this.#tell());
    this.#capsuleId = capsuleId;
    this.#beat = setInterval(() => void this.#run(() => this.#beats()), deps.timings.recordingBeat).unref();
    this.#log.info({ lessonId, capsuleId }, 'recording began');
    this.#tell();
    if (ordered) return;
    media.ensure().then(
      (link) => this.roomOpened(link),
      () => undefined, // the next beat tries again
    );
  }

  async #beats(): Promise<void> {
    const running = this.#running;
    if (running !== undefined && !(await running.beat())) void this.withdrawn(running.capsuleId);
  }

  /** Has the node write nothing, as far as it answers in time. */
  async #hush(): Promise<void> {
    const { media, deps } = this.#lesson;
    if (!media.open) return;
    const hushed = media.link.stopRecording().catch(() => undefined); // a room that is gone records nothing
    await Promise.race([hushed, pause(deps.timings.stopRecording, undefined, { ref: false })]);
  }

  async #quiet(running: Running): Promise<void> {
    clearInterval(this.#beat);
    await running.quiet();
  }

  async #close({ capsuleId }: Running, ending: Parameters<CapsuleBook['end']>[1]): Promise<void> {
    try {
      await this.#book.end(capsuleId, ending);
    } catch (error) {
      // It is found again by the job that looks for such.
      this.#log.error({ err: error, lessonId: this.#lesson.lessonId }, 'capsule not closed');
    }
  }

  #turnOff(): void {
    this.#running = undefined;
    this.#log.info({ lessonId: this.#lesson.lessonId, capsuleId: this.#capsuleId }, 'recording ended');
    this.#tell();
  }

  #tell(): void {
    this.#lesson.change('recording:changed', { recording: this.state });
    this.#lesson.lobbyChanged();
  }
}
