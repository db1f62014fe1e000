import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { concat } from '@pluriclasse/shared/capsule/file/bytes';
import type { RecordedTrack, TrackHeader } from '@pluriclasse/shared/capsule/track';
import { TrackId } from '@pluriclasse/shared/ids';
import { failureOf, type AppendFile, type Files } from './files.ts';

/** A disk that is so far behind, bytes, can't be written to: more than a minute of a large picture. */
export const MOST_WAITING = 16_000_000;

/** A piece of a track, ready to be written. */
export interface WrittenPiece {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/**
 * One file of a track and what lies beside it: its header, `<id>.json`, and `<id>.open`, with the writer's process id, for
 * as long as it is written: what is still there later was torn (see repair). Pieces are written one at a time, in order,
 * each whole; two tracks never wait for each other.
 */
export class TrackFile {
  readonly #files: Files;
  readonly #base: string;
  readonly #extension: '.webm' | '.mp4';
  readonly #head: Uint8Array;
  readonly #tell: (track: RecordedTrack) => void;
  readonly #waiting: WrittenPiece[] = [];
  #waitingBytes = 0;
  #file: AppendFile | undefined;
  #track: RecordedTrack;
  /** Resolves when nothing waits to be written. */
  #work: Promise<void> | undefined;

  /**
   * @param folder of the recording
   * @param head what the file begins with
   * @param tell hears that the track began (with its first piece), ended or failed
   */
  constructor(
    files: Files,
    folder: string,
    header: Omit<TrackHeader, 'trackId'>,
    head: Uint8Array,
    tell: (track: RecordedTrack) => void,
  ) {
    const trackId = TrackId.parse(randomUUID());
    this.#files = files;
    this.#base = path.join(folder, trackId);
    this.#extension = header.codec === 'h264' ? '.mp4' : '.webm';
    this.#head = head;
    this.#tell = tell;
    this.#track = { header: { trackId, ...header }, state: 'writing', from: 0, to: 0, bytes: 0 };
  }

  get failed(): boolean {
    return this.#track.state === 'failed';
  }

  append(piece: WrittenPiece): void {
    if (this.#track.state !== 'writing') return;
    this.#waiting.push(piece);
    this.#waitingBytes += piece.bytes.length;
    // One that hangs is not waited for.
    if (this.#waitingBytes > MOST_WAITING) this.#fail(new Error('The disk is too slow'));
    this.#work ??= this.#write();
  }

  /** Resolves when all that was appended outlasts a crash, or has failed. Safe twice. */
  async end(): Promise<void> {
    while (this.#work !== undefined) await this.#work;
    if (this.#track.state !== 'writing') return;
    try {
      await this.#file?.sync();
      await this.#file?.close();
      if (this.#track.bytes > 0) await this.#files.remove(`${this.#base}.open`);
    } catch (error) {
      this.#fail(error);
      return this.#leave();
    }
    this.#change({ state: 'ended' });
  }

  async #write(): Promise<void> {
    try {
      for (let piece = this.#waiting[0]; piece !== undefined; piece = this.#waiting[0]) {
        this.#file ??= await this.#create();
        const first = this.#track.bytes === 0;
        const bytes = first ? concat([this.#head, piece.bytes]) : piece.bytes;
        await this.#file.append(bytes);
        if (this.failed) break;
        this.#waiting.shift();
        this.#waitingBytes -= piece.bytes.length;
        this.#track = {
          ...this.#track,
          from: first ? piece.from : this.#track.from,
          to: Math.max(piece.to, this.#track.to),
          bytes: this.#track.bytes + bytes.length,
        };
        if (first) this.#change({});
      }
    } catch (error) {
      this.#fail(error);
    }
    if (this.failed) await this.#leave();
    this.#work = undefined;
  }

  async #create(): Promise<AppendFile> {
    await this.#files.makeFolder(path.dirname(this.#base));
    await this.#files.writeText(`${this.#base}.open`, String(process.pid));
    await this.#files.writeText(`${this.#base}.json`, JSON.stringify(this.#track.header));
    return this.#files.create(this.#base + this.#extension);
  }

  #fail(error: unknown): void {
    this.#waiting.length = 0;
    this.#waitingBytes = 0;
    if (!this.failed) this.#change({ state: 'failed', failure: failureOf(error) });
  }

  /** What was written whole stays; of a track that never began nothing does. */
  async #leave(): Promise<void> {
    const { bytes } = this.#track;
    const attempt = async (work: Promise<void> | undefined) => work?.catch(() => undefined);
    const whole = await this.#file?.cut(bytes).then(
      () => true,
      () => false,
    );
    await attempt(this.#file?.sync());
    await attempt(this.#file?.close());
    if (whole !== false) await attempt(this.#files.remove(`${this.#base}.open`));
    if (bytes > 0) return;
    await attempt(this.#files.remove(this.#base + this.#extension));
    await attempt(this.#files.remove(`${this.#base}.json`));
  }

  #change(change: Partial<RecordedTrack>): void {
    this.#track = { ...this.#track, ...change };
    if (this.#track.bytes === 0 && this.#track.state === 'ended') return; // nothing ever came
    this.#tell(this.#track);
  }
}
