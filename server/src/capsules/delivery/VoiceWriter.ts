import { ids } from './webm.ts';
import { element, idBytes, sizeBytes, uint } from './ebml.ts';
import type { TimedPacket } from './Retimer.ts';
import { voiceHead } from './voiceHead.ts';

/** Milliseconds in one cluster: to jump somewhere means to read one. */
const CLUSTER = 4_000;
const TRACK_AND_KEY = { track: 0x81, key: 0x80 } as const;

/** Where bytes are put: at the place that is said. */
export type WriteAt = (bytes: Uint8Array, offset: number) => Promise<unknown>;

/**
 * Writes one voice as WebM: an index first, then clusters. Of these never more than a few are in memory; room for the
 * index, whose length is known from the duration, is left at the beginning.
 */
export class VoiceWriter {
  readonly #duration: number;
  readonly #channels: 1 | 2;
  readonly #write: WriteAt;
  readonly #clusters: { at: number; offset: number }[] = [];
  #offset: number;
  #begun: { at: number; blocks: Buffer[] } | undefined;

  /** @param duration of what will be written, in milliseconds */
  constructor(duration: number, channels: 1 | 2, write: WriteAt) {
    this.#duration = duration;
    this.#channels = channels;
    this.#write = write;
    const clusters = Array.from({ length: Math.ceil(duration / CLUSTER) }, () => ({ at: 0, offset: 0 }));
    this.#offset = voiceHead({ duration, channels, clusters, bytes: 0 }).length;
  }

  /**
   * Takes the next packet; they follow each other without a gap. What comes after the end is left out.
   * @returns a promise when a cluster is full: the next packet may come once it is written
   */
  take({ at, bytes }: TimedPacket): Promise<void> | undefined {
    if (at >= this.#duration) return undefined;
    const time = Math.round(at);
    const full = this.#begun && at >= (this.#clusters.length + 1) * CLUSTER ? this.#flush() : undefined;
    const begun = (this.#begun ??= { at: time, blocks: [] });
    const head = Buffer.of(TRACK_AND_KEY.track, 0, 0, TRACK_AND_KEY.key);
    head.writeInt16BE(time - begun.at, 1);
    begun.blocks.push(idBytes(ids.simpleBlock), sizeBytes(head.length + bytes.length), head, Buffer.from(bytes));
    return full;
  }

  /** Writes what is left, and the index. @returns bytes of the whole file */
  async end(): Promise<number> {
    await this.#flush();
    const clusters = [...this.#clusters];
    const last = clusters.at(-1);
    // The last one may have had no packet of its own; the room for it is taken nevertheless.
    while (last && clusters.length < Math.ceil(this.#duration / CLUSTER)) clusters.push(last);
    const shape = { duration: this.#duration, channels: this.#channels, clusters };
    await this.#write(voiceHead({ ...shape, bytes: this.#offset }), 0);
    return this.#offset;
  }

  async #flush(): Promise<void> {
    if (this.#begun === undefined) return;
    const { at, blocks } = this.#begun;
    this.#begun = undefined;
    const cluster = element(ids.cluster, element(ids.timestamp, uint(at)), ...blocks);
    this.#clusters.push({ at, offset: this.#offset });
    const offset = this.#offset;
    this.#offset += cluster.length;
    await this.#write(cluster, offset);
  }
}
