import path from 'node:path';
import type { TrackFormat } from '@pluriclasse/shared/capsule/file/EncodedFrame';
import type { RecordedTrack } from '@pluriclasse/shared/capsule/track';
import type { Files } from './files.ts';
import { assemblers } from './frames/assemblers.ts';
import type { Frame } from './frames/Frame.ts';
import { FrameReader } from './frames/FrameReader.ts';
import { PieceBuilder } from './PieceBuilder.ts';
import type { RtpPacket, SenderReport } from './rtp/parseRtp.ts';
import { ReorderBuffer } from './rtp/ReorderBuffer.ts';
import { RtpClock } from './rtp/RtpClock.ts';
import type { WorkerClock } from './rtp/WorkerClock.ts';
import { TrackFile } from './TrackFile.ts';
import type { TrackOrder } from './TrackOrder.ts';

/** So long a track's first frames wait, ms, from the first one on: the one that came soonest tells the time of all. */
const SETTLE = 1_500;
/** After so long without one a picture asks for a key frame: those who wait for a quiet moment get it within 5 s. */
const KEY_DUE = 3_500;
/** An ask that was lost is repeated; sooner while nothing can be written without. */
const ASK_AGAIN = { due: 1_500, lost: 500 };
/** A picture without packets for so long is paused: it needs no key frame. */
const PAUSED = 1_000;
/** A disk that failed is tried again, ms; with room for some seconds of a track. */
const TRY_AGAIN = 2_000;
const ENOUGH_SPACE = 4_000_000;

export interface TrackHost {
  readonly files: Files;
  /** The folder of all recordings. */
  readonly folder: string;
  told(order: TrackOrder, track: RecordedTrack): void;
  wantsKey(order: TrackOrder, why: 'lost' | 'due'): void;
}

interface Waiting {
  readonly frame: Frame;
  readonly timestamp: number;
  readonly arrival: number;
}

/** One consumer's packets on their way into a file; into another when the disk failed or the format changed. */
export class TrackRecording {
  readonly order: TrackOrder;
  readonly #host: TrackHost;
  readonly #clock: RtpClock;
  readonly #workerClock: WorkerClock;
  readonly #reorder: ReorderBuffer<RtpPacket>;
  readonly #reader: FrameReader;
  readonly #ending = new Set<Promise<void>>();
  /** The first frames, until their time is known, and when the first one came. */
  #settling: { readonly since: number; readonly frames: Waiting[] } | undefined;
  #settled = false;
  #writing: { file: TrackFile; pieces: PieceBuilder; format: TrackFormat } | undefined;
  #now = 0;
  #lastPacket = -Infinity;
  #lastKey = -Infinity;
  #lastAsk = -Infinity;
  #last = 0;
  /** The disk refused; undefined while it takes what comes. */
  #trouble: { lookAt: number; mayTry: boolean } | undefined;

