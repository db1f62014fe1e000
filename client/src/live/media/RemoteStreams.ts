import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import type { ConsumerId, SeatId } from '@pluriclasse/shared/ids';
import { Store, type Readable } from '../Store.ts';

export type StreamKey = `${SeatId}/${MediaSource}`;
export const streamKey = (seatId: SeatId, source: MediaSource): StreamKey => `${seatId}/${source}`;

export interface RemoteStream {
  seatId: SeatId;
  source: MediaSource;
  stream: MediaStream;
}

/**
 * What is received, by seat and source. It outlives a reconnect: the last picture stays until the new one comes, so that
 * no tile goes black.
 */
export class RemoteStreams {
  readonly #streams = new Store<ReadonlyMap<StreamKey, RemoteStream>>(new Map());
  readonly #owners = new Map<ConsumerId, StreamKey>();

  get all(): Readable<ReadonlyMap<StreamKey, RemoteStream>> {
    return this.#streams;
  }

  put(consumerId: ConsumerId, seatId: SeatId, source: MediaSource, track: MediaStreamTrack): void {
    const key = streamKey(seatId, source);
    for (const [other, owned] of this.#owners) if (owned === key) this.#owners.delete(other);
    this.#owners.set(consumerId, key);
    const stream = new MediaStream([track]);
    this.#streams.update((streams) => new Map(streams).set(key, { seatId, source, stream }));
  }

  remove(consumerId: ConsumerId): void {
    const key = this.#owners.get(consumerId);
    this.#owners.delete(consumerId);
    if (key) this.#drop((candidate) => candidate === key);
  }

  /** After a reconnect: what is not sent any more goes. */
  keepOnly(keys: ReadonlySet<StreamKey>): void {
    this.#drop((key) => !keys.has(key));
  }

  clear(): void {
    this.#owners.clear();
    this.#streams.set(new Map());
  }

  #drop(goes: (key: StreamKey) => boolean): void {
    const streams = this.#streams.get();
    const rest = [...streams].filter(([key]) => !goes(key));
    if (rest.length < streams.size) this.#streams.set(new Map(rest));
  }
}
