import { scanPieces, type ByteSource, type ScannedTrack } from '@pluriclasse/shared/capsule/file/scanPieces';
import { within, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { OpenTrack } from '../../storage/Recordings.ts';
import { blocksOf, type WebmBlock } from './webm.ts';

/** Bytes read at once: the beginning of a cluster of a picture (all that is asked of one), or many clusters of sound. */
const GLANCE = 64;
const WINDOW = 256 * 1024;

type Source = ByteSource & Pick<OpenTrack, 'scanned'>;

/** A recorded file, read by its clusters. What a crash left torn at the end is not there. */
export class TrackFile {
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  /** Where its clusters lie, by reading little more than their beginnings. */
  async scan(): Promise<ScannedTrack> {
    return this.#source.scanned ?? scanPieces(windowed(this.#source, GLANCE));
  }

  /** The first bytes of the file. */
  first(length: number): Promise<Uint8Array> {
    return this.#source.read(0, Math.min(length, this.#source.size));
  }

  /** Packets of the clusters that touch these stretches, cluster by cluster. */
  async *packets(kept: readonly Stretch[]): AsyncGenerator<WebmBlock[]> {
    const source = windowed(this.#source, WINDOW);
    const { pieces } = await scanPieces(source);
    for (const { offset, size, from, to } of pieces) {
      if (within([{ from, to: Math.max(to, from + 1) }], kept).length === 0) continue;
      yield blocksOf(await source.read(offset, size));
    }
  }
}

/** The same file, read in larger parts. */
function windowed(source: ByteSource, least: number): ByteSource {
  let from = 0;
  let bytes: Uint8Array = new Uint8Array();
  return {
    size: source.size,
    read: async (offset, length) => {
      const until = Math.min(offset + length, source.size);
      if (offset < from || until > from + bytes.length) {
        bytes = await source.read(offset, Math.min(Math.max(length, least), source.size - offset));
        from = offset;
      }
      return bytes.subarray(offset - from, Math.max(until, offset) - from);
    },
  };
}