  constructor(order: TrackOrder, workerClock: WorkerClock, host: TrackHost) {
    this.order = order;
    this.#host = host;
    this.#workerClock = workerClock;
    const kind = order.codec === 'opus' ? 'sound' : 'picture';
    this.#clock = new RtpClock(order.clockRate, kind);
    this.#reader = new FrameReader(kind, assemblers[order.codec], {
      frame: (frame, timestamp) => this.#take(frame, timestamp),
      needsKey: () => this.#ask('lost'),
    });
    this.#reorder = new ReorderBuffer((packet, afterGap) => this.#reader.push(packet, afterGap));
  }

  receive(packet: RtpPacket, now: number): void {
    this.#now = this.#lastPacket = now;
    this.#reorder.push(packet, now);
  }

  report({ timestamp, ntp }: SenderReport): void {
    this.#clock.report(timestamp, this.#workerClock.toOurs(ntp));
  }

  /** @param roundTrip to its sender, the shortest of late, ms */
  isAway(roundTrip: number): void {
    this.#clock.isAway(roundTrip);
  }

  /** To be called some times a second. */
  tick(now: number): void {
    this.#now = now;
    this.#reorder.expire(now);
    if (this.#settling !== undefined && now - this.#settling.since >= SETTLE) this.#settle();
    this.#writing?.pieces.tick(now);
    this.#look();
    if (this.order.codec === 'opus' || now - this.#lastPacket > PAUSED) return;
    const begun = this.#writing !== undefined || this.#settling !== undefined;
    if (!begun || this.#reader.waits) {
      // Also again: an ask may have come too soon after another, and a key frame may be torn, too.
      if (this.#trouble?.mayTry !== false) this.#ask('lost');
    } else if (now - this.#lastKey > KEY_DUE) this.#ask('due');
  }

  /** Resolves when all that came outlasts a crash, or has failed. */
  async end(now: number): Promise<void> {
    this.#now = now;
    this.#reorder.flush();
    this.#settle();
    this.#close();
    await Promise.all(this.#ending);
  }

  #take(frame: Frame, timestamp: number): void {
    if (frame.key) this.#lastKey = this.#now;
    const waiting = { frame, timestamp, arrival: this.#now };
    if (this.#settled) return this.#write(waiting);
    this.#clock.observe(timestamp, this.#now);
    this.#settling ??= { since: this.#now, frames: [] };
    this.#settling.frames.push(waiting);
    if (this.#now - this.#settling.since >= SETTLE) this.#settle();
  }

  #settle(): void {
    const frames = this.#settling?.frames ?? [];
    this.#settling = undefined;
    this.#settled = true;
    for (const waiting of frames) {
      this.#write(waiting);
      this.#writing?.pieces.tick(waiting.arrival);
    }
  }

  #write({ frame: { key, parts, format }, timestamp, arrival }: Waiting): void {
    const at = Math.round(this.#clock.toTime(timestamp, arrival) - this.order.zero);
    if (at < 0) return;
    if (this.#writing?.file.failed) this.#giveUp(this.#writing.file);
    if (this.#trouble?.mayTry === false) return;
    if (format !== undefined && (this.#writing === undefined || !isSame(format, this.#writing.format))) {
      this.#close();
      this.#begin(format);
    }
    this.#last = Math.max(this.#last, at);
    this.#writing?.pieces.add({ at: this.#last, key, parts }, arrival);
  }

  #begin(format: TrackFormat): void {
    const { peerKey, source, rendition, codec, epoch, recordingKey } = this.order;
    const folder = path.join(this.#host.folder, recordingKey);
    const tell = (track: RecordedTrack) => this.#told(track);
    const pieces = new PieceBuilder(format, (piece) => file.append(piece));
    const header = { peerKey, source, rendition, codec, epoch };
    const file: TrackFile = new TrackFile(this.#host.files, folder, header, pieces.head, tell);
    this.#writing = { file, pieces, format };
  }

  #close(): void {
    const writing = this.#writing;
    if (writing === undefined) return;
    writing.pieces.flush();
    this.#leave(writing.file);
  }

  #leave(file: TrackFile): void {
    this.#writing = undefined;
    const ending = file.end().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  /** What can't be written is left out until the disk takes it again; a picture then begins with a key frame. */
  #giveUp(file: TrackFile): void {
    this.#leave(file);
    this.#trouble = { lookAt: this.#now + TRY_AGAIN, mayTry: false };
  }

  #look(): void {
    const trouble = this.#trouble;
    if (trouble === undefined || trouble.mayTry || this.#now < trouble.lookAt) return;
    trouble.lookAt = this.#now + TRY_AGAIN;
    this.#host.files.space(this.#host.folder).then(
      (space) => (trouble.mayTry = space >= ENOUGH_SPACE),
      () => (trouble.mayTry = true),
    );
  }

  #told(track: RecordedTrack): void {
    // Tries of a disk that refuses still are no news.
    if (track.state === 'failed' && track.bytes === 0 && this.#trouble !== undefined) return;
    if (track.state === 'writing') this.#trouble = undefined;
    this.#host.told(this.order, track);
  }

  #ask(why: 'lost' | 'due'): void {
    if (this.#now - this.#lastAsk < ASK_AGAIN[why]) return;
    this.#lastAsk = this.#now;
    this.#host.wantsKey(this.order, why);
  }
}

function isSame(one: TrackFormat, other: TrackFormat): boolean {
  if (one === other || one.codec === 'opus' || other.codec === 'opus') return true;
  // VP8 and VP9 change their size within a track; a decoder reads it from the frames.
  if (one.config === undefined || other.config === undefined) return true;
  return Buffer.compare(one.config, other.config) === 0;
}
