import { lengthOf, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { WebmBlock } from './webm.ts';
import { Packer } from './Packer.ts';
import { Retimer, type TimedPacket } from './Retimer.ts';
import type { TrackFile } from './TrackFile.ts';
import { VoiceWriter, type WriteAt } from './VoiceWriter.ts';

export interface MadeVoice {
  /** Of the file. */
  readonly bytes: number;
  /** When somebody speaks, in the time of viewers. */
  readonly heard: Stretch[];
  /** Recorded ones that are in it. */
  readonly packets: number;
}

/**
 * Writes one voice as its viewers get it: all files of one person's microphone, or of one shared screen's sound, on the
 * time of the kept stretches.
 */
export async function makeVoice(
  files: readonly Pick<TrackFile, 'packets'>[],
  kept: readonly Stretch[],
  channels: 1 | 2,
  write: WriteAt,
): Promise<MadeVoice> {
  const duration = lengthOf(kept);
  const retimer = new Retimer(kept);
  const writer = new VoiceWriter(duration, channels, write);
  const packer = new Packer();
  /** @returns a promise when something must be written first: packets are too many to wait for each */
  const put = (timed: TimedPacket): Promise<void> | undefined => {
    let full: Promise<void> | undefined;
    for (const packed of packer.take(timed)) full = writer.take(packed) ?? full;
    return full;
  };
  let taken = 0;
  for await (const { file, packets } of inOrder(files.map((one) => one.packets(kept)))) {
    for (const packet of packets) {
      for (const timed of retimer.take(packet, file)) {
        if (timed.bytes === packet.bytes) taken += 1;
        const full = put(timed);
        if (full) await full;
      }
    }
  }
  for (const timed of retimer.end(duration)) await put(timed);
  for (const packed of packer.end()) await writer.take(packed);
  return { bytes: await writer.end(), heard: retimer.heard, packets: taken };
}

interface Batch {
  readonly file: number;
  readonly packets: readonly WebmBlock[];
}

/** Clusters of several files, the earliest first. */
async function* inOrder(files: AsyncGenerator<WebmBlock[]>[]): AsyncGenerator<Batch> {
  const next = async (file: number): Promise<Batch | undefined> => {
    const found = await files[file]?.next();
    return found === undefined || found.done === true ? undefined : { file, packets: found.value };
  };
  const waiting = await Promise.all(files.map((_, file) => next(file)));
  for (;;) {
    let first: Batch | undefined;
    for (const batch of waiting) {
      if (batch && (first === undefined || startOf(batch) < startOf(first))) first = batch;
    }
    if (first === undefined) return;
    yield first;
    waiting[first.file] = await next(first.file);
  }
}

const startOf = ({ packets }: Batch): number => packets[0]?.at ?? -Infinity;
